"""Texts in the wrong letters."""

from __future__ import annotations

from tests.hostile.corpus.attack import Attack, body, files, page

MOJIBAKE = "caf\u00c3\u00a9 \u00e2\u20ac\u0153x\u00e2\u20ac\u201c \u00ef\u00bf\u00bd "

ATTACKS = [
    Attack(
        name="mojibake-line",
        what="a line of three megabytes of nothing but letters that were read wrongly",
        must="mend it or leave it, in time that grows with it only",
        make=files(lambda: {"a.md": body("\u00c3" * 3_000_000)}),
        pages=2,
        cpu=60,
        slow=True,
    ),
    Attack(
        name="mojibake-lines",
        what="thousands of lines of letters that were read wrongly, once, twice, and three times over",
        must="mend them or leave them, in time that grows with them only",
        make=files(
            lambda: {
                "a.md": body((MOJIBAKE + "\n") * 20_000),
                "b.md": body((MOJIBAKE.encode().decode("latin-1") + "\n") * 10_000),
                "c.md": body(("\u00c3\u0192\u00c2\u00a9" * 10 + "\n") * 10_000),
            }
        ),
        told=("b.md encoding.too-much", "c.md encoding.too-much"),
        pages=4,
        cpu=60,
        slow=True,
    ),
    Attack(
        name="mojibake-everywhere",
        what="letters that were read wrongly in front matter, data, menus, names and addresses",
        must="mend or leave each, and tell what is changed",
        make=files(
            {
                f"{MOJIBAKE.split()[0]}.md": page(f"title: '{MOJIBAKE}'\npermalink: /{MOJIBAKE.split()[0]}/", MOJIBAKE),
                "_data/a.yml": f"{MOJIBAKE.split()[0]}: '{MOJIBAKE}'\n",
                "_data/navigation.yml": f"links:\n- title: '{MOJIBAKE}'\n  url: /\n",
                "_redirects": f"/{MOJIBAKE.split()[0]} /\n",
            }
        ),
        pages=2,
    ),
    Attack(
        name="bytes-no-text",
        what="pages of bytes at random, of half letters, of letters beyond the last one, in sixteen bits",
        must="read them as they can be, and tell the line",
        make=files(
            lambda: {
                "a.md": b"---\ntitle: A\n---\n" + bytes(range(256)) * 200,
                "b.md": b"---\ntitle: B\n---\n" + b"\xf4\x90\x80\x80\xed\xa0\x80\xc0\xaf\xe2\x82" * 20_000,
                "c.md": "---\ntitle: C\n---\nb\n".encode("utf-16"),
                "d.md": b"---\ntitle: D\xe9\nx: \xff\n---\n" + b"\xff" * 500_000,
                "e.md": b"\xef\xbb\xbf\xef\xbb\xbf---\ntitle: E\n---\n",
                "f.md": b"---\ntitle: F\n---\n" + b"\0" * 500_000,
                "_data/x.csv": b"a,b\n" + b"\xe9,\xff\n" * 50_000,
                "_redirects": b"/\xe9 /\xff\n" * 10_000,
            }
        ),
        told=("a.md encoding.invalid-utf8", "b.md encoding.invalid-utf8", "f.md encoding.nul"),
        cpu=60,
        slow=True,
    ),
    Attack(
        name="terminal-escapes",
        what="escapes that a terminal obeys in titles, keys, links, tags, includes, menus and redirects",
        must="let none of them through to a terminal or a report",
        make=files(
            {
                "a.md": page(
                    '"\\e]0;owned\\a\\e[31m": "\\e[2J"\ntitle: "\\e[31mred\\x9b31m"\n'
                    'date: "\\e[31m"\npermalink: "/\\e[31m"'
                ),
                "b.md": body(
                    "[x](/\x1b[31m) {% \x1b[31m %} {% include \x1b[31m.html %} {{ 'a' | \x9b31m }} [^\x1b[31m]"
                ),
                "c.html": page("title: C", "<a href='/\x1b]8;;http://evil.example\x07'>x</a><\x1b[31m>"),
                "_redirects": "/\x1b[31m\n/a\x9b31m /b\x07\n",
                "_data/navigation.yml": 'links:\n- {title: "\\e[31m", url: "/\\e[31m"}\n- "\\e[31m"\n',
                "_config.yml": 'timezone: "\\e[31m"\ncollections: {"\\e[31m": {}}\nresources_name: "\\e[31m"\n',
            }
        ),
        told=("b.md page.liquid", "_redirects redirect.invalid", "_data/navigation.yml isomer.navigation"),
        pages=4,
    ),
    Attack(
        name="directions",
        what="letters that turn the direction of what is shown, in titles and addresses",
        must="keep them in the text, and show none of them on a terminal",
        make=files(
            {
                "a.md": page('title: "\u202eevil\u2066"\ndate: "\u202e"', "\u202e[x](/\u202e)\u2069 \u200f"),
                "_redirects": "/\u202e\n",
            }
        ),
        told=("_redirects redirect.invalid",),
        pages=2,
    ),
]
