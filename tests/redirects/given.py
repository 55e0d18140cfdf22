"""Redirects in short, for the tests."""

from __future__ import annotations

from migrate.model import Location, Redirect
from migrate.redirects.address import Hosts
from migrate.redirects.resolve import Resolved, resolve

HOSTS = Hosts(["www.own.example"], ["good.example", "good.example:8443"])
THERE = ("/", "/about/", "/contact/", "/about-us/", "/café/menu/", "/files/plan.pdf")


def given(old: str, new: str, status: int = 301) -> Redirect:
    return Redirect(old=old, new=new, status=status, source=Location(file="_redirects", line=1))


def resolved(
    *redirects: tuple[str, str] | tuple[str, str, int],
    moved: dict[str, str] | None = None,
    there: tuple[str, ...] = THERE,
) -> Resolved:
    return resolve([given(*one) for one in redirects], moved or {}, there, HOSTS)


def shown(found: Resolved) -> list[str]:
    """Each rule as `old > new`, with its status where it is another than 301."""
    status = ("" if rule.status == 301 else f" {rule.status}" for rule in found.rules)
    return [f"{rule} > {rule.new}{code}" for rule, code in zip(found.rules, status, strict=True)]


def told(found: Resolved) -> list[str]:
    return [f"{finding.code}: {finding.message}" for finding in found.findings]
