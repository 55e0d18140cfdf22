"""The `_data` folder."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrate.diagnostics import Finding
from migrate.jekyll.data import clean_key, read_data
from tests.conftest import SiteMaker

FILES: dict[str, str | bytes] = {
    "_data/people.yml": "- name: Ada\n",
    "_data/odd name.v2.yaml": "a: 1\n",
    "_data/pairs.csv": 'a,b\n1,\n"x,\ny",2\n',
    "_data/tabs.tsv": "a\tb\n1\t2\n",
    "_data/same.yml": "from: yml\n",
    "_data/same.json": '{"from": "json"}',
    "_data/sub/deep/x.json": "[1, 2]",
    "_data/.hidden.yml": "a: 1\n",
    "_data/notes.txt": "not data",
}


def test_values_by_name(make_site: SiteMaker) -> None:
    findings: list[Finding] = []
    assert read_data(make_site(FILES), "_data", findings) == {
        "people": [{"name": "Ada"}],
        "odd_namev2": {"a": 1},
        "pairs": [{"a": "1", "b": None}, {"a": "x,\ny", "b": "2"}],
        "tabs": [{"a": "1", "b": "2"}],
        "same": {"from": "json"},
        "sub": {"deep": {"x": [1, 2]}},
    }
    message = "Jekyll takes _data/same.json, which comes later and has the same name"
    assert findings == [Finding(code="data.hidden", message=message, file="_data/same.yml")]


def test_cells_that_no_name_leads_to_are_told(make_site: SiteMaker) -> None:
    """Ruby's CSV takes the first of two columns with one name."""
    findings: list[Finding] = []
    site = make_site({"_data/t.csv": "a,a,b,\n1,,3,\n1,2,3,,5\n6\n"})
    assert read_data(site, "_data", findings) == {
        "t": [
            {"a": "1", "b": "3", "": None},
            {"a": "1", "b": "3", "": None},
            {"a": "6", "b": None, "": None},
        ]
    }
    message = "2 cells stand in no column with a name of its own"
    assert findings == [Finding(code="data.lost-cells", message=message, file="_data/t.csv", line=3)]


def test_what_cannot_be_read_is_told_and_left_out(make_site: SiteMaker) -> None:
    findings: list[Finding] = []
    data = read_data(make_site({"_data/a.yml": "a: [1\n", "_data/b.yml": "b: 1\n"}), "_data", findings)
    assert data == {"b": {"b": 1}}
    assert [(finding.code, finding.file) for finding in findings] == [("data.unparsable", "_data/a.yml")]


@pytest.mark.parametrize("folder", ["_nowhere", "../elsewhere", "/"])
def test_a_folder_that_is_not_there(make_site: SiteMaker, folder: str) -> None:
    assert read_data(make_site({}, config=None), folder, []) == {}


@pytest.mark.parametrize(
    ("name", "key"),
    [("a b", "a_b"), ("a.b", "ab"), ("Ünion", "nion"), ("a-b_c", "a-b_c"), ("a  b", "a_b"), ("#1", "1")],
)
def test_clean_key(name: str, key: str) -> None:
    assert clean_key(name) == key


@given(st.text("ab1 .-_#ü\t", max_size=12))
def test_a_clean_key_has_no_other_characters(name: str) -> None:
    assert set(clean_key(name)) <= set("ab1-_")
