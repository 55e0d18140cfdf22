"""YAML that is small to write and large to read."""

from __future__ import annotations

from collections.abc import Callable

from tests.hostile.corpus.attack import PAGE, Attack, Files, Maker, body, files, page

BOMB = "a: &a [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{one}: &{one} [{','.join([f'*{before}'] * 10)}]\n" for before, one in zip("abcdefgh", "bcdefghi", strict=True)
)
MERGES = "m0: &m0 {k0: 1}\n" + "".join(
    f"m{number}: &m{number} {{<<: [{', '.join([f'*m{number - 1}'] * 10)}], k{number}: 1}}\n" for number in range(1, 30)
)
SIGNS = ('"', "'", "? ", "a: ", "#", "%", "!a ", "&a ", "*a ", "{", "|\n ")
KEYS = ("title", "permalink", "collections", "defaults", "markdown", "exclude", "kramdown", "timezone", "include")
UNPARSABLE = "front-matter.unparsable"


def everywhere(text: str | Callable[[], str]) -> Maker:
    """The same YAML as front matter and as data."""

    def given() -> Files:
        yaml = text() if callable(text) else text
        return {"a.md": f"---\n{yaml}\n---\nkept\n", "_data/a.yml": yaml, "_posts/2020-01-01-p.md": PAGE}

    return files(given)


