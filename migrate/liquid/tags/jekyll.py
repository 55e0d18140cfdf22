"""Jekyll's own tags: `include`, `include_relative`, `link`, `post_url` and `highlight`."""

from __future__ import annotations

import re
from html import escape
from io import StringIO
from typing import TYPE_CHECKING, TextIO

from migrate.liquid import values
from migrate.liquid.context import Context
from migrate.liquid.engine import Read
from migrate.liquid.expressions import Expression, Literal, expression
from migrate.liquid.faults import Fault, Interrupt
from migrate.liquid.filters.urls import relative_address
from migrate.liquid.lexer import SPACE, Source
from migrate.liquid.nodes import Block, Body, Written

if TYPE_CHECKING:
    from migrate.liquid.lexer import Piece
    from migrate.liquid.parser import Stream

_PARAMETER = (
    rf"([a-zA-Z0-9_-]+){SPACE}*={SPACE}*"
    r"(?:\"([^\"\\]*(?:\\.[^\"\\]*)*)\"|'([^'\\]*(?:\\.[^'\\]*)*)'|([a-zA-Z0-9_.-]+))"
)
_PARAMETERS = re.compile(_PARAMETER)
_ALL_PARAMETERS = re.compile(rf"{SPACE}*(?:{_PARAMETER}(?={SPACE}|$){SPACE}*)*")
_VARIABLE = re.compile(
    rf"([^{{]*(?:\{{\{{{SPACE}*[a-zA-Z0-9_.-]+{SPACE}*(?:\|.*)?\}}\}}[^ \t\r\n\f\v{{}}]*)+)(.*)", re.S
)
_FILE = re.compile(r"^[a-zA-Z0-9_/.\-()+~#@]+$", re.M)
_DOTS = re.compile(r"[./]{2,}")
_SPACES = re.compile(f"{SPACE}+")
MAX_MARKUP = 5_000


class Include(Written):
    """A file of `_includes`, its parameters in `include`. The file's variables are the page's."""

    __slots__ = ("file", "name", "parameters", "parser")

    def __init__(self, stream: Stream, piece: Piece) -> None:
        super().__init__(stream, piece)
        self.parser = stream.parser
        markup = piece.value.strip(values.WHITE)
        if len(markup) > MAX_MARKUP:
            raise Fault(f"the tag is longer than {MAX_MARKUP:,} characters")
        found = _VARIABLE.search(markup)
        if found is not None:
            self.file, parameters = found[1].strip(values.WHITE), found[2].strip(values.WHITE)
            self.name: Body | None = _template(stream, piece, self.file)
        else:
            self.file, parameters = (*_SPACES.split(markup, maxsplit=1), "")[:2]
            self.name = None
        if not _ALL_PARAMETERS.fullmatch(parameters):
            raise Fault("the parameters of the include cannot be read")
        self.parameters = _parameters(parameters) if parameters or found is not None else None

    def write(self, context: Context, buffer: TextIO) -> None:
        name = self.file if self.name is None else inner_text(self.name, context)
        if _DOTS.search(name) or not _FILE.search(name):
            raise Fault(f"{name!r:.60} cannot be the name of an include")
        path, read = self.where(context, name)
        body = self.parser.include(self.piece.name, path, read)
        if body is None:
            raise Fault(f"there is no include {path!r:.80}")
        names = {} if self.parameters is None else {"include": self._values(context)}
        outer, context.page_line = context.page_line, self._page_line(context)
        try:
            with context.extend(names):
                body.render(context, buffer)
        finally:
            context.page_line = outer

    def where(self, context: Context, name: str) -> tuple[str, Read]:
        return name, context.sources.include

    def _page_line(self, context: Context) -> int:
        return context.page_line if context.page_line is not None else self.source.line_of(self.piece.start)

    def _values(self, context: Context) -> dict[str, object]:
        parameters = self.parameters or {}
        context.spend(len(parameters))
        return {key: parameter.value(context) for key, parameter in parameters.items()}


