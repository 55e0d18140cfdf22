"""What runs code: found however it is written, and gone when it is to go."""

from __future__ import annotations

import pytest

from migrate.normalise.active import active_in, stripped


@pytest.mark.parametrize(
    ("html", "kinds", "after"),
    [
        ("<p>a</p><script>1</script>", ["script"], "<p>a</p>"),
        ("<SCRIPT src=/x.js></SCRIPT>b", ["script"], "b"),
        ('<a onclick="x()" href="/y">a</a>', ["handler"], '<a href="/y">a</a>'),
        ("<img src=x onerror=alert(1)>", ["handler"], '<img src="x">'),
        ("<img src=x/onerror=alert(1)>", [], "<img src=x/onerror=alert(1)>"),
        ("<svg/onload=alert(1)>", ["handler"], "<svg></svg>"),
        ('<a href="javascript:x">a</a>', ["address"], "<a>a</a>"),
        ('<a href=" java\tscr\nipt:x">a</a>', ["address"], "<a>a</a>"),
        ('<a href="&#106;avascript&colon;x">a</a>', ["address"], "<a>a</a>"),
        ('<a href="vbscript:x">a</a>', ["address"], "<a>a</a>"),
        ('<iframe src="data:text/html,x"></iframe>', ["address"], "<iframe></iframe>"),
        ('<iframe srcdoc="&lt;script>1&lt;/script>"></iframe>', ["address"], "<iframe></iframe>"),
        ('<form action="javascript:x"><button formaction="vbscript:y">', ["address"] * 2, None),
        ('<svg><a xlink:href="javascript:x"><text>t</text></a></svg>', ["address"], "<svg><a><text>t</text></a></svg>"),
        ('<svg><animate attributeName=href values="a;javascript:x"/></svg>', ["address"], None),
        ('<svg><style><img src=x onerror=1></style></svg>', ["handler"], None),
        ('<svg><textarea><body onload="x()"></textarea></svg>', ["handler"], None),
        ("<svg>" + "<script><g/></script>" * 20 + "</svg>", ["script"] * 20, "<svg></svg>"),
        ('<meta http-equiv="refresh" content="0;url=/x"><p>a</p>', ["script"], "<p>a</p>"),
        ('<base href="https://x.example/"><p>a</p>', ["script"], "<p>a</p>"),
        ('<noscript><p title="</noscript><img src=x onerror=1>"></noscript>', ["handler"], None),
        ('<body onload="x()"><p>a</p></body>', ["handler"], "<p>a</p>"),
        ("<html onmouseover=x()>a", ["handler"], "a"),
        (f'<a href="{" " * 500}javascript:x">a</a>', ["address"], "<a>a</a>"),
        (f'<a href="java{chr(9) * 500}script:x">a</a>', ["address"], "<a>a</a>"),
        ("<select><title></select><img src=x onerror=1></title></select>", ["script"], None),
        ('<embed src="data:application/rss+xml,x">', ["address"], "<embed>"),
        # nothing runs here
        ('<img alt="JavaScript: The Good Parts">', [], '<img alt="JavaScript: The Good Parts">'),
        ('<p title="Intro; JavaScript: basics">a</p>', [], '<p title="Intro; JavaScript: basics">a</p>'),
        ("<p>on time = now; javascript: is a scheme</p>", [], "<p>on time = now; javascript: is a scheme</p>"),
        ('<img src="data:image/svg+xml,%3Csvg/%3E">', [], '<img src="data:image/svg+xml,%3Csvg/%3E">'),
        ("<textarea><script>1</script></textarea>", [], "<textarea><script>1</script></textarea>"),
        ("<!-- <script>1</script> -->", [], "<!-- <script>1</script> -->"),
        ('<a href="/one" title="onclick=">a</a>', [], '<a href="/one" title="onclick=">a</a>'),
    ],
)  # fmt: skip
def test_active(html: str, kinds: list[str], after: str | None) -> None:
    assert [one.kind for one in active_in(html)] == kinds
    out = stripped(html)
    assert active_in(out) == []
    assert stripped(out) == out
    if after is not None:
        assert out == after
