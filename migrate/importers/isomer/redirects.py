"""Redirects of the source: Netlify's `_redirects` file, `redirect_from` and `redirect_to` of front matter."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from migrate.diagnostics import Finding
from migrate.importers.isomer.values import items
from migrate.jekyll import frontmatter
from migrate.jekyll.paths import inside
from migrate.model import Location, Page, Redirect

FILE = "_redirects"
MAX_BYTES = 32 * 1024 * 1024
_STATUS = re.compile(r"([1-5][0-9]{2})!?\Z")


def read_redirects(root: Path, pages: list[Page], findings: list[Finding]) -> list[Redirect]:
    """All redirects: the file's in its own order, then the pages' in theirs."""
    return [*_from_file(root, findings), *_from_pages(pages, findings)]


def _from_file(root: Path, findings: list[Finding]) -> Iterator[Redirect]:
    path = root / FILE
    if not os.path.lexists(path) or os.path.isdir(path):
        return
    if not inside(root, path):
        findings.append(Finding(code="source.symlink-outside", message="the link leads out of the site", file=FILE))
        return
    if not os.path.isfile(path):
        findings.append(Finding(code="source.special-file", message="is a pipe, socket or device", file=FILE))
        return
    try:
        with open(path, "rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        findings.append(Finding(code="source.unreadable", message=f"cannot be read ({error.strerror})", file=FILE))
        return
    if len(raw) > MAX_BYTES:
        message = f"is larger than {MAX_BYTES:,} bytes"
        findings.append(Finding(code="source.too-large", message=message, file=FILE))
        return
    content, bad = frontmatter.decode(raw)
    if bad is not None:
        findings.append(frontmatter.bad_encoding(FILE, raw, bad))
    for number, line in enumerate(content.split("\n"), 1):
        words = re.split(r"\s#", f" {line}", maxsplit=1)[0].split()
        if not words:
            continue
        redirect = _parsed(words, Location(file=FILE, line=number))
        if redirect is None:
            message = f"no redirect of two addresses: {line.strip()!r:.80}"
            findings.append(Finding(code="redirect.invalid", message=message, file=FILE, line=number))
        else:
            yield redirect


def _parsed(words: list[str], source: Location) -> Redirect | None:
    """`/old [name=:value …] /new [status[!]] [conditions]`; the status is 301 where none is written."""
    old, *others = words
    targets = [number for number, word in enumerate(others) if _is_target(word)]
    if not targets:
        return None
    at = targets[0]
    statuses = [found for word in others[at + 1 :] if (found := _STATUS.match(word))]
    return Redirect(
        old=" ".join([old, *others[:at]]),
        new=others[at],
        status=int(statuses[0][1]) if statuses else 301,
        source=source,
    )


def _is_target(word: str) -> bool:
    return word.startswith(("/", "http://", "https://", ":"))


def _from_pages(pages: list[Page], findings: list[Finding]) -> Iterator[Redirect]:
    """The keys of the plug-in jekyll-redirect-from. They stay in the page's meta as well."""
    for page in pages:
        for old in _addresses(page, "redirect_from", findings):
            if new := page.url or page.target:
                yield Redirect(old=old, new=new, status=301, source=page.source)
        for new in _addresses(page, "redirect_to", findings):
            if page.url:
                yield Redirect(old=page.url, new=new, status=301, source=page.source)


def _addresses(page: Page, key: str, findings: list[Finding]) -> list[str]:
    value = page.meta.get(key)
    if value is None:
        return []
    found = [value] if isinstance(value, str) else items(value)
    addresses = [address for address in found if isinstance(address, str) and address]
    if len(addresses) != len(found) or not found:
        message = f"`{key}` should be an address or a list of them"
        findings.append(Finding(code="redirect.invalid", message=message, file=page.id))
    return addresses
