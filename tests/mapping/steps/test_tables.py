"""Look-up tables: every kind of file, and every fault at its line."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from migrate.mapping.steps.tables import Table, read_table

ROWS = {"media-room": "Newsroom", "7": "Seven"}
ENDINGS = ("csv", "tsv", "yml", "yaml", "json")


@pytest.mark.parametrize(
    ("name", "text", "key", "value", "rows"),
    [
        ("t.csv", "old,new\nmedia-room,Newsroom\n\n7,Seven\n", "old", "new", ROWS),
        ("t.csv", "\ufeffnew,x,old\r\nNewsroom,,media-room\r\nSeven,,7\r\n", "old", "new", ROWS),
        ("t.CSV", 'a,b\n"x,\ny","z ""q"""\n', None, None, {"x,\ny": 'z "q"'}),
        ("t.tsv", "a\tb\nmedia-room\tNewsroom\n7\tSeven\n", None, None, ROWS),
        ("t.yml", "media-room: Newsroom\n7: Seven\n", None, None, ROWS),
        ("t.yaml", "- {old: media-room, new: Newsroom}\n- {old: 7, new: Seven, x: 1}\n", "old", "new", ROWS),
        ("t.json", '{"a": {"b": 1}, "c": null}', None, None, {"a": {"b": 1}, "c": None}),
        ("t.csv", "a,b\nx,1\nx,1\n", None, None, {"x": "1"}),
        ("t.csv", "a,b\n", None, None, {}),
    ],
)
def test_tables(name: str, text: str, key: str | None, value: str | None, rows: dict[str, object]) -> None:
    assert read_table(text.encode(), name, key=key, value=value) == Table(name=name, rows=rows)


@pytest.mark.parametrize(
    ("name", "raw", "key", "value", "message"),
    [
        ("t.csv", b"a,b\nx\n", None, None, "line 2: the row has 1 cells, 2 are needed; add them"),
        ("t.csv", b"a\nx\n", None, None, "line 1: the table needs two columns; add a head row with their names"),
        ("t.csv", b"", None, None, "line 1: the table needs two columns; add a head row with their names"),
        ("t.csv", b"a,b\n1,2\n", "old", "b", "line 1: there is no column `old`; there are: a, b"),
        ("t.csv", b"a,b\nx,1\nx,2\n", None, None, "line 3: the key `x` stands twice with different values; keep one"),
        ("t.csv", b'a,b\n"x\n', None, None, "line 2: is not CSV (unexpected end of data); correct it"),
        ("t.csv", b"a,b\nx,\xff\n", None, None, "line 2: is not UTF-8; save the file as UTF-8"),
        ("t.xlsx", b"", None, None, "a table cannot be a file like t.xlsx; make it one of csv, tsv, yml, yaml, json"),
        ("t.yml", b"a: [\n", None, None, "line 2: is not YAML (did not find expected node content); correct it"),
        ("t.yml", b"a: &a [1]\nb: *a\n", None, None, "line 2: has an alias; write the value out"),
        ("t.yml", b"[" * 50_000, None, None, "line 1: is nested deeper than 20 levels; make it flat"),
        ("t.yml", b"", None, None, "the table is neither a map nor a list of maps; write `key: value` lines"),
        ("t.yml", b"2024-01-05: x\n", None, None, "a key is `2024-01-05`, not a text; correct it"),
        ("t.json", b"[{}]", None, None, "the table is a list; name its fields with `key` and `value`"),
        ("t.json", b"[{}]", "a", "b", "element 1 of the list has not both `a` and `b`; add them"),
        ("t.json", b'{\n"a": }', None, None, "line 2: is not JSON (Expecting value); correct it"),
        ("t.json", b"[" * 100_000, None, None, "the table is not JSON that can be read; correct it"),
        ("t.csv", b" " * (8 * 1024 * 1024 + 1), None, None,
         "the table is larger than 8,388,608 bytes; make it smaller"),
    ],
    ids=range(18),
)  # fmt: skip
def test_faults_of_tables(name: str, raw: bytes, key: str | None, value: str | None, message: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011
        read_table(raw, name, key=key, value=value)
    assert str(caught.value) == message


def test_too_many_rows() -> None:
    raw = b"a,b\n" + b"".join(b"%d,x\n" % number for number in range(200_001))
    with pytest.raises(ValueError, match=r"^line 200002: the table has more than 200,000 rows; make it smaller$"):
        read_table(raw, "t.csv", key=None, value=None)


@given(
    st.one_of(st.binary(max_size=60), st.text(alphabet="ab:,\"\n\t-[]{}&*!<>?|#%@' 1.", max_size=60).map(str.encode)),
    st.sampled_from(ENDINGS),
    st.sampled_from((None, "a", "")),
)
@example(b"\0\x0b\0", "csv", "a")
def test_nothing_but_a_value_error(raw: bytes, ending: str, column: str | None) -> None:
    try:
        read_table(raw, f"t.{ending}", key=column, value=column)
    except ValueError as error:
        _is_one_line(error)


def _is_one_line(error: ValueError) -> None:
    assert isinstance(error, ValueError)
    assert len(str(error).splitlines()) == 1
