"""A site to measure on: as large as asked, like real ones in what costs time, and nobody's.

The figures are those of 8,311 pages of 31 public Isomer sites. The same seed gives the same bytes everywhere.

Usage: python -m benchmarks.generate FOLDER --pages 1000 --seed 1
"""

from __future__ import annotations

import argparse
import datetime
import math
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from benchmarks import blocks, prose

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Share of pages that are smaller, and the size in bytes: interpolated by the logarithm of the size.
SIZES = (
    (0.0, 150), (0.10, 274), (0.50, 3_100), (0.75, 6_200),
    (0.90, 14_600), (0.99, 36_000), (0.999, 80_000), (1.0, 256_000),
)  # fmt: skip
LARGEST_FROM = 1_000  # pages: from here on one page is of the largest size, so that sites differ in number only
HTML_ONLY, HTML_AMONG = 0.227, 0.453  # together 68 % of pages hold raw HTML
NOT_ASCII, HAN, TAMIL = 0.56, 0.055, 0.006
CRLF = 0.009
FEATURES = {"attributes": 0.176, "table": 0.016, "footnote": 0.007, "liquid": 0.05}
POSTS, COLLECTION_PAGES = 0.5, 0.3  # the rest are in pages/
AREAS = ("about-us", "services", "training", "safety", "charts", "community")
CATEGORIES = ("notices", "press-releases", "reports", "speeches")
SHORT = 250  # bytes: with less room a body is a line of plain text, or nothing, as in posts of kind file
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000"
    "000a49444154789c636000000002000148afa4710000000049454e44ae426082"
)


File = tuple[str, bytes]  # path from the site's folder, content


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A page before its body is written. `room` is the body's size in bytes."""

    path: str
    url: str
    head: str
    room: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Deal:
    """Which sheets, by number, got what: exact shares, so that small sites are like large ones."""

    html: frozenset[int]
    mixed: frozenset[int]
    crlf: frozenset[int]
    alphabets: dict[int, str]
    features: dict[str, frozenset[int]]


def make_site(folder: Path, pages: int, seed: int = 1) -> None:
    """Writes an Isomer site of `pages` pages besides its homepage into `folder`, which it makes."""
    rng = Random(seed)
    images = [f"/images/picture-{n}.png" for n in range(40)]
    files = [f"/files/paper {n}.pdf" if n % 3 == 0 else f"/files/paper-{n}.pdf" for n in range(20)]
    _write(folder, _frame(images, files))
    sheets = [_sheet(rng, number, size) for number, size in enumerate(_sizes(rng, pages))]
    _write(folder, _orders(sheets))
    _write(folder, _pages(rng, sheets, images, files))


def _write(folder: Path, items: Iterable[File]) -> None:
    for path, data in items:
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


def _sizes(rng: Random, pages: int) -> list[int]:
    sizes = [_size((number + 0.5) / pages) for number in range(pages)]
    if pages >= LARGEST_FROM:
        sizes[-1] = SIZES[-1][1]
    rng.shuffle(sizes)
    return sizes


def _size(share: float) -> int:
    upper = next(n for n, (at, _) in enumerate(SIZES) if share <= at and n)
    (low, small), (high, large) = SIZES[upper - 1], SIZES[upper]
    part = (share - low) / (high - low)
    return round(math.exp(math.log(small) + part * (math.log(large) - math.log(small))))


def _sheet(rng: Random, number: int, size: int) -> Sheet:
    title = f"{prose.phrase(rng)} {number}"
    slug = title.lower().replace(" ", "-")
    draw = rng.random()
    if draw < POSTS:
        return _post(rng, title, slug, size)
    if draw < POSTS + COLLECTION_PAGES:
        return _collection_page(rng, title, slug, size)
    url = f"/{slug}/"
    return _closed(f"pages/{title}.md", url, size, [f"title: {title}", f"permalink: {url}", *_extras(rng)])


def _post(rng: Random, title: str, slug: str, size: int) -> Sheet:
    category = rng.choice(CATEGORIES)
    date = datetime.date(2016, 1, 1) + datetime.timedelta(days=rng.randrange(3600))
    url = f"/newsroom/{category}/{slug}/"
    head = ["layout: post", f"title: {title}", f"date: {date}", f"permalink: {url}", *_extras(rng)]
    return _closed(f"newsroom/{category}/_posts/{date}-post-{slug}.md", url, size, head)


def _collection_page(rng: Random, title: str, slug: str, size: int) -> Sheet:
    area = rng.choice(AREAS)
    group = rng.choice(("", "First Steps", "For Members"))
    url = f"/{area}/{slug}{rng.choice(('/', '/', ''))}"
    grouped = [f"third_nav_title: {group}"] if group else []
    head = [f"title: {title}", f"permalink: {url}", *grouped, *_extras(rng)]
    return _closed(f"_{area}/{group + '/' if group else ''}{title}.md", url, size, head)


def _extras(rng: Random) -> Iterator[str]:
    """Keys that some pages have: with the fixed ones front matter comes to about 205 bytes."""
    if rng.random() < 0.55:
        when = rng.choice(prose.WHEN)
        yield f"description: {prose.phrase(rng)} and what {rng.choice(prose.WHO)} does {when}, in one line"
        yield "image: /images/picture-1.png"
    if rng.random() < 0.35:
        yield f"breadcrumb: {prose.phrase(rng)}"
    if rng.random() < 0.35:
        yield f"variant: {rng.choice(('markdown', 'tiptap'))}"


