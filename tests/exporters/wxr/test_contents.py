"""Contents as WordPress would store them, so that storing changes nothing."""

from __future__ import annotations

import pytest

from migrate.exporters.wxr.contents import saved

# a link that opens a window, and how it is written
OPENED = {
    '<a href="https://x.example" target="_blank">': '<a href="https://x.example" target="_blank" rel="noopener">',
    '<a target=_blank href=/a/ rel="me">': '<a target="_blank" href="/a/" rel="me noopener">',
    '<a href="mailto: a@x.example" target="_blank">': '<a href="mailto:a@x.example" target="_blank" rel="noopener">',
    '<a href="MailTo:a@x.example " target="_blank">': '<a href="mailto:a@x.example" target="_blank" rel="noopener">',
    '<a href="/a:b/?c=d:e" target="_blank">': '<a href="/a%3Ab/?c=d%3Ae" target="_blank" rel="noopener">',
    '<a href="/a/?c=d:e" target="_blank">': '<a href="/a/?c=d:e" target="_blank" rel="noopener">',
    '<a href="#a&colon;b" target="_blank">': '<a href="#a%3Ab" target="_blank" rel="noopener">',
    '<a href="lamp:on" target="_blank">': '<a href="lamp:on">',
    '<a href="//x.example:80/" target="_blank" class="a">': '<a href="//x.example:80/" class="a">',
    '<a href="" target="_blank">': '<a href="" target="_blank" rel="noopener">',
    '<a href="/?target=1:2">': '<a href="/?target=1:2">',
    '<a href="/? target=1:2">': '<a href="/? target=1:2">',
    '<a href="lamp:on">': '<a href="lamp:on">',
}


@pytest.mark.parametrize("link", OPENED)
def test_a_link_that_opens_a_window(link: str) -> None:
    assert saved(f"<p>{link}x</a></p>") == f"<p>{OPENED[link]}x</a></p>"
    assert saved(saved(link)) == saved(link)
