"""Which Markdown renders: our own kramdown, the real one, or both to see where they differ."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from migrate import kramdown
from migrate.errors import UsageError
from migrate.interfaces import MarkdownEngine


class Converted(NamedTuple):
    """HTML, the parser's warnings, and whether the real kramdown would have made something else of it."""

    html: str
    warnings: tuple[kramdown.Warned, ...] = ()
    differs: bool = False


def converter(engine: MarkdownEngine, options: Mapping[str, object]) -> Callable[[str], Converted]:
    """A converter by the site's `kramdown` options. Raises UsageError when the real kramdown is asked and not there."""
    ours = kramdown.Options.from_config(options)

    def own(text: str) -> Converted:
        rendered = kramdown.convert(text, ours)
        return Converted(rendered.html, rendered.warnings)

    if engine == "own":
        return own
    real = _real(options)
    if engine == "exact":
        return lambda text: Converted(real(text))

    def both(text: str) -> Converted:
        converted = own(text)
        # white space between words is nothing that a reader sees
        return converted._replace(differs=converted.html.split() != real(text).split())

    return both


def _real(options: Mapping[str, object]) -> Callable[[str], str]:
    from migrate.kramdown.exact import ExactError, RealKramdown

    try:
        return RealKramdown(options).render
    except ExactError as error:
        raise UsageError(
            f"--markdown exact: {error}; install Ruby with the gems kramdown and kramdown-parser-gfm "
            "(Debian: ruby-kramdown-parser-gfm)"
        ) from error
