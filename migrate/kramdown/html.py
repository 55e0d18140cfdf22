"""The HTML writer: a function for each type of node, indented as kramdown indents.

https://kramdown.gettalong.org/converter/html.html.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from migrate.kramdown.attributes import AttributeList
from migrate.kramdown.document import Document
from migrate.kramdown.headings import KramdownIds, id_name, plain_text, shown_text
from migrate.kramdown.html_tags import VOID_TAGS, written
from migrate.kramdown.notes import Entry, Notes, contents
from migrate.kramdown.text import entity_of, escape_all, escape_attr, escape_text, joined_cjk
from migrate.kramdown.tree import Attrs, Element

_LANGUAGE = re.compile(r"\blanguage-[^ \t\n\v\f\r]+")


_NO_TOC = re.compile(r"\bno_toc\b")
_TOC_PLACE = "\0toc\0"
_NOTES_PLACE = "\0footnotes\0"


class Writer:
    """Writes one document."""

    __slots__ = ("doc", "entries", "ids", "notes", "notes_at", "toc")

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.ids = KramdownIds(doc.options.auto_id_prefix)
        self.notes = Notes(doc)
        self.entries: list[Entry] = []
        self.toc: Element | None = None
        self.notes_at = False

    def id_source(self, element: Element) -> str:
        """The text an id is made from: what is shown in GFM, else the source or, if asked for, its text."""
        if self.doc.options.input == "GFM":
            return shown_text(element)
        return plain_text(element) if self.doc.options.auto_id_stripping else str(element.opts["raw_text"])

    def inside(self, element: Element, indent: int) -> str:
        """The content of `element`, whose blocks stand at `indent`."""
        writers = WRITERS
        return "".join([writers[child.type](self, child, indent) for child in element.children])


def _text(writer: Writer, element: Element, indent: int) -> str:
    value = element.value
    if "\n" in value and writer.doc.options.remove_line_breaks_for_cjk:
        value = joined_cjk(value)
    if "&" in value or "<" in value or ">" in value:
        return escape_text(value)
    return value


def _raw(writer: Writer, element: Element, indent: int) -> str:
    return element.value + "\n" if element.opts.get("block") else element.value


def _nothing(writer: Writer, element: Element, indent: int) -> str:
    return ""


def _blank(writer: Writer, element: Element, indent: int) -> str:
    return "" if "silent" in element.opts else "\n"


def _paragraph(writer: Writer, element: Element, indent: int) -> str:
    inner = writer.inside(element, indent)
    if "transparent" in element.opts:
        return inner
    if len(element.children) == 1 and element.children[0].type == "img" and _refers(element.children[0], "standalone"):
        return _figure(writer, element, indent)
    return f"{' ' * indent}<p{written(element.attrs)}>{inner}</p>\n"


def _refers(element: Element, name: str) -> bool:
    found = element.opts.get("ial")
    return isinstance(found, AttributeList) and name in found.refs


def _figure(writer: Writer, element: Element, indent: int) -> str:
    image = element.children[0]
    pad = " " * indent
    for name in ("id", "class") if "ial" not in element.opts else ():
        if name in image.attrs:
            element.attrs[name] = image.attrs.pop(name)
    caption = escape_text(image.attrs.get("alt", ""))
    body = f"{pad}  {_image(writer, image, indent)}\n"
    if caption:
        body += f"{pad}  <figcaption>{caption}</figcaption>\n"
    return f"{pad}<figure{written(element.attrs)}>\n{body}{pad}</figure>\n"


def _heading(writer: Writer, element: Element, indent: int) -> str:
    attrs = element.attrs
    options = writer.doc.options
    if options.auto_ids and "id" not in attrs:
        attrs["id"] = writer.ids.id_of(writer.id_source(element))
    given = int(str(element.opts["level"]))
    if "id" in attrs and given in options.toc_levels and not _NO_TOC.search(attrs.get("class", "")):
        writer.entries.append(Entry(given, attrs["id"], element.children))
    level = min(max(given + options.header_offset, 1), 6)
    return f"{' ' * indent}<h{level}{written(attrs)}>{writer.inside(element, indent)}</h{level}>\n"


def _block(writer: Writer, element: Element, indent: int) -> str:
    """A block that holds blocks."""
    pad, name = " " * indent, element.type
    return f"{pad}<{name}{written(element.attrs)}>\n{writer.inside(element, indent + 2)}{pad}</{name}>\n"


def _list(writer: Writer, element: Element, indent: int) -> str:
    """A list, or the place where the table of contents or the footnotes will stand."""
    if writer.toc is None and _refers(element, "toc"):
        writer.toc = element
        return _TOC_PLACE
    if not writer.notes_at and _refers(element, "footnotes"):
        writer.notes_at = True
        return _NOTES_PLACE
    return _block(writer, element, indent)


def _item(writer: Writer, element: Element, indent: int) -> str:
    inner = writer.inside(element, indent + 2)
    pad = " " * indent
    children = element.children
    if not children or (children[0].type == "p" and "transparent" in children[0].opts):
        close = pad if inner.endswith("\n") else ""
        return f"{pad}<{element.type}{written(element.attrs)}>{inner}{close}</{element.type}>\n"
    return f"{pad}<{element.type}{written(element.attrs)}>\n{inner}{pad}</{element.type}>\n"


_AUTO_IDS = re.compile(r"auto_ids(?:-(.*))?")


def _definitions(writer: Writer, element: Element, indent: int) -> str:
    """A definition list; `{:auto_ids}` and `{:auto_ids-prefix}` give its terms ids."""
    found = element.opts.get("ial")
    refs = found.refs if isinstance(found, AttributeList) else ()
    if asked := next((match for ref in refs if (match := _AUTO_IDS.fullmatch(ref))), None):
        for term in element.children:
            if term.type == "dt" and "id" not in term.attrs:
                term.attrs["id"] = (asked[1] or "") + id_name(writer.id_source(term))
    return _block(writer, element, indent)


def _term(writer: Writer, element: Element, indent: int) -> str:
    return f"{' ' * indent}<dt{written(element.attrs)}>{writer.inside(element, indent)}</dt>\n"


def _code_block(writer: Writer, element: Element, indent: int) -> str:
    attrs = dict(element.attrs)
    code = escape_all(element.value).replace("&quot;", '"')
    if "show-whitespaces" in attrs.get("class", "").split():
        code = _SHOWN_SPACE.sub(_show_space, code)
    language = _take_language(attrs)
    inner = f' class="language-{escape_attr(language)}"' if language else ""
    end = "" if code.endswith("\n") else "\n"
    return f"{' ' * indent}<pre{written(attrs)}><code{inner}>{code}{end}</code></pre>\n"


_SHOWN_SPACE = re.compile(r"^([ \t]+)|([ \t]+)$|([ \t]+)", re.M)


def _show_space(found: re.Match[str]) -> str:
    """Spaces and tabs as they are shown in code that asks for it."""
    suffix = "-l" if found[1] else "-r" if found[2] else ""
    tab = f'<span class="ws-tab{suffix}">\t</span>'
    space = f'<span class="ws-space{suffix}">&#8901;</span>'
    return "".join(tab if character == "\t" else space for character in found[0])


def _take_language(attrs: Attrs) -> str:
    found = _LANGUAGE.search(attrs.get("class", ""))
    if found is None:
        return ""
    left = _LANGUAGE.sub("", attrs["class"], count=1).strip()
    if left:
        attrs["class"] = left
    else:
        del attrs["class"]
    return found[0].removeprefix("language-")


def _code_span(writer: Writer, element: Element, indent: int) -> str:
    attrs = dict(element.attrs)
    language = _take_language(attrs)
    if language:
        attrs["class"] = f"{attrs['class']} language-{language}" if "class" in attrs else f"language-{language}"
    return f"<code{written(attrs)}>{escape_all(element.value).replace('&quot;', chr(34))}</code>"


def _void(writer: Writer, element: Element, indent: int) -> str:
    return f"{' ' * indent}<{element.type}{written(element.attrs)} />\n"


def _break(writer: Writer, element: Element, indent: int) -> str:
    return "<br />"


def _span(writer: Writer, element: Element, indent: int) -> str:
    return f"<{element.type}{written(element.attrs)}>{writer.inside(element, indent)}</{element.type}>"


def _image(writer: Writer, element: Element, indent: int) -> str:
    return f"<img{written(element.attrs)} />"


def _cell(writer: Writer, element: Element, indent: int) -> str:
    attrs = element.attrs
    if side := element.opts.get("alignment"):
        attrs = dict(attrs)
        before = f"{attrs['style']}; " if "style" in attrs else ""
        attrs["style"] = f"{before}text-align: {side}"
    inner = writer.inside(element, indent) or entity_of("\u00a0", "", writer.doc.options.entity_output)
    return f"{' ' * indent}<{element.type}{written(attrs)}>{inner}</{element.type}>\n"


def _comment(writer: Writer, element: Element, indent: int) -> str:
    text = f"<!-- {element.value} -->"
    return f"{' ' * indent}{text}\n" if element.opts.get("block") else text


def _xml_comment(writer: Writer, element: Element, indent: int) -> str:
    return f"{' ' * indent}{element.value}\n" if element.opts.get("block") else element.value


def _spans(writer: Writer, element: Element, indent: int) -> str:
    return writer.inside(element, indent)


def _html(writer: Writer, element: Element, indent: int) -> str:
    name, opts = element.value, element.opts
    start = f"<{name}{written(element.attrs)}"
    if not opts.get("block"):
        inner = writer.inside(element, indent)
        return f"{start} />" if not inner and name in VOID_TAGS else f"{start}>{inner}</{name}>"
    pad = "" if opts.get("inner") else " " * indent
    end = "" if opts.get("inner") else "\n"
    model = opts.get("model")
    if opts.get("closed") and model == "raw":
        return f"{pad}{start} />{end}"
    for child in element.children if model == "raw" else ():
        child.opts["inner"] = True
    if level := opts.get("level"):
        indent += 2 * int(str(level))
    inner = writer.inside(element, indent + 2)
    if inner and model != "block":
        return f"{pad}{start}>{inner}</{name}>{end}"
    if inner:
        return f"{pad}{start}>\n{inner.removesuffix(chr(10))}\n{' ' * indent}</{name}>{end}"
    return f"{pad}{start} />{end}" if name in VOID_TAGS else f"{pad}{start}></{name}>{end}"


def _math(writer: Writer, element: Element, indent: int) -> str:
    attrs = element.attrs
    if writer.doc.options.math_engine != "mathjax":
        return _plain_math(element, indent)
    value = escape_all(element.value).replace("&quot;", '"')
    if element.opts.get("block"):
        body = f"\\[{value}\\]\n"
        return f"{' ' * indent}<div{written(attrs)}>{body}{' ' * indent}</div>\n" if attrs else body
    return f"<span{written(attrs)}>${element.value}$</span>" if attrs else f"\\({value}\\)"


def _plain_math(element: Element, indent: int) -> str:
    """TeX as it is, where no engine is asked to mark it up."""
    attrs = {**element.attrs, "class": f"{element.attrs.get('class', '')} kdmath".lstrip()}
    if element.opts.get("block"):
        return f"{' ' * indent}<div{written(attrs)}>$$\n{element.value}\n$$</div>\n"
    return f"<span{written(attrs)}>${element.value}$</span>"


def _entity(writer: Writer, element: Element, indent: int) -> str:
    if "shown" in element.opts:
        return escape_text(str(element.opts["shown"]))
    return entity_of(element.value, str(element.opts.get("source", "")), writer.doc.options.entity_output)


def _abbreviation(writer: Writer, element: Element, indent: int) -> str:
    definition = writer.doc.abbreviations[element.value]
    title = definition.attrs.get("title", "")
    attrs = {name: value for name, value in definition.attrs.items() if name != "title"}
    if title:
        attrs["title"] = title
    return f"<abbr{written(attrs)}>{escape_text(element.value)}</abbr>"


def _footnote(writer: Writer, element: Element, indent: int) -> str:
    return writer.notes.marker(element.value)


def _footnotes(writer: Writer) -> str:
    """The list of the footnotes; one may refer to another, so it grows while it is written."""
    items = []
    for note in writer.notes.used:
        items.append(_item(writer, writer.notes.item(note), 4))
    if not items:
        return ""
    start = writer.doc.options.footnote_nr
    attrs = f' start="{start}"' if start != 1 else ""
    return f'<div class="footnotes" role="doc-endnotes">\n  <ol{attrs}>\n{"".join(items)}  </ol>\n</div>\n'


WRITERS: dict[str, Callable[[Writer, Element, int], str]] = {
    "text": _text,
    "p": _paragraph,
    "blank": _blank,
    "raw": _raw,
    "html_element": _html,
    "header": _heading,
    "ul": _list,
    "ol": _list,
    "li": _item,
    "blockquote": _block,
    "codeblock": _code_block,
    "hr": _void,
    "table": _block,
    "thead": _block,
    "tbody": _block,
    "tfoot": _block,
    "tr": _block,
    "td": _cell,
    "th": _cell,
    "dl": _definitions,
    "dt": _term,
    "dd": _item,
    "xml_comment": _xml_comment,
    "comment": _comment,
    "eob": _nothing,
    "spans": _spans,
    "math": _math,
    "a": _span,
    "img": _image,
    "em": _span,
    "strong": _span,
    "codespan": _code_span,
    "br": _break,
    "entity": _entity,
    "abbreviation": _abbreviation,
    "footnote": _footnote,
}
"""The writer of each type of node: these are all the types there are."""


def write(doc: Document) -> str:
    """The HTML of a parsed document."""
    writer = Writer(doc)
    html = writer.inside(doc.root, 0)
    notes = _footnotes(writer) if doc.footnotes else ""
    html = html.replace(_NOTES_PLACE, notes, 1) if writer.notes_at else html + notes
    if writer.toc is not None:
        toc = contents(writer.entries, writer.toc)
        html = html.replace(_TOC_PLACE, _block(writer, toc, 0) if toc.children else "", 1)
    return html
