"""What stands at block level but prints nothing there: footnotes, links, abbreviations, attribute lists, extensions."""

from __future__ import annotations

import re

from migrate.kramdown.attributes import ALD, EXTENSION_START, EXTENSION_STOP, IAL_BLOCK, KEY, AttributeList, list_of
from migrate.kramdown.document import Document, Footnote, link_id
from migrate.kramdown.reader import CODE_INDENT, NOT_MINE, Blocks, code_end
from migrate.kramdown.text import STRIPPED
from migrate.kramdown.tree import Element

_FOOTNOTE = re.compile(rf" {{0,3}}\[\^({KEY})\]:[ \t\n\v\f]*?(.*?\n)")
_LINK = re.compile(
    r" {0,3}\[([^\n\]]+)\]:[ \t]*(?:<(.*?)>|([^ \t\v\f\r\n](?:[^ \t\n]|[ \t]++(?![\"']))*?))"
    r"(?:(?:[ \t]*+\n[ \t]*+|[ \t]++)([\"'])(.+?)\4)?[ \t]*?\n"
)
_ABBREVIATION = re.compile(r" {0,3}\*\[(.+?)\]:(.*?)\n")
_DEFINED = ("link_def", "abbrev_def", "footnote_def")


def footnote(blocks: Blocks, pos: int) -> int:
    """`[^name]: text`, and the indented lines after it."""
    found = _FOOTNOTE.match(blocks.text, pos)
    if found is None:
        return NOT_MINE
    doc, name = blocks.doc, found[1]
    if name in doc.footnotes:
        doc.warn(blocks.line_at(pos), f"footnote {name} is defined twice; the last definition counts")
    content = Element("footnote_def", name)
    end = code_end(blocks.text, found.end())
    text = CODE_INDENT.sub("", blocks.text[found.start(2) : end])
    if inner := blocks.nested(text, content, blocks.line_at(pos)):
        inner.breaks = False
        inner.read()
    blocks.add(Element("eob", "footnote_def"), pos)
    doc.footnotes[name] = Footnote(name, content)
    return end


def link_definition(blocks: Blocks, pos: int) -> int:
    """`[name]: address "title"`."""
    found = _LINK.match(blocks.text, pos)
    if found is None:
        return NOT_MINE
    name, doc = link_id(found[1]), blocks.doc
    if name in doc.link_defs:
        doc.warn(blocks.line_at(pos), f"link {name} is defined twice; the last definition counts")
    mark = blocks.add(Element("eob", "link_def"), pos)
    address = found[2] if found[2] is not None else (found[3] or "").strip(STRIPPED)
    doc.link_defs[name] = (address, found[5], mark)
    return found.end()


def abbreviation(blocks: Blocks, pos: int) -> int:
    """`*[short]: what it stands for`."""
    found = _ABBREVIATION.match(blocks.text, pos)
    if found is None:
        return NOT_MINE
    mark = blocks.add(Element("eob", "abbrev_def"), pos)
    mark.attrs["title"] = found[2].strip(STRIPPED)
    blocks.doc.abbreviations[found[1]] = mark
    return found.end()


def extension(blocks: Blocks, pos: int) -> int:
    """A line that is an attribute list, the definition of one, or starts `{::extension}`."""
    text = blocks.text
    if found := ALD.match(text, pos):
        blocks.doc.attribute_lists.setdefault(found[1], AttributeList()).read(found[2])
        blocks.add(Element("eob", "ald"), pos)
        return found.end()
    if found := _EXTENSION.match(text, pos):
        return _extension(blocks, pos, found)
    if found := IAL_BLOCK.match(text, pos):
        _attributes(blocks, pos, found)
        return found.end()
    return NOT_MINE


def _attributes(blocks: Blocks, pos: int, found: re.Match[str]) -> None:
    """Gives the list to the block before it, else lets it wait for the next."""
    last = blocks.children[-1] if blocks.children else None
    if last is None or last.type == "blank" or (last.type == "eob" and last.value not in _DEFINED):
        if blocks.ial is None:
            blocks.ial = AttributeList()
        blocks.ial.read(found[1])
        return
    if "ial" not in last.opts:
        blocks.doc.with_ial.append(last)
    list_of(last).read(found[1])
    if not IAL_BLOCK.match(blocks.text, found.end()):
        blocks.add(Element("eob", "ial"), pos)


_EXTENSION = re.compile(rf" {{0,3}}(?:{EXTENSION_START.pattern}|{EXTENSION_STOP.pattern})[ \t\v\f]*\n")


def _extension(blocks: Blocks, pos: int, found: re.Match[str]) -> int:
    if found[1] is None:
        blocks.doc.warn(blocks.line_at(pos), "an extension ends that never began; the line is kept as text")
        return NOT_MINE
    if found[3]:
        return found.end() if run_extension(blocks.doc, blocks, found, None, pos) else NOT_MINE
    stop = _STOPS.get(found[1])
    if stop is None:
        return found.end() if run_extension(blocks.doc, blocks, found, None, pos) else NOT_MINE
    closing = stop.search(blocks.text, found.end()) if blocks.last(stop) >= found.end() else None
    if closing is None:
        blocks.doc.warn(blocks.line_at(pos), f"extension {found[1]} never ends; the line is kept as text")
        return NOT_MINE
    body = blocks.text[found.end() : closing.start()].removesuffix("\n")
    return closing.end() if run_extension(blocks.doc, blocks, found, body, pos) else NOT_MINE


_STOPS = {
    name: re.compile(rf"^ {{0,3}}\{{:/({name})?\}}[ \t\v\f]*\n", re.M) for name in ("comment", "nomarkdown", "options")
}


def run_extension(doc: Document, blocks: Blocks, found: re.Match[str], body: str | None, pos: int) -> bool:
    """Does what a block extension says; whether it is one that is known."""
    settings = AttributeList()
    settings.read(found[2] or "")
    if found[1] == "options":
        set_options(doc, settings)
        blocks.add(Element("eob", "extension"), pos)
    elif found[1] == "comment":
        if body is not None:
            blocks.children.append(Element("comment", body, line=blocks.line_at(pos), opts={"block": True}))
    elif found[1] == "nomarkdown":
        blocks.children.append(raw_of(body, settings, True))
    else:
        doc.warn(blocks.line_at(pos), f"extension {found[1]} is not known; it is kept as text")
        return False
    return True


def raw_of(body: str | None, settings: AttributeList, block: bool) -> Element:
    """Text for one output format: kept when that is HTML or not said."""
    formats = settings.attrs.get("type", "").split()
    if body is None or (formats and "html" not in formats):
        return Element("raw")
    return Element("raw", body, opts={"block": block})


def set_options(doc: Document, settings: AttributeList) -> None:
    """Lays the attributes of `{::options}` over the options of the document."""
    doc.options = doc.options.updated(settings.attrs)
