"""How a document without our mark is known as ours: by its first record, whose keys are fields of the mapping."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

_FIRST = re.compile(r"\[(?=\{)")
MOST_ARRAYS = 20  # each is read as far as its first element goes


def is_record(value: object, fields: tuple[str, ...]) -> bool:
    """Whether it is a record of those fields: they stand in their order; what `unmapped: keep` adds is at the end."""
    if not isinstance(value, dict) or not value:
        return False
    names = list(value)
    kept = names[:-1] if names[-1] == "meta" and "meta" not in fields else names
    return bool(kept) and kept == [name for name in fields if name in value]


def first_elements(line: bytes) -> Iterator[object]:
    """The first elements of the arrays of maps that begin on a line of JSON; one that ends elsewhere is passed over."""
    text, decoder = line.decode("utf-8", "replace"), json.JSONDecoder()
    for found, _ in zip(_FIRST.finditer(text), range(MOST_ARRAYS), strict=False):
        try:
            yield decoder.raw_decode(text, found.end())[0]
        except (ValueError, RecursionError):
            continue
