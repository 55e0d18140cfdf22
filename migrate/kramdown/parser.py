"""The order of the work: blocks, then the spans of their texts, then what needs the whole document."""

from __future__ import annotations

from migrate.kramdown.abbreviations import mark_abbreviations
from migrate.kramdown.attributes import AttributeList, apply
from migrate.kramdown.blocks import RULES
from migrate.kramdown.document import Document
from migrate.kramdown.headings import give_gfm_ids
from migrate.kramdown.options import Options
from migrate.kramdown.reader import Blocks
from migrate.kramdown.spans import read_spans
from migrate.kramdown.text import normal_lines


def parse_document(text: str, options: Options) -> Document:
    """The parsed `text`; it never raises, what is odd is in `warnings`."""
    doc = Document(options, RULES)
    Blocks(doc, normal_lines(text), doc.root).read()
    for element in doc.spans:
        source, element.value = element.value, ""
        read_spans(doc, element, source)
    _apply_attributes(doc)
    if doc.headings and doc.options.auto_ids and doc.options.input == "GFM":
        give_gfm_ids(doc.root, doc.options.auto_id_prefix)
    mark_abbreviations(doc)
    return doc


def _apply_attributes(doc: Document) -> None:
    """Gives the elements what their attribute lists say; only now is every definition known."""
    done: set[int] = set()
    for element in doc.with_ial:
        found = element.opts.get("ial")
        if isinstance(found, AttributeList) and id(element) not in done:
            done.add(id(element))
            apply(found, element.attrs, doc.attribute_lists)
