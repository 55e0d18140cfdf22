"""Names that nobody knows, and the one that is likely meant: by its letters, or because other programs call it so."""

from __future__ import annotations

from difflib import get_close_matches

MAX_NAME = 80

# What people write who know another program, and what it is called here: the first that is known counts
_WORDS: dict[str, tuple[str, ...]] = {
    # steps
    "trim": ("strip",), "lowercase": ("lower",), "downcase": ("lower",), "uppercase": ("upper",), "upcase": ("upper",),
    "concat": ("join",), "regex": ("regex-replace", "matches", "pattern"), "gsub": ("replace",), "sub": ("replace",),
    "strip-tags": ("strip-html",), "striptags": ("strip-html",), "size": ("length",), "count": ("length",),
    "strftime": ("date",), "distinct": ("unique",), "slugify": ("slug",), "unescape": ("html-unescape",),
    # keys
    "source": ("from",), "field": ("from",), "path": ("from", "url"), "const": ("value",), "static": ("value",),
    "then": ("value",), "literal": ("value",), "if": ("when",), "match": ("when",), "else": ("otherwise",),
    "fallback": ("default",), "transform": ("steps",), "process": ("steps",), "pipeline": ("steps",),
    "filters": ("steps",), "limit": ("max",), "maxlength": ("max",), "mandatory": ("required",), "ignore": ("discard",),
    "drop": ("discard",), "inherits": ("extends",), "target": ("exporter",), "output": ("expect", "exporter"),
    "input": ("given",), "tz": ("timezone",), "zone": ("timezone",), "lang": ("language",), "locale": ("language",),
    # conditions and policies
    "contains": ("in",), "like": ("matches",), "starts-with": ("matches",), "startswith": ("matches",),
    "ends-with": ("matches",), "endswith": ("matches",), "with": ("to",), "replacement": ("to",), "find": ("from",),
    "search": ("from", "pattern"), "otherwise": ("default",),
    "eq": ("in",), "equals": ("in",), "is": ("in",), "regexp": ("matches",), "ne": ("not",), "gte": ("gt",),
    "lte": ("lt",), "warn": ("report",), "fail": ("error",),
    # fields and renderings
    "content": ("body",), "markdown": ("source",), "md": ("source",), "permalink": ("url",),
    "name": ("title",), "excerpt": ("description",), "updated": ("modified",), "lastmod": ("modified",),
}  # fmt: skip


def nearest(name: str, known: tuple[str, ...]) -> str:
    """What to do about a name that is none of `known`."""
    near = _near(name, known)
    if near is not None:
        return f"did you mean `{near}`?"
    return f"there are: {', '.join(known)}" if known else "remove it"


def _near(name: str, known: tuple[str, ...]) -> str | None:
    if len(name) > MAX_NAME:
        return None
    small = {one.lower(): one for one in reversed(known)}
    bare = name.lower().replace("_", "-")
    word = next((word for word in _WORDS.get(bare, ()) if word in known), None)
    near = get_close_matches(name.lower(), small, n=1)
    return word or (small[near[0]] if near else None)