ATTACKS = [
    Attack(
        name="yaml-billion-laughs",
        what="aliases of aliases of aliases make a billion values of nine lines",
        must="stop at a bound; the page keeps its body",
        make=everywhere(BOMB),
        code=1,
        told=(f"a.md {UNPARSABLE}", "_data/a.yml data.unparsable"),
        holds=("kept\\n",),
        pages=3,
    ),
    Attack(
        name="yaml-billion-laughs-configuration",
        what="the same in `_config.yml`",
        must="stop the run with file and line",
        make=files({"_config.yml": BOMB}),
        code=4,
        says="_config.yml:6:8: aliases make more than",
    ),
    Attack(
        name="yaml-merge-bomb",
        what="merge keys of lists of merge keys, thirty deep",
        must="stop at a bound, or merge in time that the text is worth",
        make=everywhere(MERGES),
        code=1,
        pages=3,
    ),
    Attack(
        name="yaml-merge-wide",
        what="a map of 5,000 keys, merged into 2,000 others",
        must="stop at a bound",
        make=everywhere(
            lambda: (
                "a: &a {"
                + ", ".join(f"k{n}: 1" for n in range(5000))
                + "}\n"
                + "".join(f"m{n}: {{<<: *a}}\n" for n in range(2000))
            )
        ),
        code=1,
        told=(f"a.md {UNPARSABLE}",),
        pages=3,
    ),
    Attack(
        name="yaml-alias-in-itself",
        what="an anchor holds itself: as a list, a map, a key, a merge",
        must="tell it; never print without end",
        make=files(
            {
                "a.md": page("a: &a [*a]"),
                "b.md": page("a: &a {b: *a}"),
                "c.md": page("a: &a {<<: *a}"),
                "d.md": page("? &a [*a]\n: 1"),
                "_data/navigation.yml": "links: &l\n- title: A\n  sublinks: *l\n",
            }
        ),
        code=1,
        told=(f"a.md {UNPARSABLE}", f"b.md {UNPARSABLE}", f"c.md {UNPARSABLE}", "_data/navigation.yml data.unparsable"),
        pages=5,
    ),
    Attack(
        name="yaml-deep",
        what="a hundred thousand brackets, a thousand maps, ten thousand indents",
        must="tell that it is too deep; no exhausted stack",
        make=files(
            lambda: {
                "a.md": page("x: " + "[" * 100_000),
                "b.md": page("x: " + "{a: " * 1000 + "1" + "}" * 1000),
                "c.md": page("\n".join(" " * n + "a:" for n in range(1000))),
                "d.md": page("- " * 10_000 + "x"),
                "e.md": page("? " * 10_000 + "x"),
                "_data/x.json": "[" * 100_000 + "]" * 100_000,
                "_data/y.yml": "- " * 100_000,
            }
        ),
        code=1,
        told=(
            *(f"{name}.md {UNPARSABLE}" for name in "abcde"),
            "_data/x.json data.unparsable",
            "_data/y.yml data.unparsable",
        ),
        pages=6,
    ),
    Attack(
        name="yaml-tags-that-run",
        what="tags that make other readers call Python and Ruby",
        must="run nothing and tell the tag",
        make=files(
            {
                "a.md": page("x: !!python/object/apply:os.system ['touch owned']"),
                "b.md": page("x: !!python/name:os.system"),
                "c.md": page("x: !ruby/object:Gem::Installer\n  i: x"),
                "d.md": page("x: !ruby/regexp /(a+)+$/"),
                "e.md": page("x: !!python/object/new:type {args: [z, !!python/tuple [], {}]}"),
                "_data/a.yml": "x: !ruby/hash:ERB {src: '`touch owned`'}",
            }
        ),
        code=1,
        told=(f"c.md {UNPARSABLE}", f"d.md {UNPARSABLE}"),
        pages=6,
    ),
    Attack(
        name="yaml-numbers",
        what="integers of a million digits, in every base, infinities and what is not a number, as every common key",
        must="take none for a number that halts the reader or that JSON has not",
        make=files(
            lambda: {
                f"{number}-{key}.md": page(f"{key}: {value}")
                for number, value in enumerate(
                    (
                        "9" * 400_000,
                        "0x" + "f" * 400_000,
                        "0b" + "1" * 400_000,
                        "0" + "7" * 400_000,
                        "1_" * 200_000 + "1",
                        "1:" * 100_000 + "1",
                        "1." + "9" * 400_000,
                        "1e" + "9" * 4000,
                        ".inf",
                        "-.INF",
                        ".NaN",
                    )
                )
                for key in ("title", "date", "permalink", "order")
            }
        ),
        code=1,
        pages=45,
        cpu=60,
    ),
    Attack(
        name="yaml-times",
        what="dates beyond every calendar, offsets beyond every zone, seconds with a million digits",
        must="tell what is no date; the value stays in the page's data",
        make=files(
            {
                f"{number}-{key}.md": page(f"{key}: {value}")
                for number, value in enumerate(
                    (
                        "0000-00-00",
                        "9999-12-31 23:59:59 -12:00",
                        "0001-01-01 00:00:00 +14:00",
                        "2020-02-30",
                        "2020-01-01 25:61:61",
                        "2020-01-01 00:00:00." + "9" * 100_000,
                        "2020-01-01 00:00:00 +99:99",
                        "99999-01-01",
                        "'" + "2020-" * 20_000 + "'",
                        "'Jan " + "1 " * 20_000 + "'",
                        "'" + "1" * 100_000 + "'",
                        "'" + ":" * 100_000 + "'",
                    )
                )
                for key in ("date", "last_modified_at", "title")
            }
        ),
        told=("date.invalid",),
        pages=37,
    ),
    Attack(
        name="yaml-keys",
        what="a key of a megabyte, keys that are lists, maps, null, binary, and the same key ten thousand times",
        must="keep the page; tell what is lost",
        make=files(
            lambda: {
                "a.md": page("k" * 900_000 + ": 1"),
                "b.md": page("? [a, {b: c}]\n: 1\n~: 2\n? {a: b}\n: 3\n!!binary AAAA: 4\n1.5: 5\n2020-01-01: 6\n"),
                "c.md": page("\n".join("title: T" for _ in range(10_000))),
                "_data/d.yml": "\n".join("k: 1" for _ in range(20_000)),
            }
        ),
        told=("c.md front-matter.duplicate-key",),
        code=1,
        pages=4,
    ),
    Attack(
        name="yaml-scalars",
        what="a value just under and just over the bound of front matter, NUL and control characters, wrong escapes",
        must="take the one and tell the others",
        make=files(
            lambda: {
                "a.md": page("title: " + "x" * 1_000_000),
                "b.md": page("title: " + "x" * 1_100_000),
                "c.md": page("title: a\0b"),
                "d.md": page('title: "\\0\\x1b[31m\\u202e\\ud800"'),
                "e.md": page("title: >\n" + " \n" * 300_000),
                "f.md": page("x: !!binary " + "A" * 900_000),
            }
        ),
        code=1,
        told=(f"b.md {UNPARSABLE}", f"c.md {UNPARSABLE}"),
        pages=7,
    ),
    Attack(
        name="yaml-anchors",
        what="a hundred thousand anchors and aliases, none of them large",
        must="read it or tell it, in time that the text is worth",
        make=everywhere(lambda: "".join(f"k{n}: &a{n} 1\nl{n}: *a{n}\n" for n in range(30_000))),
        pages=3,
    ),
    Attack(
        name="yaml-flow-quotes",
        what="half a megabyte each of quotes, question marks, colons, hashes, percent signs and tags",
        must="read it or tell it, in time that the text is worth",
        make=files(
            lambda: {f"{number}.md": page("x: " + sign * (400_000 // len(sign))) for number, sign in enumerate(SIGNS)}
        ),
        code=1,
        pages=12,
    ),
    Attack(
        name="front-matter-fences",
        what="front matter that never ends, ends at once, holds fences by the thousand, or is nothing but blank lines",
        must="find the end in one pass",
        make=files(
            lambda: {
                "a.md": "---\n" + "a: b\n" * 200_000,
                "b.md": "---\n---\n---\n---\n",
                "c.md": "---\n" + "---x\n" * 200_000,
                "d.md": "---\n" + "\n" * 1_000_000 + "---\n",
                "e.md": "---" + " " * 600 + "\n---\n",
                "f.md": "---\n" + "--- \t\r\n\f" * 10 + "x",
                "g.md": "---\na: |\n" + " ---\n" * 100_000 + "---\nb\n",
            }
        ),
        told=("a.md front-matter.unclosed", "c.md front-matter.unclosed"),
    ),
    Attack(
        name="configuration-no-text",
        what="`_config.yml` is half a megabyte of zero bytes",
        must="stop the run with file and line",
        make=files({"_config.yml": b"\0" * 500_000}),
        code=4,
        says="_config.yml:1:1: U+0000 is not allowed in YAML",
    ),
    Attack(
        name="configuration-of-lists",
        what="every key of the configuration is a list of a list, and the scopes of defaults are none",
        must="tell each and use the old system's default",
        make=files(
            {
                "_config.yml": "".join(f"{key}: [[1], {{a: [b]}}]\n" for key in KEYS),
                "a.md": body("x"),
            }
        ),
        told=("_config.yml config.value",),
        pages=2,
    ),
]
