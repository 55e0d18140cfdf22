"""Configurations that are long to obey."""

from __future__ import annotations

import json

from tests.hostile.corpus.attack import PAGE, UTC, Attack, body, files, page

GLOBS = (
    "*a" * 500 + "b",
    "**/" * 200 + "x",
    "[" * 2000,
    "{a,b}" * 50,
    "?*" * 500 + "b",
    "[!" * 500,
    "\\" * 999,
    "*" * 9999,
)
TIMES = ("99999999999999999999", "-1", "9999-12-31 23:59:59", "0001-01-01", "'" + "1 " * 10_000 + "'", ".inf", "[1]")

ATTACKS = [
    Attack(
        name="globs-that-explode",
        what="patterns of `include` and `exclude` that make other readers try every way",
        must="decide each name in time that grows with it only",
        make=files(
            {
                "_config.yml": f"{UTC}exclude: {json.dumps(GLOBS[:-1])}\ninclude: {json.dumps(GLOBS[:-1])}\n",
                **{f"{'a' * 200}{n}.md": PAGE for n in range(20)},
            }
        ),
    ),
    Attack(
        name="globs-by-the-thousand",
        what="ten thousand patterns and a thousand pages",
        must="decide each page in bounded time",
        make=files(
            lambda: {
                "_config.yml": f"{UTC}exclude: {json.dumps([f'*x{n}*y' for n in range(10_000)])}\n",
                **{f"p/{n}.md": PAGE for n in range(200)},
            }
        ),
        pages=201,
        cpu=60,
        slow=True,
    ),
    Attack(
        name="defaults-by-the-thousand",
        what="ten thousand scopes of defaults and a thousand pages",
        must="give each page its defaults in bounded time",
        make=files(
            lambda: {
                "_config.yml": UTC
                + "defaults:\n"
                + "".join(f"- {{scope: {{path: 'p/*{n}*'}}, values: {{k{n}: 1}}}}\n" for n in range(10_000)),
                **{f"p/{n}.md": PAGE for n in range(300)},
            }
        ),
        pages=301,
        cpu=60,
        slow=True,
    ),
    Attack(
        name="defaults-that-multiply",
        what="a default of a thousand keys for every one of two thousand pages: 20 kB that become two million values",
        must="keep them within the bound on memory, or stop at a bound",
        make=files(
            lambda: {
                "_config.yml": UTC
                + "defaults:\n- {scope: {path: ''}, values: {"
                + ", ".join(f"k{n}: v" for n in range(1000))
                + "}}\n",
                **{f"p/{n}.md": PAGE for n in range(2000)},
            }
        ),
        pages=2001,
        cpu=60,
        slow=True,
    ),
    Attack(
        name="collections-by-the-thousand",
        what="ten thousand collections, none of them there, and names that are paths, empty, or control characters",
        must="tell each once, in time that grows with their number only",
        make=files(
            lambda: {
                "_config.yml": UTC
                + "collections:\n"
                + "".join(f"  c{n}: {{output: true}}\n" for n in range(10_000))
                + '  "\\e[31m": {}\n  "../x": {}\n  "": {}\n  posts: {output: false}\n  data: {}\n',
                **{f"_c{n}/a.md": PAGE for n in range(0, 10_000, 100)},
            }
        ),
        told=("config.collection-folder",),
        pages=101,
        cpu=60,
        slow=True,
    ),
    Attack(
        name="zones",
        what="a time zone that is a path, a device, a secret, or five thousand letters",
        must="tell it and take UTC",
        make=files({"_config.yml": "timezone: ../../../../../../etc/passwd\n", "_posts/2020-01-01-a.md": PAGE}),
        told=("_config.yml config.timezone",),
        never=("root:x:",),
        pages=2,
    ),
    Attack(
        name="zone-device",
        what="a time zone that is a device without end",
        must="tell it and take UTC",
        make=files({"_config.yml": "timezone: /dev/zero\n"}),
        told=("_config.yml config.timezone",),
    ),
    Attack(
        name="excerpts",
        what="a separator of excerpts that is nothing, a pattern, or a list, and templates that ask for excerpts",
        must="take it for what it says",
        make=files(
            {
                "_config.yml": f"{UTC}excerpt_separator: ''\n",
                "_posts/2020-01-01-a.md": page("excerpt_separator: '(a+)+$'", "a" * 1000),
                "_posts/2020-01-02-b.md": page("excerpt_separator: [1]", "b\n\nc"),
                "c.md": body("{% for p in site.posts %}{{ p.excerpt }}{% endfor %}"),
            }
        ),
        pages=4,
    ),
    *(
        Attack(
            name=f"present-{number}",
            what="a configuration that says what time it is, and that time is none or no other time",
            must="tell it or take it; posts are dated all the same",
            make=files({"_config.yml": f"{UTC}time: {time}\n", "_posts/2020-01-01-a.md": PAGE}),
            pages=2,
        )
        for number, time in enumerate(TIMES)
    ),
    Attack(
        name="kramdown-options",
        what="options of the Markdown parser that are lists, numbers without end, and thousands of link definitions",
        must="tell what is none and go on",
        make=files(
            lambda: {
                "_config.yml": f"{UTC}kramdown:\n  input: [x]\n  toc_levels: 1..99999999999\n"
                f"  footnote_nr: {'9' * 900}\n"
                "  header_offset: -999999\n  auto_id_prefix: {a: b}\n  typographic_symbols: {hellip: [1]}\n"
                "  link_defs: {"
                + ", ".join(f"k{n}: [/x{n}]" for n in range(20_000))
                + "}\n  syntax_highlighter: !!null\n",
                "a.md": body("# x\n\n[k1] [k2][] ... *a*\n{:toc}\n"),
            }
        ),
        pages=2,
    ),
]
