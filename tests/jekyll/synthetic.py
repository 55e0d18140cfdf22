"""Small odd Jekyll sites from a seed: the same seed always gives the same files.

Each site mixes a few oddities of configuration, file names and front matter, so that a difference from Jekyll can
be traced to one of them. `time` is set in every configuration, and files get one fixed time of change, so that
addresses with a clock in them are the same on every run.
"""

from __future__ import annotations

import os
from pathlib import Path
from random import Random

CHANGED = 1_600_000_000

_PERMALINKS = (
    "none", "date", "pretty", "ordinal", "weekdate",
    "/:categories/:year/:month/:day/:title/", "/:title", "/:title/", "/:slug:output_ext", "/:collection/:path",
    "/blog/:year/:i_month/:i_day/:slug.html", "/:name/:basename", "/:w_year/W:week/:w_day/:long_day/:short_day/:title",
    "/:short_year/:long_month/:short_month/:y_day/:hour:minute:second/:title/", "/:slugified_categories/:title.html",
    ":path:output_ext", "/:month_:day/:title_", "/:unknown/:title/", "/a b/:title#x", "//:title//x", "/../:title/./x",
)  # fmt: skip
_ZONES = ("Asia/Singapore", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "UTC", "Etc/GMT+5", "Nowhere/X")
_COLLECTIONS = ("news", "about-us", "old_notes", "my docs", "Ünion", "A.b", "posts", "data", "drafts", "x#y", "2024")
_PATTERNS = (
    "vendor", "docs", "/docs", "docs/", "docs/*", "*.txt", "**/*.html", "a", "/a*", "?ndex.md", "[ab]*", "[!i]*.md",
    "_pages", "_pages/", "_inc", "_inc/one.md", ".well-known", ".hidden.md", "_news", "_news/one.md", "news/one.md",
    "one.md", "/_posts", "{a,b}.md", "docs/**", "deep/x.md", "a b", "\\*", "c++", "README*", "README.md", "~x", "",
    "*", "docs/deep/", "Gemfile", "#x.md", "_draft", "_secret.md", "two", "_", ".", "**/*.md", "docs/*.md", "[a-",
    "[]a]*", "[^i]*", "\\", "a\\", "{docs}", "DOCS", "[a-c]*", "[c-a]*", "[!]*", "[a-]*", "*.m[d]", "./docs", "../x",
    "docs/../a", "[[:alpha:]]*", "docs//deep", "**", "*/*", "?", "_*", ".*", "*~",
)  # fmt: skip
_SCOPES = (
    "", "docs", "/docs", "docs/", "docs/*", "docs/**/*.md", "_news", "_news/*", "**/one.md", "_posts", "cols",
    "cols/_news", "cols/_news/*.md", "o*", "one.md", "docs/deep/x.md", "{docs,_news}/*", "_po*/*", "*", "[do]*",
    "./docs", "nowhere/*", "./_news/*", "d*/**", "?ne.md*", "_posts/2020*", "[^d]*", "**", "**/", "docs/**", ".*",
    "*/", "_n[a-z]*/*", "d{o,x}cs/*", "\\_news/*", "D*", "_*/*/*", "[_]n*", "{*", "[a*",
)  # fmt: skip
_TYPES = ("pages", "posts", "page", "post", "drafts", "draft", "news", "about-us", "mydocs", "documents")
_VALUES = (
    "layout: d{n}", "title: Default {n}", "nav: {{a: {n}, b: {{c: {n}}}}}", "nav: {{b: {{d: {n}}}}}", "nav: null",
    "categories: [Def, c{n}]", "categories: de fault", "tags: [t{n}]", "tag: one", "category: solo {n}",
    "permalink: /def/:title/", "permalink: /fix/{n}/", "permalink: /:path/x:output_ext", "published: false",
    "date: \"2019-0{n}-03\"", "date: 2019-0{n}-03 10:00:00", "slug: def-{n}", "draft: true", "order: {n}", "excerpt: e",
    "permalink: null", "title: null", "layout: null", "ext: .x", "list: [1, {{a: {n}}}]",
)  # fmt: skip
_STEMS = (
    "one", "two", "index", "a b", "x.y", "a.b.", "Ünï", "日本", "c#d", "q?r", "p%20c", "k:v", "a&b", "c++", "_under",
    ".dot", "tail~", "UPPER", "under_score", "a--b", "-lead", "trail-", "(par)", "[br]", "it's", "a,b;c=d@e!f$g",
    "~til", "three...", "#hash", "2020-01-02-dated", "99-1-2-short", "2020-13-45-bad", "README", "i", "e\u0301",
    "x y-z", "ſtraße", "ıI-İx", "ǆ-title", "1-2", "a*b", "a\tb", "²", "a|b^c`d{e}", "ΟΔΟΣ", "%zz", "a\"b<c>",
    "x\u00a0y", "-",
)  # fmt: skip
_EXTENSIONS = (".md",) * 8 + (
    ".html", ".html", ".MD", ".markdown", ".mkd", ".Html", ".htm", ".xhtml", ".txt", ".xml", ".json", ".scss", ".sass",
    ".css", ".js", "", ".yml", ".yaml", ".md.html", ".html.md", ".md~", ".coffee", ".textile", ".SCSS", ".", ".md ",
    ".YML",
)  # fmt: skip
_DATES = ("2020-01-02", "2019-12-31", "21-3-4", "2016-2-29", "2024-12-30", "1999-01-01", "2030-06-07", "2020-1-2")
_FOLDERS = (
    "", "", "", "docs", "docs/deep", "_posts", "_posts", "_posts", "_posts/sub", "_drafts", "docs/_posts",
    "docs/_drafts", "docs/deep/_posts", "Cat A/_posts", "_news", "_news", "_news/sub dir", "_about-us", "_old_notes",
    "_mydocs", "_A.b", "_nion", "_data", "_pages", "_inc", ".well-known", "a b", "vendor/bundle", "node_modules",
    "_xy", "_2024", "#dir", "docs/_news", "_posts/_drafts", "_drafts/_posts", "_news/.dot", "_news/_under",
    "_posts/.dot", "two.md", "_drafts/sub", "my_posts", "x_posts/y_news", "_posts_old", "_news/_posts", "docs/docs",
    "two~", "_secret", "_news.", "dir.",
)  # fmt: skip
_MATTER = (
    "title: A title", "title: null", "title: 12", "title: 1.50", "title: [a, b]", "title: ''", "title: true",
    "title: 2020-01-01", "title: a - b", "title: \"x: 'y'\"", "title: false", "title: |\n  two\n  ---\n  lines",
    "title: >-\n  folded\n  text", "permalink: /fixed/", "permalink: fixed", "permalink: /a/b.html",
    "permalink: /x.json", "permalink: /:title/", "permalink: /:path/", "permalink: /:basename:output_ext",
    "permalink: /:year/:month/:title", "permalink: pretty", "permalink: date", "permalink: /a b/ü/",
    "permalink: /../up/", "permalink: //x//y/./z/", "permalink: null", "permalink: false", "permalink: /q?a=b#c",
    "permalink: /:collection/:name/", "permalink: /:categories/:slug.htm", "permalink: /:nothing/x/",
    "permalink: /v1.2", "permalink: /v1.2/", "permalink: /x.", "permalink: /:slug_x/:day_", "permalink: :title",
    "permalink: /a:b", "permalink: https://x.y/z", "permalink: /%41%zz/", "permalink: 'none'", "permalink: index.html",
    "permalink: /:output_ext", "permalink: ~", "permalink: /x\\y/", "permalink: .html", "permalink: .../a",
    "date: 2020-05-06", "date: 2020-05-06 07:08:09", "date: 2020-05-06 07:08:09 +0800", "date: \"2020-05-06\"",
    "date: 2020-05-06T07:08:09Z", "date: 6 May 2020", "date: May 6, 2020 3pm", "date: null",
    "date: 2020-03-29 02:30:00", "date: 2020-11-01 01:30:00", "date: 2020-12-31 23:59:59 -1100",
    "date: 2020-05-06 07:08", "date: 20200506", "date: 2020-05-06 07:08:09.5 -03:30", "date: 2020/05/06",
    "date: 06-05-2020", "date: 2050-01-01", "date: 2020-05", "date: 2024-05-06 07:08:09", "date: 12:30",
    "date: 1588748889", "date: 2020-5-6", "date: Wed, 06 May 2020 07:08:09 GMT", "categories: a b",
    "categories: [A, b]", "categories: null", "category: One Two", "category: [x, y]", "categories: [1, null, [q]]",
    "categories: []", "categories: {k: v}", "categories: Ü/x", "category: 7", "categories: true", "categories: [a, A]",
    "categories: [docs, 'x y', 'a.b']", "category: null", "category: ''", "categories: ''", "tags: a b",
    "tags: [A, b]", "tags: null", "tag: One Two", "tag: [x, y]", "tags: [1, null, [q, [r]]]", "tags: 5",
    "tags: {k: v}", "tags: true", "tag: false", "tags: []", "tag: {k: v}", "published: false", "published: true",
    "published: 'false'", "published: no", "published: null", "published: 0", "slug: My Slug", "slug: a/b",
    "slug: null", "slug: 'ü.x_y~z'", "slug: ''", "slug: -x-", "slug: 'A+B'", "slug: false", "slug: --", "layout: page",
    "layout: none", "layout: null", "draft: true", "draft: false", "ext: .zz", "excerpt: hi", "order: 3", "order: b",
    "order: null", "nav: {b: {c: own}}", "nav: 5", "nav: null", "collection: mine", "path: other", "url: /mine/",
    "id: 5", "1: one", "true: x", "null: y", "2020-01-01: z", "1.5: q", "'': empty", "a: !!str 5",
    "b: &x [1, 2]\nc: *x", "d: {<<: {e: 1}}", "f: .inf", "g: .nan", "h: 0o17", "i: 0x1F", "j: 1_000", "k: 12:30:45",
    "l: yes", "m: ~", "n: 017", "o: +1", "p: 1e3", "q: !ruby/symbol x", "r: :sym", "s: 2020-01-01",
    "t: 2020-01-01 10:00:00 +1", "u: '---'", "v: \"a\\u00e9b\"", "w: =", "x: <<", "next: n", "previous: p",
    "relative_path: r", "content: c", "render_with_liquid: false", "# comment", "", "z: 99999999999999999999",
    "aa: 0.1", "ab: 1.0e+20", "ac: -0", "ad: '1'", "ae: !!binary aGk=", "af: [a, , b]", "ag: 1,000", "ah: 09",
    "ai: 2020-02-30",
)  # fmt: skip
_BROKEN = (
    "title: 'open", "a: b: c", "- x\n y", "\tx: 1", "x: [1, 2", "title: @x", "x: *nope", "%YAML 1.1",
    "a: !ruby/object:Foo {}", "\x01",
)  # fmt: skip
_FENCES = (
    ("---\n", "---\n"), ("---  \n", "---  \n"), ("---\n", "...\n"), ("---\n\n", "---\n\n"), ("---\t\n", "---"),
    ("---\n", "----\n"), ("---\n", ""), ("\n---\n", "---\n"), ("--- \n", " ---\n"), ("---x\n", "---\n"),
    ("---\n", "---\n---\n"), ("---\n---\n", "---\n"), ("---\n", "--- # c\n"), ("---\v\n", "---\n\n\n"),
)  # fmt: skip
_BODIES = ("Body.\n", "", "# Head\n\nText\n", "{{ page.title }}\n", "a\n---\nb\n", "...\n", "\xa0\n")


