"""What was written, item by item: the order of creation, the places of children, default pages, and the manifest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from tempfile import SpooledTemporaryFile

import orjson

from migrate.exporters.plone.asked import Asked
from migrate.exporters.plone.facts import Facts
from migrate.exporters.plone.plan import Plan
from migrate.exporters.plone.portal_types import ASSETS
from migrate.model import Site
from migrate.ploneuids import ROOT

_IN_MEMORY = 4 * 1024 * 1024
VERSION = "1.0.0"
_LAST = 1 << 20  # more than anything lies in one container


class Expected:
    """Takes note of each item as it is written. What the manifest says of it waits in a file."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._file = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - closed when the run is over
        self._end = 0
        self._facts: dict[str, tuple[int, int]] = {}
        self._paths: dict[str, str] = {}
        self._types: dict[str, str] = {}
        self._inner: dict[str, str] = {}

    def close(self) -> None:
        self._file.close()

    def has(self, uid: str) -> bool:
        return uid in self._facts

    def note(self, facts: Facts) -> None:
        line = orjson.dumps(tuple(facts))
        self._facts[facts.uid] = self._end, len(line)
        self._file.seek(self._end)
        self._end += self._file.write(line)
        self._paths[facts.path] = facts.uid
        self._types[facts.uid] = facts.type

    def default(self, facts: Facts) -> None:
        """Notes that an item is the default page of what it lies in."""
        self._inner[self._parent(facts.path)] = facts.uid

    @property
    def uids(self) -> frozenset[str]:
        """The UIDs of all items, and that of the site, which is there in any case."""
        return frozenset((*self._facts, ROOT))

    @property
    def paths(self) -> Iterator[str]:
        return iter(self._paths)

    def _parent(self, path: str) -> str:
        return self._paths.get(path.rpartition("/")[0] or "/", ROOT)

    def parents(self, plan: Plan) -> frozenset[str]:
        """The UIDs of the containers that were made for what is there."""
        made = {one.address: one for one in plan.made}
        found: set[str] = set()
        for path in self._paths:
            above = path.rpartition("/")[0]
            while above:
                if above in made:
                    found.add(made[above].uid)
                above = above.rpartition("/")[0]
        return frozenset(found)

    # --- what the importer reads beside the items ---

    def metadata(self, site: Site, plan: Plan, blobs: Sequence[str]) -> dict[str, object]:
        """`__metadata__.json`; a key that the importer does not know would end it."""
        return {
            "__version__": VERSION,
            "_data_files_": [f"{uid}/data.json" for uid in self._in_order()],
            "_blob_files_": [path.removeprefix("import/content/") for path in blobs],
            "default_page": self._default_pages(site, plan),
            "ordering": self._ordering(site, plan),
            "local_roles": self._of_there(site, "local_roles"),
            "local_permissions": self._of_there(site, "local_permissions"),
            "relations": [],
        }

    def _in_order(self) -> list[str]:
        """Parents first: an item whose container is not there is dropped."""
        return [
            self._paths[path] for path in sorted(self._paths, key=lambda path: (path != "/", path.count("/"), path))
        ]

    def _of_there(self, site: Site, name: str) -> dict[str, object]:
        given = site.meta.get(name)
        if not isinstance(given, Mapping):
            return {}
        there = self.uids
        return {uid: value for uid, value in given.items() if uid in there and isinstance(value, Mapping) and value}

    def _default_pages(self, site: Site, plan: Plan) -> dict[str, object]:
        """A key of what can hold nothing would end the import; a page that is no child would be passed over."""
        if self._asked.is_volto:
            return {}
        found = dict(plan.defaults) | self._inner
        given = site.meta.get("default_page")
        for uid, value in given.items() if isinstance(given, Mapping) else ():
            if isinstance(value, Mapping) and isinstance(page := value.get("default_page_uuid"), str):
                found.setdefault(str(uid), page)
        by_uid = {uid: path for path, uid in self._paths.items()}
        return {
            uid: {"default_page": by_uid[page].rpartition("/")[2], "default_page_uuid": page}
            for uid, page in found.items()
            if page in by_uid and self._can_hold(uid, plan) and self._parent(by_uid[page]) == uid
        }

    def _can_hold(self, uid: str, plan: Plan) -> bool:
        return uid == ROOT or (uid in self._types and plan.types[self._types[uid]].is_folderish)

    def _places(self, plan: Plan) -> dict[str, int]:
        """The place of each item among its neighbours that are there, without gaps."""
        children: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
        for path, uid in self._paths.items():
            if uid != ROOT:  # by paths, since a container that the target has is not among these items
                children[path.rpartition("/")[0]].append((plan.order.get(uid, 1 << 40), uid))
        return {uid: place for ones in children.values() for place, (_, uid) in enumerate(sorted(ones))}

    def _ordering(self, site: Site, plan: Plan) -> dict[str, int]:
        """The places for the importer: where the target has folders of its own, those of the source, else the last."""
        places, given = self._places(plan), site.meta.get("ordering")
        known = given if isinstance(given, Mapping) else {}
        for path, uid in self._paths.items():
            if uid != ROOT and self._has_its_own(path.rpartition("/")[0]):
                said = known.get(uid)
                places[uid] = said if isinstance(said, int) and 0 <= said < _LAST else _LAST + places[uid]
        return places

    def _has_its_own(self, above: str) -> bool:
        """Whether the target has folders there that are none of these items: those of its languages."""
        languages = self._asked.languages if len(self._asked.languages) > 1 else ()
        names = languages if not above else (ASSETS,) if above[1:] in languages else ()
        return any(f"{above}/{name}" not in self._paths for name in names)

    # --- what should be found ---

    def manifest(self, site: Site, plan: Plan) -> Iterator[bytes]:
        """The document, in pieces, an item on a line."""
        places, defaults = self._places(plan), self._default_pages(site, plan)
        between = b"\n"
        yield b'{"target": "plone", "items": ['
        for uid in self._in_order():
            at, size = self._facts[uid]
            self._file.seek(at)
            facts = Facts(*orjson.loads(self._file.read(size)))
            page = defaults.get(uid)
            row = facts._asdict()
            row["order"] = places.get(uid)
            row["default_page"] = page["default_page"] if isinstance(page, dict) else None
            yield between + orjson.dumps(row)
            between = b",\n"
        yield b"\n]}\n"
