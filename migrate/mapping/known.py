"""What each kind of thing can have: fields that a mapping names, and the values that it compares them with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import get_args

import yaml

from migrate.mapping.document import Document
from migrate.mapping.expression_faults import name_at
from migrate.mapping.expressions import Expression
from migrate.mapping.kinds import HOLDERS, KINDS, PAGE
from migrate.mapping.names import nearest
from migrate.mapping.paths import MAX_DIGITS
from migrate.model import NavKind, PageKind, Taxonomy

# each kind of thing as messages call it
THINGS = {
    "site": "the site", "footer": "the footer", "navigation": "a menu entry", "term": "a term", "page": "a page",
    "section": "a section", "tagging": "a tagging", "asset": "an asset", "redirect": "a redirect",
}  # fmt: skip

# the words that a field can be
_WORDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "page": {"kind": get_args(PageKind)},
    "navigation": {"kind": get_args(NavKind)},
    "term": {"taxonomy": get_args(Taxonomy)},
    "tagging": {"taxonomy": get_args(Taxonomy)},
}
_FLAGS = frozenset((("page", "draft"), ("page", "published"), ("navigation", "external")))
_NUMBERS = frozenset((
    ("page", "position"), ("navigation", "position"), ("navigation", "depth"), ("navigation", "children"),
    ("term", "position"), ("term", "count"), ("section", "position"), ("tagging", "position"), ("asset", "size"),
    ("redirect", "status"),
))  # fmt: skip
_TEXTS = ("id", "url", "title", "description", "layout", "collection", "language", "image", "target", "name", "slug")
# fields that are lists, and whose elements a path names by their places
_LISTS = (
    "sections", "links", "tags", "categories", "aliases", "navigation", "redirects", "terms",
)  # fmt: skip
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d([T ].*)?)?)?", re.ASCII)
_DATES = frozenset((("page", "date"), ("page", "modified")))
_OUTER = ("page", "post", "site", "item", "record", "this", "front_matter", "params")


MAX_NAMES = 50


def check_path(
    document: Document, node: yaml.Node, path: str, of: str = PAGE, *, meta_too: bool = False, offset: int = 0
) -> bool:
    """Whether a thing of the kind `of` can have a field at `path`; told where it cannot.

    `meta_too`: a bare name may be one of `meta`. `offset` is where in the text of `node` the path stands.
    """
    first, *others = path.split(".")
    fields, holders = KINDS[of], HOLDERS.get(of, {})
    if first not in fields:
        if meta_too and first and not others and "meta" in fields:
            return True
        document.fault(node, f"{THINGS[of]} has no field `{path:.80}`; {_remedy(path, of)}", offset)
        return False
    if others and first not in holders:
        document.fault(
            node, f"`{first}` holds a single value, so nothing stands at `{path:.80}`; write `{first}`", offset
        )
        return False
    if others and (names := holders[first]) and others[0] not in names:
        document.fault(node, f"`{first}` has no `{others[0]:.80}`; {nearest(others[0], names)}", offset)
        return False
    if len(others) > MAX_NAMES:
        document.fault(node, f"`{path:.80}` has more than {MAX_NAMES} names; no field lies that deep", offset)
        return False
    if others and first in _LISTS and others[0].isdecimal() and len(others[0]) > MAX_DIGITS:
        document.fault(node, f"`{first}` has no place {others[0]:.20}…; places in a list count from 0", offset)
        return False
    if "" in others:
        document.fault(node, f"`{path:.80}` has a dot too many; write the names with one dot between", offset)
        return False
    return True


def check_value(document: Document, node: yaml.Node, path: str, of: str, value: object) -> None:
    """Tells of a value that the field at `path` never has, so that a comparison with it never holds."""
    words = _WORDS.get(of, {}).get(path)
    if words is not None and value not in words and value is not None:
        document.fault(node, f"the `{path}` of {THINGS[of]} is never `{value!s:.80}`; {nearest(str(value), words)}")
    elif (of, path) in _FLAGS and not isinstance(value, bool) and value is not None:
        document.fault(node, f"`{path}` is true or false; write one of them, without quotes")
    elif (of, path) in _DATES and not isinstance(value, date | str) and value is not None:
        document.fault(node, f"`{path}` is a date; compare it with one, as 2024-01-31")
    elif (of, path) in _NUMBERS and isinstance(value, str):
        document.fault(node, f"`{path}` is a number; write one without quotes, or a comparison as `{{gt: 3}}`")
    elif path in _TEXTS and value is not None and not isinstance(value, str):
        document.fault(node, f"`{path}` is text; put the value in quotes")


def check_bound(document: Document, node: yaml.Node, path: str, of: str, bound: object) -> None:
    """Tells of a bound that no value of the field at `path` is greater or less than."""
    if (of, path) in _DATES and isinstance(bound, str) and not _is_date(bound):
        document.fault(node, f"`{path}` is a date, and `{bound:.80}` is none; write one, as 2024-01-31")
    elif (of, path) in _NUMBERS or not isinstance(bound, str):
        check_value(document, node, path, of, bound)


def _is_date(text: str) -> bool:
    """Whether it is a year, a month or a day, with a time or without, in ISO 8601."""
    try:
        date.fromisoformat((text + "0000-01-01"[len(text) :])[:10])
    except ValueError:
        return False
    return _DATE.fullmatch(text) is not None


def check_expression(document: Document, node: yaml.Node, expression: Expression, of: str) -> None:
    """Tells of names in an expression that no thing of the kind `of` has, and of values that they never have."""
    _check_compared(document, node, expression, of)
    for first, *others in expression.paths:
        at, quoted = name_at(expression.text, first)
        if first in ("null", "true", "false") and not quoted:
            document.fault(node, f"`{first}` is a name here; the value stands in backticks", at)
        elif first in _OUTER and others and others[0] in KINDS[of] and first not in KINDS[of]:
            document.fault(node, f"{THINGS[of]} has no field `{first}`; leave `{first}.` out: write `{others[0]}`", at)
        elif first in KINDS[of]:
            check_path(document, node, ".".join((first, *(name.replace(".", "·") for name in others))), of, offset=at)
        elif quoted and "." in first and first.split(".")[0] in KINDS[of]:
            outer, inner = first.split(".", 1)
            document.fault(node, f'a dot in double quotes is part of the name; write `{outer}."{inner:.80}"`', at)
        else:
            near = nearest(first, KINDS[of])
            text = f"a text stands in single quotes: '{first:.80}'"
            remedy = text if quoted or not near.startswith("did") else f"{near} {text}"
            document.fault(node, f"{THINGS[of]} has no field `{first:.80}`; {remedy}{_in_meta(first, of)}", at)


def _check_compared(document: Document, node: yaml.Node, expression: Expression, of: str) -> None:
    """Tells of comparisons with what a field never is."""
    for path, value in expression.compared:
        words = _WORDS.get(of, {}).get(".".join(path))
        if words is not None and value not in words and value is not None:
            at = max(expression.text.find(str(value)), 0)
            said = f"the `{'.'.join(path)}` of {THINGS[of]} is never `{value!s:.80}`"
            document.fault(node, f"{said}; {nearest(str(value), words)}", at)


def _in_meta(first: str, of: str) -> str:
    return f"; a key of front matter is `meta.{first:.80}`" if "meta" in KINDS[of] and of == PAGE else ""


def _remedy(path: str, of: str) -> str:
    """What to write in place of a path that leads to no field."""
    fields = KINDS[of]
    first, _, rest = path.partition(".")
    bare = path.strip(" \t'\"“”‘’«»")
    if not path:
        return f"write one of: {', '.join(fields)}"
    if bare in fields:
        return f"did you mean `{bare}`? without the signs around it"
    if path in ("or", "and", "any", "all", "not"):
        return "conditions are put together in an expression: `when: \"kind == 'post' || draft\"`"
    if "{" in path or "}" in path:
        return "a text with fields in it is a `template`, with single braces"
    if "/" in path and path.split("/")[0] in fields:
        return f"names are parted by dots: `{path.strip('/').replace('/', '.'):.80}`"
    if "," in path:
        return "write several fields as a list: `[title, meta.name]`"
    if re.search(r"[|&()\[\]'\"`=<>!?*@]", path):
        return "an expression is written as `expr`"
    if first in _OUTER and rest and rest.split(".")[0] in fields:
        return f"leave `{first}.` out: write `{rest}`"
    if first in ("front_matter", "frontmatter", "data", "params") and rest:
        return f"a key of front matter is `meta.{rest}`"
    near = nearest(first, fields)
    if rest or not first or "meta" not in fields:
        return near
    in_meta = f"for a key of front matter write `meta.{first:.80}`"
    return f"{near} {in_meta}" if near.startswith("did") else in_meta
