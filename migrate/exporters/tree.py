"""A folder of files, one a record: front matter and body, and the assets under the addresses that they had.

Some keys of a record say where and how it is written: see `reserved`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple
from urllib.parse import quote

from migrate.addressing import Addresses, values_written, written
from migrate.diagnostics import Finding
from migrate.exporters.front_matter import fenced
from migrate.exporters.options import check_names, choice, option
from migrate.exporters.reserved import Reserved, check_fields
from migrate.filenames import Filenames, marked, safe_name
from migrate.interfaces import Ending, Job, Laid, Record, Tell
from migrate.model import Asset, OutFile, Site
from migrate.refs import Ref

_PATH = re.compile(r"[^?#]*")
MAX_PATH = 1000  # bytes: systems allow 1,024 or 4,096 with the folder that it lies in


class _Asked(NamedTuple):
    """The options of the mapping."""

    assets_folder: str = ""
    links: str = "addresses"
    omit_empty: bool = False
    folder_page: str = ""


class TreeExporter:
    """See `interfaces.FolderExporter`."""

    name = "tree"

    def __init__(
        self,
        addresses: Addresses | None = None,
        names: Filenames | None = None,
        *,
        asked: _Asked | None = None,
        laid: Laid = "none",
        assets: Mapping[str, str] | None = None,
    ) -> None:
        self._addresses = addresses or Addresses((), ())
        self._names = names or Filenames()
        self._asked, self._laid, self._assets = asked or _Asked(), laid, assets or {}

    tells = False  # see `interfaces.Steady`

    @property
    def places(self) -> Mapping[str, str]:
        """See `interfaces.Steady`."""
        return self._assets

    def prepared(self, job: Job) -> TreeExporter:
        """See `interfaces.Prepared`. Assets get their names first, so that pages know where they will lie."""
        asked = _asked(job.options)
        for type, fields in job.fields_of.items():
            check_fields(type, fields)
        files, names, folder = list(job.files()), Filenames(), asked.assets_folder
        laid = _laid(files, folder, names) if job.laid != "none" else {}
        places = {id: f"/{path.removeprefix(folder)}" for id, path in laid.items()}
        addresses = Addresses(job.site.pages, files, places, job.addresses)
        return TreeExporter(addresses, names, asked=asked, laid=job.laid, assets=laid)

    def encode(self, record: Record, tell: Tell) -> OutFile | None:
        reserved = Reserved(record.values, tell, omit_empty=self._asked.omit_empty)
        path = reserved.path()
        if path is None:
            return None
        front, body = self._linked(reserved.front_matter(), reserved.content(), tell)
        text = fenced(front, body, reserved.format(), tell, bare=not reserved.fenced())
        return OutFile(path=path, content=text.encode("utf-8", "replace"))

    def _linked(self, front: Mapping[str, object], body: str, tell: Tell) -> tuple[Mapping[str, object], str]:
        if self._asked.links == "refs":
            return front, body

        def missing(ref: Ref) -> None:
            tell("ref.unwritten", f"{ref} names nothing of the site")

        values = values_written(front, self._plain_address, missing)
        assert isinstance(values, dict)
        return values, written(body, self._addresses, missing)

    def _plain_address(self, ref: Ref) -> str | None:
        """The address of what `ref` names, as no generator reads it otherwise: Hugo drops a bare `&` of a menu."""
        address = self._addresses(ref)
        if address is None or not address.startswith("/"):
            return address
        return _PATH.sub(lambda path: quote(path[0], safe="/%~"), address, count=1)

    def files(self, site: Site, records: Iterable[OutFile], ending: Ending) -> Iterator[OutFile]:
        for file in records:
            path = self._path(_bounded(file.path))
            if path != file.path.strip("/"):
                ending.tell(_renamed(file.path, path, file.origin))
            yield replace(file, path=path)
        for asset in ending.assets:
            if asset.file is not None and asset.sha256 is not None and self._is_wanted(asset):
                yield self._asset(asset, ending)

    def _path(self, wanted: str) -> str:
        """The path of a record's file; that of a folder's page only if no other page stands for the same folder."""
        above, slash, name = wanted.rpartition("/")
        stem, ending = os.path.splitext(name)
        if stem == self._asked.folder_page and slash:
            beside = f"{above}{ending}"
            if self._names.of(beside) != beside.strip("/"):
                wanted = f"{above}/{marked(name, wanted)}"
        return self._names.of(wanted)

    def _is_wanted(self, asset: Asset) -> bool:
        return self._laid != "none" and (asset.used or (self._laid == "all" and asset.url is not None))

    def _asset(self, asset: Asset, ending: Ending) -> OutFile:
        path, wanted = self._assets[asset.id], _place(asset.id, asset.url)
        if path != f"{self._asked.assets_folder}{wanted}":
            ending.tell(_renamed(wanted, path, asset.id))
        return OutFile(path=path, content=asset)


def _asked(options: Mapping[str, object]) -> _Asked:
    """The options, checked. Raises MappingError."""
    check_names(TreeExporter.name, options, _Asked._fields)
    return _Asked(
        assets_folder=_folder(option(options, "assets_folder", "")),
        links=choice(options, "links", ("addresses", "refs")),
        omit_empty=option(options, "omit_empty", False),
        folder_page=option(options, "folder_page", ""),
    )


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
