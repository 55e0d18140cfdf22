"""`render`: a page's body in a target's form. Targets with a form of their own will add theirs here."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from migrate.mapping.rules import Making, Take
from migrate.mapping.steps.html import without_html
from migrate.mapping.steps.step import NOWHERE, StepError

Render = Callable[[Mapping[str, object]], object]

RENDERS: dict[str, tuple[str, Render]] = {
    "html": ("the body as HTML, with refs for what leads to something of the site", lambda body: body.get("html")),
    "source": ("the body as it was written, in the markup that `body.format` names", lambda body: body.get("text")),
    "text": ("the text that a reader sees, without markup", lambda body: _visible(body.get("html"))),
}


def render(name: str, place: str, take: Take) -> Take:
    """What `take` gives, which should be a body, in the form `name`; null where there is none."""
    _, form = RENDERS[name]

    def rendered(making: Making) -> object:
        body = take(making)
        try:
            value = form(body) if isinstance(body, Mapping) else None
        except StepError as error:
            making.tell("mapping.step", place, f"`render: {name}`: {error}")
            value = None
        making.see(place, f"render {name}", value)
        return value

    return rendered


def _visible(html: object) -> str | None:
    return without_html(html, NOWHERE, lines=False) if isinstance(html, str) else None
