"""The order of a collection's documents."""

from __future__ import annotations

import pytest

from migrate.jekyll.site import read_site
from tests.conftest import NOW, SiteMaker

FILES: dict[str, str | bytes] = {
    "_n/a.md": "---\nrank: 2\n---\n",
    "_n/b.md": "---\nrank: 1\ndate: 2021-01-01\n---\n",
    "_n/c.md": "---\ndate: 2020-01-01\n---\n",
    "_n/sub/d.md": "---\nrank: 1\n---\n",
}
ORDERS = [
    ("{}", ["a", "c", "b", "d"]),
    ("{order: [sub/d.md, /b.md, gone.md, b.md]}", ["d", "b", "a", "c"]),
    ("{order: [], sort_by: rank}", ["a", "c", "b", "d"]),
    ("{sort_by: rank}", ["b", "d", "a", "c"]),
    ("{sort_by: slug}", ["a", "b", "c", "d"]),
    ("{sort_by: 5}", ["a", "c", "b", "d"]),
]


@pytest.mark.parametrize(("options", "order"), ORDERS)
def test_order(make_site: SiteMaker, options: str, order: list[str]) -> None:
    site = read_site(make_site(FILES, config=f"timezone: UTC\ncollections: {{n: {options}}}\n"), now=NOW)
    assert [item.path.removesuffix(".md")[-1] for item in site.items] == order
    assert [item.position for item in site.items] == [0, 1, 2, 3]


def test_the_last_posts_as_many_as_the_limit_allows(make_site: SiteMaker) -> None:
    files: dict[str, str | bytes] = {f"_posts/202{year}-01-01-x.md": "---\n---\n" for year in range(4)}
    site = read_site(make_site(files, config="timezone: UTC\nlimit_posts: 2\n"), now=NOW)
    assert [(item.path[7:11], item.position) for item in site.items] == [("2022", 0), ("2023", 1)]
    assert [(finding.code, finding.file) for finding in site.findings] == [("config.limit-posts", "_config.yml")]
