"""How far templates look: each tag, filter and value that leads out of a page, and what does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from migrate.jekyll.config import read_config
from migrate.jekyll.drops import Reach
from migrate.jekyll.entries import Entry
from migrate.jekyll.site import item_reader, read_site
from migrate.jekyll.templates import Templates
from tests.conftest import NOW, SiteMaker

OWN, INDEX, ALL = Reach.OWN, Reach.INDEX, Reach.ALL
FILES: dict[str, str | bytes] = {
    "a.md": "---\ntitle: A\nlist: [1, 2]\nday: 2024-05-06\nclock: '10:30'\nexcerpt: Mine.\n---\nbody of A\n",
    "b.md": "---\ntitle: B\npermalink: /bee/\n---\nbody of B\n",
    "news/_posts/2024-01-02-one.md": "---\ntitle: One\ntags: x\n---\nFirst.\n\nSecond.\n",
    "news/_posts/2024-02-02-timed.md": "---\ntitle: Timed\n---\nIn {{ site.time }}.\n\n{{ page.excerpt }}\n",
    "news/_posts/2025-01-02-said.md": "---\ntitle: Said\nexcerpt: In short.\n---\nOnly.\n",
    "news/_posts/2025-01-03-bare.md": "No front matter.\n",
    "_docs/d.md": "---\ntitle: D\n---\nText.\n",
    "_docs/e.md": "---\ntitle: E\ndate: 2024-01-01\n---\nText.\n",
    "_data/people.yml": "- name: Ann\n",
    "_includes/note.html": "<i>{{ include.text }}</i>",
    "_includes/deep.html": "{{ site.posts.first.content }}",
    "_includes/headed.html": "---\ntitle: x\n---\nIt may be a page.",
    "beside.txt": "beside",
    "images/a.png": b"x",
}
CONFIG = "timezone: UTC\nbaseurl: /base\nurl: https://x.example\nauthor: Us\ncollections: {docs: {output: true}}\n"
EACH = "{% for p in site.posts %}{{ p.KEY }}{% endfor %}"


def templates_of(root: Path, *, drafts: bool = False) -> Templates:
    read = lambda: read_site(root, now=NOW, drafts=drafts)  # noqa: E731
    return Templates(root, read_config(root), now=NOW, read=read, markdown=lambda text: f"<p>{text}</p>")


def reach(templates: Templates, text: str, file: str = "a.md") -> Reach:
    collection = "posts" if "_posts" in file else "docs" if "_docs" in file else None
    kind = "post" if collection == "posts" else "document" if collection else "page"
    entry = Entry(file=file, kind=kind, collection=collection)  # type: ignore[arg-type]  # one of them
    item = item_reader(templates.root, templates.config, NOW)(entry)
    assert item is not None
    return templates.render(text, item, 1).reach


PAGES: dict[str, Reach] = {
    # the page itself and the configuration
    "plain": OWN,
    "{{ site.baseurl }}/x {{ site.author }} {{ site.nothing }} {{ site.title }} {{ site.config }}": OWN,
    "{{ '/x' | relative_url }} {{ '/x' | absolute_url }} {{ 'x' | markdownify }}": OWN,
    "{{ page.title }} {{ page.url }} {{ page.dir }} {{ page.name }} {{ page.path }} {{ page.nothing }}": OWN,
    "{{ page.content }} {{ page }} {{ page.excerpt }} {{ page.list | sample }}": OWN,
    "{{ page | jsonify }} {{ page.size }} {% for pair in page %}{{ pair }}{% endfor %}": OWN,
    "{% for x in page.list %}{{ forloop.index }}{% cycle 'a', 'b' %}{% endfor %}{% increment n %}": OWN,
    "{% assign x = page.title %}{% capture y %}{{ x }}{% endcapture %}{% if y == x %}{{ y }}{% endif %}": OWN,
    "{{ jekyll.version }} {{ jekyll.environment }} {{ paginator.page }} {{ nothing.at.all }}": OWN,
    "{% raw %}{{ site.time }}{% endraw %}{% comment %}{{ site.time }}{% endcomment %}": OWN,
    "{% if false %}{{ site.posts.first.content }}{% endif %}": OWN,
    "{% nope %}{{ 1 | nope }}": OWN,
    "{% highlight ruby %}x{% endhighlight %}": OWN,
    # times that are written out
    "{{ page.day | date: '%Y' }} {{ '2024-01-02' | date: '%Y' }} {{ 0 | date: '%Y' }}": OWN,
    "{{ 'May 5 2024' | date_to_string }} {{ 'no date' | date: '%Y' }}": OWN,
    # the index
    "{% for p in site.posts %}{{ p.title }}{{ p.url }}{{ p.date }}{{ p.tags }}{{ p.nothing }}{% endfor %}": INDEX,
    "{{ site.posts.size }}": INDEX,
    "{{ site.pages | map: 'title' | join: ' ' }}": INDEX,
    "{{ site.html_pages | where: 'title', 'B' | size }} {{ site.documents.size }} {{ site.related_posts.size }}": INDEX,
    "{{ site.pages | sort: 'title' | size }} {{ site.pages | group_by: 'title' | size }}": INDEX,
    "{{ site.docs | map: 'title' }}": INDEX,
    "{{ site.collections | map: 'label' }} {{ site.collections[0].docs.size }}": INDEX,
    "{{ site.tags.x[0].title }} {{ site.categories.size }}": INDEX,
    "{{ site.static_files | map: 'path' }}": INDEX,
    "{% if site.pages.first.image %}{% endif %}": INDEX,
    "{% if site.posts contains page %}{% endif %}": INDEX,
    "{{ site.data.people[0].name }}": INDEX,
    "{{ site['data'].nobody }}": INDEX,
    "{% include note.html text='x' %}": INDEX,
    "{% include not-there.html %}": INDEX,
    "{% include_relative beside.txt %}": INDEX,
    "{% include_relative not-there.txt %}": INDEX,
    "{% link b.md %}": INDEX,
    "{% link images/a.png %}": INDEX,
    "{% link not-there.md %}": INDEX,
    "{% post_url news/2024-01-02-one %}": INDEX,
    "{% post_url 2024-01-02-one %}": INDEX,
    "{% post_url 2024-01-02-nothing %}": INDEX,
    "{% assign p = site.posts | where: 'title', 'Said' | first %}{{ p.excerpt }}": INDEX,
    # the bodies of others, and the time
    EACH.replace("KEY", "content"): ALL,
    EACH.replace("KEY", "excerpt"): ALL,
    EACH.replace("KEY", "output"): ALL,
    "{% for p in site.posts %}{{ p }}{% endfor %}": ALL,
    "{{ site.posts.first }}": ALL,
    "{{ site.pages | join: ' ' }}": ALL,
    "{{ site.pages | jsonify }}": ALL,
    "{{ site.pages | where_exp: 'p', 'p.content contains \"x\"' | size }}": ALL,
    "{% include deep.html %}": ALL,
    "{% include headed.html %}": ALL,
    "{% include_relative b.md %}": ALL,
    "{% include_relative news/_posts/2025-01-03-bare.md %}": ALL,
    "{{ site.time }}": ALL,
    "{{ site.time | date: '%Y' }}": ALL,
    "{{ 'now' | date: '%Y' }}": ALL,
    "{{ 'today' | date_to_string }}": ALL,
    "{{ page.clock | date: '%H' }}": ALL,
    "{{ '5 May' | date: '%Y' }}": ALL,
    "{{ site | jsonify }}": ALL,
    "{{ site.docs | map: 'date' }}": ALL,
    "{{ site.docs | sort | size }}": ALL,
}


@pytest.mark.parametrize("text", PAGES)
def test_how_far_a_template_looks(make_site: SiteMaker, text: str) -> None:
    templates = templates_of(make_site(FILES, config=CONFIG))
    assert (reach(templates, text), reach(templates, text)) == (PAGES[text], PAGES[text])


def test_what_is_kept_since_another_page_asked_counts(make_site: SiteMaker) -> None:
    templates = templates_of(make_site(FILES, config=CONFIG))
    for text in PAGES:
        reach(templates, text, "b.md")
    assert {text: reach(templates, text) for text in PAGES} == PAGES


DOCUMENTS: list[tuple[str, str, Reach]] = [
    ("news/_posts/2024-01-02-one.md", "{{ page.id }} {{ page.slug }} {{ page.date }} {{ page.tags }}", OWN),
    ("news/_posts/2024-01-02-one.md", "{{ page.excerpt }} {{ page.content }}", OWN),
    ("news/_posts/2024-01-02-one.md", "{{ page.previous.title }}", INDEX),
    ("news/_posts/2024-01-02-one.md", "{{ page.next.title }} {{ page.next.previous.title }}", INDEX),
    ("news/_posts/2024-01-02-one.md", "{{ page.next.excerpt }}", ALL),
    ("news/_posts/2024-01-02-one.md", "{{ page.next.previous.content }}", INDEX),  # which is its own
    ("news/_posts/2024-02-02-timed.md", "{{ page.excerpt }}", ALL),
    ("_docs/d.md", "{{ page.url }} {{ page.title }}", OWN),
    ("_docs/d.md", "{{ page.date }}", ALL),
    ("_docs/e.md", "{{ page.date }}", OWN),
]


@pytest.mark.parametrize(("file", "text", "wanted"), DOCUMENTS)
def test_how_far_a_document_looks(make_site: SiteMaker, file: str, text: str, wanted: Reach) -> None:
    templates = templates_of(make_site(FILES, config=CONFIG))
    assert reach(templates, text, file) == wanted
    reach(templates, EACH.replace("KEY", "excerpt"))
    assert reach(templates, text, file) == wanted


def test_the_address_of_a_draft_may_be_of_the_time_of_its_file(make_site: SiteMaker) -> None:
    templates = templates_of(
        make_site({**FILES, "_drafts/idea.md": "---\ntitle: Idea\n---\n"}, config=CONFIG), drafts=True
    )
    assert reach(templates, "{% link _drafts/idea.md %}") == ALL
    assert reach(templates, "{{ site.posts.size }}") == ALL  # they are in the order of their dates
    assert reach(templates, "{{ site.docs | map: 'title' }}") == INDEX


@pytest.mark.parametrize(
    "config", ["data_dir: people\n", "data_dir: _docs\n", "include: [_data]\n", "include: ['*']\n"]
)
def test_data_that_may_be_pages(make_site: SiteMaker, config: str) -> None:
    templates = templates_of(make_site(FILES, config=CONFIG + config))
    assert reach(templates, "{{ site.data.people }}") == ALL


def test_times_are_read_as_before(make_site: SiteMaker) -> None:
    templates = templates_of(make_site(FILES, config="timezone: Asia/Singapore\n"))
    read = item_reader(templates.root, templates.config, NOW)(Entry(file="a.md", kind="page"))
    assert read is not None
    text = "{{ '10:30' | date: '%Y-%m-%d %H:%M %z' }}|{{ 'nope' | date: '%Y' }}|{{ '2024-02-29' | date_to_xmlschema }}"
    shown = templates.render(text, read, 1).text
    day = NOW.astimezone(templates.zone).date()
    assert shown == f"{day} 10:30 +0800|nope|2024-02-29T00:00:00+08:00"