def site(seed: int) -> dict[str, bytes]:
    """The files of site `seed`, by path."""
    rng = Random(seed)
    moved = rng.choice(("", "", "", "cols", "cols/in"))
    files = {"_config.yml": _config(rng, moved)}
    if rng.random() < 0.15:
        files["_news/collection.yml"] = ("\n".join(_collections(rng)) + "\nextra: 1\n").encode()
    for _ in range(rng.randint(4, 12)):
        path = _path(rng, moved)
        if not _clashes(path, files):
            files[path] = _file(rng, path)
    return files


def write(files: dict[str, bytes], root: Path) -> None:
    """Writes the files below `root`, all with the same time of change."""
    for path, content in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        os.utime(target, (CHANGED, CHANGED))


def _clashes(path: str, files: dict[str, bytes]) -> bool:
    return path in files or any(f"{other}/".startswith(f"{path}/") or path.startswith(f"{other}/") for other in files)


def _path(rng: Random, moved: str) -> str:
    folder = rng.choice(_FOLDERS)
    stem = rng.choice(_STEMS)
    if ("_posts" in folder and rng.random() < 0.9) or rng.random() < 0.1:
        stem = f"{rng.choice(_DATES)}-{stem}"
    if moved and rng.random() < 0.7:
        folder = f"{moved}/{folder}" if folder else moved
    return f"{folder}/{stem}{rng.choice(_EXTENSIONS)}".removeprefix("/")


