"""A server in a thread that answers as WordPress does, or as nobody should."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

from migrate.verify.manifest import Item, content_sha256, text_sha256

Row = dict[str, object]
# writes an answer to a question of which it is told the path and the query
Answerer = Callable[["Request", str, dict[str, str]], None]


class Request(BaseHTTPRequestHandler):
    """A question. `asked` of its server keeps each with its headers; `over` is set when the test is."""

    server: Server

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers)))
        parts = urlsplit(self.path)
        with suppress(OSError):  # who asked may have gone, and is right
            self.server.answer(self, parts.path, {key: values[0] for key, values in parse_qs(parts.query).items()})

    def log_message(self, *_: object) -> None:
        pass

    def say(self, status: int, content: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(content)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(content)

    def say_json(self, value: object, status: int = 200, **headers: str) -> None:
        self.say(status, json.dumps(value).encode(), **headers)

    def say_rows(self, rows: list[Row], query: dict[str, str]) -> None:
        size, page = int(query["per_page"]), int(query["page"])
        told = {"X_WP_Total": str(len(rows)), "X_WP_TotalPages": str(-(-len(rows) // size))}
        self.say_json(rows[(page - 1) * size : page * size], **told)


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, answer: Answerer) -> None:
        super().__init__(("127.0.0.1", 0), Request)
        self.answer, self.over = answer, Event()
        self.asked: list[tuple[str, dict[str, str]]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


@contextmanager
def serving(answer: Answerer) -> Iterator[Server]:
    with Server(answer) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.over.set()
            server.shutdown()
            thread.join()


class WordPress(NamedTuple):
    """The rows of a site by the route of their list, as REST gives them. `pretty` is whether there is /wp-json/."""

    rows: dict[str, list[Row]]
    pretty: bool = True
    settings: Row | None = None

    def __call__(self, request: Request, path: str, query: dict[str, str]) -> None:
        route = path.removeprefix("/wp-json/") if self.pretty else query.get("rest_route", "").removeprefix("/")
        if route == "wp/v2/types":
            request.say_json(TYPES)
        elif route == "wp/v2/taxonomies":
            request.say_json(TAXONOMIES)
        elif route == "wp/v2/settings" and self.settings is not None:
            request.say_json(self.settings)
        elif route in self.rows:
            request.say_rows(self.rows[route], query)
        else:
            request.say(404, b"<!doctype html><title>Page not found</title>")


TYPES = {
    "post": {"rest_base": "posts", "rest_namespace": "wp/v2", "viewable": True, "taxonomies": ["category"]},
    "page": {"rest_base": "pages", "viewable": True, "taxonomies": []},
    "attachment": {"rest_base": "media", "viewable": True, "taxonomies": []},
    "nav_menu_item": {"rest_base": "menu-items", "viewable": False, "taxonomies": ["nav_menu"]},
    "wp_block": {"rest_base": "blocks", "viewable": False, "taxonomies": []},
}
TAXONOMIES = {"category": {"rest_base": "categories"}, "nav_menu": {"rest_base": "menus"}}


def row(number: int, slug: str, /, **changes: object) -> Row:
    """A page as REST gives it, of content `<p>SLUG</p>` and title `SLUG`."""
    plain: Row = {
        "id": number,
        "slug": slug,
        "status": "publish",
        "date": "2020-01-02T03:04:05",
        "link": f"http://127.0.0.1/{slug}/",
        "parent": 0,
        "title": {"raw": slug},
        "content": {"raw": f"<p>{slug}</p>"},
        "guid": {"raw": f"http://old.example/?ssi={slug}.md"},
    }
    return {**plain, **changes}


def item(slug: str, /, **changes: object) -> Item:
    """The item of the manifest that `row` fulfils."""
    plain: dict[str, object] = {
        "id": f"{slug}.md",
        "type": "page",
        "path": f"/{slug}/",
        "parent": None,
        "status": "publish",
        "date": "2020-01-02 03:04:05",
        "title": slug,
        "content_sha256": content_sha256(f"<p>{slug}</p>"),
        "text_sha256": text_sha256(f"<p>{slug}</p>"),
    }
    return Item(**{**plain, **changes})  # type: ignore[arg-type]


def wordpress(*pages: Row, **more: list[Row]) -> WordPress:
    """A site with these pages, and the lists of other routes below wp/v2."""
    lists: dict[str, list[Row]] = {"pages": list(pages), "posts": [], "media": [], "categories": [], **more}
    return WordPress({f"wp/v2/{name}": rows for name, rows in lists.items()})
