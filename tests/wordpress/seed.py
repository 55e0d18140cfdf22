"""A site is filled: over REST as an editor's program would, or through WordPress's own functions with our guids."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from urllib.request import Request, urlopen

from migrate.verify.manifest import Item, content_sha256, text_sha256
from tests.wordpress.server import Site

Numbers = dict[str, int]
ROUTES = {"page": "pages", "post": "posts", "attachment": "media", "category": "categories", "post_tag": "tags"}
_PIXEL = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")


class Seed(NamedTuple):
    """What is to be there: an item and its content. Its slug is the end of its path."""

    item: Item
    content: str

    @property
    def slug(self) -> str:
        return (self.item.path or "").strip("/").rpartition("/")[2]


def seed(id_: str, type_: str, path: str, content: str, **changes: object) -> Seed:
    plain: dict[str, object] = {
        "id": id_,
        "type": type_,
        "path": path,
        "parent": None,
        "status": "publish",
        "date": "2020-01-02 03:04:05",
        "title": id_,
        "content_sha256": content_sha256(content),
        "text_sha256": text_sha256(content),
    }
    return Seed(Item(**{**plain, **changes}), content)  # type: ignore[arg-type]


class Editor(NamedTuple):
    """Someone who changes a site over REST."""

    site: Site

    def ask(self, method: str, route: str, body: object = None, **headers: str) -> Mapping[str, object]:
        user = base64.b64encode(f"{self.site.user}:{self.site.password}".encode()).decode()
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        sent = {"Authorization": f"Basic {user}", "Content-Type": "application/json", **headers}
        asked = Request(f"{self.site.url}/wp-json/wp/v2/{route}", content, sent, method=method)
        with urlopen(asked, timeout=30) as response:
            answer: Mapping[str, object] = json.load(response)
            return answer

    def filled(self, seeds: Sequence[Seed]) -> Numbers:
        """The numbers of everything by id, parents first; terms are made as they come."""
        numbers: Numbers = {}
        terms: dict[tuple[str, str], int] = {}
        for one in seeds:
            for taxonomy, slugs in one.item.terms.items():
                for slug in slugs:
                    if (taxonomy, slug) not in terms:
                        made = self.ask("POST", ROUTES[taxonomy], {"name": slug, "slug": slug})
                        terms[taxonomy, slug] = _number(made)
            given = {ROUTES[name]: [terms[name, slug] for slug in slugs] for name, slugs in one.item.terms.items()}
            numbers[one.item.id] = _number(self._made({**self._body(one, numbers), **given}, one.item.type))
        return numbers

    def _made(self, fields: Mapping[str, object], type_: str) -> Mapping[str, object]:
        if type_ != "attachment":
            return self.ask("POST", ROUTES[type_], fields)
        name = {"Content-Disposition": f'attachment; filename="{fields["slug"]}.gif"', "Content-Type": "image/gif"}
        number = _number(self.ask("POST", "media", _PIXEL, **name))
        return self.ask(
            "POST", f"media/{number}", {key: fields[key] for key in ("slug", "date", "title", "description")}
        )

    def _body(self, one: Seed, numbers: Numbers) -> dict[str, object]:
        item = one.item
        return {
            "slug": one.slug,
            "parent": numbers[item.parent] if item.parent else 0,
            "status": item.status,
            "date": item.date.replace(" ", "T"),
            "title": item.title,
            "content": one.content,
            "description": one.content,
        }


def filled_with_guids(site: Site, seeds: Sequence[Seed]) -> Numbers:
    """As an import leaves it: each thing has the source's id in its guid."""
    rows = [{**json.loads(_json(one)), "content": one.content} for one in seeds]
    numbers: Numbers = json.loads(site.php("create.php", json.dumps({"items": rows})))
    return numbers


def _json(one: Seed) -> bytes:
    import orjson

    return orjson.dumps(one.item)


def _number(answer: Mapping[str, object]) -> int:
    number = answer["id"]
    assert isinstance(number, int)
    return number
