"""Links as Plone keeps them: by the UID of what they lead to, so that they hold when it is moved.

TinyMCE writes `resolveuid/UID`, Volto `../resolveuid/UID`. What is not in the export is led to by its old address.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape

from migrate import htmltree
from migrate.addressing import Addresses, encoded, values_written, written
from migrate.exporters.plone.asked import Asked
from migrate.exporters.plone.plan import Plan
from migrate.htmllinks import with_addresses
from migrate.interfaces import Job
from migrate.mediatypes import by_name
from migrate.ploneuids import ROOT
from migrate.refs import Ref, parsed

Missing = Callable[[Ref], None]

# attributes as they are written where a link was understood
_LINK = re.compile(r' (?:href|src)="((?:page|asset):[^"<>]*)"')
# what may hold text that looks like a tag, or says more of an image
_DOUBTFUL = re.compile(r"<(?:!--|script|style|textarea|title|xmp|iframe|no|plaintext|svg|math)|data-scale", re.I)
UP = "../resolveuid/"
# what shows the file itself, by whether it is an image
_VIEWS = {True: "/@@images/image", False: "/@@display-file/file"}
_SCALES = ("huge", "great", "larger", "large", "teaser", "preview", "mini", "thumb", "tile", "icon", "listing")


class Links:
    """Writes the links of bodies and values."""

    def __init__(self, job: Job, asked: Asked, plan: Plan) -> None:
        self._plan = plan
        self._start = UP if asked.is_volto else "resolveuid/"
        self._images = {id: by_name(id).startswith("image/") for id, _ in job.files()}
        self._old = Addresses(job.site.pages, job.files(), base=(job.site.url or "").rstrip("/"))

    def address(self, ref: Ref, start: str | None = None, scale: str | None = None) -> str | None:
        """What leads to what a ref names; None where it names nothing of the site."""
        uid = self._plan.uids.get(f"asset:{ref.id}" if ref.kind == "asset" else ref.id)
        if uid is None:
            return self._old(ref)
        if uid == ROOT:
            return f"/{ref.query}{ref.fragment}"
        shown = f"/@@images/image/{scale}" if scale is not None and ref.kind == "asset" else ""
        return f"{self._start if start is None else start}{uid}{shown}{ref.query}{ref.fragment}"

    def html(self, html: str, missing: Missing) -> str:
        """A body with its links; an image has the size that its `data-scale` says."""
        if "page:" not in html and "asset:" not in html:
            return html
        if (found := plain_links(html)) is not None:
            return self._replaced(html, found, missing)
        return self._parsed(html, missing)

    def _replaced(self, html: str, found: list[re.Match[str]], missing: Missing) -> str:
        """A body with its links, which stand where `found` says."""
        parts: list[str] = []
        at = 0
        for one in found:
            ref = parsed(unescape(one[1]))
            new = None if ref is None else self.address(ref)
            if ref is not None and new is None:
                missing(ref)
            parts += (html[at : one.start(1)], one[1] if new is None else escape(new))
            at = one.end(1)
        return "".join((*parts, html[at:]))

    def _parsed(self, html: str, missing: Missing) -> str:
        """A body with its links, read tag by tag."""
        scale: str | None = None
        found = False

        def look(tag: str, attributes: htmltree.Attributes) -> None:
            nonlocal scale
            wanted = dict(attributes).get("data-scale") if tag == "img" else None
            scale = wanted if wanted in _SCALES else None

        def replace(address: str) -> str:
            nonlocal found
            ref = parsed(address)
            if ref is None:
                return address
            new = self.address(ref, scale=scale)
            if new is None:
                missing(ref)
                return address
            found = True
            return new

        changed = with_addresses(html, replace, look)
        return changed if found else html

    def values(self, value: object, missing: Missing) -> object:
        """A value of any shape with its links written."""
        return values_written(value, self.address, missing)

    def blocks(self, value: object, missing: Missing) -> object:
        """Volto's blocks: by UID where Plone looks for that, and by paths in HTML, where it does not."""
        from migrate.richtext.volto_links import readdressed

        def replace(address: str) -> str:
            ref = parsed(address)
            new = None if ref is None else self.address(ref)
            if ref is not None and new is None:
                missing(ref)
            return address if new is None else new

        return readdressed(value, replace, lambda html: written(html, self._path, missing))

    def _path(self, ref: Ref) -> str | None:
        """The path below the site of what a ref names, at which a file is to be had itself."""
        item = self._plan.items.get(f"asset:{ref.id}" if ref.kind == "asset" else ref.id)
        if item is None:
            return self.address(ref)
        view = _VIEWS[self._images.get(ref.id, False)] if ref.kind == "asset" else ""
        return f"{encoded(item.address)}{view}{ref.query}{ref.fragment}"

    def target(self, address: str, missing: Missing) -> str:
        """Where a link item leads: by UID with `../`, which the importer keeps whatever is there already."""
        ref = parsed(address)
        if ref is None:
            return address
        new = self.address(ref, UP)
        if new is None:
            missing(ref)
        return address if new is None else new

    def uid(self, address: object) -> str | None:
        """The UID of the item that a ref names; None where it names none of the export."""
        ref = parsed(address) if isinstance(address, str) else None
        if ref is None:
            return None
        return self._plan.uids.get(f"asset:{ref.id}" if ref.kind == "asset" else ref.id)


def plain_links(html: str) -> list[re.Match[str]] | None:
    """Where the refs stand in `html`, if each is the whole of an `href` or `src` of a tag; None where that is not sure.

    It saves reading the tags of most bodies once more.
    """
    found = list(_LINK.finditer(html))
    if len(found) != html.count("page:") + html.count("asset:") or _DOUBTFUL.search(html):
        return None
    return found if all(html.rfind("<", 0, one.start()) > html.rfind(">", 0, one.start()) for one in found) else None
