"""One page, or the values of the whole site, through the passes in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from migrate import urls
from migrate.diagnostics import Finding
from migrate.htmltree import Attributes
from migrate.model import Body, Link, Location, NavNode, Page, Site
from migrate.normalise import active, links, markup, values
from migrate.normalise.active import ActiveHtml
from migrate.normalise.addresses import Addresses
from migrate.normalise.anchors import Anchors
from migrate.refs import parsed

MOST_TOLD = 100  # findings of one code on one page; `links` of the page has every link whatever their number
MOST_PLACES = 1000
MOST_SUGGESTIONS = 50  # broken links of one page that the likeliest page meant is looked for


@dataclass(frozen=True, slots=True, kw_only=True)
class NormaliseOptions:
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


Line = Callable[[str, str], int | None]


class Normaliser:
    """`files` are the ids and addresses of assets; `html` renders a page's body; `line` finds a text in a file."""

    def __init__(
        self,
        site: Site,
        files: Iterable[tuple[str, str | None]],
        options: NormaliseOptions,
        *,
        html: Callable[[Page], str | None],
        line: Line,
    ) -> None:
        self._anchors = Anchors(site.pages, html)
        self._addresses = Addresses(site, files, hosts=options.hosts, anchors=self._anchors)
        self._active, self._line = options.active_html, line

    def page(self, page: Page, body: Body | None) -> Normalised:
        """The page with its markup mended and every link understood. Doing it twice changes nothing."""
        notes = _Notes(self._addresses, page.id, page.url, self._line)
        if body is not None and body.html is not None:
            body = Body(html=self._html(page, body.html, notes), text=body.text, format=body.format)
        fields = self._fields(page, notes)
        return Normalised(fields, body, notes.links, notes.findings)

    def _html(self, page: Page, html: str, notes: _Notes) -> str:
        """Links first: on the way through the tags they show what else there is to do."""
        self._anchors.take(page, html)
        traces = _Traces()
        done = links.with_refs(html, notes.in_body, traces.look)
        if traces.active and (found := active.active_in(html)):
            notes.active(found, self._active)
            if self._active == "strip":
                notes.forget_links()
                done = links.with_refs(active.stripped(html), notes.in_body)
        done, taken = markup.tidied(done, word=traces.word)
        if taken:
            what = ", ".join(f"{count:,} × {kind}" for kind, count in sorted(taken.items()))
            notes.tell("markup.tidied", f"taken out: {what}")
        return done

    def _fields(self, page: Page, notes: _Notes) -> Page:
        image = page.image and notes.value("image", page.image, True)
        target = page.target and notes.value("target", page.target, True)
        sections = values.with_refs(page.sections, "sections", notes.value, notes.html) if page.sections else ()
        for name, value in page.meta.items():
            if value not in (page.image, page.target):
                values.with_refs(value, f"meta.{name}", notes.value, notes.html)
        if (image, target) == (page.image, page.target) and not page.sections:
            return page
        assert isinstance(sections, Sequence)
        return replace(page, image=image, target=target, sections=tuple(sections))

    def site(self, site: Site) -> SiteLinks:
        """The site with the links of navigation and footer understood; those of configuration and data are listed."""
        told: list[Finding] = []
        found: list[tuple[Location, Link]] = []

        def take(notes: _Notes) -> None:
            told.extend(notes.findings)
            found.extend((self._place(notes, link), link) for link in notes.links)

        menu = self._notes(site.origins.get("navigation"))
        navigation = [_node(node, f"navigation[{at}]", menu) for at, node in enumerate(site.navigation)]
        take(menu)
        foot = self._notes(site.origins.get("footer"))
        footer = values.with_refs(site.footer, "footer", foot.value, foot.html)
        take(foot)
        data = _by_file("data", _map(site.meta.get("data")), site.origins)
        for file, field, value in (*data, (site.origins.get("config"), "config", _contents(site))):
            notes = self._notes(file)
            values.with_refs(value, field, notes.value, notes.html)
            take(notes)
        return SiteLinks(replace(site, navigation=navigation, footer=_map_or_none(footer)), found, told)

    def _notes(self, file: str | None) -> _Notes:
        return _Notes(self._addresses, file, "/", self._line)

    def _place(self, notes: _Notes, link: Link) -> Location:
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


