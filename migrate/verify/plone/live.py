"""What is there, asked of a live Plone over plone.restapi: everything that its catalog shows to who asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from http import HTTPStatus
from urllib.parse import quote, unquote, urlencode

from migrate.errors import OutputError
from migrate.ploneuids import ROOT, ROOT_TYPE, true_uid
from migrate.verify import shapes
from migrate.verify.plone.comparison import Target
from migrate.verify.plone.items import Found, minute, parent_of, text
from migrate.verify.shapes import Row, ShapeError
from migrate.verify.web import Answer, TooLarge, Web

Progress = Callable[[int, int], None]

_SIZES = (50, 5, 1)  # items of one answer
# of every item, those of one parent in their order
_ALL = {"fullobjects": "1", "sort_on": "getObjPositionInParent"}
_NO_CONTENT = frozenset(("Discussion Item", ROOT_TYPE))
_REMEDIES: dict[int, str] = {
    HTTPStatus.UNAUTHORIZED: "look at --user and the password; a Manager is shown everything",
    HTTPStatus.FORBIDDEN: "ask as a Manager of the site; a firewall may refuse it as well",
    HTTPStatus.NOT_FOUND: "name the root of a Plone site that has plone.restapi",
    HTTPStatus.TOO_MANY_REQUESTS: "run again later",
}
_VISITOR = "asked as a visitor: what is not published is not shown; name a Manager with --user"


def read(web: Web, user: str | None, progress: Progress = lambda done, total: None) -> Target:
    """All that is on the site; `user` is who asks, None for a visitor. Raises OutputError."""
    return _Reading(web, user).target(progress)


class _Reading:
    def __init__(self, web: Web, user: str | None) -> None:
        self._web, self._user, self._api = web, user, ""
        self._notes: list[str] = [] if user else [_VISITOR]
        self._total = self._passed_over = 0

    def target(self, progress: Progress) -> Target:
        try:
            found = self._all(progress)
        except ShapeError as error:
            raise OutputError(
                f"{self._web.place}: an answer is not Plone's: {error}; look at its add-ons and its log"
            ) from error
        return Target(str(self._web.place), found, tuple(self._notes))

    def _all(self, progress: Progress) -> tuple[Found, ...]:
        root, places = self._opened(), dict[str, int]()
        self._known()
        base = shapes.text(root, "@id", "it").rstrip("/")
        read = (self._found(row, base, places) for row in self._rows(progress))
        found = {"/": self._thing(root, "/", key=ROOT, order=0)}
        found.update((one.path, one) for one in read if one is not None)
        return tuple(found.values())

    def _opened(self) -> Row:
        """The site itself; finds out where the interface is: Volto hides all but `++api++`, old Plones have none."""
        refused: list[Answer] = []
        for api in ("/++api++", ""):
            self._api = self._web.place.path + api
            answer = self._web.get(f"{self._api}/")
            row = _row(answer)
            if answer.status == HTTPStatus.OK and row is not None and "@id" in row:
                return row
            refused.append(answer)
        raise self._refused(next((one for one in refused if one.status in _REMEDIES), refused[-1]))

    def _known(self) -> None:
        """Plone takes someone with a wrong password for a visitor, without a word; it tells visitors of no user."""
        if self._user is not None:
            answer = self._web.get(f"{self._api}/@users/{quote(self._user, safe='')}")
            if answer.status == HTTPStatus.UNAUTHORIZED:
                raise self._refused(answer)

    def _rows(self, progress: Progress) -> Iterator[Row]:
        """Every item that the catalog shows, in the order of their parents' children."""
        start, shown, self._total = 0, 0, 1
        while start < self._total:
            progress(start, self._total)
            for row in self._window(start, _SIZES[0]):
                shown += 1
                yield row
            start += _SIZES[0]
        if shown != self._total and not self._passed_over:
            self._notes.append(f"{self._total:,} items are said to be there, {shown:,} were shown; run again")

    def _window(self, start: int, size: int) -> Iterator[Row]:
        """The items from `start` on, fewer at a time where they are large or one cannot be shown."""
        try:
            answer = self._web.get(f"{self._api}/@search?{urlencode({**_ALL, 'b_start': start, 'b_size': size})}")
            failed = None if answer.status < HTTPStatus.INTERNAL_SERVER_ERROR else f"answers {answer.status}"
        except TooLarge as error:
            failed = str(error)
        if failed is None:
            yield from self._listed(answer)
        elif size == _SIZES[-1]:
            self._pass_over(start, failed)
        else:
            smaller = _SIZES[_SIZES.index(size) + 1]
            for number in range(start, start + size, smaller):
                if number == start or number < self._total:
                    yield from self._window(number, smaller)

    def _pass_over(self, number: int, failed: str) -> None:
        """An item that cannot be shown is told; where the first cannot, nothing can."""
        if number == 0:
            raise OutputError(f"{self._web.place}: {failed}; look in its log and run again")
        self._passed_over += 1
        self._notes.append(f"the item number {number} of its catalog was passed over: {failed}")

    def _listed(self, answer: Answer) -> Iterator[Row]:
        row = _row(answer)
        if answer.status != HTTPStatus.OK or row is None:
            raise self._refused(answer)
        self._total = shapes.number(row, "items_total", "it")
        for _, one in shapes.rows(row.get("items"), "items"):
            yield one

    def _found(self, row: Row, base: str, places: dict[str, int]) -> Found | None:
        """A thing; `places` counts what came before it in its parent."""
        type_ = shapes.text(row, "@type", "an item")
        address = shapes.text(row, "@id", "an item")
        if type_ in _NO_CONTENT:
            return None
        if not address.startswith(f"{base}/"):
            raise ShapeError(f"the item {address[:200]} is not of this site")
        path = unquote(address.removeprefix(base))
        parent = parent_of(path)
        places[parent] = places.get(parent, -1) + 1
        return self._thing(row, path, key=true_uid(shapes.text(row, "UID", path)), order=places[parent])

    def _thing(self, row: Row, path: str, *, key: str, order: int) -> Found:
        return Found(
            key=key,
            type=shapes.text(row, "@type", path),
            path=path,
            title=shapes.text_or_none(row, "title", path) or "",
            description=shapes.text_or_none(row, "description", path) or "",
            status=shapes.text_or_none(row, "review_state", path) or "",
            effective=minute(row, "effective", path),
            language=_token(row, "language", path),
            order=order,
            text_sha256=text(row) if _is_as_written(row) else None,
        )

    def _refused(self, answer: Answer) -> OutputError:
        if answer.status == HTTPStatus.OK:
            return OutputError(
                f"{self._web.place}: an answer is not Plone's: it is not JSON; {_REMEDIES[HTTPStatus.NOT_FOUND]}"
            )
        remedy = _REMEDIES.get(answer.status, "look in its log and run again")
        return OutputError(f"{self._web.place}: answers {answer.status}; {remedy}")


def _is_as_written(row: Row) -> bool:
    """Whether a text is shown as it was written: what is Markdown or the like is shown as HTML."""
    said = row.get("text")
    return not isinstance(said, dict) or said.get("content-type") in (None, "", "text/html", "text/x-html-safe")


def _row(answer: Answer) -> Row | None:
    """The object that an answer is; None where it is none."""
    try:
        return shapes.as_row(shapes.parsed(answer.content), "it")
    except ShapeError:
        return None


def _token(row: Row, key: str, place: str) -> str:
    """A value of a vocabulary, which is shown with its title."""
    value = row.get(key)
    found = (
        shapes.text_or_none(value, "token", place) if isinstance(value, dict) else shapes.text_or_none(row, key, place)
    )
    return found or ""
