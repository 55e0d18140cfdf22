"""What is found on one page, or in one file of the site: its links, and what is to be told of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from migrate.diagnostics import Finding
from migrate.model import Link
from migrate.normalise import links
from migrate.normalise.active import Active, ActiveHtml
from migrate.normalise.addresses import AddressBook

MOST_TOLD = 100  # findings of one code on one page; `links` of the page has every link whatever their number
MOST_SUGGESTIONS = 50  # broken links of one page that the likeliest page meant is looked for


class Line(Protocol):
    """Finds the line of a file that says a text; `body` asks for its body first."""

    def __call__(self, file: str, text: str, *, body: bool = False) -> int | None: ...


class Notes:
    """Asks for every link what it leads to, notes it, and says what is to stand in its place."""

    def __init__(
        self, addresses: AddressBook, file: str | None, base: str | None, line: Line, page: str | None = None
    ) -> None:
        self.links: list[Link] = []
        self.findings: list[Finding] = []
        self.file = file
        self._addresses, self._base, self._line, self._page = addresses, base, line, page
        self._told: dict[str, int] = {}
        self._seen: set[str] = set()
        self._suggestions = 0

    def in_body(self, href: str) -> str:
        return self._link("body", href, self._base, themed=False)

    def value(self, field: str, href: str, sure: bool) -> str:
        """A value of front matter or data; unless it is surely an address, it counts only when it leads somewhere."""
        if not sure and self._addresses.resolve(href, "/", themed=True).target is None:
            return href
        return self._link(field, href, "/", themed=True)

    def html(self, field: str, html: str) -> str:
        return links.with_refs(html, lambda href: self._link(field, href, self._base or "/", themed=False))

    def css(self, field: str, css: str) -> str:
        return links.in_css(css, lambda href: self._link(field, href, self._base or "/", themed=True))

    def markdown(self, field: str, text: str) -> str:
        return links.in_markdown(text, lambda href: self._link(field, href, self._base or "/", themed=False))

    def page_of(self, field: str, href: str) -> str | None:
        """The id of the page that an entry of the navigation leads to."""
        self._link(field, href, "/", themed=True)
        ref = self._addresses.resolve(href, "/", themed=True).ref
        return ref.id if ref is not None and ref.kind == "page" else None

    def _link(self, field: str, href: str, base: str | None, *, themed: bool) -> str:
        if href.lstrip()[:5].lower() == "data:":
            return href  # it holds what it shows, and leads nowhere
        found = self._addresses.resolve(href, base, themed=themed, page=self._page)
        self.links.append(Link(href=href, target=found.target, status=found.status, field=field))
        if found.code is not None and href not in self._seen:
            self._seen.add(href)
            self._tell_link(found.code, found.why, href, body=field == "body")
        if found.target is not None:
            # an anchor of the page itself holds wherever the page goes; what leads outside is mended only if it must
            stays = href.lstrip().startswith("#") or (found.status == "outside" and found.code is None)
            return href if stays else found.target
        # what only looks like a ref stays no ref: none of those may be without what it names
        return f"./{href.strip()}" if self._addresses.looks_like_ref(href) else href

    def _tell_link(self, code: str, why: str, href: str, *, body: bool) -> None:
        if code == "link.broken" and self._suggestions < MOST_SUGGESTIONS:
            self._suggestions += 1
            likeliest = self._addresses.likeliest(href, not_=self.file)
            why += f"; {likeliest} may be meant" if likeliest else ""
        self.tell(code, why, href, body=body)

    def tell(self, code: str, message: str, text: str = "", *, body: bool = True) -> None:
        """A finding at the line where `text` stands; of more than `MOST_TOLD` of a code only the number is told."""
        self._told[code] = self._told.get(code, 0) + 1
        if self._told[code] > MOST_TOLD:
            if self._told[code] == MOST_TOLD + 1:
                message = f"more than {MOST_TOLD} of these on one page; its `links` have them all"
                self.findings.append(Finding(code=code, message=message, file=self.file))
            return
        line = self._line(self.file, text, body=body) if text and self.file else None
        self.findings.append(Finding(code=code, message=message, file=self.file, line=line))

    def active(self, found: Sequence[Active], policy: ActiveHtml) -> None:
        done = "was taken out" if policy == "strip" else "is kept"
        for one in dict.fromkeys(found):
            self.tell(f"active.{one.kind}", f"{one.what} {done}", one.text)
