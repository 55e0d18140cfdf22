"""Look-up tables: files of keys and values beside a mapping, and the steps that look a value up."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from migrate.mapping.names import nearest
from migrate.mapping.steps.plain import StepError, as_text, told
from migrate.mapping.steps.step import Context, Noted

if TYPE_CHECKING:
    import yaml

Missing = Literal["report", "keep", "error", "null"]
MISSING: tuple[Missing, ...] = ("report", "keep", "error", "null")
MAX_BYTES = 8 * 1024 * 1024
MAX_ROWS = 200_000
MAX_EVENTS = 100_000  # of YAML, which takes fifty times as long as CSV
MAX_DEPTH = 20

_Pairs = Iterable[tuple[int, object, object]]


class ColumnError(ValueError):
    """A column that a table has not; `role` is `key` or `value`."""

    def __init__(self, message: str, role: str) -> None:
        super().__init__(message)
        self.role = role


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A look-up table. `missing` is what becomes of a key that it does not hold, where a step does not say."""

    name: str
    rows: Mapping[str, object]
    missing: Missing = "report"

    def get(self, key: object) -> object | None:
        """The value of `key`, compared as text: `1` and `"1"` are one key. None where there is none."""
        return self.rows.get(as_text(key))

    def __contains__(self, key: object) -> bool:
        return as_text(key) in self.rows


def read_table(raw: bytes, name: str, *, key: str | None, value: str | None, missing: Missing = "report") -> Table:
    """The table in a CSV, TSV, YAML or JSON file called `name`; the ending says which.

    CSV and TSV have a head row; `key` and `value` name its columns, without them the first two. YAML and JSON hold a
    map, or a list of maps with the fields `key` and `value`. Raises ValueError, one line: `line N: what is so; what to
    do`, without the line where none is known.
    """
    if len(raw) > MAX_BYTES:
        raise ValueError(f"the table is larger than {MAX_BYTES:,} bytes; make it smaller")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise ValueError(f"line {line}: is not UTF-8; save the file as UTF-8") from error
    ending = name.rpartition(".")[2].lower()
    if ending not in _READERS:
        raise ValueError(f"a table cannot be a file like {name}; make it one of {', '.join(_READERS)}")
    return Table(name=name, rows=_rows(_READERS[ending](text, key, value)), missing=missing)


def _rows(pairs: _Pairs) -> dict[str, object]:
    rows: dict[str, object] = {}
    for number, (line, key, value) in enumerate(pairs, start=1):
        where = f"line {line}: " if line else ""
        if not isinstance(key, str | int | float):
            raise ValueError(f"{where}a key is {told(key)}, not a text; correct it")
        text = as_text(key)
        if text in rows and rows[text] != value:
            raise ValueError(f"{where}the key {told(key)} stands twice with different values; keep one")
        rows[text] = value
        if number > MAX_ROWS:
            raise ValueError(f"{where}the table has more than {MAX_ROWS:,} rows; make it smaller")
    return rows