def _file(rng: Random, path: str) -> bytes:
    opening, closing = rng.choice(_FENCES) if rng.random() < 0.12 else _FENCES[0]
    head = _matter(rng)
    body = rng.choice(_BODIES)
    text = f"{opening}{head}{closing}{body}"
    if rng.random() < 0.08:
        text = body
    if path.endswith((".yml", ".yaml")):
        text = f"---\n{head}" if rng.random() < 0.8 else head
    if rng.random() < 0.06:
        text = text.replace("\n", "\r\n")
    raw = text.encode()
    if rng.random() < 0.04:
        raw = b"\xef\xbb\xbf" + raw
    return raw


def _matter(rng: Random) -> str:
    lines = rng.sample(_MATTER, rng.choice((0, 1, 1, 2, 2, 3, 4)))
    kept = list({line.split(":")[0]: line for line in lines}.values())
    if rng.random() < 0.05:
        kept.insert(rng.randint(0, len(kept)), rng.choice(_BROKEN))
    return "".join(f"{line}\n" for line in kept)


def _config(rng: Random, moved: str) -> bytes:
    lines = ["time: 2024-05-06 07:08:09 +0000"]
    if rng.random() < 0.6:
        lines.append(f"permalink: {_quoted(rng.choice(_PERMALINKS))}")
    if moved:
        lines.append(f"collections_dir: {_quoted(rng.choice((moved, moved, moved, moved + '/', './' + moved)))}")
    if rng.random() < 0.8:
        lines += _collections(rng)
    if rng.random() < 0.5:
        lines += _defaults(rng)
    for key in ("include", "exclude"):
        if rng.random() < 0.35:
            chosen = rng.sample(_PATTERNS, rng.randint(1, 3))
            lines.append(f"{key}: [{', '.join(map(_quoted, chosen))}]")
    if rng.random() < 0.4:
        lines.append(f"timezone: {rng.choice(_ZONES)}")
    if rng.random() < 0.1:
        lines.append(f"markdown_ext: {_quoted(rng.choice(('md', 'md,txt', 'MD, html', 'markdown,mkd', '', 'md,,x')))}")
    lines += [line for line in ("future: true", "show_drafts: true", "unpublished: false") if rng.random() < 0.1]
    lines += [line for line in ("encoding: utf-8", "limit_posts: 1") if rng.random() < 0.05]
    return ("\n".join(lines) + "\n").encode()


