"""Mappings that nothing is wrong with, and that would grow a value without end: that is told, and the value is null."""

from __future__ import annotations

import json
from pathlib import Path

from tests.hostile.bounds import runner
from tests.mapping.hostile.files import HEAD, MEGABYTE

DOUBLED = ", ".join(["{replace: {from: x, to: xx}}"] * 40)
GROWING = {
    "doubled": "{from: body.html, steps: [" + DOUBLED + "]}",
    "padded": "{from: meta.list, steps: [{prefix: '" + "x" * 1_000 + "'}]}",
    "padded-each": "{from: meta.list, each: [{prefix: '" + "x" * 1_000 + "'}]}",
    "split": "{from: body.html, steps: [{split: {on: x, strip: false}}]}",
    "joined": "{from: meta.list, steps: [{join: '" + "x" * 1_000 + "'}]}",
    "matched": "{from: body.html, steps: [{regex-replace: {pattern: 'x*?', to: '" + "y" * 100 + "'}}]}",
    "large": "{from: body.html, steps: [{regex-replace: {pattern: '(x{1,30}){1,30}y', to: z}}]}",
    "template": "{template: '" + "{body.html}" * 50 + "'}",
    "words": "{expr: \"" + " | ".join(["[@,@]"] * 12) + " | to_string(@)\"}",
    "flat": "{expr: \"meta.list" + " | [@,@,@,@,@,@,@,@,@,@][]" * 11 + "\"}",
    "between": "{expr: 'join(body.html, meta.list)'}",
    "mapped": "{expr: 'map(&join(@, [@, @, @, @, @, @, @, @]), meta.long)'}",
}  # fmt: skip
HARMLESS = {
    "json": "{from: meta, steps: [json, json, json, json, length]}",
    "unique": "{from: meta.list, unique: true}",
    "matches": "{choose: [{when: {body.html: {matches: '^(x+)+$'}}, value: 1}, {otherwise: 0}]}",
    "cut": "{from: body.html, steps: [{truncate: 100}, length]}",
}


def test_growing_values(tmp_path: Path) -> None:
    fields = "\n".join(f"    {name}: {rule}" for name, rule in {**GROWING, **HARMLESS}.items())
    (tmp_path / "m.yml").write_text(f"{HEAD}types:\n- name: page\n  otherwise: true\n  fields:\n{fields}\n")
    site = tmp_path / "site"
    site.mkdir()
    (site / "_config.yml").write_text("timezone: UTC\n")
    matter = {"title": "Pier", "list": [str(n % 7) for n in range(50_000)], "long": ["y" * 10_000] * 60}
    (site / "pier.html").write_text(f"---\n{json.dumps(matter)}\n---\n{'x' * 900_000}")
    with runner(tmp_path) as bounded:
        took = bounded.run(
            "export", "site", "--mapping", "m.yml", "--out", "out.json", "--quiet",
            folder=tmp_path, cpu=20, memory=800 * MEGABYTE,
        )  # fmt: skip
    print(f"{took.cpu:.2f} s, {took.memory // MEGABYTE} MB")
    assert took.code == 0, took.err[-3000:]
    document = json.loads((tmp_path / "out.json").read_bytes())
    [page] = document["pages"]
    assert {name: page[name] for name in GROWING} == dict.fromkeys(GROWING)
    told = "\n".join(one["message"] for one in document["findings"] if one["code"] == "mapping.step")
    lines = {name: line for line, name in enumerate({**GROWING, **HARMLESS}, 8)}
    assert [name for name in GROWING if f"m.yml:{lines[name]}:" not in told] == []
    assert {name: page[name] for name in HARMLESS} == {
        "json": page["json"],
        "unique": list("0123456"),
        "matches": 1,
        "cut": 100,
    }
