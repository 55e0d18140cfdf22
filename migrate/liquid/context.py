"""The state of one rendering: variables, budget, place, and the problems met."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final, TextIO

from migrate.liquid import values
from migrate.liquid.engine import Clock, Limits, Problem, Sources
from migrate.liquid.faults import Exhausted, Fault
from migrate.liquid.filters import FILTERS
from migrate.liquid.lexer import Piece, Source

MAX_BITS: Final = 3000
TEXT_PER_STEP: Final = 200
SHOWN: Final = 120

Place = tuple[Source, Piece]


class Context:
    """What the nodes of a template share while it is rendered.

    A name is looked for in the scopes of the loops and includes around it, from the inside out, then among what
    `assign` and `capture` have set, the names given to the page, and at last the counters.
    """

    __slots__ = (
        "_counters",
        "_depth",
        "_locals",
        "_scopes",
        "_written",
        "at",
        "clock",
        "limits",
        "names",
        "page_line",
        "registers",
        "sources",
        "steps",
        "told",
    )

    def __init__(self, names: Mapping[str, object], sources: Sources, clock: Clock, limits: Limits) -> None:
        self.names, self.sources, self.clock, self.limits = names, sources, clock, limits
        self._locals: dict[str, object] = {}
        self._counters: dict[str, int] = {}
        self._scopes: tuple[Mapping[str, object], ...] = (self._locals, names, self._counters)
        self._depth = self._written = self.steps = 0
        self.at: Place | None = None
        self.page_line: int | None = None
        self.told: dict[Problem, None] = {}
        self.registers: dict[object, object] = {}

    def find(self, name: object) -> object:
        """The value of a variable; None where there is none, and an empty text for `empty` and `blank`."""
        if not isinstance(name, str):
            return None
        for scope in self._scopes:
            if name in scope:
                value = scope[name]
                return "" if isinstance(value, values.Hollow) else value
        return None

    def assign(self, name: str, value: object) -> None:
        self._locals[name] = value

    @contextmanager
    def extend(self, names: Mapping[str, object]) -> Iterator[None]:
        """Within, these names hide all others."""
        outer, self._scopes = self._scopes, (names, *self._scopes)
        try:
            yield
        finally:
            self._scopes = outer

    def count(self, name: str, by: int) -> int:
        """The counter of that name, with `by` added."""
        self._counters[name] = self._counters.get(name, 0) + by
        return self._counters[name]

    @property
    def site(self) -> Mapping[str, object]:
        return self._mapping("site")

    @property
    def page(self) -> Mapping[str, object]:
        return self._mapping("page")

    def _mapping(self, name: str) -> Mapping[str, object]:
        found = self.names.get(name)
        return found if isinstance(found, Mapping) else {}

    def spend(self, steps: int) -> None:
        """Raises Exhausted when there are none left."""
        self.steps += steps
        if self.steps > self.limits.steps:
            raise Exhausted(f"the page takes more than {self.limits.steps:,} steps")

    def afford(self, steps: int) -> None:
        """Raises Exhausted when that many are not left, before they are taken and spent."""
        if self.steps + steps > self.limits.steps:
            self.spend(steps)

    def weigh(self, value: object) -> None:
        """Spends a step for all that a value holds: lists can hold themselves many times over."""
        waiting = [value]
        while waiting:
            inner = waiting.pop()
            if isinstance(inner, str):
                self.spend(len(inner) // TEXT_PER_STEP)
            elif isinstance(inner, list | range):
                self.spend(len(inner) + 1)
                waiting.extend(inner if isinstance(inner, list) else ())
            elif isinstance(inner, dict):
                self.spend(len(inner) + 1)
                waiting.extend(inner.values())

    def write(self, buffer: TextIO, text: str) -> None:
        self._written += len(text)
        if self._written > self.limits.output:
            raise Exhausted(f"the page grows over {self.limits.output:,} characters")
        buffer.write(text)

    def enter(self) -> None:
        """Goes one block or include deeper. Raises Fault where that is too deep; else `leave` has to follow."""
        if self._depth >= self.limits.nesting:
            raise Fault(f"more than {self.limits.nesting} blocks and includes lie within each other")
        self._depth += 1

    def leave(self) -> None:
        self._depth -= 1

    def call(self, name: str, value: object, arguments: list[object]) -> object:
        """The value after a filter; an unknown one changes nothing, and is told."""
        self.spend(1 + len(arguments) + _shallow(value))
        for argument in arguments:
            self.weigh(argument)
        function = FILTERS.get(name)
        if function is None:
            self.tell(f"`{name}` is no filter of Jekyll, the value is left as it is")
            return value
        return self._measured(function(self, value, arguments))

    def _measured(self, value: object) -> object:
        self.spend(_shallow(value))
        if isinstance(value, str) and len(value) > self.limits.output:
            raise Exhausted(f"a value grows over {self.limits.output:,} characters")
        if isinstance(value, int) and value.bit_length() > MAX_BITS:
            raise Fault("the number is too large")
        return value

    def tell(self, message: str, at: Place | None = None) -> None:
        """Keeps a problem of the tag at work, or at `at`; the same one counts once."""
        place = at or self.at
        if place is None or len(self.told) >= self.limits.problems:
            return
        source, piece = place
        line, tag = source.line_of(piece.start), source.text[piece.start : piece.end]
        if source.name:
            message = f"{source.name}:{line}: {message}"
        shown = tag if len(tag) <= SHOWN else f"{tag[: SHOWN - 1]}…"
        self.told.setdefault(Problem(self.page_line if self.page_line is not None else line, message, shown))


def _shallow(value: object) -> int:
    """What it costs to go once through a value, but not into what it holds."""
    if isinstance(value, str):
        return len(value) // TEXT_PER_STEP
    return min(len(value), 2**40) if isinstance(value, list | range | dict) else 0
