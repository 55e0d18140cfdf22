"""WordPress's REST interface: where it is, its lists page by page, and what its refusals mean."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from http import HTTPStatus
from urllib.parse import urlencode

from migrate.errors import OutputError
from migrate.verify import shapes
from migrate.verify.shapes import Row, ShapeError
from migrate.verify.web import Answer, TooLarge, Web

_SIZES = (100, 10, 1)  # rows of one answer; a hundred is the most that WordPress gives
Parameters = dict[str, str | int]

# what a refusal most often means
_LOOK = "look in its log and run again"
REMEDIES: dict[int, str] = {
    HTTPStatus.UNAUTHORIZED: "look at --user and the application password, and whether the server hands on the header "
    "Authorization",
    HTTPStatus.FORBIDDEN: "use an administrator's application password; a firewall may refuse it as well",
    HTTPStatus.NOT_FOUND: "name the root of a WordPress site whose REST interface is switched on",
    HTTPStatus.TOO_MANY_REQUESTS: "run again later",
}


def authorization(user: str, password: str) -> str:
    """The header that an application password is sent in."""
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode("ascii")


class Rest:
    """The interface of one site. Every answer is checked to be JSON of the shape that is asked for."""

    def __init__(self, web: Web) -> None:
        self._web = web
        self._plain = False
        self.notes: list[str] = []

    def opened(self) -> Row:
        """The types of posts, by name; finds out how routes are written here. Raises OutputError."""
        route, parameters = "wp/v2/types", Parameters(context="edit")
        first = self._asked(route, parameters)
        if _is_rest(first):
            return self._object(first)
        self._plain = True
        second = self._asked(route, parameters)
        if _is_rest(second):
            return self._object(second)
        raise self._refused(second if second.status != HTTPStatus.OK else first)

    def one(self, route: str) -> Row | None:
        """The object at a route, None where this user may not see it."""
        answer = self._asked(route, {"context": "edit"})
        return self._object(answer) if answer.status == HTTPStatus.OK else None

    def rows(self, route: str, parameters: Parameters) -> Iterator[Row]:
        """Every row of a list, the same row once; fewer at a time where they are large. Raises OutputError."""
        seen: set[int] = set()
        for size in _SIZES:
            try:
                yield from self._pages(route, {"per_page": size, **parameters}, seen)
                return
            except TooLarge:
                if size == _SIZES[-1]:
                    raise

    def _pages(self, route: str, parameters: Parameters, seen: set[int]) -> Iterator[Row]:
        """The rows that were not `seen`, page by page."""
        page, pages, total = 1, 1, 0
        while page <= pages:
            answer = self._asked(route, {**parameters, "page": page})
            if answer.status != HTTPStatus.OK:
                raise self._refused(answer)
            pages, total = self._told(answer, "X-WP-TotalPages"), self._told(answer, "X-WP-Total")
            for row in self._list(answer):
                if (number := shapes.number(row, "id", route)) not in seen:
                    seen.add(number)
                    yield row
            page += 1
        if len(seen) != total:
            told = f"{total:,} are said to be there, {len(seen):,} were shown"
            self.notes.append(f"{route}: {told}; ask as an administrator")

    def unfit(self, error: ShapeError) -> OutputError:
        """What stops the run where an answer has another shape than WordPress's."""
        return OutputError(
            f"{self._web.place}: an answer is not WordPress's: {error}; look at its plug-ins and its log"
        )

    def _asked(self, route: str, parameters: Parameters) -> Answer:
        base = self._web.place.path
        if self._plain:
            return self._web.get(f"{base}/?{urlencode({'rest_route': f'/{route}', **parameters}, safe='/,')}")
        return self._web.get(f"{base}/wp-json/{route}?{urlencode(parameters, safe=',')}")

    def _object(self, answer: Answer) -> Row:
        if answer.status != HTTPStatus.OK:
            raise self._refused(answer)
        try:
            return shapes.as_row(shapes.parsed(answer.content), "it")
        except ShapeError as error:
            raise self.unfit(error) from error

    def _list(self, answer: Answer) -> Iterator[Row]:
        try:
            return (row for _, row in list(shapes.rows(shapes.parsed(answer.content), "it")))
        except ShapeError as error:
            raise self.unfit(error) from error

    def _told(self, answer: Answer, header: str) -> int:
        told = answer.headers.get(header, "")
        if not told.isascii() or not told.isdigit() or len(told) > 9:
            raise self.unfit(ShapeError(f"{header} is not there, or no number"))
        return int(told)

    def _refused(self, answer: Answer) -> OutputError:
        if answer.status == HTTPStatus.OK:
            return self.unfit(ShapeError("it is not JSON"))
        code = _code(answer)
        what = f"answers {answer.status}" + (f" ({code})" if code else "")
        return OutputError(f"{self._web.place}: {what}; {REMEDIES.get(answer.status, _LOOK)}")


def _is_rest(answer: Answer) -> bool:
    """Whether WordPress's REST interface says so, be it a refusal; a page that is not found is HTML."""
    try:
        parsed = shapes.parsed(answer.content)
    except ShapeError:
        return False
    return isinstance(parsed, dict) and (answer.status == HTTPStatus.OK or isinstance(parsed.get("code"), str))


def _code(answer: Answer) -> str:
    """WordPress's own name of the refusal, if the answer is one."""
    try:
        code = shapes.as_row(shapes.parsed(answer.content), "it").get("code")
    except ShapeError:
        return ""
    return code[:60] if isinstance(code, str) else ""
