"""Reads and renders one body at a time: Markdown by kramdown's rules, HTML as it is."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from migrate import kramdown
from migrate.diagnostics import Finding
from migrate.interfaces import Rendered
from migrate.jekyll import frontmatter
from migrate.jekyll.config import Config
from migrate.jekyll.entries import BOM
from migrate.model import Body, Page

HTML = (".html", ".htm", ".xhtml")
MAX_MARKDOWN = 4_000_000  # characters: fifteen times the largest page met, and some seconds of work


class BodyReader:
    """Renders by the options that the site's `_config.yml` sets under `kramdown`."""

    def __init__(self, root: Path, config: Config) -> None:
        self.root, self.markdown = str(root), config.markdown_ext
        self.options = kramdown.Options.from_config(config.kramdown)

    def read(self, page: Page) -> Rendered:
        file = page.source.file
        try:
            with open(f"{self.root}/{file}", "rb", buffering=0, opener=_at_once) as stream:
                parts = frontmatter.split(stream.readall().removeprefix(BOM))
        except OSError as error:
            message = f"the body cannot be read any more ({error.strerror})"
            return Rendered(None, [Finding(code="page.failed", message=message, file=file)])
        findings: list[Finding] = []
        text = self._text(file, parts, findings)
        return Rendered(self._body(file, text, parts.body_line, findings), findings)

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
        return text

    def _body(self, file: str, text: str, line: int, findings: list[Finding]) -> Body:
        extension = os.path.splitext(file)[1].lower()
        if "{%" in text or "{{" in text:
            at = min(found for found in (text.find("{%"), text.find("{{")) if found >= 0)
            findings.append(
                Finding(
                    code="page.liquid",
                    message="the body holds Liquid",
                    file=file,
                    line=line + text.count("\n", 0, at),
                )
            )
        if extension in self.markdown:
            if len(text) > MAX_MARKDOWN:
                message = f"{len(text):,} characters of Markdown are over the limit of {MAX_MARKDOWN:,}"
                findings.append(Finding(code="page.too-large", message=message, file=file, line=line))
                return Body(html=None, text=text, format="markdown")
            return Body(html=self._rendered(file, text, line, findings), text=text, format="markdown")
        if extension in HTML:
            return Body(html=text, text=text, format="html")
        return Body(html=None, text=text, format=extension.removeprefix(".") or "text")

    def _rendered(self, file: str, text: str, line: int, findings: list[Finding]) -> str:
        if not text.strip():
            return ""
        rendered = kramdown.convert(text, self.options)
        if rendered.warnings:
            first = min(rendered.warnings)
            others = f" (and {len(rendered.warnings) - 1:,} more on this page)" if len(rendered.warnings) > 1 else ""
            place = line + max(first.line, 1) - 1
            findings.append(Finding(code="page.markdown", message=first.message + others, file=file, line=place))
        return rendered.html


def _at_once(path: str, flags: int) -> int:
    """Opens a regular file; what became a pipe or device since the index was read is refused, not waited for."""
    opened = os.open(path, flags | os.O_NONBLOCK)
    if not stat.S_ISREG(os.fstat(opened).st_mode):
        os.close(opened)
        raise OSError(errno.EINVAL, "it is no regular file")
    return opened
