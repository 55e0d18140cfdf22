"""HTML that is much, deep, broken or made to be read in two ways."""

from __future__ import annotations

from tests.hostile.corpus.attack import MEGABYTE, Attack, Files, Maker, files, page

MUTATIONS = (
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--><img src=1 onerror=alert(1)>'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<template><script>alert(1)</script></template>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<svg></p><style><a id='</style><img src=1 onerror=alert(1)>'>",
    "<xmp><p title='</xmp><img src=x onerror=alert(1)>'>",
    "<title><a href='</title><img src=x onerror=alert(1)>'>",
    "<textarea><a href='</textarea><img src=x onerror=alert(1)>'>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script>var a = '<!--<script>'; alert(1)</script>--></script>",
    "<SCRIPT/XSS>alert(1)</SCRIPT\t>",
    "<img src=x onerror\n=\nalert(1)>",
    "<img/src=x/onerror=alert(1)>",
    "<a href=x onclick='alert(1)' onclick='alert(2)'>",
    "<iframe srcdoc='&lt;script&gt;alert(1)&lt;/script&gt;'></iframe>",
    "<object data='data:text/html,<script>alert(1)</script>'></object>",
    "<base href='//evil.example/'><meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<svg><use href='data:image/svg+xml,<svg id=x onload=alert(1)>#x'/><animate onbegin=alert(1)></svg>",
    "<p style='background:url(javascript:alert(1));width:expression(alert(1))'>",
    "<![CDATA[<script>alert(1)</script>]]><?php echo 1 ?><!DOCTYPE html><!ENTITY x 'y'>",
    "</p></div></body></html><script>alert(1)</script>",
)
SCHEMES = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "java\rscript:alert(1)",
    "\x01javascript:alert(1)",
    " javascript:alert(1)",
    "\u00a0javascript:alert(1)",
    "&#106;avascript:alert(1)",
    "&#x6A;avascript&colon;alert(1)",
    "java&#10;script:alert(1)",
    "java&Tab;script&colon;alert(1)",
    "&#0000000000000000000000000000000000000106;avascript:alert(1)",
    "&#99999999999999999999;javascript:alert(1)",
    "javascript&#58alert(1)",
    "vbscript:msgbox(1)",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "feed:javascript:alert(1)",
    "view-source:javascript:alert(1)",
    "jav\u0000ascript:alert(1)",
    "//evil.example/x",
    "\\\\evil.example\\x",
    "/\\evil.example/x",
    "/\t/evil.example/x",
    "http:evil.example",
    "https:///evil.example",
    "http://user:pass@evil.example:99999999/",
    "http://[::1",
    "http://[v1.x]/",
    "http://\u2100.example/",
    "http://a%00b/",
)


def both(html: str) -> Files:
    """The same HTML as a page of Markdown and as one of HTML."""
    return {"a.html": page("title: A", html), "a.md": page("title: A\npermalink: /md/", html)}


def repeated(start: str, count: int, unit: str, end: str = "") -> Maker:
    """A maker of two pages of many times the same HTML."""
    return files(lambda: both(start + unit * count + end))


