"""How WordPress writes a block: a comment with its name and attributes as JSON, its HTML, and a comment that ends it.

The editor keeps a block only if its HTML is what it would write itself for these attributes. What is escaped here, and
how, is what `serialize_block_attributes` and the editor's `serializeAttributes` escape.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from html import escape

import orjson

from migrate.richtext.blocks import Cell
from migrate.richtext.losses import Losses

Attributes = Mapping[str, object]

# what would end the comment, or what a database layer that strips slashes would break
_IN_JSON = (
    ("\\\\", "\\u005c"), ("--", "\\u002d\\u002d"), ("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026"),
    ('\\"', "\\u0022"),
)  # fmt: skip
# [name or [/name: WordPress runs what a plug-in has registered under such a name, in text and in attributes
_SHORTCODE = re.compile(r"\[(?=\[?/?[a-z])")
# a value of an attribute that has nothing to escape
_AS_IT_IS = re.compile(r"[\w ./:#-]*", re.A)
# an address that is a whole paragraph or line, which WordPress replaces with what it finds there
_BARE_ADDRESS = re.compile(r"^([ \t]*https?):(//[^\s<>\"]+[ \t]*)$", re.I | re.M)
_BARE_PARAGRAPH = re.compile(r"(<p(?: [^>]*)?>\s*https?):(//[^\s<>\"]+\s*</p>)", re.I)
# the beginning of a block's comment, which scripts and styles may hold as text
_DELIMITER = re.compile(r"<!--\s+(?=/?wp:)")
# the one block of ours that says an address of the site in its attributes
_WITH_ADDRESS = re.compile(r"(<!-- wp:file )(\{\"href\":.*\})( -->)")
_SIGNS = ("[", "<!--", "://")
_RAW_TEXT = re.compile(r"(<(script|style|xmp|iframe|noembed|noframes|noscript|plaintext)\b.*?</\2\s*>)", re.I | re.S)


def block(name: str, attributes: Attributes, content: str) -> str:
    """A block, on lines of its own."""
    said = f" {json_of(attributes)}" if attributes else ""
    return f"<!-- wp:{name}{said} -->\n{content}\n<!-- /wp:{name} -->"


def joined(blocks: Iterable[str]) -> str:
    return "\n\n".join(blocks)


def json_of(attributes: Attributes) -> str:
    """Attributes as they stand within a comment."""
    try:
        text = orjson.dumps(attributes).decode()
    except orjson.JSONEncodeError:  # half of a pair of surrogates, which is no UTF-8
        text = json.dumps(attributes, ensure_ascii=False, separators=(",", ":"))
    for plain, escaped in _IN_JSON:
        if plain in text:
            text = text.replace(plain, escaped)
    return text


def tag(name: str, attributes: Mapping[str, str | None], content: str | None = "") -> str:
    """An element with those attributes that have a value; without an end where `content` is None."""
    said = ""
    for key, value in attributes.items():
        if value is not None:
            said += f' {key}="{attribute(value)}"'
    return f"<{name}{said}/>" if content is None else f"<{name}{said}>{content}</{name}>"


def of_cell(cell: Cell) -> dict[str, str | None]:
    """The attributes of a cell of a table; most have none."""
    if cell.align is None and cell.scope is None and cell.columns == cell.rows == 1:
        return {}
    return {
        "class": f"has-text-align-{cell.align}" if cell.align else None,
        "data-align": cell.align,
        "scope": cell.scope,
        "colspan": str(cell.columns) if cell.columns != 1 else None,
        "rowspan": str(cell.rows) if cell.rows != 1 else None,
    }


def attribute(value: str) -> str:
    if _AS_IT_IS.fullmatch(value):
        return value
    text = escape(value, quote=False).replace('"', "&quot;").replace("\u00a0", "&nbsp;")
    return _SHORTCODE.sub("&#91;", text) if "[" in text else text


def inline(html: str) -> str:
    """HTML as the text within a block."""
    return unembedded(without_shortcodes(html))


def without_shortcodes(text: str) -> str:
    """HTML whose brackets stay brackets for readers, and are none for WordPress."""
    return _SHORTCODE.sub("&#91;", text) if "[" in text else text


def unembedded(text: str) -> str:
    """HTML whose bare addresses stay text, as they were."""
    if "://" not in text:
        return text
    return _BARE_PARAGRAPH.sub(r"\1&#58;\2", _BARE_ADDRESS.sub(r"\1&#58;\2", text))


def readdressed(content: str, replace: Callable[[str], str]) -> str:
    """`content` with new addresses in the attributes of its blocks. Those in its HTML are changed as in any HTML."""

    def changed(found: re.Match[str]) -> str:
        attributes = json.loads(found[2])
        return f"{found[1]}{json_of({**attributes, 'href': replace(attributes['href'])})}{found[3]}"

    return _WITH_ADDRESS.sub(changed, content) if "<!-- wp:file " in content else content


def verbatim(text: str, losses: Losses) -> str:
    """HTML as it is, but that nothing in it is a block or shortcode for WordPress. Of scripts the text stays."""
    if not any(sign in text for sign in _SIGNS):
        return text
    out = [part if is_raw else unembedded(without_shortcodes(part)) for part, is_raw in raw_texts(_RAW_TEXT, text)]
    written, count = _DELIMITER.subn("<!--", "".join(out))
    if count:
        losses.changed["a script or style held what begins a block for WordPress, and lost a blank"] += count
    return written


def raw_texts(pattern: re.Pattern[str], text: str) -> Iterator[tuple[str, bool]]:
    """The parts of `text`, each with whether `pattern` matches it; its groups are the whole and the element's name."""
    for at, part in enumerate(pattern.split(text)):
        if at % 3 != 2:
            yield part, at % 3 == 1
