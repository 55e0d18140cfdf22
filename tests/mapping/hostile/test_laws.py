"""Whatever a mapping file holds, it is a mapping or a MappingError, each of whose lines begins with a place."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrate.errors import MappingError
from migrate.mapping import load_mapping
from migrate.mapping.compiler import CASE, FIELD
from migrate.mapping.conditions import MATCHES
from migrate.mapping.examples import failures
from migrate.mapping.fields import PAGE_FIELDS
from migrate.mapping.inclusion import TOP
from migrate.mapping.kinds import KINDS
from migrate.mapping.steps.catalogue import STEPS
from migrate.mapping.type_reader import TYPE
from tests.mapping.hostile.files import HEAD, rule

WRONG = (
    "null", "", "[]", "{}", "[a, [b]]", "{a: {b: c}}", "[null]", "7", "-1.5", "true", "2024-01-05", ".inf", "''", "a b",
    "!!binary aGk=", "!!python/object:os.system x", "!!set {a}", "!x y", "&a [*a]", "{<<: {a: b}}", "{? [a] : b}",
)  # fmt: skip
_PLACE = re.compile(r"m\.yml(:\d+:\d+)?: .|… ")


def faults(folder: Path, text: str) -> list[str]:
    """The lines of a MappingError without the folder; none where there is a mapping, and its tests can be run."""
    path = folder / "m.yml"
    path.write_text(text, "utf-8")
    try:
        mapping = load_mapping(path)
    except MappingError as error:
        return str(error).replace(f"{folder}/", "").split("\n")
    assert all(str(failure) for failure in failures(mapping))
    return []


@pytest.mark.parametrize("value", WRONG)
def test_every_key_with_a_value_of_another_type(tmp_path: Path, value: str) -> None:
    texts = [f"{HEAD}{key}: {value}\ntests: []\n" for key in TOP]
    texts += [f"{HEAD}types:\n- name: a\n  otherwise: true\n  {key}: {value}\n" for key in TYPE]
    texts += [rule(f"{{from: title, {key}: {value}}}") for key in FIELD]
    texts += [rule(f"{{{key}: {value}}}") for key in FIELD]
    texts += [rule(f"{{choose: [{{when: {{kind: page}}, {key}: {value}}}]}}") for key in CASE]
    texts += [rule(f"{{choose: [{{when: {{title: {{{key}: {value}}}}}, value: 1}}]}}") for key in MATCHES]
    texts += [rule(f"{{choose: [{{when: {{{key}: {value}}}, value: 1}}]}}") for key in PAGE_FIELDS]
    texts += [rule(f"{{from: title, steps: [{{{name}: {value}}}]}}") for name in STEPS]
    texts += [
        rule(f"{{from: title, steps: [{{{step.name}: {{{param.name}: {value}}}}}]}}")
        for step in STEPS.values()
        for param in step.params
    ]
    texts += [rule("{from: title}", f"lookups: {{t: {{file: m.yml, {key}: {value}}}}}\n") for key in ("key", "missing")]
    texts += [f"{rule('{from: title}')}tests:\n- {{{key}: {value}}}\n" for key in ("of", "given", "expect", "name")]
    for text in texts:
        for line in faults(tmp_path, text):
            assert _PLACE.match(line), (text, line)


_NAMES = st.sampled_from((
    *TOP, *TYPE, *CASE, *MATCHES, *STEPS, *KINDS, *PAGE_FIELDS, "meta.a", "body.html", "given", "expect", "timezone",
    "file", "key", "missing", "name", "to", "with", "a", "{title}", "{{", "tags[0] || `1`", "(", "%Y", "1", "",
))  # fmt: skip
_LEAVES = _NAMES | st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4) | st.dates()
_ANY = st.recursive(
    _LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_NAMES, inner, max_size=4),
    max_leaves=15,
)
_RULES = st.dictionaries(st.sampled_from(CASE), _ANY, max_size=3)
_FIELDS = st.dictionaries(_NAMES, _RULES | _ANY, max_size=3)
_TYPES = st.fixed_dictionaries(
    {}, optional={**dict.fromkeys(TYPE, _ANY), "fields": _FIELDS, "otherwise": st.just(True), "name": _NAMES}
)
_MAPPINGS = st.fixed_dictionaries(
    {"mapping": st.just(1), "types": st.lists(_TYPES, max_size=3)},
    optional={
        **dict.fromkeys(TOP[1:-2], _ANY),
        "tests": st.lists(st.dictionaries(st.sampled_from(("of", "given", "expect")), _ANY, max_size=3), max_size=2),
    },
)


@given(_MAPPINGS | _ANY)
def test_whatever_has_the_shape_of_a_mapping(tmp_path_factory: pytest.TempPathFactory, value: object) -> None:
    # JSON is YAML, and is written in a tenth of the time
    for line in faults(tmp_path_factory.getbasetemp(), json.dumps(value, default=str)):
        assert _PLACE.match(line), line


@given(st.text(max_size=200) | st.text(alphabet="ab:-{}[]'\"&*!|>#%@`, \n\t", max_size=200))
def test_whatever_text(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    for line in faults(tmp_path_factory.getbasetemp(), text.encode("utf-8", "replace").decode()):
        assert _PLACE.match(line), line
