"""What is known of HTML elements, and the patterns of tags as kramdown reads them.

The sets were found by asking kramdown 2.4 for every element; https://kramdown.gettalong.org/syntax.html#html-blocks
says what they decide.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from migrate.kramdown.text import STRIPPED, escape_attr
from migrate.kramdown.tree import Attrs

Model = Literal["raw", "block", "span"]


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


SPAN_TAGS = _names(
    """
    a abbr acronym b bdo big br button cite code del dfn em i img input ins kbd label mark option q
    rb rbc rp rt rtc ruby samp select small span strong sub sup tt u var
    """
)
"""Tags that open a paragraph, not a block."""

BLOCK_TAGS = _names(
    """
    address applet article aside blockquote body caption col colgroup dd div dl dt fieldset
    figcaption footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe legend li main map
    menu nav ol optgroup p pre section summary table tbody td tfoot th thead tr ul
    """
)
"""Tags that are plain text inside a paragraph."""

VOID_TAGS = _names(
    """
    area base br col command embed hr img input keygen link meta param source track wbr
    """
)

VERBATIM = ("script", "style")
"""Tags in whose content nothing is read but the closing tag."""

SPAN_MODEL = _names(
    """
    a abbr acronym b bdo big br button caption cite del dfn dt em h1 h2 h3 h4 h5 h6 i img input ins
    label legend optgroup p q rb rbc rp rt rtc ruby select small span strong sub sup th tt
    """
)
BLOCK_MODEL = _names(
    """
    address applet area article aside base blockquote body col command dd details div dl embed
    fieldset figcaption figure footer form header hgroup hr iframe keygen li link main map menu meta
    nav noscript object param section source summary td track wbr
    """
)

KNOWN_TAGS = (
    SPAN_TAGS
    | BLOCK_TAGS
    | SPAN_MODEL
    | BLOCK_MODEL
    | _names("colgroup kbd math mark pre script style table tbody textarea tfoot thead")
)
"""Tags whose name is written in lower case whatever the source says; all others keep their letters."""

_S = r"[ \t\n\v\f\r]"
NAME = r"[^\W\d][\w.-]*+(?::[^\W\d][\w.-]*+)?"
_ATTR = rf"""{_S}+({NAME})(?:{_S}*={_S}*(?:(\w+)|"([^"]*)"|'([^']*)'))?"""
_ATTRS = rf"""(?:{_S}+{NAME}(?:{_S}*={_S}*(?:\w+|"[^"]*"|'[^']*'))?)*+"""

TAG = rf"<({NAME})({_ATTRS}){_S}*(/?)>"
CLOSE_TAG = rf"</({NAME}){_S}*>"

OPEN = re.compile(TAG)
CLOSE = re.compile(CLOSE_TAG)
COMMENT_AT = re.compile(r"<!--.*?-->", re.S)
ATTR = re.compile(_ATTR)
RAW_TOKEN = re.compile(rf"{TAG}|{CLOSE_TAG}|(<!--|<\?)")
"""In raw HTML: groups 1-3 an opening tag, 4 a closing one, 5 the start of a comment or a processing instruction."""
ENDS = {"<!--": re.compile("-->"), "<?": re.compile(r"\?>")}


class Tag(NamedTuple):
    """An opening tag: its name as it will be written, its attributes without `markdown`, which stands apart."""

    name: str
    attrs: Attrs
    closed: bool
    markdown: str | None

    def html(self) -> str:
        """The tag as raw HTML is written."""
        return f"<{self.name}{written(self.attrs)}{' />' if self.closed else '>'}"


def written(attrs: Attrs) -> str:
    """`attrs` as they stand in a tag, each with a space before; an empty id is left out."""
    if not attrs:
        return ""
    return "".join(
        f' {name}="{escape_attr(value)}"' for name, value in attrs.items() if name != "id" or value.strip(STRIPPED)
    )


def tag_name(raw: str) -> str:
    """The name as it will be written."""
    lower = raw.lower()
    return lower if lower in KNOWN_TAGS else raw


def read_tag(name: str, attrs: str, slash: str) -> Tag:
    """The `Tag` of the groups of `OPEN`; its `attrs` are the caller's own."""
    name = tag_name(name)
    found = read_attrs(attrs, name in KNOWN_TAGS) if attrs else {}
    closed = (slash == "/" or name in VOID_TAGS) and name not in VERBATIM
    return Tag(name, found, closed, found.pop("markdown", None))


def read_attrs(raw: str, known: bool) -> Attrs:
    """The attributes in their order; of two of one name the last value counts."""
    found: Attrs = {}
    for name, bare, double, single in ATTR.findall(raw):
        found[name.lower() if known else name] = bare or double or single
    return found


@lru_cache(maxsize=4096)
def raw_tag(name: str, attrs: str, slash: str) -> tuple[str, str, bool, bool]:
    """For a tag inside raw HTML: its name, how it is written, whether it is closed, whether that is all it asks for."""
    tag = read_tag(name, attrs, slash)
    return tag.name, tag.html(), tag.closed, tag.markdown is None and tag.name not in VERBATIM


def model_of(name: str) -> Model:
    """What the content of `name` is where Markdown is read inside HTML."""
    if name in SPAN_MODEL:
        return "span"
    return "block" if name in BLOCK_MODEL else "raw"
