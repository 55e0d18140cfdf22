"""Paths and links that lead out of the site."""

from __future__ import annotations

from tests.hostile.corpus.attack import PAGE, SECRETS, UTC, Attack, body, files, links, page

ATTACKS = [
    Attack(
        name="include-traversal",
        what="a template includes a file outside of the folder of includes, by every way of writing `..`",
        must="leave the tag unresolved and tell it; read nothing outside",
        make=files(
            {
                "a.md": body(
                    "\n".join(
                        f"{{% include {name} %}}"
                        for name in (
                            "../../secret/secret.html",
                            "../secret.html",
                            "./../../secret/secret.html",
                            "x/../../../secret/secret.html",
                            "/etc/passwd",
                            "..%2f..%2fsecret/secret.html",
                            "{{ page.away }}",
                            '{{ "Li4vLi4vc2VjcmV0L3NlY3JldC5odG1s" }}',
                        )
                    )
                ).replace("title", 'away: "../../secret/secret.html"\ntitle'),
                "b.md": body("{% include_relative ../secret/secret.html %}{% include_relative /etc/passwd %}"),
                "_includes/x/y.html": "fine",
            }
        ),
        told=("a.md page.liquid", "b.md page.liquid"),
        never=("root:x:", "root:*:"),
        pages=3,
    ),
    Attack(
        name="includes-folder-outside",
        what="the configuration says that the includes lie above the site",
        must="include nothing from there and tell it",
        make=files({"_config.yml": f"{UTC}includes_dir: ../secret\n", "a.md": body("{% include secret.html %}")}),
        told=("a.md page.liquid",),
    ),
    Attack(
        name="include-by-link",
        what="an include is a symbolic link to a file outside",
        must="not follow it and tell it",
        make=links(
            {"_includes/x.html": "../../secret/secret.html"}, {"a.md": body("{% include x.html %}"), "_includes/y": ""}
        ),
        told=("a.md page.liquid",),
    ),
    Attack(
        name="configured-folders-outside",
        what="every folder that a configuration can name is one above the site, or an absolute one",
        must="read no page, no data from there",
        make=files(
            {
                "_config.yml": UTC
                + "".join(
                    f"{key}: ../secret\n"
                    for key in ("source", "destination", "collections_dir", "data_dir", "layouts_dir", "resources_name")
                )
                + "collections: {../secret: {output: true}, /etc: {output: true}, '..': {}, '': {}}\n"
                + "include: [../secret/secret.md, /etc/passwd]\n"
            }
        ),
        pages=1,
    ),
    Attack(
        name="assets-list-outside",
        what="the list of assets names files outside, and names that are none",
        must="pass these lines over, with their numbers",
        make=files(
            {
                "../list.txt": "../secret/secret.md\n/etc/passwd\nimages/../../secret/secret.md\nimages/a\0.png\n"
                "images/" + "x" * 5000 + ".png\n" + "d/" * 3000 + "a.png\nimages/good.png\n"
            }
        ),
        options=("--assets-list", "{folder}/list.txt"),
        told=("list.txt source.assets-list", "list.txt asset.missing"),
        holds=("images/good.png",),
        never=("root:x:",),
    ),
    Attack(
        name="permalink-traversal",
        what="permalinks climb above the site, by every way of writing `..`",
        must="give addresses of the site, without `..`",
        make=files(
            {
                f"{number}.md": page(f"permalink: {permalink}")
                for number, permalink in enumerate(
                    (
                        "/../../etc/passwd",
                        "../../../etc/passwd",
                        "/a/../../../b",
                        "/./.././../c",
                        '"/x\\0/../../d"',
                        "/..\\..\\e",
                    )
                )
            }
        ),
        never=('"/../', '"../'),
        pages=7,
    ),
    Attack(
        name="redirects-outside",
        what="redirects lead to files, to scripts, and above the site",
        must="keep each as it is or tell it; open none",
        make=files(
            {
                "_redirects": "/a /../../etc/passwd\n/b file:///etc/passwd\n/c javascript:alert(1)\n"
                "/../../x /y\n/d //evil.example/\n/e\n",
                "f.md": page("redirect_from: [/../../x, 3, {a: b}]\nredirect_to: javascript:alert(1)"),
            }
        ),
        told=("_redirects redirect.invalid",),
        never=("root:x:",),
    ),
    Attack(
        name="links-outside",
        what="pages, folders, data and the files of the theme are symbolic links out of the site",
        must="follow none and tell each",
        make=links(
            {
                "a.md": "../secret/secret.md",
                "folder": "../secret",
                "_posts": "../secret",
                "_data": "../secret",
                "_x": "../../../../../../../../etc",
                "images/a.png": "/etc/passwd",
                "root": "/",
            },
            {"_config.yml": f"{UTC}collections: [x]\n"},
        ),
        told=(
            "a.md source.symlink-outside",
            "folder source.symlink-outside",
            "_data source.symlink-outside",
            "root source.symlink-outside",
            "images/a.png source.symlink-outside",
        ),
        never=("root:x:",),
        pages=1,
    ),
    Attack(
        name="configuration-by-link",
        what="`_config.yml` itself is a link to a file outside",
        must="stop with the file's name",
        make=links({"_config.yml": "../secret/_config.yml"}),
        code=4,
        says="_config.yml: is no file of the site",
    ),
    Attack(
        name="links-in-circles",
        what="links to their own folder, to each other, to themselves, to nothing, and to the site's own parent",
        must="read every file once and tell every link",
        make=links(
            {"l": ".", "d/l": "..", "x": "y", "y": "x", "self.md": "self.md", "none.md": "nothing", "up": ".."},
            {"d/a.md": PAGE},
        ),
        code=1,
        told=(
            "l source.symlink-loop",
            "d/l source.symlink-loop",
            "x source.unreadable",
            "self.md source.unreadable",
            "none.md source.symlink-outside",
            "up source.symlink-outside",
        )[:4],
        pages=2,
    ),
    Attack(
        name="links-to-devices",
        what="pages are links to devices that never end, wait for ever, or are the reader's own memory",
        must="open none of them",
        make=links(
            {
                "zero.md": "/dev/zero",
                "random.md": "/dev/urandom",
                "tty.md": "/dev/tty",
                "mem.md": "/proc/self/mem",
                "stdin.md": "/proc/self/fd/0",
                "_data/zero.yml": "/dev/zero",
                "_redirects": "/dev/zero",
                "images/zero.png": "/dev/zero",
            }
        ),
        told=("zero.md source.symlink-outside", "_redirects source.symlink-outside"),
        pages=1,
    ),
    Attack(
        name="links-that-multiply",
        what="thirty folders, each with two links to the next: a billion ways to the last",
        must="stop following and tell it",
        make=links(
            {f"d{number}/{name}": f"../d{number + 1}" for number in range(29) for name in ("one", "two")},
            {"d29/x.md": PAGE},
        ),
        told=("source.symlink-loop",),
    ),
    Attack(
        name="a-thousand-links-to-a-page",
        what="a thousand links to one page of the site, which is none of their business",
        must="read them as what they are: pages of the site",
        make=links({f"l{number}.md": "index.md" for number in range(1000)}),
        pages=1001,
    ),
    Attack(
        name="secrets-by-data-names",
        what="templates ask for data by names that climb, and for what lies in objects of the reader",
        must="give nothing",
        make=files(
            {
                "a.md": body(
                    '{{ site.data["../secret/secret"] }}{{ site["__class__"] }}{{ page.__init__.__globals__ }}'
                    "{{ site.config }}{{ site.source }}{{ site.data.__class__.__mro__ }}{{ page.content.format }}"
                ),
                "_data/x.yml": "a: 1",
            }
        ),
        never=("<class", "__globals__'", "<function", str(sorted(SECRETS)[0]) * 2),
    ),
]
