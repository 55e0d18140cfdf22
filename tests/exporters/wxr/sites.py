"""What the sites are made of that the rules are tried on."""

from __future__ import annotations

from tests.exporters.wxr.importer import page

ROOM = {"news/index.html": "---\nlayout: resources\ntitle: News\n---\n"}
NOTICES = {**ROOM, "news/notices/index.html": "---\nlayout: resources-alt\ntitle: Notices\n---\n"}
MENU = """links:
- title: A
  url: /a/
  sublinks:
  - {title: Out, url: "https://out.example/"}
  - {title: Gone, url: /g/}
"""
PNG = b"\x89PNG\r\n\x1a\n0000"
BASE = {"  author: editor": "  author: editor\n  asset_base: https://old.example/"}
PICTURE = {"a.md": page("A", "/a/", "image: /images/lamp.png\n", "![x](/images/lamp.png)"), "images/lamp.png": PNG}


def post(title: str, permalink: str, date: str = "2024-05-01", more: str = "", body: str = "Text") -> str:
    return page(title, permalink, f"layout: post\ndate: {date}\n{more}", body)