def _closed(path: str, url: str, size: int, head: list[str]) -> Sheet:
    text = "\n".join(["---", *head, "---", ""])
    return Sheet(path=path, url=url, head=text, room=size - len(text))


def _deal(rng: Random, sheets: list[Sheet]) -> Deal:
    """Shares are of all pages, and dealt among those that have a body."""
    roomy = [number for number, sheet in enumerate(sheets) if sheet.room >= SHORT]

    def among(numbers: Iterable[int], share: float) -> frozenset[int]:
        shelf = sorted(numbers)
        return frozenset(rng.sample(shelf, min(len(shelf), round(share * len(sheets)))))

    html = among(roomy, HTML_ONLY)
    markdown = frozenset(roomy) - html
    han = among(roomy, HAN)
    tamil = among(frozenset(roomy) - han, TAMIL)
    typographic = among(frozenset(roomy) - han - tamil, NOT_ASCII - HAN - TAMIL)
    dealt = {"han": han, "tamil": tamil, "typographic": typographic}
    return Deal(
        html=html,
        mixed=among(markdown, HTML_AMONG),
        crlf=among(roomy, CRLF),
        alphabets={number: name for name, numbers in dealt.items() for number in numbers},
        features={name: among(markdown, share) for name, share in FEATURES.items()},
    )


def _pages(rng: Random, sheets: list[Sheet], images: list[str], files: list[str]) -> Iterator[File]:
    deal = _deal(rng, sheets)
    stock = prose.stock(rng)
    urls = [sheet.url for sheet in sheets]
    for number, sheet in enumerate(sheets):
        alphabet = deal.alphabets.get(number, "ascii")
        ink = blocks.Ink(rng=rng, prose=stock, alphabet=alphabet, pages=urls, images=images, files=files)
        body = _body(ink, sheet, number, deal) if sheet.room >= SHORT else _line(ink, sheet.room)
        text = sheet.head + body
        yield sheet.path, (text.replace("\n", "\r\n") if number in deal.crlf else text).encode()


def _body(ink: blocks.Ink, sheet: Sheet, number: int, deal: Deal) -> str:
    """Blocks until the room is used; the features come first, so that no short page loses them."""
    html, mixed = number in deal.html, number in deal.mixed
    wrapped = "<p>{}</p>" if html or mixed else "{}"
    parts = [wrapped.format(ink.prose.opening(ink.rng, ink.alphabet))]
    parts += [blocks.FEATURES[name](ink) for name, numbers in deal.features.items() if number in numbers]
    shelf = blocks.HTML if html else blocks.MIXED if mixed else blocks.MARKDOWN
    left = sheet.room - sum(len(part.encode()) + 2 for part in parts)
    while left > 0:
        part = ink.rng.choice(shelf)(ink)
        left -= len(part.encode()) + 2
        if left > -300:
            parts.append(part)
    return ("\n" if html else "\n\n").join(parts) + "\n"


def _line(ink: blocks.Ink, room: int) -> str:
    return ink.text(3)[: room - 1].rpartition(" ")[0] + "\n" if room > 20 else ""


def _orders(sheets: list[Sheet]) -> Iterator[File]:
    for area in AREAS:
        start = f"_{area}/"
        names = sorted(sheet.path.removeprefix(start) for sheet in sheets if sheet.path.startswith(start))
        order = "".join(f"      - {name}\n" for name in names)
        yield (
            f"{start}collection.yml",
            f"collections:\n  {area}:\n    output: true\n    order:\n{order}".encode(),
        )


def _frame(images: list[str], files: list[str]) -> Iterator[File]:
    """All that a site has besides its pages."""
    yield "_config.yml", CONFIG.encode()
    yield "index.md", HOMEPAGE.encode()
    links = "".join(f"  - title: {area}\n    collection: {area}\n" for area in AREAS)
    navigation = f"logo: {images[0]}\nlinks:\n{links}  - title: Newsroom\n    resource_room: true\n"
    yield "_data/navigation.yml", navigation.encode()
    yield "_data/footer.yml", b"show_reach: true\ncontact_us: /contact-us/\nsocial_media:\n  facebook: null\n"
    yield "newsroom/index.html", b"---\nlayout: resources\ntitle: Newsroom\n---\n"
    for category in CATEGORIES:
        head = f"---\nlayout: resources-alt\ntitle: {category}\n---\n"
        yield f"newsroom/{category}/index.html", head.encode()
    for image in images:
        yield image[1:], PNG
    for file in files:
        yield file[1:], b"%PDF-1.4\n%%EOF\n"


CONFIG = """\
title: Harbour Lights Board
url: https://www.lights.example
permalink: none
baseurl: ""
resources_name: newsroom
exclude:
  - README.md
  - vendor/bundle/
include:
  - _redirects
defaults:
  - scope:
      path: ""
    values:
      layout: page
remote_theme: isomerpages/isomerpages-template@next-gen
"""
HOMEPAGE = """\
---
layout: homepage
title: Harbour Lights Board
permalink: /
notification: The east gate is <a href="/closed/">closed</a> this week.
sections:
  - hero:
      title: Harbour Lights Board
      background: /images/picture-1.png
  - resources:
      title: News
---
"""


def main() -> int:
    """The command line: makes the site and says nothing."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.generate", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    make_site(asked.folder, asked.pages, asked.seed)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
