"""The index of an export: its site without bodies, and where bodies and bytes stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import tzinfo
from itertools import chain
from typing import NamedTuple

from migrate.accounting import Ledger
from migrate.diagnostics import Finding
from migrate.importers.aliases import with_aliases
from migrate.importers.plone import ordering
from migrate.importers.plone.assets import Held
from migrate.importers.plone.beside import Beside, BesideReader
from migrate.importers.plone.exports import METADATA, Export
from migrate.importers.plone.fates import ItemFates
from migrate.importers.plone.files import files_of
from migrate.importers.plone.items import Item, ItemReader, Place
from migrate.importers.plone.links import Goal, Links
from migrate.importers.plone.navigation import navigation
from migrate.importers.plone.pages import CONVERSATION, PageReader, is_file, lead_of
from migrate.importers.plone.placing import Placed, placed
from migrate.importers.plone.portal import Portal, portal_of
from migrate.importers.plone.references import odd_references
from migrate.importers.plone.unread import count_unread
from migrate.importers.plone.values import items, listed, mapping, text
from migrate.importers.plone.visibility import Visibility
from migrate.interfaces import ReadOptions
from migrate.model import Location, Page, Redirect, Site, Term
from migrate.ploneuids import ROOT, ROOT_TYPE, true_uid


class Standing(NamedTuple):
    """Where the body of a page stands: the item's place, the field of it, and the path that its links begin at."""

    place: Place
    field: str | None
    path: str | None


class Index(NamedTuple):
    """All that is known before the first body is read."""

    site: Site
    bodies: Mapping[str, Standing]
    files: Sequence[Held]
    links: Links


def index_of(export: Export, options: ReadOptions, zone: tzinfo, findings: list[Finding]) -> Index:
    """Reads the export once. What is odd about it is told."""
    ledger = Ledger()
    beside = BesideReader(export, ledger, findings).read()
    reader = ItemReader(export, findings)
    found = list(reader.items())
    count_unread(reader, export, ledger, findings)
    portal = _portal(found, beside)
    everything = placed(found, portal, findings, last_counts=export.is_new)
    findings.extend(odd_references(beside, everything))
    commented = frozenset(beside.map_of("discussions"))
    fates = ItemFates(ledger, commented, _take_comments(everything, beside))
    pages, files = _made(everything, portal, beside, options, zone, fates, findings)
    pages = _at_their_addresses(pages, everything, beside, findings)
    links = Links(portal, _goals(pages, everything), _paths(everything))
    previews = _previews(beside, links)
    pages = [_led(page, links, previews) for page in ordering.with_parents(pages)]
    redirects = [_redirect(old, new, portal, beside) for old, new in beside.redirects.items()]
    pages = sorted(with_aliases(pages, redirects), key=lambda page: page.id)
    site = _site(pages, redirects, portal, beside, export, options)
    site = replace(site, leaves=ledger.of_files(), accounting=ledger.closed())
    bodies = {one.uid: Standing(one.item.place, one.item.body, one.path) for one in everything}
    return Index(site, bodies, sorted(files, key=lambda one: one.id), links)


def _portal(found: Sequence[Item], beside: Beside) -> Portal:
    """What the site answered to, as the items and the portlets of the site say it."""
    sites = [item.fields.get("@id") for item in found if item.type == ROOT_TYPE]
    parents = (mapping(item.fields.get("parent")) for item in found)
    sites += [parent.get("@id") for parent in parents if text(parent.get("@type")) == ROOT_TYPE][:1]
    entries = map(mapping, beside.list_of("portlets"))
    sites += [entry.get("@id") for entry in entries if entry.get("UID") == ROOT]
    addresses = (item.fields.get("@id") for item in found)
    physical = chain(beside.redirects, beside.redirects.values())
    return portal_of(
        (site for site in sites if isinstance(site, str)),
        (address for address in addresses if isinstance(address, str)),
        physical,
    )


def _take_comments(everything: Sequence[Placed], beside: Beside) -> frozenset[str]:
    """Puts comments that stand in items among those of the file where it has none, and says of which items they are."""
    comments, taken = beside.map_of("discussions"), set[str]()
    for one in everything:
        said = one.item.fields.pop(CONVERSATION, None)
        said = said if isinstance(said, dict) or not items(said) else {"items": said}
        if said and one.uid not in comments:
            comments[one.uid] = said
            taken.add(one.uid)
    return frozenset(taken)