def _node(node: NavNode, field: str, notes: _Notes) -> NavNode:
    children = [_node(child, f"{field}.children[{at}]", notes) for at, child in enumerate(node.children)]
    page, external = node.page, node.external
    if node.url and node.kind == "link":
        page = notes.page_of(f"{field}.url", node.url) or page
        external = external and not (page is not None and urls.is_absolute(node.url))  # the site's own host
    return replace(node, page=page, external=external, children=children)


class _Traces:
    """What the tags of a body show of the work that there is for the other passes."""

    def __init__(self) -> None:
        self.active = self.word = False

    def look(self, tag: str, attributes: Attributes) -> None:
        self.active = self.active or active.may_run(tag, attributes)
        self.word = self.word or markup.is_words(tag, attributes)


class _Notes:
    """What is found on one page, or in one file of the site: its links, and what to tell of them."""

    def __init__(self, addresses: Addresses, file: str | None, base: str | None, line: Line) -> None:
        self.links: list[Link] = []
        self.findings: list[Finding] = []
        self.file = file
        self._addresses, self._base, self._line = addresses, base, line
        self._told: dict[str, int] = {}
        self._seen: set[str] = set()
        self._suggestions = 0

    def in_body(self, href: str) -> str:
        return self._link("body", href, self._base)

    def value(self, field: str, href: str, sure: bool) -> str:
        """A value of front matter or data; unless it is surely an address, it counts only when it leads somewhere."""
        if not sure and self._addresses.resolve(href, "/").target is None:
            return href
        return self._link(field, href, "/")

    def html(self, field: str, html: str) -> str:
        return links.with_refs(html, lambda href: self._link(field, href, self._base or "/"))

    def page_of(self, field: str, href: str) -> str | None:
        """The id of the page that an entry of the navigation leads to."""
        self._link(field, href, "/")
        ref = self._addresses.resolve(href, "/").ref
        return ref.id if ref is not None and ref.kind == "page" else None

    def _link(self, field: str, href: str, base: str | None) -> str:
        found = self._addresses.resolve(href, base)
        self.links.append(Link(href=href, target=found.target, status=found.status, field=field))
        if found.code is not None and href not in self._seen:
            self._seen.add(href)
            self._tell_link(found.code, found.why, href)
        if found.status == "broken" and parsed(href) is not None:
            return f"./{href}"  # it only looks like a ref; none of those may be without what it names
        # an anchor of the page itself stays as it is: it holds wherever the page goes
        return href if found.target is None or href.lstrip().startswith("#") else found.target

    def _tell_link(self, code: str, why: str, href: str) -> None:
        if code == "link.broken" and self._suggestions < MOST_SUGGESTIONS:
            self._suggestions += 1
            likeliest = self._addresses.likeliest(href)
            why += f"; {likeliest} may be meant" if likeliest else ""
        self.tell(code, why, href)

    def tell(self, code: str, message: str, text: str = "") -> None:
        """A finding at the line where `text` stands; of more than `MOST_TOLD` of a code only the number is told."""
        self._told[code] = self._told.get(code, 0) + 1
        if self._told[code] > MOST_TOLD:
            if self._told[code] == MOST_TOLD + 1:
                message = f"more than {MOST_TOLD} of these on one page; its `links` have them all"
                self.findings.append(Finding(code=code, message=message, file=self.file))
            return
        line = self._line(self.file, text) if text and self.file else None
        self.findings.append(Finding(code=code, message=message, file=self.file, line=line))

    def forget_links(self) -> None:
        """Begins the links anew: some of them went with what ran code."""
        self.links.clear()
        self._seen.clear()
        self.findings = [finding for finding in self.findings if not finding.code.startswith("link.")]

    def active(self, found: Sequence[active.Active], policy: ActiveHtml) -> None:
        done = "was taken out" if policy == "strip" else "is kept"
        for one in dict.fromkeys(found):
            self.tell(f"active.{one.kind}", f"{one.what} {done}", one.text)
