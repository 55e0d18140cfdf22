"""Much of everything."""

from __future__ import annotations

from tests.hostile.corpus.attack import MEGABYTE, PAGE, UTC, Attack, body, files

ATTACKS = [
    Attack(
        name="page-fifty-megabytes",
        what="a page of fifty megabytes of Markdown",
        must="tell that it is too large to render; keep its text",
        make=files(lambda: {"a.md": body("word " * (10 * MEGABYTE))}),
        code=1,
        told=("a.md page.too-large",),
        pages=2,
        slow=True,
    ),
    Attack(
        name="page-fifty-megabytes-html",
        what="a page of fifty megabytes of HTML",
        must="keep it or tell it, in bounded time and memory",
        make=files(lambda: {"a.html": body("<p>word</p>\n" * (50 * MEGABYTE // 12))}),
        pages=2,
        cpu=60,
        slow=True,
    ),
    Attack(
        name="page-hundred-megabytes",
        what="a page of a hundred megabytes",
        must="tell its size and leave it out",
        make=files(lambda: {"a.md": body("word " * (20 * MEGABYTE))}),
        code=1,
        told=("a.md source.too-large",),
        pages=1,
    ),
    Attack(
        name="page-largest-markdown",
        what="a page of as much Markdown as is rendered, in one paragraph",
        must="render it in bounded time and memory",
        make=files(lambda: {"a.md": body("word *one* [two](/three) " * 150_000)}),
        pages=2,
        cpu=90,
        slow=True,
    ),
    Attack(
        name="pages-twenty-thousand",
        what="twenty thousand pages in one folder",
        must="read them in time that grows with their number only",
        make=files(lambda: {f"p/{number}.md": PAGE for number in range(20_000)}),
        pages=20_001,
        cpu=90,
        slow=True,
    ),
    Attack(
        name="pages-same-name",
        what="three thousand pages whose addresses differ by case and slashes alone",
        must="tell every collision, in time that grows with their number only",
        make=files(lambda: {f"{number}/a.md": f"---\npermalink: /same/\n---\n{number}\n" for number in range(3000)}),
        told=("url.collision",),
        pages=3001,
    ),
    Attack(
        name="assets-ten-thousand",
        what="ten thousand empty pictures, and a list of as many more",
        must="keep them all",
        make=files(
            lambda: {
                **{f"images/{number}.png": b"" for number in range(10_000)},
                "../list.txt": "".join(f"images/l{number}.png\n" for number in range(10_000)),
            }
        ),
        options=("--assets-list", "{folder}/list.txt"),
        holds=("images/9999.png", "images/l9999.png"),
        cpu=60,
        slow=True,
    ),
    Attack(
        name="assets-list-long",
        what="an assets list of ten million lines",
        must="stop with its name and its bound",
        make=files(lambda: {"../list.txt": "images/a.png\n" * 10_000_000}),
        options=("--assets-list", "{folder}/list.txt"),
        code=4,
        says="list.txt: is larger than",
        slow=True,
    ),
    Attack(
        name="assets-list-odd",
        what="an assets list of a hundred thousand lines that lead out, and one line of ten megabytes",
        must="tell them in bounded time; no line in full",
        make=files(lambda: {"../list.txt": "../x\n" * 100_000 + "y/" * 5_000_000 + "z.png\n"}),
        options=("--assets-list", "{folder}/list.txt"),
        told=("list.txt source.assets-list",),
        cpu=10,
        slow=True,
    ),
    Attack(
        name="posts-one-day",
        what="five thousand posts of one day with one title, in twenty languages of folders",
        must="tell every collision, in time that grows with their number only",
        make=files(
            lambda: {
                "_config.yml": f"{UTC}permalink: /:year/:title/\n",
                **{f"{number % 20}/_posts/2020-01-01-same-{number // 20}.md": PAGE for number in range(5000)},
            }
        ),
        told=("url.collision",),
        pages=5001,
        slow=True,
    ),
]
