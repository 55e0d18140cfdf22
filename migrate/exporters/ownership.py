"""How a document without our mark is known as ours: by its first record, whose keys are fields of the mapping."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

_FIRST = re.compile(r"\[(?=\{)")
MOST_ARRAYS = 20  # each is read as far as its first element goes


def is_record(value: object, types: Sequence[tuple[str, ...]]) -> bool:
    """Whether it is a record of a type with those fields, in their order; what `unmapped: keep` adds stands last."""
    return isinstance(value, dict) and bool(value) and any(_has(list(value), fields) for fields in types)


def _has(names: list[str], fields: tuple[str, ...]) -> bool:
    kept = names[:-1] if names[-1] == "meta" and "meta" not in fields else names
    return bool(kept) and kept == [name for name in fields if name in names]


def first_elements(line: bytes) -> Iterator[object]:
    """The first elements of the arrays of maps that begin on a line of JSON; one that ends elsewhere is passed over."""
    text, decoder = line.decode("utf-8", "replace"), json.JSONDecoder()
    for found, _ in zip(_FIRST.finditer(text), range(MOST_ARRAYS), strict=False):
        try:
            yield decoder.raw_decode(text, found.end())[0]
        except (ValueError, RecursionError):
            continue
