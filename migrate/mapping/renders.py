"""`render`: a page's body in a target's form. Forms that are more than a look at the body are made in `richtext`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from migrate.mapping.paths import Fields
from migrate.mapping.rules import Making, Take
from migrate.mapping.steps.html import MAX_HTML, without_html
from migrate.mapping.steps.step import NOWHERE, StepError

Version = tuple[int, int]
# a code of findings, and what is so
Notes = Sequence[tuple[str, str]]
# what a form is made of, the version of the target that it is for, and the fields of the page
Render = Callable[[object, Version, Fields], "Rendered"]


class Rendered(NamedTuple):
    value: object
    notes: Notes = ()


RENDERS: dict[str, tuple[str, Render]] = {
    "html": (
        "the body as HTML, with refs for what leads to something of the site",
        lambda body, *_: Rendered(_of(body, "html")),
    ),
    "source": (
        "the body as it was written, in the markup that `body.format` names",
        lambda body, *_: Rendered(_of(body, "text")),
    ),
    "text": ("the text that a reader sees, without markup", lambda body, *_: Rendered(_visible(_of(body, "html")))),
    "gutenberg": (
        "blocks of WordPress's editor, of a body, of `sections`, or of a list of them",
        lambda body, version, _: _gutenberg(body, version),
    ),
    "classic": ("HTML for WordPress's classic editor, of the same", lambda body, version, _: _classic(body, version)),
    "volto": (
        "blocks of Volto, the front end of Plone, of the same; a body that has such blocks keeps them",
        lambda body, _, fields: _volto(body, fields),
    ),
}

# forms that differ between versions of their target, and the oldest that they are for
OLDEST: Mapping[str, Version] = {"gutenberg": (6, 1)}
_VERSION = re.compile(r"(\d{1,3})(?:\.(\d{1,3}))?(?:\.\d{1,3})?\Z")
_NO_VERSION: Version = (0, 0)


def version_of(name: str, text: str | None) -> Version:
    """The version that `target_version` says, else the oldest. Raises ValueError with what is wrong and what to do."""
    oldest = OLDEST.get(name)
    if text is None:
        return oldest or _NO_VERSION
    if oldest is None:
        raise ValueError(f"`{name}` is the same for all versions; leave `target_version` out")
    found = _VERSION.match(text)
    if found is None:
        raise ValueError(f"`{text:.40}` is no version; write one such as '6.5'")
    version = int(found[1]), int(found[2] or 0)
    if version < oldest:
        least = ".".join(map(str, oldest))
        raise ValueError(f"`{name}` is for versions from {least} on; write '{least}' or a later one")
    return version


def render(name: str, place: str, take: Take, version: Version = _NO_VERSION) -> Take:
    """What `take` gives, which should be a body, in the form `name`; null where there is none."""
    _, form = RENDERS[name]

    def rendered(making: Making) -> object:
        try:
            value, notes = form(take(making), version, making.fields)
        except StepError as error:
            value, notes = None, [("mapping.step", f"`render: {name}`: {error}")]
        for code, message in notes:
            making.tell(code, place, message)
        making.see(place, f"render {name}", value)
        return value

    return rendered


def _of(body: object, part: str) -> object:
    return body.get(part) if isinstance(body, Mapping) else None


def _visible(html: object) -> str | None:
    return without_html(html, NOWHERE, lines=False) if isinstance(html, str) else None


def _gutenberg(body: object, version: Version) -> Rendered:
    from migrate.richtext import gutenberg  # late, as below: the HTML library is 20 ms, and most targets need none
    from migrate.richtext.losses import Losses
    from migrate.richtext.reader import read
    from migrate.richtext.sections import section

    losses = Losses()
    parts = list(_parts(body))
    blocks = [
        block
        for name, part in parts
        for block in (read(_bounded(part), losses) if name is None else [section(name, part, losses)])
    ]
    return Rendered(gutenberg.written(blocks, version, losses) if parts else None, losses.notes())


def _classic(body: object, version: Version) -> Rendered:
    from migrate.richtext import classic, gutenberg
    from migrate.richtext.losses import Losses
    from migrate.richtext.sections import section

    losses = Losses()
    parts = [
        classic.written(_bounded(part), losses)
        if name is None
        else classic.without_blocks(gutenberg.written([section(name, part, losses)], gutenberg.NEWEST, losses))
        for name, part in _parts(body)
    ]
    return Rendered("\n".join(part for part in parts if part) if parts else None, losses.notes())


def _volto(body: object, fields: Fields) -> Rendered:
    own = _own_blocks(_own_text(body), fields.get("links"))
    if own is not None:
        return Rendered(own)
    from migrate.richtext import volto
    from migrate.richtext.losses import Losses
    from migrate.richtext.reader import read
    from migrate.richtext.sections import section

    losses = Losses()
    parts = list(_parts(body))
    blocks = [
        block
        for name, part in parts
        for block in (read(_bounded(part), losses, True) if name is None else [section(name, part, losses)])
    ]
    return Rendered(volto.written(blocks, losses) if parts else None, losses.notes())


def _own_text(value: object) -> str | None:
    """The text of a body that has Volto's blocks already, and nothing beside it."""
    if isinstance(value, Sequence) and not isinstance(value, str):
        some = [one for one in value if one]
        return _own_text(some[0]) if len(some) == 1 else None
    text = _of(value, "text") if _of(value, "format") == "volto" else None
    return text if isinstance(text, str) else None


def _own_blocks(text: str | None, links: object) -> object:
    """None where there are no blocks that can be read; the HTML holds what they showed."""
    if text is None:
        return None
    from migrate.richtext.volto_links import own_blocks

    known = [link for link in links if isinstance(link, Mapping)] if isinstance(links, Sequence) else ()
    try:
        return own_blocks(_bounded(text), known)
    except ValueError:
        return None


def _bounded(html: object) -> str:
    if not isinstance(html, str) or len(html) > MAX_HTML:
        raise StepError(f"the HTML has more than {MAX_HTML:,} characters; split the page")
    return html


def _parts(value: object) -> Iterator[tuple[str | None, object]]:
    """The HTML of bodies, named None, and the sections by their names, in the order in which they stand in `value`."""
    if isinstance(value, Mapping):
        if "html" in value:
            if isinstance(value["html"], str):
                yield None, value["html"]
        else:
            yield from ((str(name), fields) for name, fields in value.items())
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for one in value:
            yield from _parts(one)