MANY = (
    ("links", "a hundred thousand links", "<p>", '<a href="/x">x</a>\n', 100_000, "</p>"),
    ("divs", "a hundred thousand divs in each other", "", "<div>", 100_000, ""),
    ("divs-closed", "twenty thousand divs in each other, all of them closed", "<div>" * 20_000, "</div>", 20_000, ""),
    ("divs-lines", "twenty thousand divs in each other, one a line", "", "<div>\n", 20_000, ""),
    ("spans", "a hundred thousand elements of text in each other", "<p>", "<b><i>", 50_000, ""),
    ("closing", "a hundred thousand ends of what never began", "", "</div></p></b>", 50_000, ""),
    ("attributes", "one tag with a hundred thousand attributes", "<p ", "a{n}=1 ", 100_000, ">x</p>"),
    ("attributes-same", "one tag with one attribute a hundred thousand times", "<p ", "href='/x' ", 100_000, ">x</p>"),
    ("attribute", "one attribute of ten megabytes", '<p title="', "x" * 1000, 10_000, '">x</p>'),
    ("attribute-open", "one attribute that never ends", '<p title="', "x <b>", 200_000, ""),
    ("less-than", "a million signs `<`", "", "<", 1_000_000, ""),
    ("less-than-words", "two hundred thousand tags that never end", "", "<a ", 200_000, ""),
    ("less-than-slashes", "two hundred thousand ends of tags that never end", "", "</a ", 200_000, ""),
    ("comment", "a comment that never ends", "<!-- ", "x -- > ", 200_000, ""),
    ("comments", "two hundred thousand comments that never end", "", "<!--", 200_000, ""),
    (
        "instructions",
        "a hundred thousand instructions and declarations that never end",
        "",
        "<?x <!y <![CDATA[",
        30_000,
        "",
    ),
    ("scripts", "a hundred thousand scripts that never end", "", "<script>", 100_000, ""),
    (
        "styles",
        "a hundred thousand addresses in one style",
        "<p style='",
        "background:url(/a.png);",
        100_000,
        "'>x</p>",
    ),
    (
        "style-open",
        "fifty thousand parentheses of one style that are never closed",
        "<p style='",
        "url(",
        50_000,
        "'>x</p>",
    ),
    (
        "style-quotes",
        "quotes and escapes of one style that are never closed",
        '<p style="',
        "url('\\",
        50_000,
        '">x</p>',
    ),
    ("srcset", "a hundred thousand candidates of one srcset", "<img src='/a' srcset='", "/a.png 1x, ", 100_000, "'>"),
    ("srcset-commas", "a hundred thousand commas of one srcset", "<img srcset='", ",", 100_000, "'>"),
    ("srcset-open", "a hundred thousand parentheses in one srcset", "<img srcset='/a ", "(", 100_000, "'>"),
    (
        "entities",
        "half a million entities, known, unknown, too large and unfinished",
        "<p>",
        "&amp;&x;&#9999999;&#x&",
        100_000,
        "</p>",
    ),
    ("data-uri", "an address that holds ten megabytes", "<img src='data:image/png;base64,", "A" * 1000, 10_000, "'>"),
    (
        "ids",
        "a hundred thousand elements of one id, and links to it",
        "",
        "<p id='x'><a href='#x'>x</a></p>\n",
        50_000,
        "",
    ),
    ("tables", "tables in cells of tables", "", "<table><tr><td>", 5_000, ""),
    ("lists", "lists in lists that never end", "", "<ul><li>", 20_000, ""),
    ("forms", "selects, options and buttons in each other", "", "<select><option><button><form>", 10_000, ""),
    ("formatting", "formatting that is closed in the wrong order", "", "<b><p></b><i></p>", 10_000, ""),
    ("headings", "fifty thousand headings of one name", "", "<h2>Same</h2>\n", 50_000, ""),
)
TOO_LARGE = ("attribute", "data-uri")  # as Markdown: that is told, and its text is kept
SLOW = frozenset(("links", "attribute", "data-uri", "ids", "headings", "entities"))


def _many(name: str, what: str, start: str, unit: str, count: int, end: str) -> Attack:
    def make() -> Files:
        middle = "".join(unit.format(n=n) for n in range(count)) if "{n}" in unit else unit * count
        return both(start + middle + end)

    return Attack(
        name=f"html-{name}",
        what=what,
        must="keep the text, in time and memory that grow with the page only",
        code=1 if name in TOO_LARGE else 0,
        make=files(make),
        pages=3,
        cpu=60,
        slow=name in SLOW,
    )


ATTACKS = [
    *(_many(*one) for one in MANY),
    Attack(
        name="html-mutations",
        what="HTML that one parser reads as text and the next as a script",
        must="leave no script behind that was none before, and tell what is taken out",
        make=files(
            {f"{n}.{kind}": page("title: M", html) for n, html in enumerate(MUTATIONS) for kind in ("md", "html")}
        ),
        pages=2 * len(MUTATIONS) + 1,
    ),
    Attack(
        name="html-schemes",
        what="addresses that run scripts or leave the site, hidden by case, control characters and entities",
        must="take each as a browser does, and tell what runs",
        make=files(
            {
                f"{n}.html": page("title: S", f'<a href="{one}">x</a><img src="{one}"><form action="{one}"></form>')
                for n, one in enumerate(SCHEMES)
            }
            | {f"{n}.md": page("title: S", f"[x]({one}) ![x](<{one}>) <{one}>") for n, one in enumerate(SCHEMES)}
        ),
        pages=2 * len(SCHEMES) + 1,
    ),
    Attack(
        name="html-largest",
        what="a page of three megabytes of small tags, each unlike the one before",
        must="render it in bounded time and memory",
        make=files(
            lambda: both("".join(f"<p class='c{n}' id='i{n}'><b>{n}</b></p>\n" for n in range(3 * MEGABYTE // 40)))
        ),
        pages=3,
        cpu=90,
        slow=True,
    ),
]