def _csv(text: str, key: str | None, value: str | None, separator: str = ",") -> Iterator[tuple[int, object, object]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        head = next(reader, [])
        columns = _column(head, key, 0), _column(head, value, 1)
        for row in reader:
            if not any(row):
                continue
            if len(row) <= max(columns):
                raise ValueError(
                    f"line {reader.line_num}: the row has {len(row)} cells, {max(columns) + 1} are needed; add them"
                )
            yield reader.line_num, row[columns[0]], row[columns[1]] or None
    except csv.Error as error:
        raise ValueError(f"line {reader.line_num}: is not CSV ({error}); correct it") from error


def _tsv(text: str, key: str | None, value: str | None) -> Iterator[tuple[int, object, object]]:
    return _csv(text, key, value, "\t")


def _column(head: list[str], name: str | None, without: int) -> int:
    names = [one.strip() for one in head]
    if len(names) == 1 and ";" in names[0]:
        raise ValueError("line 1: the cells are parted by `;`; save the table with commas, or as .tsv with tabs")
    if name is None and len(names) > without:
        return without
    if name is None:
        raise ValueError("line 1: the table needs two columns; add a head row with their names")
    if name not in names:
        known = tuple(told(one)[1:-1] for one in names[:200])
        near = nearest(name, known)[:200] if any(names) else "add a head row with the names of the columns"
        raise ColumnError(f"line 1: there is no column {told(name)}; {near}", "value" if without else "key")
    return names.index(name)


def _json(text: str, key: str | None, value: str | None) -> _Pairs:
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        raise ValueError(f"line {error.lineno}: is not JSON ({error.msg}); correct it") from error
    except (ValueError, RecursionError) as error:
        raise ValueError("the table is not JSON that can be read; correct it") from error
    return _pairs(found, key, value)


def _yaml(text: str, key: str | None, value: str | None) -> _Pairs:
    import yaml

    loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    _refuse_aliases(text, loader)
    try:
        found = yaml.load(text, loader)
    except yaml.YAMLError as error:
        raise ValueError(_yaml_fault(error)) from error
    except (ValueError, RecursionError, TypeError) as error:
        raise ValueError(
            f"the table is not YAML that can be read ({' '.join(str(error).split())[:80]}); correct it"
        ) from error
    return _pairs(found, key, value)


def _refuse_aliases(text: str, loader: type) -> None:
    """Anchors may repeat one another without end, and nesting may be deeper than the stack; a table needs neither."""
    import yaml

    depth = count = 0
    try:
        for event in yaml.parse(text, loader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            count += 1
            if count > MAX_EVENTS:
                raise ValueError(f"the table has more than {MAX_EVENTS:,} values; make it a CSV file")
            if isinstance(event, yaml.AliasEvent):
                raise ValueError(f"line {_line(event)}: has an alias; write the value out")
            if depth > MAX_DEPTH:
                raise ValueError(f"line {_line(event)}: is nested deeper than {MAX_DEPTH} levels; make it flat")
    except yaml.YAMLError as error:
        raise ValueError(_yaml_fault(error)) from error


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _yaml_fault(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    where = f"line {mark.line + 1}: " if mark else ""
    return f"{where}is not YAML ({getattr(error, 'problem', None) or 'it cannot be read'}); correct it"


def _pairs(found: object, key: str | None, value: str | None) -> _Pairs:
    if isinstance(found, dict):
        return [(0, one, of) for one, of in found.items()]
    if not isinstance(found, list):
        raise ValueError("the table is neither a map nor a list of maps; write `key: value` lines")
    if key is None or value is None:
        raise ValueError("the table is a list; name its fields with `key` and `value`")
    return [_pair(number, one, key, value) for number, one in enumerate(found, start=1)]


def _pair(number: int, row: object, key: str, value: str) -> tuple[int, object, object]:
    if not isinstance(row, dict) or key not in row or value not in row:
        raise ValueError(f"element {number} of the list has not both {told(key)} and {told(value)}; add them")
    return 0, row[key], row[value]


_READERS = {"csv": _csv, "tsv": _tsv, "yml": _yaml, "yaml": _yaml, "json": _json}


def looked_up(key: str, context: Context, table: str, missing: Missing | None) -> object:
    """The value of `key` in the table; what becomes of a key that is not there `missing` says, else the table."""
    found = context.lookups.get(table)
    if found is None:
        raise StepError(f"there is no look-up {told(table)}; add it to `lookups`")
    if key in found:
        return found.get(key)
    return _absent(key, missing or found.missing, f"the table {found.name}")


def mapped(key: str, _: Context, values: Mapping[str, object], otherwise: object, missing: Missing) -> object:
    """The value that stands for `key`; for any other `otherwise`, and where that is not given, what `missing` says."""
    if key in values:
        return values[key]
    return _absent(key, missing, "the values of `map`") if otherwise is None else otherwise


def _absent(key: str, missing: Missing, where: str) -> object:
    note = f"{told(key)} is not in {where}; add it, or say with `missing` what becomes of it"
    if missing == "error":
        raise StepError(note)
    if missing == "report":
        return Noted(None, (note,))
    return key if missing == "keep" else None
