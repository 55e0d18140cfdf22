"""`_redirects`, `redirect_from`, `redirect_to`."""

from __future__ import annotations

from migrate.model import Location, Redirect
from tests.conftest import Opener

LINES = """# a comment
/old /new

/gone/* https://new.example/:splat 302!
/find q=:q  /search?query=:q  200
/lang /de 301 Language=de  # told apart by language
/nowhere
"""


def test_the_file(open_site: Opener) -> None:
    source = open_site({"_redirects": LINES, "index.md": "---\n---\n"})
    assert source.site.redirects == [
        Redirect(old="/old", new="/new", status=301, source=Location(file="_redirects", line=2)),
        Redirect(
            old="/gone/*", new="https://new.example/:splat", status=302, source=Location(file="_redirects", line=4)
        ),
        Redirect(old="/find q=:q", new="/search?query=:q", status=200, source=Location(file="_redirects", line=5)),
        Redirect(old="/lang", new="/de", status=301, source=Location(file="_redirects", line=6)),
    ]
    assert [str(finding) for finding in source.findings] == [
        "_redirects:7: no redirect of two addresses: '/nowhere'; correct the line; it was left out [redirect.invalid]"
    ]


def test_front_matter(open_site: Opener) -> None:
    front = "permalink: /now/\nredirect_from: [/a/, /b.html]\n"
    source = open_site(
        {
            "a.md": f"---\n{front}---\n",
            "b.md": "---\npermalink: /left/\nredirect_to: https://b.example/\n---\n",
            "c.md": "---\nredirect_from: 3\n---\n",
        }
    )
    a, b = Location(file="a.md", line=1), Location(file="b.md", line=1)
    assert source.site.redirects == [
        Redirect(old="/a/", new="/now/", status=301, source=a),
        Redirect(old="/b.html", new="/now/", status=301, source=a),
        Redirect(old="/left/", new="https://b.example/", status=301, source=b),
    ]
    assert [(finding.code, finding.file) for finding in source.findings] == [("redirect.invalid", "c.md")]
    assert source.site.pages[0].meta["redirect_from"] == ["/a/", "/b.html"]