def _collections(rng: Random) -> list[str]:
    names = rng.sample(_COLLECTIONS, rng.randint(1, 4))
    if rng.random() < 0.15:
        return [f"collections: [{', '.join(map(_quoted, names))}]"]
    lines = ["collections:"]
    for name in names:
        lines.append(f"  {_quoted(name)}:")
        if rng.random() < 0.5:
            lines.append(f"    output: {rng.choice(('true', 'false'))}")
        if rng.random() < 0.4:
            lines.append(f"    permalink: {rng.choice([_quoted(value) for value in _PERMALINKS] + ['null', 'false'])}")
        if rng.random() < 0.25:
            lines.append(f"    sort_by: {rng.choice(('title', 'order', 'date', 'nope', 'nav', 'slug', 'tags', '5'))}")
        if rng.random() < 0.25:
            order = rng.sample(("one.md", "/two.md", "sub dir/one.md", "index.md", "gone.md", "a b.md"), 3)
            lines.append(f"    order: [{', '.join(map(_quoted, order))}]")
    return lines


def _defaults(rng: Random) -> list[str]:
    lines = ["defaults:"]
    for number in range(1, rng.randint(2, 5)):
        scope = [f"path: {_quoted(rng.choice(_SCOPES))}"] if rng.random() < 0.9 else []
        if rng.random() < 0.4:
            scope.append(f"type: {rng.choice(_TYPES)}")
        lines.append(f"  - scope: {{{', '.join(scope)}}}")
        lines.append("    values:")
        keys: set[str] = set()
        for value in rng.sample(_VALUES, rng.randint(1, 3)):
            key = value.split(":")[0]
            if key not in keys:
                keys.add(key)
                lines.append(f"      {value.format(n=number)}")
    return lines


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
