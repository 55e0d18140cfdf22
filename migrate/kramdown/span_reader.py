"""The reader of spans: a text, the elements that are open in it, and a budget of work."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from migrate.kramdown.document import WORK_PER_CHARACTER, Document
from migrate.kramdown.tree import Element

Rule = Callable[["Spans", "Frame", int], int]
"""`rule(spans, frame, pos)` gives the position to go on from."""

Stop = Callable[["Spans", "Frame", int], bool]
"""Whether what is being read ends at a position."""

MAX_SPAN_DEPTH = 64
SPENT = -2_000_000_000

SPECIAL = re.compile(r"\*|_|`|\[|\]|!\[|<|&|\\|'|\"|\{:|\$\$|~~|--|\.\.\.|>>|\n(?<=  \n)")
"""Where something may start or end; every branch starts with a literal, which makes the search fast."""

SPECIAL_WRAPPED = re.compile(SPECIAL.pattern.replace(r"\n(?<=  \n)", r"\n"))


class Frame:
    """An element while its spans are read.

    Text from `run` on is not in the tree yet; text before `mark` cannot be taken back by a quote; `symbol` is the
    position behind the last symbol, which counts as an element where attributes ask for one.
    """

    __slots__ = (
        "buffer",
        "children",
        "count",
        "delimiter",
        "element",
        "images",
        "mark",
        "run",
        "start",
        "stop",
        "symbol",
    )

    def __init__(self, element: Element, pos: int, stop: Stop | None = None, delimiter: str = "") -> None:
        self.element = element
        self.children = element.children
        self.buffer: list[str] = []
        self.start = self.run = self.mark = pos
        self.symbol = -1
        self.stop = stop
        self.delimiter = delimiter
        self.count = 1
        self.images = 0

    def take(self, text: str, upto: int, behind: int) -> None:
        """Moves the text before `upto` into the tree and goes on from `behind`."""
        if upto > self.run:
            self.buffer.append(text[self.run : upto])
        self.run = self.mark = behind

    def flush(self) -> None:
        """Makes a text node of the text taken so far."""
        if self.buffer:
            self.children.append(Element("text", "".join(self.buffer)))
            self.buffer.clear()

    def add(self, element: Element, text: str, upto: int, behind: int) -> None:
        """Puts `element` into the tree, after the text before `upto`; goes on from `behind`."""
        if upto > self.run:
            self.buffer.append(text[self.run : upto])
        if self.buffer:
            self.children.append(Element("text", "".join(self.buffer)))
            self.buffer.clear()
        self.children.append(element)
        self.images += element.type == "img"
        self.run = self.mark = behind

    def write(self, replacement: str, text: str, upto: int, behind: int) -> None:
        """Puts `replacement` for the text from `upto` to `behind`."""
        if upto > self.run:
            self.buffer.append(text[self.run : upto])
        self.buffer.append(replacement)
        self.run = self.mark = behind

    def symbol_for(self, replacement: str, text: str, upto: int, behind: int) -> None:
        """The same for a symbol or a quote, which may have attributes (that nothing prints)."""
        self.write(replacement, text, upto, behind)
        self.symbol = behind


class Spans:
    """A reader of the spans of one text."""

    __slots__ = (
        "all_special",
        "breaks",
        "doc",
        "ends",
        "failed",
        "lasts",
        "line",
        "nexts",
        "open",
        "rules",
        "special",
        "text",
        "work",
        "wraps",
    )

    def __init__(self, doc: Document, text: str, line: int, rules: Mapping[str, Rule]) -> None:
        self.doc = doc
        self.text = text
        self.line = line
        self.rules = rules
        self.wraps = doc.options.hard_wrap and doc.options.input == "GFM"
        self.special = self.all_special = SPECIAL_WRAPPED if self.wraps else SPECIAL
        self.open: list[str] = []
        self.failed: set[tuple[object, ...]] = set()
        self.lasts: dict[str, int] = {}
        self.nexts: dict[str, tuple[int, int]] = {}
        self.breaks = True
        self.ends = False
        self.work = 2000 + WORK_PER_CHARACTER * len(text)

    def read(self, frame: Frame, pos: int) -> int:
        """Reads into `frame` until it stops: the position of what stops it, or -1 where nothing did."""
        text, rules, search, stop = self.text, self.rules, self.special.search, frame.stop
        while found := search(text, pos):
            pos = found.start()
            self.work -= 1
            if self.work < 0:
                self._exhausted()
                break
            if stop is not None and stop(self, frame, pos):
                frame.take(text, pos, pos)
                frame.flush()
                return pos
            pos = rules[text[pos]](self, frame, pos)
        if stop is None:
            self.finish(frame)
        return -1

    def part(self, text: str) -> Spans:
        """A reader of a part of the text for itself, inside what is open here."""
        inner = Spans(self.doc, text, self.line, self.rules)
        inner.open = [*self.open, "del"]
        inner.work = self.work
        inner.breaks = self.breaks
        return inner

    def last(self, name: str, pattern: re.Pattern[str]) -> int:
        """Where `pattern`, known as `name`, is found for the last time, or -1: what has no end need not be begun."""
        found = self.lasts.get(name)
        if found is None:
            found = -1
            for match in pattern.finditer(self.text):
                found = match.start()
            self.lasts[name] = found
        return found

    def on_line(self, mark: str, pos: int) -> bool:
        """Whether `mark` stands between `pos` and the end of its line: what has no end there need not be begun."""
        return self._next(mark, pos) < self._next("\n", pos)

    def _next(self, mark: str, pos: int) -> int:
        """Where `mark` is found from `pos` on, else the end of the text. Between two of them nothing is searched."""
        start, found = self.nexts.get(mark, (0, -1))
        if not start <= pos <= found:
            found = self.text.find(mark, pos)
            found = len(self.text) if found < 0 else found
            self.nexts[mark] = (pos, found)
        return found

    def finish(self, frame: Frame) -> None:
        """Takes the rest of the text into `frame`."""
        frame.take(self.text, len(self.text), len(self.text))
        frame.flush()

    def inside(self, element: Element, pos: int, stop: Stop, delimiter: str = "") -> tuple[Frame, int]:
        """Reads `element` from `pos`; gives its frame and where it stops, -1 where nothing stops it."""
        frame = Frame(element, pos, stop, delimiter)
        self.open.append(element.type)
        end = self.read(frame, pos)
        self.open.pop()
        return frame, end

    def too_deep(self) -> bool:
        """Whether one more element would nest too deep; says so once."""
        if len(self.open) < MAX_SPAN_DEPTH:
            return False
        self.doc.warn(self.line, "spans nest too deep; the rest of this block is kept as text")
        self.work = SPENT
        return True

    def _exhausted(self) -> None:
        if self.work > SPENT // 2:
            self.doc.warn(self.line, "this block is too tangled to read; the rest of it is kept as text")
            self.work = SPENT
