"""Reads and renders one body at a time, as Jekyll does: Liquid where there is any, then Markdown."""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from migrate import liquid
from migrate.diagnostics import Finding
from migrate.encoding import Misreading, met, repaired, suspicious
from migrate.importers.isomer.markdown import converter
from migrate.interfaces import Looked, MarkdownEngine, Rendered
from migrate.jekyll import frontmatter
from migrate.jekyll.config import Config
from migrate.jekyll.entries import BOM, Entry
from migrate.jekyll.item import Item
from migrate.jekyll.site import JekyllSite, item_reader
from migrate.model import Body

if TYPE_CHECKING:
    from migrate.jekyll.drops import Reach
    from migrate.jekyll.templates import Templates

HTML = (".html", ".htm", ".xhtml")
_LOOKED: tuple[Looked, ...] = ("own", "index", "all")  # by `Reach`
_ADDRESS = re.compile(r"""(?<![<\w])/[^\s"'<>()]*[^\x00-\x7f]""")
MAX_MARKDOWN = 4_000_000  # characters: fifteen times the largest page met, and some seconds of work


class BodyReader:
    """Renders by the options that the site's `_config.yml` sets under `kramdown`.

    `read` reads the whole site, for the templates that ask for other pages; `now` is the time of the build.
    `damaged` says of each damaged file which damage is certain: only its body is mended, before Liquid and Markdown.
    """

    def __init__(
        self,
        root: Path,
        config: Config,
        *,
        now: datetime,
        read: Callable[[], JekyllSite],
        markdown: MarkdownEngine,
        damaged: Mapping[str, frozenset[Misreading]] | None = None,
    ) -> None:
        self.root, self.config, self.now, self._read = root, config, now, read
        self._damaged = damaged or {}
        self._convert = converter(markdown, config.kramdown)
        self.common = repr((markdown, sorted(config.markdown_ext), config.data))

    def read(self, entry: Entry) -> Rendered:
        """The body of one file. Never raises for what is wrong with the page."""
        file = entry.file
        try:
            with open(f"{self.root}/{file}", "rb", buffering=0, opener=_at_once) as stream:
                parts = frontmatter.split(met.as_utf8(stream.readall(), file, []).removeprefix(BOM))
        except OSError as error:
            message = f"the body cannot be read any more ({error.strerror})"
            return Rendered(None, [Finding(code="page.failed", message=message, file=file)], "all")
        notes = _Notes()
        text = self._text(file, parts, notes.findings)
        return Rendered(self._body(entry, text, parts.body_line, notes), notes.findings, notes.looked)

    def trace(self, file: str) -> str:
        """What the body of a file depends on that is known of it from elsewhere."""
        return " ".join(sorted(map(str, self._damaged.get(file, ()))))

    def output(self, entry: Entry) -> str | None:
        """What Jekyll makes of a file, without a layout: HTML, or another kind of text with its Liquid run."""
        body = self.read(entry).body
        if body is None or body.html is not None:
            return None if body is None else body.html
        return body.text if body.format == "markdown" else self._run(entry, body.text, 1, _Notes())

    def _text(self, file: str, parts: frontmatter.Split, findings: list[Finding]) -> str:
        text, bad = frontmatter.decode(parts.body)
        if bad is not None:
            findings.append(frontmatter.bad_encoding(file, parts.body, bad, parts.body_line))
        if "\0" in text:
            line = parts.body_line + text.count("\n", 0, text.index("\0"))
            findings.append(
                Finding(code="encoding.nul", message=f"{text.count(chr(0)):,} NUL bytes", file=file, line=line)
            )
            text = text.replace("\0", "")
        return self._mended(file, text) if file in self._damaged else text

    def _mended(self, file: str, text: str) -> str:
        return repaired(text, evidence=self._damaged.get(file, frozenset()))[0]

    def _mended_output(self, file: str, text: str) -> str:
        """What Liquid brought in from values and other files, mended too, but lines with a damaged address."""
        if not suspicious(text):
            return text
        lines = text.split("\n")
        return "\n".join(line if _ADDRESS.search(line) else self._mended(file, line) for line in lines)

    def _body(self, entry: Entry, text: str, line: int, notes: _Notes) -> Body:
        extension = os.path.splitext(entry.file)[1].lower()
        if extension in self.config.markdown_ext:
            return Body(html=self._rendered(entry, text, line, notes), text=text, format="markdown")
        if extension in HTML:
            return Body(html=self._run(entry, text, line, notes), text=text, format="html")
        return Body(html=None, text=text, format=extension.removeprefix(".") or "text")

    def _rendered(self, entry: Entry, text: str, line: int, notes: _Notes) -> str | None:
        findings = notes.findings
        if not text or text.isspace():
            return ""
        if len(text) > MAX_MARKDOWN:
            message = f"{len(text):,} characters of Markdown are over the limit of {MAX_MARKDOWN:,}"
            findings.append(Finding(code="page.too-large", message=message, file=entry.file, line=line))
            return None
        rendered = self._convert(self._run(entry, text, line, notes))
        if rendered.differs:
            message = "the real kramdown makes something else of this page"
            findings.append(Finding(code="page.markdown-differs", message=message, file=entry.file, line=line))
        if rendered.warnings:
            first = min(rendered.warnings)
            others = f" (and {len(rendered.warnings) - 1:,} more on this page)" if len(rendered.warnings) > 1 else ""
            place = line + max(first.line, 1) - 1
            message = first.message + others
            findings.append(Finding(code="page.markdown", message=message, file=entry.file, line=place))
        return rendered.html

    def _run(self, entry: Entry, text: str, line: int, notes: _Notes) -> str:
        """`text` with its Liquid run, unless the page says `render_with_liquid: false`."""
        if not liquid.has_liquid(text):
            return text
        item = self._item(entry)
        if item is None or item.data.get("render_with_liquid") is False:
            return text
        rendered = self._templates.render(text, item, line)
        notes.looked = self._looked(rendered.reach)
        notes.findings.extend(
            Finding(code="page.liquid", message=problem.message, file=entry.file, line=problem.line)
            for problem in rendered.problems
        )
        return self._mended_output(entry.file, rendered.text) if self._damaged else rendered.text

    def _looked(self, reach: Reach) -> Looked:
        """Templates see damaged values that are mended in the index: these may change where the index does not."""
        return "all" if self._damaged and reach else _LOOKED[reach]

    @cached_property
    def _item(self) -> Callable[[Entry], Item | None]:
        return item_reader(self.root, self.config, self.now)

    @cached_property
    def _templates(self) -> Templates:
        from migrate.jekyll.templates import Templates

        def markdown(text: str) -> str:
            return self._convert(text).html

        return Templates(self.root, self.config, now=self.now, read=self._read, markdown=markdown)


@dataclass(slots=True)
class _Notes:
    """What is found while one body is made."""

    findings: list[Finding] = field(default_factory=list)
    looked: Looked = "own"


def _at_once(path: str, flags: int) -> int:
    """Opens a regular file; what became a pipe or device since the index was read is refused, not waited for."""
    opened = os.open(path, flags | os.O_NONBLOCK)
    if not stat.S_ISREG(os.fstat(opened).st_mode):
        os.close(opened)
        raise OSError(errno.EINVAL, "it is no regular file")
    return opened
