"""Addresses, menus and redirects: too many, in circles, or of no use."""

from __future__ import annotations

from tests.hostile.corpus.attack import PAGE, UTC, Attack, files, page

_DEEP_MENU = "".join(f"{'  ' * n}- title: T{n}\n{'  ' * n}  sublinks:\n" for n in range(40))

ATTACKS = [
    Attack(
        name="permalinks-that-explode",
        what="permalinks of a hundred thousand placeholders, of unknown ones, and of the same one doubled",
        must="build them or tell them, in time that grows with them only",
        make=files(
            lambda: {
                "_config.yml": f"{UTC}permalink: '{'/:title:categories' * 2000}'\n",
                "_posts/2020-01-01-a.md": page(f"categories: [{', '.join(['a' * 50] * 50)}]"),
                "_posts/2020-01-02-b.md": page("permalink: '" + "/:title" * 100_000 + "'"),
                "_posts/2020-01-03-c.md": page("permalink: '" + ":" * 100_000 + "'"),
                "_posts/2020-01-04-d.md": page("permalink: /:year/:month/:nope/:title:output_ext\nslug: ':title'"),
                "a.md": page("permalink: '" + "../" * 30_000 + "x'"),
                "b.md": page("permalink: '" + "%" * 100_000 + "'"),
                "c.md": page("permalink: '" + "/./" * 30_000 + "'"),
            }
        ),
        told=("_posts/2020-01-04-d.md url.invalid-permalink",),
        pages=8,
        cpu=60,
    ),
    Attack(
        name="permalinks-odd",
        what="permalinks of control characters, schemes, hosts, spaces, anchors, other scripts and half a letter",
        must="give each page one address and keep what its author wrote",
        make=files(
            {
                f"{number}.md": page(f"permalink: {permalink}")
                for number, permalink in enumerate(
                    (
                        '"/\\e[31m\\r\\n\\0x"',
                        "javascript:alert(1)",
                        "//evil.example/",
                        "http://[::1",
                        '"/ \\t"',
                        "/#x?y=z",
                        "/%00%0a/",
                        "/%ff%zz/",
                        "/\U0001f600/\u202e/",
                        '"\\ud800"',
                        '"<script>"',
                        "[/a, /b]",
                        "{a: b}",
                        "12",
                        "'" + "/x" * 50_000 + "'",
                    )
                )
            }
        ),
        code=1,
        pages=16,
    ),
    Attack(
        name="redirects-million",
        what="a list of a million redirects",
        must="keep them within the bound on memory, or tell that they are too many",
        make=files(lambda: {"_redirects": "".join(f"/old/{n} /new/{n} 301\n" for n in range(1_000_000))}),
        cpu=60,
        slow=True,
    ),
    Attack(
        name="redirects-chain",
        what="ten thousand redirects in a chain, and a thousand in circles",
        must="keep each as it is: following them is nobody's business here",
        make=files(
            lambda: {
                "_redirects": "".join(f"/r{n} /r{n + 1}\n" for n in range(10_000))
                + "".join(f"/c{n} /c{(n + 1) % 1000}\n" for n in range(1000))
                + "/self /self\n"
            }
        ),
        holds=("/r10000", "/c999", "/self"),
    ),
    Attack(
        name="redirects-odd",
        what="redirects with patterns that explode, lines of megabytes, a million words, and no end",
        must="keep or tell each, in time that grows with the file only",
        make=files(
            lambda: {
                "_redirects": "/(a+)+$ /b\n/* /:splat/:splat/:splat\n"
                + "/a " * 300_000
                + "\n"
                + "x" * 2_000_000
                + "\n"
                + " #" * 300_000
                + "\n"
                + "# " * 300_000
                + "\n/a /b 999999999999!\n/a\0b /c\x1b[31m\n/last /one",
            }
        ),
        told=("redirect.invalid",),
        holds=("/last",),
    ),
    Attack(
        name="redirects-of-pages",
        what="a page that redirects from fifty thousand addresses, and a hundred that redirect to each other",
        must="keep all of them",
        make=files(
            lambda: {
                "a.md": page("redirect_from:\n" + "".join(f"- /old/{n}\n" for n in range(50_000))),
                **{f"p{n}.md": page(f"redirect_to: /p{(n + 1) % 100}.html") for n in range(100)},
            }
        ),
        holds=("/old/49999",),
        pages=102,
    ),
    Attack(
        name="menu-deep",
        what="a menu forty levels deep, and one of a hundred",
        must="keep it or tell it",
        make=files({"_data/navigation.yml": f"links:\n{_DEEP_MENU}"}),
        told=("isomer.navigation",),
        holds=("T39",),
    ),
    Attack(
        name="menu-deeper",
        what="a menu ten thousand levels deep",
        must="tell that it is too deep; no exhausted stack",
        make=files(
            lambda: {"_data/navigation.yml": "links: " + "[{title: T, sublinks: " * 10_000 + "[]" + "}]" * 10_000}
        ),
        code=1,
        told=("_data/navigation.yml data.unparsable",),
    ),
    Attack(
        name="menu-multiplied",
        what="a menu of aliases: twenty entries, each with the one before it ten times below it",
        must="stop at a bound",
        make=files(
            {
                "_data/navigation.yml": "links:\n- &n0 {title: T, url: /}\n"
                + "".join(f"- &n{n} {{title: T, sublinks: [{', '.join([f'*n{n - 1}'] * 10)}]}}\n" for n in range(1, 20))
            }
        ),
        code=1,
        told=("_data/navigation.yml data.unparsable",),
    ),
    Attack(
        name="menu-of-one-collection",
        what="a thousand entries of the menu, each of them the same collection of five hundred pages",
        must="keep it within the bound on memory, or stop at a bound",
        make=files(
            lambda: {
                "_config.yml": f"{UTC}collections: {{c: {{output: true}}}}\n",
                **{f"_c/{n}.md": PAGE for n in range(500)},
                "_data/navigation.yml": "links:\n" + "- {title: T, collection: c}\n" * 1000,
            }
        ),
        pages=501,
        cpu=90,
        slow=True,
    ),
    Attack(
        name="menu-odd",
        what="a menu of numbers, nulls, lists of lists, a text, dates, and addresses that run scripts",
        must="keep what is odd as it is, and tell it",
        make=files(
            {
                "_data/navigation.yml": "links: [1, ~, [[x]], text, {title: [1]}, {url: 'javascript:alert(1)'},"
                " 2020-01-01, {title: T, sublinks: {a: b}}, {title: T, collection: [c]},"
                " {title: T, resource_room: 1}, .nan]\n",
                "_data/footer.yml": "[1, 2]\n",
            }
        ),
        told=("_data/navigation.yml isomer.navigation",),
    ),
    Attack(
        name="collection-orders",
        what="an order of fifty thousand files that are not there, and the same file ten thousand times",
        must="tell each, in time that grows with their number only",
        make=files(
            lambda: {
                "_config.yml": f"{UTC}collections: {{c: {{output: true}}}}\n",
                "_c/collection.yml": "collections:\n  c:\n    output: true\n    order:\n"
                + "".join(f"      - n{n}.md\n" for n in range(50_000))
                + "      - a.md\n" * 10_000,
                "_c/a.md": PAGE,
            }
        ),
        told=("isomer.order-missing", "isomer.order-duplicate"),
        pages=2,
        cpu=60,
        slow=True,
    ),
]
