"""A folder of files, one a record: front matter and body, and the assets under the addresses that they had.

Of a record these keys say where and how it is written: `path`, `content`, `front_matter` and `format`. Without
`front_matter`, all its other keys are the front matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from migrate.addressing import Addresses, values_written, written
from migrate.diagnostics import Finding
from migrate.exporters.front_matter import FORMATS, fenced
from migrate.exporters.options import check_names, option
from migrate.filenames import Filenames, marked, safe_name
from migrate.interfaces import Ending, Job, Laid, Tell
from migrate.model import Asset, OutFile, Site
from migrate.refs import Ref

RESERVED = ("path", "content", "front_matter", "format")
MAX_PATH = 1000  # bytes: systems allow 1,024 or 4,096 with the folder that it lies in


class TreeExporter:
    """See `interfaces.FolderExporter`. `assets_folder` is an option of the mapping."""

    name = "tree"

    def __init__(
        self,
        addresses: Addresses | None = None,
        names: Filenames | None = None,
        *,
        laid: Laid = "none",
        folder: str = "",
        assets: Mapping[str, str] | None = None,
    ) -> None:
        self._addresses = addresses or Addresses((), ())
        self._names = names or Filenames()
        self._laid, self._folder, self._assets = laid, folder, assets or {}

    def prepared(self, job: Job) -> TreeExporter:
        """See `interfaces.Prepared`. Assets get their names first, so that pages know where they will lie."""
        check_names(self.name, job.options, ("assets_folder",))
        folder = _folder(option(job.options, "assets_folder", ""))
        files, names = list(job.files()), Filenames()
        laid = _laid(files, folder, names) if job.laid != "none" else {}
        addresses = Addresses(job.site.pages, files, {id: f"/{path.removeprefix(folder)}" for id, path in laid.items()})
        return TreeExporter(addresses, names, laid=job.laid, folder=folder, assets=laid)

    def encode(self, record: Mapping[str, object], tell: Tell) -> OutFile | None:
        path = record.get("path")
        if not isinstance(path, str) or not path.strip("/"):
            tell("record.reserved", f"`path` is {path!r:.40}; the page has no file")
            return None
        reserved = _Reserved(record, tell)

        def missing(ref: Ref) -> None:
            tell("ref.unwritten", f"{ref} names nothing of the site")

        front = values_written(reserved.front_matter(), self._addresses, missing)
        assert isinstance(front, dict)
        body = written(reserved.content(), self._addresses, missing)
        text = fenced(front, body, reserved.format(), tell)
        return OutFile(path=path, content=text.encode("utf-8", "replace"))

    def files(self, site: Site, records: Iterable[OutFile], ending: Ending) -> Iterator[OutFile]:
        for file in records:
            path = self._names.of(_bounded(file.path))
            if path != file.path.strip("/"):
                ending.tell(_renamed(file.path, path, file.origin))
            yield replace(file, path=path)
        for asset in ending.assets:
            if asset.file is not None and asset.sha256 is not None and self._is_wanted(asset):
                yield self._asset(asset, ending)

    def _is_wanted(self, asset: Asset) -> bool:
        return self._laid != "none" and (asset.used or (self._laid == "all" and asset.url is not None))

    def _asset(self, asset: Asset, ending: Ending) -> OutFile:
        path, wanted = self._assets[asset.id], _place(asset.id, asset.url)
        if path != f"{self._folder}{wanted}":
            ending.tell(_renamed(wanted, path, asset.id))
        return OutFile(path=path, content=asset)


class _Reserved:
    """The reserved keys of a record; what has the wrong type is told and stands for nothing."""

    def __init__(self, record: Mapping[str, object], tell: Tell) -> None:
        self._record, self._tell = record, tell

    def front_matter(self) -> Mapping[str, object]:
        given = self._record.get("front_matter")
        if isinstance(given, Mapping):
            return given
        if given is not None:
            self._wrong("front_matter", "a map of keys")
        return {name: value for name, value in self._record.items() if name not in RESERVED}

    def content(self) -> str:
        given = self._record.get("content")
        if given is None or isinstance(given, str):
            return given or ""
        self._wrong("content", "text")
        return ""

    def format(self) -> str:
        given = self._record.get("format")
        if isinstance(given, str) and given in FORMATS:
            return given
        if given is not None:
            self._wrong("format", "yaml, toml or json")
        return "yaml"

    def _wrong(self, name: str, right: str) -> None:
        self._tell("record.reserved", f"`{name}` is {self._record[name]!r:.40}, not {right}; it was passed over")


def _folder(option: str) -> str:
    """The folder of assets as a prefix; its components are safe names."""
    parts = [safe_name(part) for part in option.split("/") if part]
    return "".join(f"{part}/" for part in parts)


def _laid(files: Iterable[tuple[str, str | None]], folder: str, names: Filenames) -> dict[str, str]:
    """Where each asset would lie, by its id; every file has its name, wanted or not."""
    return {id: names.of(_bounded(f"{folder}{_place(id, url)}")) for id, url in files}


def _place(id: str, url: str | None) -> str:
    return (url or id).lstrip("/")


def _bounded(path: str) -> str:
    """`path`, shortened where it is longer than file systems take."""
    if len(path.encode("utf-8", "replace")) <= MAX_PATH:
        return path
    first, *_, last = [part for part in path.split("/") if part]
    return f"{first}/{marked(safe_name(last), path)}"


def _renamed(wanted: str, path: str, origin: str | None) -> Finding:
    return Finding(code="record.name", message=f"its file would be {wanted:.200}; it is {path}", file=origin)
