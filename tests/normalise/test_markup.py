"""What a word processor left is taken out; what a reader sees stays."""

from __future__ import annotations

import pytest

from migrate.normalise.markup import tidied


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # classes, attributes, tags, comments
        ('<p class="MsoNormal">a</p>', "<p>a</p>"),
        ('<p class="lead MsoListParagraph">a</p>', '<p class="lead">a</p>'),
        ('<span class="TextRun SCXW12345 BCX8" data-contrast="auto">a</span>', "<span>a</span>"),
        ('<td class="xl65">a</td>', "<td>a</td>"),
        ('<p style="mso-margin-top-alt:auto;color:red">a</p>', '<p style="color:red">a</p>'),
        ('<p style="mso-line-height-rule:exactly">a</p>', "<p>a</p>"),
        ("<p>a<o:p></o:p></p>", "<p>a</p>"),
        ("<p>a<o:p>b</o:p></p>", "<p>ab</p>"),
        ("<!--[if gte mso 9]><xml><w:x/></xml><![endif]--><p>a</p>", "<p>a</p>"),
        ("<p><![if !supportLists]>1.<![endif]> a</p>", "<p>1. a</p>"),
        # empty paragraphs between blocks
        ("<p>a</p><p></p><p>b</p>", "<p>a</p><p>b</p>"),
        ("<p>a</p>\n<p> </p>\n<p></p>\n<h2>b</h2>", "<p>a</p>\n\n\n<h2>b</h2>"),
        ("<p></p><p>a</p><p></p>", "<p>a</p>"),
        ("<p ><p class=MsoNormal></p></p>", ""),
        # non-breaking spaces at the end of a block
        ("<p>a&nbsp;</p>", "<p>a</p>"),
        ("<li>a &nbsp;&#160;\u00a0 </li>", "<li>a</li>"),
        ("<p><b>a</b>&nbsp;</p>", "<p><b>a</b></p>"),
    ],
)
def test_taken_out(before: str, after: str) -> None:
    assert tidied(before)[0] == after
    assert tidied(after) == (after, {})


@pytest.mark.parametrize(
    "html",
    [
        "<p>&nbsp;</p>",
        "<p>a</p><p>&nbsp;</p><p>b</p>",
        "<p>a&nbsp;&nbsp;b</p>",
        "<td>a&nbsp;</td>",
        "<p><u>a&nbsp;</u></p>",
        "a<p></p>b",
        "<b>a</b><p></p><p>b</p>",
        "<div>a</div><p></p><div>b</div>",
        "<p>a</p><p id='x'></p><p>b</p>",
        "<p>a</p><p class='gap'></p><p>b</p>",
        "<pre><p></p>&nbsp;</pre>",
        "<script>'<p></p>'</script>",
        "<textarea><p></p></textarea>",
        "<!-- <p></p> MsoNormal -->",
        '<style>.MsoNormal { color: red }</style><p class="MsoNormal">a</p>',
        '<p class="Msometer">a</p>',
        "MsoNormal and SCXW1",
        # what would become a tag or a reference
        "<p>5 <<o:p></o:p>script>alert(1)</script></p>",
        "<p>if a <<o:p></o:p>b and more</p>",
        "<p>&am<o:p></o:p>p;lt;</p>",
        "<p><<![if x]>img src=x onerror=alert(1)></p>",
        # an end that closes nothing, what is cut off
        "<p>a&nbsp;</li>b</p>",
        "<style a/><p",
        # a column of a grid
        '<div class="xl12 col">a</div>',
        '<div class="xl65 col">a</div>',
        "<p>a</p><p>b&nbsp;<img src='x'></p>",
    ],
)
def test_left_alone(html: str) -> None:
    assert tidied(html) == (html, {})


def test_what_is_told() -> None:
    _, done = tidied('<p class="MsoNormal">a&nbsp;</p><p></p><p class="MsoNormal">b</p>')
    assert done == {"Word's classes": 2, "empty paragraphs": 1, "non-breaking spaces at the end of a block": 1}


def test_a_tag_that_the_end_cuts_off_is_kept() -> None:
    assert tidied("<p>a</p><p></p><p>b</p><a href='")[0] == "<p>a</p><p>b</p><a href='"
