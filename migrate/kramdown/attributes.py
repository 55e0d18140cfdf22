"""Attribute lists `{: ...}`, their definitions `{:name: ...}` and where both may stand.

https://kramdown.gettalong.org/syntax.html#attribute-list-definitions and the two sections after it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from migrate.kramdown.tree import Attrs, Element

MAX_REFERENCES = 500
"""How many definitions one attribute list may draw on; past that they are left out."""

LONGEST = 1500
"""How many characters an attribute list may have: a brace that is never closed would be looked for in vain."""

ANY = r"(?:\\\}|[^}])"
NAME = r"[A-Za-z0-9_][A-Za-z0-9_:-]*"
KEY = r"[A-Za-z0-9_][A-Za-z0-9_-]*"
"""The name of an attribute, a reference or a footnote; that of a definition may hold colons: nothing refers to it."""

IAL_LINE = rf"\{{:(?!:|/)({ANY}{{1,{LONGEST}}})\}}[ \t\v\f]*\n"
"""An attribute list alone on its line, after at most three spaces."""

IAL_BLOCK = re.compile(rf" {{0,3}}{IAL_LINE}")
ALD = re.compile(rf" {{0,3}}\{{:({NAME}):({ANY}{{1,{LONGEST}}})\}}[ \t\v\f]*\n")
IAL_SPAN = re.compile(rf"\{{:(?!/[A-Za-z0-9_]*\}})({ANY}{{1,{LONGEST}}})\}}")
EXTENSION_START = re.compile(rf"\{{::(\w+)(?:[ \t\n\v\f\r]({ANY}{{0,{LONGEST}}}?)|)(/)?\}}")
EXTENSION_STOP = re.compile(r"\{:/(\w+)?\}")

_ITEM = re.compile(
    rf"(?:^|(?<=[ \t\n\v\f\r]))(?:"
    rf"""(?P<key>{KEY})=(?P<quote>["'])(?P<value>(?:\\\}}|\\(?P=quote)|[^}}])*?)(?P=quote)"""
    rf"|(?P<marks>(?:\.[^ \t\n\v\f\r.#]+|#[A-Za-z][A-Za-z0-9_:-]*)+)"
    rf"|(?P<ref>{KEY})"
    rf")(?=[ \t\n\v\f\r]|$)"
)
_MARK = re.compile(r"([.#])([^ \t\n\v\f\r.#]+)")
_UNQUOTE = {'"': re.compile(r'\\([}"])'), "'": re.compile(r"\\([}'])")}


class AttributeList:
    """What a `{: ...}` says: attributes in their order (`class` gathers) and references to definitions."""

    __slots__ = ("attrs", "refs")

    def __init__(self) -> None:
        self.attrs: Attrs = {}
        self.refs: list[str] = []

    def read(self, source: str) -> None:
        """Adds what `source`, the inside of the braces, says; what is no attribute is passed over."""
        for item in _ITEM.finditer(source):
            if key := item["key"]:
                self.attrs[key] = _UNQUOTE[item["quote"]].sub(r"\1", item["value"])
            elif marks := item["marks"]:
                for kind, name in _MARK.findall(marks):
                    self._set("class" if kind == "." else "id", name)
            else:
                self.refs.append(item["ref"])

    def _set(self, key: str, value: str) -> None:
        if key == "class" and self.attrs.get("class"):
            value = f"{self.attrs['class']} {value}"
        self.attrs[key] = value

    def merge(self, other: AttributeList) -> None:
        for key, value in other.attrs.items():
            self._set(key, value)
        self.refs += other.refs


Definitions = Mapping[str, AttributeList]


def apply(found: AttributeList, to: Attrs, definitions: Definitions) -> None:
    """Lays `found` over the attributes `to`: first what it refers to, then its own; classes add up."""
    budget = MAX_REFERENCES
    inside: list[AttributeList] = []
    todo: list[tuple[AttributeList, bool]] = [(found, False)]
    while todo:
        current, referred = todo.pop()
        if referred or not current.refs:
            _lay(current, to)
            if referred:
                inside.pop()
            continue
        inside.append(current)
        todo.append((current, True))
        for ref in reversed(current.refs):
            definition = definitions.get(ref)
            if definition is not None and budget and all(definition is not outer for outer in inside):
                budget -= 1
                todo.append((definition, False))


def _lay(found: AttributeList, to: Attrs) -> None:
    for key, value in found.attrs.items():
        if key == "class" and to.get("class"):
            value = f"{to['class']} {value}"
        to[key] = value


def list_of(element: Element) -> AttributeList:
    """The attribute list of `element`, made when it has none."""
    found = element.opts.get("ial")
    if not isinstance(found, AttributeList):
        found = element.opts["ial"] = AttributeList()
    return found
