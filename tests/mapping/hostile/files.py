"""Mapping files as an attacker or an accident makes them, each with what must be said of it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

HEAD = "mapping: 1\nname: hostile\nexporter: json\n"
MEGABYTE = 1024 * 1024


class Hostile(NamedTuple):
    """A folder with a mapping file `m.yml`, which `make` writes. `says` is in its fault; None where it is harmless."""

    name: str
    make: Callable[[Path], None]
    says: str | None
    slow: bool = False


def whole(content: str | bytes) -> Callable[[Path], None]:
    """Writes the mapping file."""
    raw = content if isinstance(content, bytes) else content.encode()
    return lambda folder: (folder / "m.yml").write_bytes(raw) and None


def rule(text: str, top: str = "") -> str:
    """A mapping with one field that is made by `text`."""
    return f"{HEAD}{top}types:\n- name: page\n  otherwise: true\n  fields:\n    x: {text}\n"


def beside(content: str, files: dict[str, str | bytes]) -> Callable[[Path], None]:
    """Writes the mapping file, and others."""

    def make(folder: Path) -> None:
        for name, text in {**files, "m.yml": content}.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())

    return make


def special(content: str, make_it: Callable[[Path], None]) -> Callable[[Path], None]:
    """Writes the mapping file, and `special` beside it, which is no plain file."""

    def make(folder: Path) -> None:
        (folder / "m.yml").write_text(content)
        make_it(folder / "special")

    return make


def included(name: str) -> str:
    return rule("{from: title}", f"include: {name}\n")


def looked_up(spec: str) -> str:
    return rule("{from: title, steps: [{lookup: t}]}", f"lookups: {{t: {spec}}}\n")


def laughs(width: int = 10, depth: int = 9) -> str:
    """Aliases of aliases: `width` to the power of `depth` values."""
    lines = ["a0: &a0 [x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * width)}]" for n in range(1, depth + 1)]
    return "\n".join(lines)


def nested(opens: str, closes: str, depth: int) -> str:
    return opens * depth + "x" + closes * depth


def tests_of(given: str) -> str:
    return f"{rule('{from: title}')}tests:\n- given: {given}\n  expect: {{type: page}}\n"


def tests_below(path: str) -> str:
    """A mapping that is tested with a list in a list, in which `path` names a place."""
    tests = "tests:\n- {given: {sections: [[1, 2]]}, expect: {x: null}}\n"
    return rule(f"{{from: {path}}}") + tests


def _types(number: int, keys: str, prefix: str = "t") -> str:
    return "".join(f"- {{name: {prefix}{n}, {keys}}}\n" for n in range(number))


def _matching(pattern: str) -> str:
    return f"{{from: id, steps: [{{regex-replace: {{pattern: '{pattern}'}}}}]}},"


# a type of many fields, which others are to extend
_FIELDS = ",".join(f"f{n}: {{value: 1}}" for n in range(900))
_EXTENDED = f"{HEAD}types:\n- {{name: a, when: {{kind: post}}, fields: {{{_FIELDS}}}}}\n"

_DEEP = "nested deeper than 50 levels"
_MANY = "more than 100,000 values"
_OUTSIDE = "lies outside of the mapping's folder"
HOSTILE = (
    # The text itself
    Hostile("10-megabytes", whole(HEAD + "# " + "x" * 10 * MEGABYTE), "is larger than 1,048,576 bytes"),
    Hostile("no-utf-8", whole(b"mapping: 1\nname: \xff\xfe\n"), "m.yml:2:7: is not UTF-8"),
    Hostile("utf-16", whole(rule("{from: title}").encode("utf-16")), "m.yml:1:1: is not UTF-8"),
    Hostile("two-byte-order-marks", whole(b"\xef\xbb\xbf\xef\xbb\xbf" + rule("{from: title}").encode()), None),
    Hostile("zero-bytes", whole(HEAD + "\0" * 1000), "m.yml:4:1: U+0000 is not allowed in YAML"),
    Hostile("control-characters", whole(rule("{value: a\x1b[31m}")), "U+001B is not allowed in YAML"),
    Hostile("control-characters-escaped", whole(rule(r'{"\e[31m\a": x}')), r"no key `\u001b[31m\u0007`"),
    Hostile("right-to-left", whole(rule('{"\\u202etitle": x}')), r"no key `\u202etitle`"),
    Hostile("empty", whole(""), "m.yml:1:1: the file is empty"),
    Hostile("a-pipe", lambda folder: os.mkfifo(folder / "m.yml"), "it is a pipe or a device, not a file"),
    Hostile("a-device", lambda folder: (folder / "m.yml").symlink_to("/dev/zero"), "it is a pipe or a device"),
    Hostile("a-folder", lambda folder: (folder / "m.yml").mkdir(), "Is a directory"),
    # Bombs of YAML
    Hostile("laughs", whole(laughs()), _MANY),
    Hostile("laughs-in-a-value", whole(rule("{value: *a9}", laughs() + "\n")), _MANY),
    Hostile("alias-of-itself", whole(f"{HEAD}types: &t [*t]\n"), _DEEP),
    Hostile(
        "aliases-deep", whole("a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}]\n" for n in range(1, 400))), _DEEP
    ),
    Hostile("lists-in-lists", whole(nested("[", "]", 100_000)), _DEEP),
    Hostile("maps-in-maps", whole(nested("{a: ", "}", 100_000)), _DEEP),
    Hostile("block-in-block", whole("".join(" " * n + "a:\n" for n in range(1000))), _DEEP),
    Hostile("dashes", whole("- " * 100_000), _DEEP),
    Hostile("questions", whole("? " * 100_000), _DEEP),
    Hostile("many-values", whole("[" + "a," * 500_000 + "]"), _MANY),
    Hostile(
        "many-anchors",
        whole("[" + ",".join(f"&a{n} b" for n in range(99_000)) + "]"),
        "should be a map of keys",
        slow=True,
    ),
    Hostile("many-documents", whole("---\na\n" * 100_000), "a second document begins here", slow=True),
    Hostile("many-directives", whole("%A b\n" * 200_000), "is not YAML"),
    Hostile("open-brackets", whole(rule("{a: ") + "x, " * 200_000), _MANY),
    Hostile("open-quote", whole(rule("'") + "x\n" * 400_000), "the quote that opens here is not closed"),
    Hostile(
        "texts-by-aliases",
        whole(rule("{value: [&a " + "x" * 500_000 + ", *a" * 90_000 + "]}")),
        "more than 4,194,304 characters",
    ),
    Hostile("merge-keys", whole(rule("{<<: {from: title}}")), "takes no `<<`"),
    Hostile("merge-keys-in-a-value", whole(rule("{value: {<<: {a: b}}}")), "takes no `<<`"),
    Hostile("keys-that-are-lists", whole(rule("{? [a, b] : c}")), "should be plain text and is a list"),
    Hostile("keys-of-a-megabyte", whole(f"{HEAD}? {'k' * 1_000_000}\n: x\n"), "has no key `kkk"),
    Hostile("keys-of-a-megabyte-in-a-rule", whole(rule("{" + "? " + "k" * 1_000_000 + " : x}")), "has no key `kkk"),
    Hostile("a-tag-of-python", whole(rule("{value: !!python/object/apply:os.system [id]}")), None),
    Hostile(
        "a-tag-of-python-on-a-text", whole(rule("{value: !!python/name:os.system x}")), "cannot be read as a value"
    ),
    Hostile("a-binary", whole(rule("{value: !!binary " + "QUJD" * 200_000 + "}")), "cannot be read as a value"),
    Hostile("a-set", whole(rule("{value: !!set {a, b}}")), None),
    # Values
    Hostile("int-of-10000-digits", whole(rule("{value: " + "9" * 10_000 + "}")), "cannot be read as a value"),
    Hostile("int-of-a-million-bits", whole(rule("{value: 0x" + "f" * 250_000 + "}")), "cannot be read as a value"),
    Hostile("int-in-base-60", whole(rule("{value: 1" + ":59" * 300_000 + "}")), "cannot be read as a value"),
    Hostile("int-beyond-json", whole(rule("{value: 36893488147419103232}")), "cannot be read as a value"),
    Hostile("underscores", whole(rule("{value: 1" + "_" * 900_000 + "}")), "cannot be read as a value"),
    Hostile("infinity", whole(rule("{value: .inf}")), "cannot be read as a value"),
    Hostile("not-a-number", whole(rule("{from: title, default: .nan}")), "cannot be read as a value"),
    Hostile("a-date-that-is-none", whole(rule("{value: 2024-13-45}")), "cannot be read as a value"),
    Hostile("a-date-before-all", whole(rule("{value: 0001-01-01T00:00:00+14:00}")), None),
    Hostile("a-huge-text", whole(rule("{value: " + "x" * 1_000_000 + "}")), None),
    Hostile("a-huge-bound", whole(rule("{from: title, max: 18446744073709551615}")), None),
    # Many of everything
    Hostile("20000-types", whole(HEAD + "types:\n" + "- {name: a, when: {kind: x}}\n" * 20_000), _MANY),
    Hostile(
        "16000-types",
        whole(HEAD + "types:\n" + "".join(f"- {{name: t{n}}}\n" for n in range(16_000))),
        "there are more than 300 types in the mapping",
        slow=True,
    ),
    Hostile("30000-names", whole(HEAD + "types:\n" + "- {a: b}\n" * 30_000), "many more faults", slow=True),
    Hostile(
        "90000-steps",
        whole(rule("{from: title, steps: [" + "strip," * 90_000 + "]}")),
        "more than 100 steps in a row",
        slow=True,
    ),
    Hostile(
        "90000-wrong-steps",
        whole(rule("{first: [" + "{from: a,steps: b}," * 15_000 + "]}")),
        "many more faults",
        slow=True,
    ),
    Hostile("90000-fallbacks", whole(rule("{from: [" + "meta.a," * 90_000 + "]}")), None, slow=True),
    Hostile(
        "16000-expressions",
        whole(rule("{first: [" + "{expr: a}," * 16_000 + "]}")),
        "a page has no field `a`",
        slow=True,
    ),
    Hostile(
        "16000-patterns",
        whole(
            rule(
                "{first: ["
                + "".join(f"{{from: id,steps: {{regex-replace: {{pattern: a{n}}}}}}}," for n in range(9_000))
                + "]}"
            )
        ),
        "there are more than 300 patterns in the mapping",
        slow=True,
    ),
    Hostile("template-of-a-megabyte", whole(rule(f"{{template: '{'x' * 1_000_000}'}}")), None),
    Hostile("100000-placeholders", whole(rule("{template: '" + "{title}" * 100_000 + "'}")), None, slow=True),
    Hostile("500000-braces", whole(rule("{template: '" + "{" * 500_001 + "'}")), "a single `{` in a template"),
    Hostile(
        "9000-types-that-extend-one",
        whole(_EXTENDED + _types(9_000, "extends: a, otherwise: true")),
        "there are more than 300 types in the mapping",
    ),
    Hostile(
        "fields-that-200-types-inherit",
        whole(_EXTENDED + _types(200, "extends: a, when: {kind: post}")),
        "there are more than 5,000 fields in the mapping",
    ),
    Hostile(
        "types-in-many-files",
        beside(
            included("[" + ",".join(f"a{n}.yml" for n in range(19)) + "]"),
            {f"a{m}.yml": "types:\n" + _types(20, f"of: term, when: {{name: x{m}}}", f"a{m}-") for m in range(19)},
        ),
        "there are more than 300 types in the mapping",
    ),
    Hostile(
        "patterns-of-many-instructions",
        whole(rule("{first: [" + "".join(_matching(f"\\pL{{1,300}}{n}") for n in range(290)) + "]}")),
        "there are more than 1,000,000 instructions of patterns in the mapping",
    ),
    Hostile(
        "patterns-of-too-many-instructions",
        whole(rule("{first: [" + "".join(_matching(f"\\pL{{1,900}}{n}") for n in range(190)) + "]}")),
        "there are more than 1,000,000 instructions of patterns in the mapping",
    ),
    Hostile(
        "types-with-a-pattern-each",
        whole(f"{HEAD}types:\n" + _types(3_000, r"when: {id: {matches: '\pL{1,30}'}}, fields: {x: {from: id}}")),
        "there are more than 300 types in the mapping",
    ),
    Hostile(
        "2000-look-ups",
        beside(
            rule("{from: title}", "lookups:\n" + "".join(f"  t{n}: {{file: t.csv}}\n" for n in range(2_000))),
            {"t.csv": "old,new\n" + "".join(f"{n},x\n" for n in range(600))},
        ),
        "there are more than 200 look-ups in the mapping",
    ),
    Hostile("place-of-5000-digits", whole(rule("{from: sections." + "9" * 5_000 + "}")), "places in a list count"),
    Hostile("place-below-of-5000-digits", whole(tests_below("sections.0." + "9" * 5_000)), None),
    Hostile("place-in-an-expression", whole(rule("{expr: 'sections[" + "9" * 5_000 + "]'}")), ""),
    Hostile("step-to-a-place-of-5000-digits", whole(rule("{from: tags, steps: [{get: '" + "9" * 5_000 + "'}]}")), None),
    Hostile(
        "extends-1000-deep",
        whole(
            HEAD
            + "types:\n"
            + "".join(f"- {{name: t{n}, when: {{kind: post}}, extends: t{n + 1}}}\n" for n in range(300))
        ),
        "extends itself in the end",
    ),
    Hostile(
        "extends-in-a-circle",
        whole(
            HEAD + "types:\n- {name: a, when: {kind: post}, extends: b}\n- {name: b, when: {kind: post}, extends: a}\n"
        ),
        "extends itself in the end",
    ),
    # Expressions
    Hostile(
        "expression-of-100-kilobytes", whole(rule(f"{{expr: '{'a' * 100_000}'}}")), "longer than 65,536 characters"
    ),
    Hostile("22-doublings", whole(rule("{expr: '" + " | ".join(["[@,@]"] * 22) + "'}")), "more than 12 lists and maps"),
    Hostile("3000-parentheses", whole(rule(f"{{expr: '{nested('(', ')', 3000)}'}}")), "deeper than 32 brackets"),
    Hostile("60000-nots", whole(rule("{expr: '" + "!" * 60_000 + "a'}")), "nests too deep"),
    Hostile("30000-dots", whole(rule("{expr: '" + "a." * 30_000 + "a'}")), "more than 200 parts"),
    Hostile("20000-pipes", whole(rule("{expr: '" + "a|" * 20_000 + "a'}")), "more than 200 parts"),
    Hostile("60000-signs", whole(rule("{expr: '" + "&" * 60_000 + "'}")), "is no JMESPath"),
    Hostile("open-literal", whole(rule("{expr: '`" + "[" * 60_000 + "'}")), "deeper than 32 brackets"),
    Hostile("deep-literal", whole(rule("{expr: '`" + '{"a":' * 20 + "'}")), "is no JMESPath"),
    # Patterns
    Hostile(
        "pattern-of-a-megabyte",
        whole(rule(f"{{from: title, steps: [{{regex-replace: {{pattern: '{'(a+)+' * 200_000}'}}}}]}}")),
        "longer than 1,000",
    ),
    Hostile(
        "pattern-of-many-states",
        whole(rule("{from: title, steps: [{regex-replace: {pattern: '((a{1,99}){1,99}){1,99}'}}]}")),
        "cannot be taken",
    ),
    Hostile(
        "pattern-that-cannot-end", whole(rule("{choose: [{when: {title: {matches: '^(a+)+$'}}, value: 1}]}")), None
    ),
    Hostile(
        "pattern-with-back-references",
        whole(rule(r"{from: title, steps: [{regex-replace: {pattern: '(a)\1'}}]}")),
        "back-references",
    ),
    Hostile(
        "date-format-of-a-megabyte",
        whole(rule("{from: date, steps: [{date: '" + "%Y" * 400_000 + "'}]}")),
        "longer than 200",
    ),
    Hostile(
        "zones-that-are-none",
        whole(rule("{first: [" + "{from: date, steps: {date: {zone: a/b}}}," * 9_000 + "]}")),
        "many more faults",
        slow=True,
    ),
    # Files
    Hostile("include-above", whole(included("../x.yml")), _OUTSIDE),
    Hostile("include-from-the-root", whole(included("/etc/passwd")), _OUTSIDE),
    Hostile("include-a-device", whole(included("/dev/zero")), _OUTSIDE),
    Hostile("include-a-long-name", whole(included("x" * 100_000)), "there is no file `xxx"),
    Hostile("include-a-zero-byte", whole(included('"a\\0b"')), _OUTSIDE),
    Hostile("include-a-link-out", special(included("special"), lambda path: path.symlink_to("/etc/passwd")), _OUTSIDE),
    Hostile("include-a-link-to-itself", special(included("special"), lambda path: path.symlink_to(path.name)), ""),
    Hostile("include-a-pipe", special(included("special"), os.mkfifo), "there is no file `special`"),
    Hostile("include-a-folder", special(included("special"), Path.mkdir), "there is no file `special`"),
    Hostile("include-itself", whole(included("m.yml")), "includes itself"),
    Hostile(
        "include-one-another",
        beside(included("a.yml"), {"a.yml": "include: b.yml\n", "b.yml": "include: a.yml\n"}),
        "includes itself",
    ),
    Hostile(
        "include-a-chain",
        beside(included("a0.yml"), {f"a{n}.yml": f"include: a{n + 1}.yml\n" for n in range(1000)}),
        "more than 20 files",
    ),
    Hostile(
        "include-one-1000-times",
        beside(included("[" + "a.yml," * 1000 + "]"), {"a.yml": "name: a\n"}),
        "more than 20 files",
    ),
    Hostile(
        "include-large-ones",
        beside(included("[" + "a.yml," * 19 + "]"), {"a.yml": "options: [" + "x," * 99_000 + "]\n"}),
        "include fewer",
        slow=True,
    ),
    Hostile(
        "include-broken-ones",
        beside(included("[" + "a.yml," * 9_000 + "]"), {"a.yml": "options: [" + "x," * 99_000 + "\n"}),
        "what is included is larger",
        slow=True,
    ),
    Hostile(
        "tables-of-8-megabytes",
        beside(
            rule("{from: title}", "lookups:\n" + "".join(f"  t{n}: {{file: t.csv}}\n" for n in range(200))),
            {"t.csv": "old,new\n" + "a,b\n" * 190_000 + "," * 4_000_000},
        ),
        "the tables together are larger",
        slow=True,
    ),
    Hostile("table-above", whole(looked_up("{file: ../t.csv}")), _OUTSIDE),
    Hostile("table-on-a-device", whole(looked_up("{file: /dev/zero}")), _OUTSIDE),
    Hostile(
        "table-a-link-out", special(looked_up("{file: special}"), lambda path: path.symlink_to("/dev/zero")), _OUTSIDE
    ),
    Hostile("table-a-pipe", special(looked_up("{file: special}"), os.mkfifo), "it is a pipe or a device"),
    Hostile("table-a-folder", special(looked_up("{file: special}"), Path.mkdir), "Is a directory"),
    Hostile(
        "table-of-aliases", beside(looked_up("{file: t.yml}"), {"t.yml": laughs()}), "has an alias; write the value out"
    ),
    Hostile(
        "table-deep",
        beside(looked_up("{file: t.yml}"), {"t.yml": nested("[", "]", 100_000)}),
        "nested deeper than 20 levels",
    ),
    Hostile("table-deep-json", beside(looked_up("{file: t.json}"), {"t.json": "[" * 1_000_000}), "JSON"),
    Hostile(
        "table-of-100-megabytes",
        special(looked_up("{file: t.csv}"), lambda path: _sparse(path.with_name("t.csv"))),
        "larger than 8,388,608 bytes",
    ),
    Hostile(
        "table-of-one-cell",
        beside(looked_up("{file: t.csv}"), {"t.csv": 'old,new\na,"' + "x" * 8_000_000 + '"\n'}),
        "is not CSV",
    ),
    Hostile(
        "table-of-a-million-rows",
        beside(looked_up("{file: t.csv}"), {"t.csv": "old,new\n" + "".join(f"{n},\n" for n in range(900_000))}),
        "more than 200,000 rows",
        slow=True,
    ),
    Hostile(
        "table-of-a-million-columns",
        beside(looked_up("{file: t.csv, key: z}"), {"t.csv": "a," * 4_000_000 + "\n"}),
        "there is no column `z`",
        slow=True,
    ),
    Hostile(
        "table-of-empty-rows",
        beside(looked_up("{file: t.csv}"), {"t.csv": "old,new\n" + "\n" * 8_000_000}),
        None,
        slow=True,
    ),
    Hostile(
        "table-of-a-million-values",
        beside(looked_up("{file: t.yml}"), {"t.yml": "[" + "a," * 4_000_000 + "]"}),
        "more than 100,000 values",
    ),
    Hostile("table-of-zero-bytes", beside(looked_up("{file: t.csv}"), {"t.csv": "old,new\n" + "\0" * 100_000}), ""),
    Hostile(
        "table-of-large-numbers", beside(looked_up("{file: t.json}"), {"t.json": '{"a": ' + "9" * 5_000 + "}"}), "JSON"
    ),
    # Tests of the file
    Hostile("test-of-a-huge-text", whole(tests_of("{title: " + "x" * 1_000_000 + "}")), None),
    Hostile("test-of-a-long-path", whole(tests_of("{? meta" + ".a" * 400_000 + " : x}")), "has more than 50 names"),
    Hostile(
        "test-of-many-fields",
        whole(tests_of("{" + ",".join(f"meta.a{n}: b" for n in range(45_000)) + "}")),
        None,
        slow=True,
    ),
    Hostile(
        "90000-tests",
        whole(rule("{from: title}") + "tests: [" + "{}," * 90_000 + "]"),
        "a test has no `given`",
        slow=True,
    ),
)


def _sparse(path: Path) -> None:
    path.write_bytes(b"old,new\n")
    os.truncate(path, 100 * MEGABYTE)
