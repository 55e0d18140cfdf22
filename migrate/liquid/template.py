"""Renders whole pages and the includes they ask for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import StringIO

from migrate.liquid.context import Context
from migrate.liquid.engine import Clock, Limits, Rendered, Sources
from migrate.liquid.faults import Exhausted, Interrupt
from migrate.liquid.lexer import Source
from migrate.liquid.nodes import comment
from migrate.liquid.parser import Parser
from migrate.liquid.values import Drop

VERSION = "4.3.1"


class JekyllDrop(Drop):
    """`jekyll`."""

    def __init__(self, environment: str) -> None:
        self.names = {"version": VERSION, "environment": environment}

    def __getitem__(self, key: str) -> object:
        return self.names[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def to_s(self) -> str:
        return "Jekyll::Drops::JekyllDrop"


class Renderer:
    """What `Engine` works with once there is Liquid to render."""

    def __init__(
        self, site: Mapping[str, object], sources: Sources, clock: Clock, limits: Limits, environment: str
    ) -> None:
        self.site, self.sources, self.clock, self.limits = site, sources, clock, limits
        self.jekyll = JekyllDrop(environment)
        self.parser = Parser(limits.nesting)

    def render(self, text: str, page: Mapping[str, object], line: int) -> Rendered:
        source = Source(text, line)
        names: dict[str, object] = {"site": self.site, "page": page, "jekyll": self.jekyll}
        context = Context(names, self.sources, self.clock, self.limits)
        buffer = StringIO()
        for node in self.parser.body(source).nodes:
            try:
                context.spend(1)
                node.render(context, buffer)
            except Interrupt:
                break  # a `break` outside of a loop ends the page, in Jekyll too
            except (Exhausted, RecursionError) as error:
                context.tell(str(error), (source, node.piece))
                buffer.write(comment(text[node.piece.start :]))
                break
        return Rendered(buffer.getvalue(), tuple(context.told))
