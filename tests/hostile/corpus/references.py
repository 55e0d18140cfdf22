"""Links and addresses that are long to follow, and those that pretend to be the reader's own."""

from __future__ import annotations

from tests.hostile.corpus.attack import UTC, Attack, Files, body, files, page

ODD = (
    "page:index.md",
    "page:nope.md",
    "page:../../secret/secret.md",
    "asset:../secret/secret.md",
    "asset:images/a.png",
    "asset:",
    "page:",
    "page:#",
    "PAGE:index.md",
    "page:index.md#x?y",
    "page://evil.example/",
    "/a\nb",
    "/a\x01\x02b",
    "/a&#0;b",
    "/a%00b",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/..%2f..%2fetc/passwd",
    "\\..\\..\\etc",
    "/%ff%fe/",
    "/%",
    "/%u0041",
    "?",
    "#",
    "##",
    "#%",
    "?a=b#c?d",
    "////",
    "/./././",
    ".",
    "..",
    "",
    " ",
    "\t\n",
    "&nbsp;",
    "\u202e/txt",
    "/\U0001f600",
    "/\u0130.html",
    "http:///",
    "http://",
    "https://[",
    "https://x:y:z/",
    "mailto:",
    "tel:\x1b[31m",
)


def _broken() -> Files:
    return {
        f"p/{n}.md": page("title: P", "".join(f'<a href="/broken-{n}-{link}/x">x</a>\n' for link in range(500)))
        for n in range(100)
    } | {f"q/{n}.md": page(f"permalink: /brokem-{n}/x/") for n in range(1000)}


def _near() -> Files:
    near = "".join(f'<a href="/a/long/folder/of/the/site/page-number-{n}-{n}.html">x</a>\n' for n in range(5_000))
    return {"a.html": page("title: A", near)} | {
        f"q/{n}.md": page(f"permalink: /a/long/folder/of/the/site/page-numbers-{n}/") for n in range(2000)
    }


def _fragments() -> Files:
    return {
        "a.html": page("title: A", "".join(f'<a href="/b/#x{n}">x</a>\n' for n in range(50_000))),
        "b.html": page("permalink: /b/", "".join(f'<p id="x{n}">x</p>\n' for n in range(0, 100_000, 2))),
    }


def _of_each_other() -> Files:
    everyone = "".join(f'<a href="/p/{n}.html#x{n}">x</a>\n' for n in range(400))
    return {f"p/{n}.md": page("title: P", everyone + f'\n<p id="x{n}">x</p>\n') for n in range(400)}


