"""Redirects from the addresses that pages and files had to those that they get, as Plone's own tool keeps them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from urllib.parse import unquote, urlsplit

from migrate import urls
from migrate.diagnostics import Finding
from migrate.exporters.plone.asked import Asked
from migrate.exporters.plone.plan import Plan
from migrate.interfaces import Job
from migrate.redirects.address import Hosts, host_of, own_hosts
from migrate.redirects.resolve import Resolved, resolve
from migrate.redirects.rule import Rule

_FILES = ("redirects.json", "export_redirects.json")
TellFinding = Callable[[Finding], None]


def resolved(job: Job, asked: Asked, plan: Plan, paths: Iterable[str]) -> Resolved:
    """The redirects that the new site needs. None begins where an item is: `paths` are those of the items."""
    there = set(paths) | {"/"}
    hosts = Hosts(own_hosts(job.site), (*asked.hosts, *_of_plone(job)))
    return resolve(job.site.redirects, _moved(job, plan, there), there, hosts)


def redirects(rules: Iterable[Rule], asked: Asked, tell: TellFinding) -> dict[str, str]:
    """`redirects.json`: each old path and where it leads, both below the site, or a whole address."""
    written: dict[str, str] = {}
    for rule in rules:
        old, new = _old(rule, asked), _new(rule.new, asked)
        if old is None:
            tell(Finding(code="plone.redirect", message=f"{rule} to {rule.new} is for more than one address"))
        elif old != new:
            written.setdefault(old, new)
    return dict(sorted(written.items()))


def _moved(job: Job, plan: Plan, there: set[str]) -> dict[str, str]:
    """The old addresses of what lies elsewhere now, and the new ones; what visitors could not see needs none."""
    moved: dict[str, str] = {}
    for page in job.site.pages:
        item = plan.items.get(page.id)
        if item is None or page.url is None or page.duplicate_of is not None or not page.published:
            continue
        _move(page.url, item.address if page.url != "/" else "/", there, moved)
    for id, url in job.files():
        item = plan.items.get(f"asset:{id}")
        if item is not None and url is not None:
            _move(url, item.address, there, moved)
    return moved


def _move(old: str, new: str, there: set[str], moved: dict[str, str]) -> None:
    if urls.key(old) not in there and new in there:
        moved.setdefault(old, new)


def _old(rule: Rule, asked: Asked) -> str | None:
    """The old address as the tool looks for it: decoded, with the id of the site before it."""
    if rule.has_places:
        return None
    path = rule.path.rstrip("/") or "/"
    return f"/{asked.site}{path}{rule.written_query}"


def _new(target: str, asked: Asked) -> str:
    parts = urlsplit(target)
    if parts.scheme or parts.netloc:
        return target.rstrip("/")  # as Plone does
    path = unquote(parts.path).rstrip("/")
    query = f"?{parts.query}" if parts.query else ""
    return f"/{asked.site}{path}{query}{f'#{parts.fragment}' if parts.fragment else ''}"


def _of_plone(job: Job) -> Iterator[str]:
    """The hosts that redirects of Plone's own tool lead to: only those who look after a site can make them."""
    for redirect in job.site.redirects:
        if redirect.source.file.rpartition("/")[2] in _FILES:
            yield from filter(None, [host_of(redirect.new)])
