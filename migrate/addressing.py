"""The addresses that a target writes: refs of pages and files become what a browser can follow.

A ref that names nothing of the site was written by its author as it is; it stays and is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from urllib.parse import quote

from migrate import urls
from migrate.htmllinks import in_css, in_markdown, with_addresses
from migrate.model import Page
from migrate.refs import Ref, parsed

# gives the address of what a ref names, percent-encoded; None where it names nothing
AddressOf = Callable[[Ref], str | None]
# is shown each ref that a link leads to and that has no address
Missing = Callable[[Ref], None]

NOWHERE = "#"  # what is known but has no address: the link stays where it is
_KEPT = "/:@!$&*+,;=~"  # needs no encoding in a path; quotes and parentheses would end it in CSS and Markdown
_REFS = ("page:", "asset:")
_MAX_DEPTH = 100


def encoded(address: str) -> str:
    """A decoded path, percent-encoded for use in any attribute, style or Markdown link."""
    return quote(address, safe=_KEPT, errors="surrogatepass")


def _nobody(ref: Ref) -> None: ...


class Addresses:
    """The addresses that pages and files have: the old ones, but for those in `moved` and `laid`, by their ids.

    `base` is the scheme and host that stands before each.
    """

    def __init__(
        self,
        pages: Iterable[Page],
        files: Iterable[tuple[str, str | None]],
        laid: Mapping[str, str] | None = None,
        moved: Mapping[str, str] | None = None,
        base: str = "",
    ) -> None:
        self._pages = {page.id: page for page in pages}
        self._moved, self._base = moved or {}, base
        self._files = {file: url or f"/{file}" for file, url in files} | dict(laid or {})

    def __call__(self, ref: Ref) -> str | None:
        """The address of what `ref` names, with its query and fragment; NOWHERE when it has none, None if unknown."""
        if ref.kind == "asset":
            file = self._files.get(ref.id)
            return None if file is None else f"{self._base}{encoded(file)}{ref.query}{ref.fragment}"
        page = self._pages.get(ref.id)
        if page is None:
            return None
        url = self._moved.get(page.id, page.url)
        if url is not None:
            return f"{url if urls.is_absolute(url) else self._base + encoded(url)}{ref.query}{ref.fragment}"
        return page.target if page.target and parsed(page.target) is None else NOWHERE


def written(html: str, address_of: AddressOf, missing: Missing = _nobody) -> str:
    """`html` with the address of each ref in its attributes, `srcset` and styles; without one, as it is."""
    return _changed(html, lambda text, replace: with_addresses(text, replace), address_of, missing)


def values_written(value: object, address_of: AddressOf, missing: Missing = _nobody, depth: int = 0) -> object:
    """`value` with every ref in it written: whole texts, and the links of texts that are HTML, Markdown or CSS."""
    if isinstance(value, str):
        return _text(value, address_of, missing)
    if depth > _MAX_DEPTH:
        return value
    if isinstance(value, Mapping):
        return {name: values_written(inner, address_of, missing, depth + 1) for name, inner in value.items()}
    if isinstance(value, Sequence):
        return [values_written(inner, address_of, missing, depth + 1) for inner in value]
    return value


def _text(text: str, address_of: AddressOf, missing: Missing) -> str:
    if not _may_hold_refs(text):
        return text
    if text.startswith(_REFS) and (ref := parsed(text)) is not None:
        return address_of(ref) or text  # a text that begins like a ref and is none: nothing is missing
    if "<" in text:
        text = written(text, address_of, missing)
    if "](" in text:
        text = _changed(text, in_markdown, address_of, missing)
    return _changed(text, in_css, address_of, missing) if "url(" in text.lower() else text


def _may_hold_refs(text: str) -> bool:
    return any(name in text for name in _REFS)


def _changed(
    text: str, change: Callable[[str, Callable[[str], str]], str], address_of: AddressOf, missing: Missing
) -> str:
    """`text` after `change`; as it was, to the byte, where that found no ref with an address."""
    if not _may_hold_refs(text):
        return text
    found = False

    def replace(address: str) -> str:
        nonlocal found
        ref = parsed(address)
        if ref is None:
            return address
        new = address_of(ref)
        if new is None:
            missing(ref)
            return address
        found = True
        return new

    changed = change(text, replace)
    return changed if found else text
