"""What lies beside the items of an export: order, default pages, relations, members and the rest.

All of it is given in the shapes of plone.exportimport, whichever of the two wrote it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from migrate.accounting import Ledger, leaves, said, spread, unread
from migrate.diagnostics import Finding
from migrate.importers.plone.exports import METADATA, Export
from migrate.importers.plone.old_shapes import ALONE, Shaped, shaped
from migrate.importers.plone.stream import depth
from migrate.importers.plone.values import MAX_DEPTH, items, mapping, parsed, text

# in the order in which site.json has them, with the type that each is of
SHAPES: Mapping[str, type] = {
    "principals": dict,
    "relations": list,
    "translations": list,
    "discussions": dict,
    "portlets": list,
    "local_roles": dict,
    "local_permissions": dict,
    "default_page": dict,
    "ordering": dict,
}
LISTS_FILES = "it lists the files of the export"
SECRET = "secrets stay out of documents"
SELF = "it leads to itself"


@dataclass(slots=True, kw_only=True)
class Beside:
    """What the files say; `files` has the file of each. Redirects still have the id of the site before them."""

    values: dict[str, object] = field(default_factory=lambda: {name: kind() for name, kind in SHAPES.items()})
    redirects: dict[str, str] = field(default_factory=dict)
    passwords: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    metadata: dict[str, object] = field(default_factory=dict)

    def map_of(self, name: str) -> dict[str, object]:
        found = self.values[name]
        return found if isinstance(found, dict) else {}

    def list_of(self, name: str) -> list[object]:
        return items(self.values[name])


class BesideReader:
    """Reads the files beside the items and counts what they say. What cannot be understood is told."""

    def __init__(self, export: Export, ledger: Ledger, findings: list[Finding]) -> None:
        self._export, self._ledger, self._findings = export, ledger, findings
        self._found = Beside()

    def read(self) -> Beside:
        if self._export.is_new:
            self._metadata()
        for name, file in self._export.beside.items():
            if name != "errors":
                self._file(name, file)
        for name in self._export.outside:
            self._tell("plone.beside", f"{name} lies above the folder that was named, and was not read", None)
        for name in self._export.linked:
            self._tell("source.symlink-outside", "the link leads out of the export", name)
        return self._found

    def _metadata(self) -> None:
        for name, value in mapping(self._value(METADATA)).items():
            if name in SHAPES and isinstance(value, SHAPES[name]) and name != "relations":
                self._found.values[name] = value
                self._found.files[name] = METADATA
                spread(value, name, self._ledger.column(METADATA, "kept", field=f"site.meta.{name}"))
            elif name in ("_data_files_", "_blob_files_", "__version__"):
                spread(value, name, self._ledger.column(METADATA, "discarded", LISTS_FILES))
            else:
                self._found.metadata[name] = value
                spread(value, name, self._ledger.column(METADATA, "kept", field="site.meta.metadata"))

    def _file(self, name: str, file: str) -> None:
        if (value := self._value(file)) is None:
            return
        made = Shaped(value) if self._export.is_new else shaped(name, value)
        if not isinstance(made.value, SHAPES.get(name, dict)):
            self._tell("plone.file", "is not what such a file holds", file)
            self._ledger.column(file, "reported")[""] += said(value)
            return
        self._found.files[name] = file
        left = said(value) - self._dropped(file, made)
        if name == "redirects":
            self._redirects(file, mapping(made.value))
            return
        left -= self._passwords(file, made.value) if name == "principals" else 0
        self._found.values[name] = made.value
        if left:
            self._ledger.column(file, "kept", field=f"site.meta.{name}")[""] += left

    def _dropped(self, file: str, made: Shaped) -> int:
        """Counts what has no place in the new shape, and tells it."""
        for count, why in made.dropped:
            self._ledger.column(file, "discarded", why)[""] += count
        if alone := sum(why == ALONE for _, why in made.dropped):
            self._tell("plone.translation", f"{alone:,} groups of translations have one language", file)
        if odd := sum(why != ALONE for _, why in made.dropped):
            self._tell("plone.reference", f"{odd:,} entries name no item, or one that another entry names", file)
        return sum(count for count, _ in made.dropped)

    def _passwords(self, file: str, value: object) -> int:
        """Takes the hashes of passwords away from the members, and says how many leaves they were."""
        count = 0
        for member in items(mapping(value).get("members")):
            if isinstance(member, dict) and "password" in member:
                hashed, name = member.pop("password"), text(member.get("username"))
                count += leaves(hashed)
                if isinstance(hashed, str) and name is not None:
                    self._found.passwords[name] = hashed
        if count:
            self._ledger.column(file, "discarded", SECRET)["members[]"] += count
        return count

    def _redirects(self, file: str, value: Mapping[str, object]) -> None:
        for old, new in value.items():
            if isinstance(new, dict):  # of Plone 5.2 on: [new, date, manual]
                new = new.get("path")
            if isinstance(new, list) and new:
                new = new[0]
            count = leaves(value[old])
            if not isinstance(new, str) or not new.strip() or not old.strip():
                self._tell("redirect.invalid", f"{old!r:.200} leads to {new!r:.200}", file)
                self._ledger.column(file, "reported")["from"] += count
            elif old.rstrip("/") == new.rstrip("/"):
                self._ledger.column(file, "discarded", SELF)["from"] += count
            else:
                self._found.redirects[old] = new
                self._ledger.column(file, "mapped", field="redirect.to")["to"] += count

    def _value(self, file: str) -> object:
        """What a file says; None where it cannot be read, which is told and counted."""
        try:
            raw = (self._export.root / file).read_bytes().removeprefix(b"\xef\xbb\xbf")
            if depth(raw) > MAX_DEPTH:
                raise ValueError("it is nested too deep")
            value = parsed(raw)
        except (OSError, ValueError) as error:
            why = error.strerror if isinstance(error, OSError) else error
            self._tell("plone.file", f"cannot be read ({why!s:.100})", file)
            missed = unread(file)
            self._ledger.read(file, missed.leaves, missed.asides)
            return None
        self._ledger.read(file, said(value))
        return value

    def _tell(self, code: str, message: str, file: str | None) -> None:
        self._findings.append(Finding(code=code, message=message, file=file))
