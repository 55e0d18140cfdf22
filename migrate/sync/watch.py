"""What a page asks while its records are made: where links lead, and what its records speak of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypedDict

from migrate.interfaces import Looked, Record, Rendered, Tell
from migrate.model import OutFile, Page
from migrate.refs import parsed
from migrate.sync import prints

if TYPE_CHECKING:
    from migrate.interfaces import Exporter, FolderExporter
    from migrate.normalise.addresses import AddressBook, Resolution
    from migrate.sync.known import KnownSource

# a question and its answer, as JSON has them: ["resolve", href, base, themed, page], ["likeliest", href, not]
Question = tuple[object, ...]
Answer = tuple[object, ...]
_REF = re.compile(r"""(?:page|asset):[^"'\s<>()\\]*""")


class Columns(TypedDict):
    """The columns of `MadeRow` that say what a page asked."""

    wide: int
    leans: str
    uses: str
    asked: str


WIDE: tuple[Looked, ...] = ("own", "index", "all")  # by the number that a state keeps


@dataclass(slots=True)
class Asked:
    """What one page asked: `leans` are the pages whose anchors it asked for, `uses` the refs in its records.

    `looked` is as in `Rendered`, `wide` the same as a state keeps it.
    """

    answers: dict[Question, Answer] = field(default_factory=dict)
    leans: set[str] = field(default_factory=set)
    uses: set[str] = field(default_factory=set)
    looked: Looked = "own"

    @property
    def wide(self) -> int:
        return WIDE.index(self.looked)

    def kept(self) -> Columns:
        """As a state keeps it."""
        return {
            "wide": self.wide,
            "leans": prints.as_json(sorted(self.leans)),
            "uses": prints.as_json(sorted(self.uses)),
            "asked": prints.as_json(list(self.answers.items())),
        }


class WatchedBook:
    """An address book that notes what it is asked, and what it says."""

    def __init__(self, book: AddressBook, asked: Asked) -> None:
        self._book, self._asked = book, asked

    def resolve(self, href: str, base: str | None, *, themed: bool = False, page: str | None = None) -> Resolution:
        found = self._book.resolve(href, base, themed=themed, page=page)
        if not href.strip().startswith("#"):  # an anchor of the page itself changes with its own file alone
            self._asked.answers["resolve", href, base, themed, page] = tuple(found)
        ref = found.ref
        if ref is not None:
            self._asked.uses.add(f"{ref.kind}:{ref.id}")
            if ref.kind == "page" and ref.fragment and ref.id != page:
                self._asked.leans.add(ref.id)
        return found

    def looks_like_ref(self, href: str) -> bool:
        return self._book.looks_like_ref(href)

    def likeliest(self, href: str, *, not_: str | None = None) -> str | None:
        found = self._book.likeliest(href, not_=not_)
        self._asked.answers["likeliest", href, not_] = (found,)
        return found


def answered(question: Question, book: AddressBook) -> Answer:
    """What the address book says to a question of before."""
    if question[0] == "likeliest":
        _, href, not_ = question
        return (book.likeliest(href, not_=not_),)  # type: ignore[arg-type]  # as `WatchedBook` noted it
    _, href, base, themed, page = question
    return tuple(book.resolve(href, base, themed=themed, page=page))  # type: ignore[arg-type]  # the same


class WatchedSource:
    """A source that notes how far one looks who makes the body of a page."""

    def __init__(self, source: KnownSource, asked: Asked) -> None:
        self._source, self._asked = source, asked

    def body(self, page: Page) -> Rendered:
        before, self._asked.looked = self._asked.looked, "all"  # which stays where the page breaks
        found = self._source.body(page)
        self._asked.looked = max(before, found.looked, key=WIDE.index)
        return found


class WatchedExporter:
    """An exporter that notes the refs in the records that it encodes."""

    def __init__(self, exporter: Exporter | FolderExporter, asked: Asked) -> None:
        self._exporter, self._asked = exporter, asked
        self.name = exporter.name

    def encode(self, record: Record, tell: Tell) -> bytes | OutFile | None:
        self._asked.uses.update(refs_in(record.values))
        return self._exporter.encode(record, tell)


def refs_in(value: object) -> Iterator[str]:
    """The pages and files that texts speak of, wherever they stand; perhaps more than those, never less."""
    todo: list[object] = [value]
    while todo:
        one = todo.pop()
        if isinstance(one, str):
            if "page:" in one or "asset:" in one:
                yield from _refs(one)
        elif isinstance(one, Mapping):
            todo.extend(one.values())
        elif isinstance(one, Sequence) and not isinstance(one, bytes):
            todo.extend(one)


def _refs(text: str) -> Iterator[str]:
    for found in (text, *_REF.findall(text)):
        ref = parsed(found)
        if ref is not None:
            yield f"{ref.kind}:{ref.id}"