ATTACKS = [
    Attack(
        name="links-broken",
        what="a hundred pages with five hundred broken links each, and a thousand pages that might be meant",
        must="tell them, and not compare each with each",
        make=files(_broken),
        pages=1101,
        cpu=90,
        slow=True,
    ),
    Attack(
        name="links-nearly-right",
        what="five thousand broken links that are all nearly alike, as are the addresses of two thousand pages",
        must="tell them, and not compare each with each",
        make=files(_near),
        pages=2002,
        cpu=90,
        slow=True,
    ),
    Attack(
        name="links-up",
        what="relative links that climb a hundred thousand folders, and go as deep",
        must="stop at the root of the site, as a browser does",
        make=files(
            lambda: {
                "a.html": page(
                    "title: A", f'<a href="{"../" * 100_000}index.html">x</a><a href="{"d/" * 100_000}">y</a>'
                ),
                "b.html": page("title: B", f'<a href="{"a/../" * 100_000}index.html">x</a>' * 3),
                "c.html": page("title: C", f'<a href="{"/" * 100_000}">x</a><a href="{"./" * 100_000}">y</a>'),
            }
        ),
        pages=4,
    ),
    Attack(
        name="links-odd",
        what="links of control characters, half escapes, empty ones, and refs such as the reader itself may write",
        must="take none for its own; keep or tell each",
        make=files(
            {f"{n}.html": page("title: O", f"<a href=\"{one}\">x</a><img src='{one}'>") for n, one in enumerate(ODD)}
            | {f"{n}.md": page("title: O", f"[x]({one}) ![x](<{one}>)") for n, one in enumerate(ODD)}
            | {"images/a.png": "x"}
        ),
        never=("root:x:",),
        pages=2 * len(ODD) + 1,
    ),
    Attack(
        name="links-anchors",
        what="fifty thousand links to the anchors of a page that has as many",
        must="tell those that are missing, in time that grows with their number only",
        make=files(_fragments),
        pages=3,
        cpu=60,
        slow=True,
    ),
    Attack(
        name="links-of-each-other",
        what="four hundred pages that each link to an anchor of every other",
        must="not render each page for each link",
        make=files(_of_each_other),
        pages=401,
        cpu=90,
        slow=True,
    ),
    Attack(
        name="links-of-includes-in-circles",
        what="pages that link to anchors of each other in a circle, with templates that print the other page",
        must="end",
        make=files(
            {
                "a.md": page(
                    "permalink: /a/", "[x](/b/#x) {% for p in site.pages %}{{ p.content }}{% endfor %}\n{: #x}"
                ),
                "b.md": page(
                    "permalink: /b/", "[x](/a/#x) {% for p in site.pages %}{{ p.content }}{% endfor %}\n{: #x}"
                ),
            }
        ),
        pages=3,
    ),
    Attack(
        name="links-to-redirects-in-circles",
        what="links to redirects that lead in circles, to themselves, and ten thousand steps far",
        must="stop following, and tell it",
        make=files(
            lambda: {
                "_redirects": "/self /self\n/c1 /c2\n/c2 /c1\n" + "".join(f"/r{n} /r{n + 1}\n" for n in range(10_000)),
                "a.html": page(
                    "title: A", "".join(f'<a href="/{to}">x</a>\n' for to in ("self", "c1", "c2", "r0", "r9999"))
                ),
            }
        ),
        pages=2,
    ),
    Attack(
        name="links-hosts",
        what="a configuration that says that every host is its own, and links to hosts without end",
        must="decide each link in time that grows with it only",
        make=files(
            lambda: {
                "_config.yml": f"{UTC}url: 'https://{'a.' * 5000}example'\nbaseurl: '{'/b' * 5000}'\n"
                f"staging: [{', '.join(['x'] * 999)}]\n",
                "a.html": page(
                    "title: A",
                    "".join(
                        f'<a href="{one}">x</a>\n'
                        for one in ("a." * 50_000, "//" + "a." * 50_000, "www." + "a-" * 50_000)
                    )
                    + f'<a href="{"a" * 50_000}@{"b." * 50_000}">x</a><a href="http:{"/" * 50_000}">x</a>',
                ),
            }
        ),
        pages=2,
    ),
    Attack(
        name="handlers",
        what="words that begin as the handler of an event does, a hundred thousand times without a space",
        must="find that there is none, in time that grows with the page only",
        make=files(
            lambda: {"a.html": page("title: A", "<p>" + "on" * 100_000 + "</p>"), "b.md": body("=j " * 100_000)}
        ),
        pages=3,
        cpu=10,
    ),
    Attack(
        name="scripts-nested",
        what="scripts, frames and templates that hold each other's text",
        must="tell them; take out what is asked to be taken out in bounded rounds",
        make=files(
            lambda: {
                "a.html": page("title: A", "<scr<script>ipt>" * 5_000 + "</scr</script>ipt>" * 5_000),
                "b.html": page("title: B", "<noscript><template>" * 500 + "<img src=x onerror=alert(1)>"),
                "c.html": page(
                    "title: C", "<svg><foreignObject><math><annotation-xml>" * 200 + "<script>alert(1)</script>"
                ),
                "d.html": page("title: D", '<iframe srcdoc="' + "&lt;iframe srcdoc='" * 1000 + '">'),
            }
        ),
        options=("--active-html", "strip"),
        pages=5,
    ),
    Attack(
        name="reports",
        what="names and values with what means something in a report: tables, code, CDATA, comments, workflow commands",
        must="show them as text, and break no report",
        make=files(
            {
                f"{name}.md": f"---\ntitle: {value}\ntitle: |-\n  a\n---\n<a href='{name}'>x</a>\n"
                for name, value in (
                    ("a|b", "'| --- |'"),
                    ("```", "'```'"),
                    ("]]>", "']]> <b>'"),
                    ("--><!--", "'--> <script>'"),
                    ("::error::x", "'::set-output name=x::y'"),
                    ("a\n::error::b", "'%0A::error::x'"),
                    ("**x** _y_", "'[a](javascript:x)'"),
                    ("&amp;<x>", "'&lt;&'"),
                    ("\u2028", "'\u2029'"),
                )
            }
        ),
        told=("front-matter.duplicate-key",),
        pages=10,
    ),
]
