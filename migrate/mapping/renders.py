"""`render`: a page's body in a target's form. Targets with a form of their own will add theirs here."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from migrate.mapping.rules import Making, Take

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
        value = form(body) if isinstance(body, Mapping) else None
        making.see(place, f"render {name}", value)
        return value

    return rendered


def _visible(html: object) -> str | None:
    if not isinstance(html, str):
        return None
    from migrate import htmltree

    root = htmltree.fragment(html)
    for element in root.iter_elements():
        if element.tag in ("script", "style", "template"):
            element.decompose()
    return " ".join(root.text.split())
