"""The face of the package: an engine for one site, which renders one page after the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, tzinfo
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from migrate.liquid.template import Renderer

Read = Callable[[str], str | None]


class Problem(NamedTuple):
    """What could not be rendered as Jekyll would; `line` is in the page, `tag` the source, shortened."""

    line: int
    message: str
    tag: str


class Rendered(NamedTuple):
    text: str
    problems: tuple[Problem, ...] = ()


class Limits(NamedTuple):
    """Bounds on one page, includes and all.

    `steps` counts nodes rendered, turns of loops and elements that filters look at; `output` and `number` are
    characters and bits; `nesting` counts blocks and includes within each other; `problems` are told, no more.
    """

    steps: int = 1_000_000
    output: int = 8_000_000
    nesting: int = 60
    problems: int = 200


class Clock(NamedTuple):
    """What templates may know of time.

    `now` gives the present, `read` reads a text as Ruby's `Time.parse` does and raises ValueError; `local` shows a time
    as Ruby does, for those that were written without a zone.
    """

    now: Callable[[], datetime]
    zone: tzinfo = UTC
    read: Callable[[str], datetime] = datetime.fromisoformat
    local: Callable[[datetime], datetime] = lambda value: value


class Sources(NamedTuple):
    """Where everything outside a template comes from, asked whenever it is met; None stands for what is not there.

    `include` gets a name below `_includes`, `relative` a path from the root of the site, `link` the path of a page,
    document or file and `post_url` a post's name, both answering its address without the base URL. `markdownify`
    and `smartify` turn text into HTML.
    """

    include: Read = lambda name: None
    relative: Read = lambda path: None
    link: Read = lambda path: None
    post_url: Read = lambda name: None
    markdownify: Callable[[str], str] = lambda text: text
    smartify: Callable[[str], str] | None = None


class Engine:
    """Renders the Liquid of one site as Jekyll 4.3 does.

    `site` is what templates see as `site`: a mapping, lazy or not. `environment` is `jekyll.environment`.
    Includes are asked for each time, and parsed once.
    """

    def __init__(
        self,
        site: Mapping[str, object],
        sources: Sources,
        clock: Clock,
        limits: Limits | None = None,
        environment: str = "development",
    ) -> None:
        self.site, self.sources, self.clock = site, sources, clock
        self.limits, self.environment = limits or Limits(), environment
        self._renderer: Renderer | None = None

    def render(self, text: str, page: Mapping[str, object], line: int = 1) -> Rendered:
        """The text with its Liquid done; `line` is where it starts in its file. Never raises for what `text` holds."""
        if not has_liquid(text):
            return Rendered(text)
        if self._renderer is None:
            from migrate.liquid.template import Renderer

            self._renderer = Renderer(self.site, self.sources, self.clock, self.limits, self.environment)
        return self._renderer.render(text, page, line)


def has_liquid(text: str) -> bool:
    """Whether there is anything to render. Jekyll asks the same."""
    return "{{" in text or "{%" in text
