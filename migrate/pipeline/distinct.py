"""Addresses on the target that no other page has: a target answers with one page, whatever its mapping says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from migrate.diagnostics import Finding
from migrate.model import Page


class Distinct(NamedTuple):
    """The addresses that are not the old ones, by the ids of pages; and which page got another than its type says."""

    addresses: dict[str, str]
    findings: list[Finding]


def distinct(pages: Iterable[Page], wanted: Mapping[str, str | None]) -> Distinct:
    """What each page gets of what it wants: those that stay where they were come first, then the others in order.

    A page that shared its old address with another keeps what it wants, as it did there.
    """
    mine = [page for page in pages if page.duplicate_of is None]
    stay = {page.url: page.id for page in mine if page.url is not None and wanted.get(page.id) in (None, page.url)}
    found = Distinct({}, [])
    taken: dict[str, str] = {url: id for url, id in stay.items() if url is not None}
    for page in pages:
        address = wanted.get(page.id)
        if address is None or address == page.url:
            continue
        free = address if page.duplicate_of is not None else _free(address, taken)
        if free != address:
            message = (
                f"its address on the target would be {address:.200}, as that of {taken[address]}; it is {free:.200}"
            )
            found.findings.append(Finding(code="url.taken", message=message, file=page.id))
        taken.setdefault(free, page.id)
        found.addresses[page.id] = free
    return found


def _free(address: str, taken: Mapping[str, str]) -> str:
    """`address`, with a number at the end of its last name where another page has it."""
    slash = "/" if address.endswith("/") else ""
    head, _, last = address.removesuffix("/").rpartition("/")
    stem, dot, ending = last.rpartition(".")
    name, ending = (stem, dot + ending) if stem else (last, "")
    number, free = 2, address
    while free in taken:
        free, number = f"{head}/{name}-{number}{ending}{slash}", number + 1
    return free
