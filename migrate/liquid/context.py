"""The state of one rendering: variables, budget, place, and the problems met."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final, TextIO

from liquid import BoundTemplate, RenderContext
from liquid.utils import ReadOnlyChainMap

from migrate.liquid import values
from migrate.liquid.engine import Clock, Limits, Problem, Sources
from migrate.liquid.faults import Exhausted, Fault
from migrate.liquid.lexer import Piece, Source

MAX_BITS: Final = 3000
TEXT_PER_STEP: Final = 200
SHOWN: Final = 120


class Context(RenderContext):
    """python-liquid's scopes and counters, and what it has not: a budget, and a place to tell problems from."""

    __slots__ = ("at", "clock", "depth", "limits", "page_line", "registers", "sources", "steps", "told", "written")

    def __init__(
        self, template: BoundTemplate, names: Mapping[str, object], sources: Sources, clock: Clock, limits: Limits
    ) -> None:
        super().__init__(template, globals=names)
        self.scope = ReadOnlyChainMap(self.locals, self.globals, self.counters)
        self.sources, self.clock, self.limits = sources, clock, limits
        self.steps = self.written = self.depth = 0
        self.at: tuple[Source, Piece] | None = None
        self.page_line: int | None = None
        self.told: dict[Problem, None] = {}
        self.registers: dict[object, object] = {}

    def find(self, name: object) -> object:
        value = self.scope.get(name) if isinstance(name, str) else None
        return "" if isinstance(value, values.Hollow) else value

    @property
    def site(self) -> Mapping[str, object]:
        site = self.globals.get("site")
        return site if isinstance(site, Mapping) else {}

    @property
    def page(self) -> Mapping[str, object]:
        page = self.globals.get("page")
        return page if isinstance(page, Mapping) else {}

    def spend(self, steps: int) -> None:
        """Raises Exhausted when there are none left."""
        self.steps += steps
        if self.steps > self.limits.steps:
            raise Exhausted(f"the page takes more than {self.limits.steps:,} steps")

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
        self.written += len(text)
        if self.written > self.limits.output:
            raise Exhausted(f"the page grows over {self.limits.output:,} characters")
        buffer.write(text)

    @contextmanager
    def deeper(self) -> Iterator[None]:
        if self.depth >= self.limits.nesting:
            raise Fault(f"more than {self.limits.nesting} blocks and includes lie within each other")
        self.depth += 1
        try:
            yield
        finally:
            self.depth -= 1

    def call(self, name: str, value: object, arguments: list[object]) -> object:
        """The value after a filter; an unknown one changes nothing, and is told."""
        self.spend(1 + _shallow(value))
        function = self.env.filters.get(name)
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

    def tell(self, message: str, at: tuple[Source, Piece] | None = None) -> None:
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
    if isinstance(value, str):
        return len(value) // TEXT_PER_STEP
    return min(len(value), 2**40) if isinstance(value, list | range | dict) else 0


def comment(text: str) -> str:
    """Source as an HTML comment that it cannot end."""
    while "--" in text:
        text = text.replace("--", "- -")
    return f"<!-- {text} -->"
