"""The blocks that a page's body is made of: one function a shape, as clerks and editors write them.

Markdown is kramdown's; HTML is what Isomer's two editors leave behind.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks import prose

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

OUTSIDE = (
    "https://tides.example/today",
    "https://forms.example/a1b2c3",
    "http://www.ports.example/",
    "mailto:watch@lights.example",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ink:
    """What the blocks of one page are written with."""

    rng: Random
    prose: prose.Prose
    alphabet: str
    pages: list[str]
    images: list[str]
    files: list[str]

    def text(self, sentences: int) -> str:
        """That many sentences on one line."""
        return " ".join(self.prose.sentence(self.rng, self.alphabet) for _ in range(sentences))

    def target(self) -> str:
        """An address to link to: half of them pages, a quarter files, the rest on other hosts."""
        shelf = self.rng.choice((self.pages, self.pages, self.files, OUTSIDE))
        return self.rng.choice(shelf)


def paragraph(ink: Ink) -> str:
    return ink.text(ink.rng.randint(2, 6))


def linked(ink: Ink) -> str:
    link = f"[{prose.phrase(ink.rng)}]({ink.target()})"
    return f"{ink.text(2)} See {link} or **{prose.phrase(ink.rng)}**.  \n{ink.text(2)}"


def heading(ink: Ink) -> str:
    return f"{'#' * ink.rng.randint(2, 4)} {prose.phrase(ink.rng)}\n\n{ink.text(3)}"


def bullets(ink: Ink) -> str:
    return "\n".join(f"* {ink.text(1)}" for _ in range(ink.rng.randint(3, 6)))


def numbers(ink: Ink) -> str:
    return "\n".join(f"{n}. {ink.text(1)}" for n in range(1, ink.rng.randint(4, 7)))


def picture(ink: Ink) -> str:
    return f"![{prose.phrase(ink.rng)}]({ink.rng.choice(ink.images)})\n*{prose.phrase(ink.rng)}*"


def quotation(ink: Ink) -> str:
    return f"> {ink.text(2)}"


def attributes(ink: Ink) -> str:
    """Attribute lists (kramdown's IAL), in a line and of a block: mostly the first."""
    line = f'Read [{prose.phrase(ink.rng)}]({ink.target()}){{:target="_blank"}}. {ink.text(1)}'
    return line if ink.rng.random() < 0.8 else f'{line}\n{{: style="text-align: center"}}'


def table(ink: Ink) -> str:
    rows = [f"| {prose.phrase(ink.rng)} | {prose.phrase(ink.rng)} |" for _ in range(ink.rng.randint(2, 8))]
    return "\n".join(["| Item | Detail |", "|:----|:----:|", *rows])


def footnote(ink: Ink) -> str:
    return f"{ink.text(1)}[^1]\n\n[^1]: {ink.text(1)}"


def liquid(ink: Ink) -> str:
    return f"{ink.text(1)} [{prose.phrase(ink.rng)}]({{{{ site.baseurl }}}}{ink.rng.choice(ink.pages)})"


def html_paragraph(ink: Ink) -> str:
    return f"<p>{ink.text(ink.rng.randint(2, 5))}</p>"


def html_linked(ink: Ink) -> str:
    start = f'<a rel="noopener noreferrer nofollow" href="{ink.target()}" target="_blank">'
    link = f"{start}{prose.phrase(ink.rng)}</a>"
    return f"<p>{ink.text(1)} {link}, <strong>{prose.phrase(ink.rng)}</strong>.&nbsp;<br>{ink.text(1)}</p>"


def html_heading(ink: Ink) -> str:
    return f"<h3><strong>{prose.phrase(ink.rng)}</strong></h3>\n<p>{ink.text(2)}</p>"


def html_list(ink: Ink) -> str:
    items = "\n".join(f"<li>\n<p>{ink.text(1)}</p>\n</li>" for _ in range(ink.rng.randint(2, 5)))
    return f'<ul data-tight="true" class="tight">\n{items}\n</ul>'


def html_picture(ink: Ink) -> str:
    source, alt = ink.rng.choice(ink.images), prose.phrase(ink.rng)
    image = f'<img style="width: 100%" height="auto" width="100%" alt="{alt}" src="{source}">'
    return f'<div class="isomer-image-wrapper">\n{image}\n</div>'


def html_table(ink: Ink) -> str:
    cell = '<td rowspan="1" colspan="1">\n<p>{}</p>\n</td>\n'
    row = f"<tr>\n{cell}{cell}</tr>"
    rows = "\n".join(row.format(prose.phrase(ink.rng), ink.text(1)) for _ in range(ink.rng.randint(2, 5)))
    return f'<table style="min-width: 50px">\n<tbody>\n{rows}\n</tbody>\n</table>'


def html_details(ink: Ink) -> str:
    inner = f'<div data-type="detailsContent" class="isomer-details-content">\n<p>{ink.text(2)}</p>\n</div>'
    summary = f"<summary>{prose.phrase(ink.rng)}</summary>"
    return f'<details class="isomer-details">\n{summary}\n{inner}\n</details>'


def html_video(ink: Ink) -> str:
    source = f"https://video.example/embed/{ink.rng.randint(100, 999)}"
    frame = f'<iframe width="100%" src="{source}" allowfullscreen="true"></iframe>'
    return f'<div class="iframe-wrapper">\n{frame}\n</div>'


# Listed as often as they are drawn.
MARKDOWN: tuple[Callable[[Ink], str], ...] = (
    paragraph, paragraph, paragraph, linked, linked, heading, heading, bullets, numbers, picture, quotation,
)  # fmt: skip
HTML: tuple[Callable[[Ink], str], ...] = (
    html_paragraph, html_paragraph, html_paragraph, html_linked, html_linked, html_heading, html_list,
    html_picture, html_table, html_details, html_video,
)  # fmt: skip
MIXED = MARKDOWN + HTML[:8]
# Drawn only for the pages that are dealt the feature.
FEATURES: dict[str, Callable[[Ink], str]] = {
    "attributes": attributes, "table": table, "footnote": footnote, "liquid": liquid,
}  # fmt: skip
