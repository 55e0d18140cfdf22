"""What the templates of a build can list; compared with Jekyll 4.3 by hand."""

from __future__ import annotations

import json

from tests.conftest import SiteMaker
from tests.run import run

LISTS = """---
permalink: /list/
---
{% for one in site.posts %}post {{ one.title }} {{ one.next.title }} {{ one.previous.title }};{% endfor -%}
{% for one in site.c %}c {{ one.title }};{% endfor -%}
{% for one in site.pages %}page {{ one.title }};{% endfor -%}
{% for one in site.documents %}doc {{ one.title }};{% endfor %}
"""


def test_templates_list_nothing_that_the_public_never_saw(make_site: SiteMaker) -> None:
    site = make_site(
        {
            "list.html": LISTS,
            "_posts/2020-01-01-p1.md": "---\ntitle: P1\n---\n",
            "_posts/2020-01-02-p2.md": "---\ntitle: P2\npublished: false\n---\n",
            "_posts/2099-01-01-p3.md": "---\ntitle: P3\n---\n",
            "_posts/2020-01-03-p4.md": "---\ntitle: P4\n---\n",
            "_c/a.md": "---\ntitle: C1\n---\n",
            "_c/b.md": "---\ntitle: C2\npublished: false\n---\n",
            "_c/c.md": "---\ntitle: C3\ndate: 2099-01-01\n---\n",
            "hidden.md": "---\ntitle: H\npublished: false\n---\n",
        },
        config="timezone: UTC\ncollections:\n  c: {output: true}\n",
    )
    document = json.loads(run("export", str(site), "--to", "json", "--out", "-", "--quiet").out)
    listed = next(page["body"]["html"] for page in document["pages"] if page["id"] == "list.html")
    assert listed == "post P4  P1;post P1 P4 ;c C1;c C3;page ;doc P1;doc P4;doc C1;doc C3;\n"
