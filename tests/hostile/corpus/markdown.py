"""Markdown that is small to write and long to read."""

from __future__ import annotations

from tests.hostile.corpus.attack import Attack, body, files

MANY = (
    ("quotes", "quotes in quotes", lambda: ">" * 20_000 + " x"),
    ("quotes-lines", "quotes in quotes, one deeper a line", lambda: "\n".join("> " * n + "x" for n in range(500))),
    ("lists", "lists in lists, one deeper a line", lambda: "\n".join("  " * n + "- x" for n in range(1000))),
    ("lists-one-line", "lists in lists on one line", lambda: "- " * 20_000 + "x"),
    ("list-long", "a list of fifty thousand items", lambda: "- x\n" * 50_000),
    (
        "list-blank",
        "a list whose items have blank lines between them by the hundred",
        lambda: ("- x\n" + "\n" * 100) * 500,
    ),
    ("emphasis", "emphasis that never ends", lambda: "*a _b " * 30_000),
    ("emphasis-closed", "emphasis in emphasis", lambda: "*a **b " * 5_000 + "c** d* " * 5_000),
    ("stars", "a hundred thousand stars", lambda: "*" * 100_000 + "a" + "*" * 100_000),
    ("underscores", "words of underscores", lambda: "a_" * 100_000),
    ("backticks", "runs of backticks of every length", lambda: " ".join("`" * n for n in range(1, 800))),
    ("brackets", "brackets in brackets", lambda: "[" * 50_000 + "]" * 50_000),
    ("brackets-open", "brackets that never end", lambda: "[a](" * 30_000),
    ("brackets-link", "links in links", lambda: "[a" * 10_000 + "](b)" * 10_000),
    ("brackets-title", "titles of links that never end", lambda: '[a](b "' * 30_000),
    ("images", "pictures in pictures", lambda: "![" * 20_000 + "](a)" * 20_000),
    ("autolinks", "links in angles that never end", lambda: "<http://a" * 30_000),
    ("escapes", "backslashes", lambda: "\\" * 200_000 + "\\*" * 100_000),
    ("definitions", "a hundred thousand link definitions", lambda: "".join(f"[a{n}]: /x{n}\n" for n in range(100_000))),
    (
        "definitions-used",
        "thousands of uses of thousands of definitions",
        lambda: "".join(f"[a{n}][]\n" for n in range(10_000)) + "\n" + "".join(f"[a{n}]: /x\n" for n in range(10_000)),
    ),
    ("definition-open", "a link definition whose title never ends", lambda: "[a]: /x '" + "y\n" * 100_000),
    ("footnotes", "twenty thousand footnotes", lambda: "".join(f"x[^{n}]\n\n[^{n}]: y\n\n" for n in range(10_000))),
    (
        "footnotes-circle",
        "footnotes that name each other in a circle",
        lambda: "x[^a]\n\n[^a]: y [^b]\n\n[^b]: z [^a]\n\n[^c]: [^c]\n",
    ),
    (
        "footnotes-doubling",
        "footnotes that each name the next one twice",
        lambda: "x[^0]\n\n" + "".join(f"[^{n}]: [^{n + 1}] [^{n + 1}]\n\n" for n in range(40)) + "[^40]: end\n",
    ),
    (
        "abbreviations",
        "thousands of abbreviations in a long text",
        lambda: "".join(f"*[A{n}]: b\n" for n in range(3000)) + "\n" + "A1 A2 A3 " * 10_000,
    ),
    (
        "table-columns",
        "a table of ten thousand columns",
        lambda: "|a" * 10_000 + "|\n" + "|-" * 10_000 + "|\n" + "|b" * 10_000 + "|\n",
    ),
    (
        "table-short-rows",
        "a table of a thousand columns and thousands of rows of one cell",
        lambda: "|a" * 1000 + "|\n" + "|-" * 1000 + "|\n" + "|b|\n" * 5_000,
    ),
    ("table-rows", "a table of thirty thousand rows", lambda: "|a|b|\n|-|-|\n" + "|c|d|\n" * 30_000),
    ("pipes", "a line of a hundred thousand pipes", lambda: "|" * 100_000),
    ("headings", "ten thousand headings of one name", lambda: "# Same\n\n" * 10_000),
    (
        "heading-numbered",
        "headings named as the ones before are numbered",
        lambda: "".join(f"# Same\n\n# Same {n}\n\n" for n in range(5_000)),
    ),
    ("heading-long", "a heading of half a megabyte", lambda: "# " + "x " * 250_000),
    ("underlines", "a hundred thousand lines of dashes", lambda: "a\n---\n" * 50_000),
    (
        "attribute-lists",
        "lists of attributes that never end, that name each other, and that are long",
        lambda: "{:a: b}\n{:b: a}\n\nx\n{: a b}\n\n" + "{: " * 20_000 + "\n\nx\n{: " + ".c " * 20_000 + "}\n",
    ),
    (
        "attribute-names",
        "attribute lists that each name the next one ten times",
        lambda: "".join(f"{{:n{n}: {f'n{n + 1} ' * 10}}}\n" for n in range(100)) + "\nx\n{: n0}\n",
    ),
    ("definition-lists", "definitions of definitions", lambda: "a\n" + ": b\n" * 20_000 + "\n" + ": " * 5_000),
    ("code-fences", "fences of code that never end, each longer", lambda: "\n".join("~" * (3 + n) for n in range(500))),
    ("indents", "lines of nothing but spaces", lambda: " " * 200_000 + "\n" + " \n" * 100_000 + "\t" * 100_000),
    ("line", "one word of two megabytes", lambda: "x" * 2_000_000),
    ("quotes-marks", "quotation marks", lambda: "\"'" * 100_000),
    ("dots", "dots and dashes", lambda: "... -- --- " * 50_000),
    ("entities", "ampersands", lambda: "&" * 200_000 + "&#" * 50_000 + "&amp" * 20_000),
    ("math", "signs of mathematics that never end", lambda: "$$" * 50_000 + "$$ a\n" * 10_000),
    (
        "html-in-markdown",
        "Markdown in HTML in Markdown",
        lambda: "<div markdown='1'>\n\n" * 1000 + "- *x*\n" + "\n</div>\n" * 1000,
    ),
    (
        "html-blocks",
        "thousands of blocks that each might be closed by the last line",
        lambda: "<div>\n\nx\n\n" * 5_000 + "</div>",
    ),
    ("comments-open", "comments that never end, each in its own block", lambda: "<!--\n\n" * 20_000),
    ("comments-in-html", "comments and instructions in HTML that never end", lambda: "<div><!-- <?</div>\n\n" * 10_000),
    ("instructions-in-html", "one element with instructions that never end", lambda: "<div>" + "<?" * 60_000),
    ("fences-open", "fences of code that never end", lambda: "~~~ x\n\n" * 20_000),
    ("extensions-open", "extensions that never end", lambda: "{::comment}\n\n" * 10_000 + "{::nomarkdown} x " * 10_000),
    ("brackets-empty", "empty links, of code and of nothing", lambda: "`[][\t" * 20_000),
    ("brackets-notes", "markers of footnotes in links", lambda: "[^a]: (][" * 6_000),
    (
        "definition-spaces",
        "a link definition with spaces by the hundred thousand",
        lambda: "[a]: <?" + " " * 200_000 + "\n\n[b]: x" + " " * 200_000 + "y\n",
    ),
    ("angles-in-links", "addresses in angles that never end", lambda: "[a](<b" * 30_000),
    ("mixed", "quotes, lists and code in each other", lambda: "\n".join("> - " * (n % 60) + "x" for n in range(3_000))),
    (
        "controls",
        "control characters and the odd ends of lines",
        lambda: "a\x0b\x0c\x1c\x85\u2028\u2029\x00\x1b[31m*b*\r\r\n" * 10_000,
    ),
    ("no-break-spaces", "spaces that are no spaces", lambda: "\u00a0\u2003\u200b\ufeff# x\n" * 20_000),
    ("combining", "a letter with a hundred thousand accents", lambda: "a" + "\u0301" * 100_000 + " *b*"),
    (
        "options-in-text",
        "options of the parser in the text",
        lambda: "{::options parse_block_html='true' /}\n" * 10_000 + "{::nomarkdown}" * 10_000,
    ),
    (
        "options-large",
        "options of the parser with large values",
        lambda: (
            "{::options toc_levels='1..999999999999' footnote_nr='"
            + "9" * 5000
            + "' header_offset='-99999999' /}\n\n# x\n"
        ),
    ),
)
SLOW = frozenset(("mixed",))

ATTACKS = [
    Attack(
        name=f"markdown-{name}",
        what=what,
        must="render it in time and memory that grow with the page only",
        make=files(lambda text=text: {"a.md": body(text())}),
        pages=2,
        cpu=40,
        slow=name in SLOW,
    )
    for name, what, text in MANY
]
