"""Entries of the menu: items that point to pages by their numbers, or to an address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from migrate.exporters.wxr.contents import Contents
from migrate.exporters.wxr.dates import made_up, time_of
from migrate.exporters.wxr.items import Shown, category, item
from migrate.exporters.wxr.metas import Meta, written
from migrate.exporters.wxr.plan import Plan, Settled, title
from migrate.exporters.wxr.slugs import digest, slug_or
from migrate.interfaces import Job
from migrate.model import NavNode
from migrate.refs import parsed

TYPE = "nav_menu_item"
TAXONOMY = "nav_menu"


class Menus:
    """Writes the entries of one menu, which is called `name`."""

    def __init__(self, job: Job, plan: Plan, contents: Contents, name: str) -> None:
        self._job, self._plan, self._contents = job, plan, contents
        self.name, self.slug = name, slug_or(name, "menu", name)
        self._author = plan.logins.items()[0][1] if plan.logins.items() else ""
        self._numbers = {id: self._plan.numbers.of(f"menu:{id}") for id in _ids(job)}

    def entry(self, values: Mapping[str, object], order: int) -> tuple[str, str | None]:
        """An entry as XML, and the id of the page that it points to."""
        id = str(values.get("id"))
        page = self._page(values.get("target"))
        settled = self._settled(id, title(values.get("title")))
        metas = self._metas(values, page, settled.number)
        xml = item(self._job.site.url, settled, Shown(menu_order=order))
        return f"{xml}{category(TAXONOMY, self.slug, self.name)}{written(metas)}</item>\n", page.id if page else None

    def _settled(self, id: str, name: str) -> Settled:
        number = self._numbers.get(id) or self._plan.numbers.of(f"menu:{id}")
        time = time_of(made_up(f"menu:{id}"), self._job.zone)
        return Settled(f"menu:{id}", number, TYPE, name, "publish", time, f"menu-{digest(id)[:12]}", "/", self._author)

    def _page(self, target: object) -> Settled | None:
        """The page that an entry leads to, if visitors see it and the entry names no place on it."""
        ref = parsed(target) if isinstance(target, str) else None
        if ref is None or ref.kind != "page" or ref.query or ref.fragment:
            return None
        found = self._plan.items.get(ref.id)
        return found if found is not None and found.is_public else None

    def _metas(self, values: Mapping[str, object], page: Settled | None, number: int) -> list[Meta]:
        """All eight, since an entry without one of them is lost."""
        address = values.get("target") or values.get("url")
        url = self._contents.link(str(address)) if address and page is None else "" if page else "#"
        parent = self._numbers.get(str(values.get("parent")), 0) if values.get("parent") else 0
        return [
            ("_menu_item_type", "post_type" if page else "custom"),
            ("_menu_item_menu_item_parent", str(parent)),
            ("_menu_item_object_id", str(page.number if page else number)),
            ("_menu_item_object", page.type if page else "custom"),
            ("_menu_item_target", "_blank" if values.get("new_window") is True else ""),
            ("_menu_item_classes", 'a:1:{i:0;s:0:"";}'),
            ("_menu_item_xfn", ""),
            ("_menu_item_url", url),
        ]


def _ids(job: Job) -> list[str]:
    """The ids that entries of the menu have, as `mapping.kinds` gives them."""
    return list(_below(job.site.navigation, ""))


def _below(nodes: Sequence[NavNode], above: str) -> Iterator[str]:
    for at, node in enumerate(nodes, 1):
        yield f"{above}{at}"
        yield from _below(node.children, f"{above}{at}.")