def _parameters(markup: str) -> dict[str, Expression]:
    return {
        key: expression(name) if name else Literal(double.replace('\\"', '"') or single.replace("\\'", "'"))
        for key, double, single, name in _PARAMETERS.findall(markup)
    }


class IncludeRelative(Include):
    """A file that lies beside the page."""

    __slots__ = ()

    def where(self, context: Context, name: str) -> tuple[str, Read]:
        page = context.page
        path = values.to_s(values.found(page, "path")).removesuffix("/#excerpt")
        folder = path.rpartition("/")[0]
        collections = values.to_s(values.found(context.site, "collections_dir")).strip("/")
        above = [collections] if collections and values.truthy(values.found(page, "collection")) else []
        return "/".join(part for part in (*above, folder, name) if part), context.sources.relative


class Link(Written):
    """The address of a page, document or file by its path."""

    __slots__ = ("path",)

    def __init__(self, stream: Stream, piece: Piece) -> None:
        super().__init__(stream, piece)
        self.path = _template(stream, piece, piece.value.strip(values.WHITE))

    def write(self, context: Context, buffer: TextIO) -> None:
        path = inner_text(self.path, context)
        url = context.sources.link(path)
        if url is None:
            raise Fault(f"there is no page or file {path!r:.80} to link to")
        context.write(buffer, relative_address(context, url))


_POST = re.compile(r"/?(?:.+/)?[0-9]+-[0-9]+-[0-9]+-.*")


class PostUrl(Written):
    """The address of a post by its date and slug."""

    __slots__ = ("post",)

    def __init__(self, stream: Stream, piece: Piece) -> None:
        super().__init__(stream, piece)
        self.post = piece.value.strip(values.WHITE)
        if not _POST.fullmatch(self.post):
            raise Fault(f"{self.post!r:.60} is no name of a post (a date and a slug)")

    def write(self, context: Context, buffer: TextIO) -> None:
        url = context.sources.post_url(self.post)
        if url is None:
            raise Fault(f"there is no post {self.post!r:.80}")
        context.write(buffer, relative_address(context, url))


_LANGUAGE = re.compile(
    rf"^([a-zA-Z0-9.+#_-]+)((?:{SPACE}+[a-zA-Z0-9_]+(?:=(?:[a-zA-Z0-9_]+|\"(?:[0-9]+[ \t])*[0-9]+\"))?)*)$", re.M
)
_LINE_ENDS = re.compile(r"\A[\n\r]+|[\n\r]+\Z")


class Highlight(Block):
    """Code as Jekyll frames it, without the spans of the highlighter."""

    __slots__ = ("body", "language")

    def __init__(self, stream: Stream, piece: Piece) -> None:
        super().__init__(stream, piece)
        found = _LANGUAGE.search(piece.value.strip(values.WHITE)[:200])
        if found is None:
            raise Fault("`highlight` names no language")
        self.language, self.body = found[1].lower(), stream.inside()
        self.blank = self.body.blank

    def write(self, context: Context, buffer: TextIO) -> None:
        inner = StringIO()
        interrupt: Interrupt | None = None
        try:
            self.body.render(context, inner)
        except Interrupt as raised:
            interrupt = raised
        code = escape(_LINE_ENDS.sub("", inner.getvalue()), quote=False)
        attributes = f'class="language-{self.language.replace("+", "-")}" data-lang="{self.language}"'
        context.write(buffer, f'<figure class="highlight"><pre><code {attributes}>{code}</code></pre></figure>')
        if interrupt is not None:
            raise interrupt


def _template(stream: Stream, piece: Piece, markup: str) -> Body:
    """A tag's markup as a template of its own, on the line of the tag."""
    return stream.parser.body(Source(markup, stream.source.line_of(piece.start), stream.source.name))


def inner_text(body: Body, context: Context) -> str:
    inner = StringIO()
    body.render(context, inner)
    return inner.getvalue()