def _made(
    everything: Sequence[Placed],
    portal: Portal,
    beside: Beside,
    options: ReadOptions,
    zone: tzinfo,
    fates: ItemFates,
    findings: list[Finding],
) -> tuple[list[Page], list[Held]]:
    visibility = Visibility(everything, options.now, zone)
    paths = frozenset(one.path for one in everything if one.path is not None)
    reader = PageReader(portal, visibility, zone, paths, findings)
    places = ordering.positions(everything, beside.map_of("ordering"))
    pages, files = list[Page](), list[Held]()
    for one in everything:
        files.extend(files_of(one, reader, visibility, fates))
        if not is_file(one):
            page = reader.page(one, places[one.uid])
            pages.append(replace(page, leaves=fates.of_page(one, page)))
        one.item.fields.clear()  # what it said is in the page by now, and ten thousand of them would be there twice
    findings.extend(_orphans(everything, paths))
    return pages, files


def _orphans(everything: Sequence[Placed], paths: frozenset[str]) -> list[Finding]:
    missing = {one.above: one for one in everything if one.above not in (None, "/") and one.above not in paths}
    if not missing:
        return []
    count = sum(one.above in missing for one in everything)
    message = f"{count:,} items lie in {listed(sorted(filter(None, missing)))}, and the export has no such item"
    return [Finding(code="plone.parent", message=message)]


def _at_their_addresses(
    pages: Sequence[Page], everything: Sequence[Placed], beside: Beside, findings: list[Finding]
) -> list[Page]:
    """The pages, with default pages at the addresses of what they stand for."""

    def tell(message: str, holder: Placed | None) -> None:
        place = None if holder is None else holder.item.place
        file = beside.files.get("default_page") if place is None else place.file
        line = None if place is None else place.line
        findings.append(Finding(code="plone.no-default-page", message=message, file=file, line=line))

    chosen = ordering.default_pages(everything, beside.map_of("default_page"), tell)
    return list(ordering.with_default_pages(pages, ordering.ends(chosen)))


def _goals(pages: Sequence[Page], everything: Sequence[Placed]) -> dict[str, Goal]:
    """What stands at each path of the site, whether the public could see it or not."""
    addresses = {page.id: page.url for page in pages if page.url is not None}
    addresses |= {page.id: addresses.get(page.duplicate_of or "", page.url) for page in pages if page.url is not None}
    none: Mapping[str, str] = {}
    found: dict[str, Goal] = {}
    for one in everything:
        if one.path is not None and one.twin is None:
            blobs = one.item.blobs.items()
            fields = {name: lead_of(one.uid, one.path, name, blob).url for name, blob in blobs}
            found[one.path] = Goal(addresses.get(one.uid, one.path), fields or none, is_file(one))
    return found


def _paths(everything: Sequence[Placed]) -> dict[str, str]:
    """The path of each UID; what is shown in each language, each time with another, is linked by the plain one."""
    found = {one.uid: one.path for one in everything if one.path is not None}
    for uid, path in list(found.items()):
        found.setdefault(true_uid(uid), path)
    return found


def _previews(beside: Beside, links: Links) -> dict[str, str]:
    """The pictures that relations give to pages, by the page's id."""
    found: dict[str, str] = {}
    for entry in map(mapping, beside.list_of("relations")):
        uid, to = text(entry.get("from_uuid")), text(entry.get("to_uuid"))
        if entry.get("from_attribute") == "preview_image_link" and uid is not None and to is not None:
            found[uid] = links.read(f"resolveuid/{to}", None).address
    return found


def _led(page: Page, links: Links, previews: Mapping[str, str]) -> Page:
    """The page with its target and picture as paths of the site."""
    target = links.read(page.target, ordering.path_of(page)).address if page.target else page.target
    image = page.image or previews.get(page.id)
    return page if (target, image) == (page.target, page.image) else replace(page, target=target, image=image)


def _site(
    pages: Sequence[Page],
    redirects: Sequence[Redirect],
    portal: Portal,
    beside: Beside,
    export: Export,
    options: ReadOptions,
) -> Site:
    root = next((page for page in pages if page.id == ROOT), None)
    metadata = {"metadata": beside.metadata} if beside.metadata else {}
    file = root.source.file if root is not None else METADATA if export.is_new else export.content[0]
    return Site(
        title=root.title or None if root is not None else None,
        url=portal.url,
        description=root.description if root is not None else None,
        language=root.language if root is not None else None,
        timezone=options.timezone or "UTC",
        pages=pages,
        navigation=navigation(pages),
        terms=_tags(pages),
        redirects=redirects,
        origins={"navigation": file},
        hosts=() if portal.name is None else (portal.name,),
        meta={**beside.values, **metadata},
        secrets={"password_hashes": beside.passwords} if beside.passwords else {},
    )


def _tags(pages: Sequence[Page]) -> list[Term]:
    return [Term(taxonomy="tags", key=tag, name=tag) for tag in sorted({tag for page in pages for tag in page.tags})]


def _redirect(old: str, new: str, portal: Portal, beside: Beside) -> Redirect:
    """Plone's redirector answers with 301, whoever made the entry."""
    source = Location(file=beside.files["redirects"])
    return Redirect(old=portal.cut(old) or old, new=portal.cut(new) or new, status=301, source=source)
