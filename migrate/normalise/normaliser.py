"""One page, or the values of the whole site, through the passes in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import replace
from typing import NamedTuple

from migrate import urls
from migrate.diagnostics import Finding
from migrate.htmltree import Attributes
from migrate.model import Body, Link, Location, NavNode, Page, Site
from migrate.normalise import active, links, markup, values
from migrate.normalise.active import ActiveHtml
from migrate.normalise.addresses import AddressBook, Addresses
from migrate.normalise.anchors import Anchors
from migrate.normalise.notes import Line, Notes

MOST_PLACES = 1000


class NormaliseOptions(NamedTuple):
    """`hosts` are further host names of the site; `active_html` says what becomes of scripts and event handlers."""

    hosts: tuple[str, ...] = ()
    active_html: ActiveHtml = "keep"


class Normalised(NamedTuple):
    """A page and its body when the passes are done, what its links lead to, and what is to be told."""

    page: Page
    body: Body | None
    links: Sequence[Link]
    findings: Sequence[Finding]


class SiteLinks(NamedTuple):
    """The site when its own links are understood. Each link comes with the place where it stands."""

    site: Site
    links: Sequence[tuple[Location, Link]]
    findings: Sequence[Finding]


class Normaliser:
    """`addresses` says where links lead, `anchors` what places pages have; `line` finds a text in a file."""

    def __init__(self, addresses: AddressBook, anchors: Anchors, options: NormaliseOptions, line: Line) -> None:
        self._addresses, self._anchors = addresses, anchors
        self._active, self._line = options.active_html, line

    @classmethod
    def of(
        cls,
        site: Site,
        files: Iterable[tuple[str, str | None]],
        options: NormaliseOptions,
        *,
        html: Callable[[Page], str | None],
        line: Line,
    ) -> Normaliser:
        """That of a site: `files` are the ids and addresses of its assets; `html` renders the body of a page."""
        anchors = Anchors({page.id: page for page in site.pages}.__getitem__, html)
        return cls(Addresses(site, files, hosts=options.hosts, anchors=anchors), anchors, options, line)

    @property
    def addresses(self) -> AddressBook:
        """What it asks where links lead."""
        return self._addresses

    def asking(self, addresses: AddressBook) -> Normaliser:
        """The same, asking `addresses` in place of its own."""
        other = copy(self)
        other._addresses = addresses
        return other

    def page(self, page: Page, body: Body | None) -> Normalised:
        """The page with its markup mended and every link understood. Doing it twice changes nothing."""
        notes = Notes(self._addresses, page.id, page.url, self._line, page.id)
        if body is not None and body.html is not None:
            body = Body(html=self._html(page, body.html, notes), text=body.text, format=body.format)
        fields = self._fields(page, notes)
        return Normalised(fields, body, notes.links, notes.findings)

    def _html(self, page: Page, html: str, notes: Notes) -> str:
        """What runs code goes first if it is to go; on the way through the links the tags show what else there is."""
        if self._active == "strip" and (gone := active.active_in(html)):
            notes.active(gone, "strip")
            html = active.stripped(html)
        self._anchors.take(page, html)
        traces, written = _Traces(), html
        html = links.with_refs(html, notes.in_body, traces.look)
        if self._active == "keep" and traces.active:
            notes.active(active.active_in(written), "keep")
        html, taken = markup.tidied(html, word=traces.word)
        if taken:
            what = ", ".join(f"{count:,} × {kind}" for kind, count in sorted(taken.items()))
            notes.tell("markup.tidied", f"taken out: {what}")
        return html

    def _fields(self, page: Page, notes: Notes) -> Page:
        image = page.image and notes.value("image", page.image, True)
        target = page.target and notes.value("target", page.target, True)
        sections = values.with_refs(page.sections, "sections", notes) if page.sections else ()
        for name, value in page.meta.items():
            if value != page.target:  # the key that the target comes from
                values.with_refs(value, f"meta.{name}", notes)
        if (image, target) == (page.image, page.target) and not page.sections:
            return page
        assert isinstance(sections, Sequence)
        return replace(page, image=image, target=target, sections=tuple(sections))

    def site(self, site: Site) -> SiteLinks:
        """The site with the links of navigation and footer understood; those of configuration and data are listed."""
        told: list[Finding] = []
        found: list[tuple[Location, Link]] = []

        def take(notes: Notes) -> None:
            told.extend(notes.findings)
            found.extend((self._place(notes, link), link) for link in notes.links)

        menu = self._notes(site.origins.get("navigation"))
        navigation = [_node(node, f"navigation[{at}]", menu) for at, node in enumerate(site.navigation)]
        take(menu)
        foot = self._notes(site.origins.get("footer"))
        footer = values.with_refs(site.footer, "footer", foot)
        take(foot)
        data = _by_file("data", _map(site.meta.get("data")), site.origins)
        for file, field, value in (*data, (site.origins.get("config"), "config", _contents(site))):
            notes = self._notes(file)
            values.with_refs(value, field, notes)
            take(notes)
        return SiteLinks(replace(site, navigation=navigation, footer=_map_or_none(footer)), found, told)

    def _notes(self, file: str | None) -> Notes:
        return Notes(self._addresses, file, "/", self._line)

    def _place(self, notes: Notes, link: Link) -> Location:
        """Where a link of the site stands; of a file with very many links the lines are not looked for."""
        line = self._line(notes.file, link.href) if notes.file and len(notes.links) <= MOST_PLACES else None
        return Location(file=notes.file or "", line=line)


def _by_file(
    field: str, value: Mapping[str, object], origins: Mapping[str, str]
) -> Iterator[tuple[str | None, str, object]]:
    """The values of the data with the file that each comes from and the path of names that leads to it."""
    for name, inner in value.items():
        path = f"{field}.{name}"
        if path in origins or not isinstance(inner, dict):
            yield origins.get(path), path, inner
        else:
            yield from _by_file(path, inner, origins)


def _contents(site: Site) -> dict[str, object]:
    """The configuration without what names the site itself."""
    own = ("url", "baseurl", "prod", "staging", "collections", "defaults", "permalink", "include", "exclude")
    return {name: value for name, value in _map(site.meta.get("config")).items() if name not in own}


def _map(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _map_or_none(value: object) -> Mapping[str, object] | None:
    return value if isinstance(value, dict) else None


def _node(node: NavNode, field: str, notes: Notes) -> NavNode:
    children = [_node(child, f"{field}.children[{at}]", notes) for at, child in enumerate(node.children)]
    page, external = node.page, node.external
    if node.url and node.kind == "link":
        page = notes.page_of(f"{field}.url", node.url)
        external = external and not (page is not None and urls.is_absolute(node.url))  # the site's own host
    return replace(node, page=page, external=external, children=children)


class _Traces:
    """What the tags of a body show of the work that there is for the other passes."""

    def __init__(self) -> None:
        self.active = self.word = False

    def look(self, tag: str, attributes: Attributes) -> None:
        if not self.active:
            self.active = active.may_run(tag, attributes)
        if not self.word:
            self.word = markup.is_words(tag, attributes)
