"""Every row of the catalogue: its example is true, its words are well formed, its documentation is the program's."""

from __future__ import annotations

import inspect
import json
import keyword
import re
from collections.abc import Iterator

import pytest
import yaml

from migrate.mapping.steps.catalogue import STEPS
from migrate.mapping.steps.step import Param, Step, applied, fault
from tests.conftest import PROJECT
from tests.mapping.steps.examples import CONTEXT, parameters

EACH = pytest.mark.parametrize("step", STEPS.values(), ids=lambda step: step.name)
DOCS = PROJECT / "docs" / "mapping-steps.md"
_GENERATED = re.compile(r"(?<=^<!-- generated -->\n).*(?=^<!-- end of generated -->$)", re.M | re.S)
_PLAIN: dict[str, tuple[type, ...]] = {
    "text": (str,), "date": (str,), "number": (int, float), "boolean": (bool,), "list": (list,), "map": (dict,),
    "any": (object,),
}  # fmt: skip


@EACH
def test_the_example(step: Step) -> None:
    argument, given, expected = step.example
    params = parameters(step, argument)
    assert fault(step, params) is None
    result = applied(step, given, CONTEXT, params)
    assert (result, type(result)) == (expected, type(expected))
    assert isinstance(result, _PLAIN[step.gives])


@EACH
def test_the_words_of_a_row(step: Step) -> None:
    names = [param.name for param in step.params]
    words = [f"{name}_" if keyword.iskeyword(name) else name.replace("-", "_") for name in names]
    assert list(inspect.signature(step.run).parameters)[2:] == words
    assert step.check is None or list(inspect.signature(step.check).parameters) == words
    assert step.short is None or step.short in names
    assert re.fullmatch(r"[A-Z].*\.", step.doc)
    assert len(set(names)) == len(names)


@EACH
def test_the_parameters_of_a_row(step: Step) -> None:
    for param in step.params:
        assert not (param.required and param.default is not None), param
        assert bool(param.choices) is (param.kind == "choice"), param
        assert param.default is None or not param.choices or param.default in param.choices, param
        assert re.fullmatch(r"[a-z`].*[^.]", param.doc), param


def test_the_list_of_steps(request: pytest.FixtureRequest) -> None:
    """It is that of the program; `--update` writes it."""
    listed = "".join(_listed())
    if request.config.getoption("--update"):
        DOCS.write_text(_GENERATED.sub(lambda _: listed, DOCS.read_text("utf-8")), "utf-8")
    found = _GENERATED.search(DOCS.read_text("utf-8"))
    assert found is not None
    assert found[0].split("\n") == listed.split("\n")


@EACH
def test_an_example_reads_back_from_its_yaml(step: Step) -> None:
    argument = step.example[0]
    assert yaml.safe_load(_as_yaml(step)) == (step.name if argument is None else {step.name: argument})


def _listed() -> Iterator[str]:
    yield "\n" + ",\n".join(_in_rows([f"[{name}](#{name})" for name in STEPS])) + "\n"
    for step in STEPS.values():
        yield f"\n## {step.name}\n\n{step.doc}\n\n"
        yield f"Takes: {_TAKEN[step.takes]}. Gives: {_GIVEN[step.gives]}.\n\n"
        if step.params:
            yield "| parameter | must | what | without it |\n|---|---|---|---|\n"
            yield "".join(_row(step, param) for param in step.params) + "\n"
        yield f"```yaml\nsteps: [{_as_yaml(step)}]\n"
        yield f"# takes {_flow(step.example[1])}\n# gives {_flow(step.example[2])}\n```\n"
    yield "\n"


_TAKEN = {
    "any": "anything", "text": "text", "number": "a number", "date": "a date", "list": "a list", "html": "HTML",
    "map": "a map",
}  # fmt: skip
_GIVEN = {**_TAKEN, "any": "a value of any type", "boolean": "true or false"}


def _in_rows(names: list[str], length: int = 5) -> list[str]:
    return [", ".join(names[at : at + length]) for at in range(0, len(names), length)]


def _row(step: Step, param: Param) -> str:
    short = " (*short*)" if param.name == step.short else ""
    choices = f": {', '.join(f'`{choice}`' for choice in param.choices)}" if param.choices else ""
    without = (
        "" if param.required or param.default in (None, ()) else f"`{json.dumps(param.default, ensure_ascii=False)}`"
    )
    cells = (f"`{param.name}`{short}", "yes" if param.required else "no", param.doc + choices, without)
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |\n"


def _as_yaml(step: Step) -> str:
    argument = step.example[0]
    return step.name if argument is None else f"{{{step.name}: {_flow(argument)}}}"


def _flow(value: object) -> str:
    """`value` on one line of YAML."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {_flow(inner)}" for name, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(inner) for inner in value) + "]"
    return json.dumps(value, ensure_ascii=False)
