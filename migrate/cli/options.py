"""Options and arguments that several commands take."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from datetime import timezone as fixed_zone
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from migrate.interfaces import MarkdownEngine, ReadOptions
    from migrate.normalise import NormaliseOptions

Source = Annotated[
    Path, typer.Argument(help="The checkout of a site. Without it: the working folder.", show_default=False)
]
From = Annotated[str, typer.Option("--from", help="What the source is: auto, isomer or plone.")]
Timezone = Annotated[
    str | None, typer.Option(help="IANA name of the zone of dates, where the site sets none (else UTC).")
]
Drafts = Annotated[bool, typer.Option("--drafts", help="Take in the drafts of _drafts.")]
AssetsList = Annotated[
    Path | None,
    typer.Option(help="File of paths, one a line, that stand for assets whose bytes are not here."),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but what stops the run.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Tell every finding, infos too.")]


OwnHost = Annotated[
    list[str] | None,
    typer.Option("--own-host", help="Another host name of the site, such as an older one. Can be repeated."),
]
Jobs = Annotated[int | None, typer.Option(min=1, help="Processes. Without it: one below 2,000 pages.")]


class ActiveHtml(StrEnum):
    """What becomes of scripts, event handlers and addresses that run code."""

    KEEP = "keep"
    STRIP = "strip"


ActiveHtmlOption = Annotated[
    ActiveHtml, typer.Option("--active-html", help="keep or strip scripts, event handlers, javascript: links.")
]


class FailOn(StrEnum):
    """From which severity on findings make the exit code 1."""

    error = "error"
    warning = "warning"
    never = "never"


class LogFormat(StrEnum):
    """How findings are written to standard error."""

    text = "text"
    json = "json"


class Markdown(StrEnum):
    """Which kramdown renders."""

    own = "own"
    exact = "exact"


MarkdownOption = Annotated[
    Markdown, typer.Option("--markdown", help="own, or exact: the real kramdown, where Ruby has it.")
]
FailOnOption = Annotated[FailOn, typer.Option("--fail-on", help="From which findings on the exit code is 1.")]
LogFormatOption = Annotated[LogFormat, typer.Option("--log-format", help="How findings are written to stderr.")]


def read_options(
    *,
    timezone: str | None,
    drafts: bool,
    assets_list: Path | None = None,
    skip: frozenset[Path] = frozenset(),
    markdown: MarkdownEngine = "own",
) -> ReadOptions:
    """How to read the source; the present is `SOURCE_DATE_EPOCH` where that is set."""
    from migrate.interfaces import ReadOptions

    return ReadOptions(
        now=_now(), timezone=timezone, drafts=drafts, assets_list=assets_list, skip=skip, markdown=markdown
    )


def normalise_options(own_host: list[str] | None, active_html: ActiveHtml) -> NormaliseOptions:
    """How to normalise. Raises UsageError for what is no host name."""
    from migrate.errors import UsageError
    from migrate.normalise import NormaliseOptions

    for host in own_host or ():
        if not host or any(char in host for char in "/ ?#@") or "." not in host:
            raise UsageError(f"--own-host {host}: is no host name; write it without https:// and path: www.example.org")
    return NormaliseOptions(hosts=tuple(own_host or ()), active_html=active_html.value)


def _now() -> datetime:
    from migrate.errors import UsageError

    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return datetime.now(UTC)
    try:
        now = datetime.fromtimestamp(int(epoch), UTC)
        now.astimezone(fixed_zone(timedelta(hours=23)))  # the calendar's last day is not everywhere
        return now
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(f"SOURCE_DATE_EPOCH={epoch}: should be the seconds since 1970 as a whole number") from error


def tell(lines: list[str]) -> None:
    """Writes lines to standard error, as the terminal can show them. Where nobody can be told, nothing is."""
    if sys.stderr is None:
        return
    encoding = sys.stderr.encoding or "utf-8"
    with suppress(OSError):
        for line in lines:
            print(_shown(line, encoding).decode(encoding), file=sys.stderr)


def say(lines: Iterable[str]) -> None:
    """Writes lines to standard output, as the terminal can show them. Raises OutputError."""
    from migrate.output import write_stdout

    encoding = (sys.stdout and sys.stdout.encoding) or "utf-8"
    write_stdout(_shown(line, encoding) + b"\n" for line in lines)


def _shown(line: str, encoding: str) -> bytes:
    """`line` without what a terminal would obey or could not show: names of files are anyone's to choose."""
    if not line.isprintable():
        line = "".join(char if char.isprintable() or char == "\t" else _escape(char) for char in line)
    return line.encode(encoding, "backslashreplace")


def _escape(char: str) -> str:
    return f"\\x{ord(char):02x}" if ord(char) < 256 else char.encode("ascii", "backslashreplace").decode()


@contextmanager
def progress(label: str, *, quiet: bool) -> Iterator[Callable[[int, int], None]]:
    """Shows how far a run is: on a terminal a line that is drawn anew until the end, elsewhere nothing."""
    if quiet or sys.stderr is None or not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from migrate.cli.progress import Display

    display = Display(label)
    try:
        yield display.show
    finally:
        display.close()
