"""Which assets are copied, under which names, and what is told of it."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from migrate.diagnostics import Finding
from migrate.interfaces import Laid
from migrate.model import Asset

if TYPE_CHECKING:
    from migrate.copying.files import Copied, Copy, Fate

_LAID: tuple[Fate, ...] = ("linked", "copied", "kept")


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetCopies:
    """Copies of the assets of the site in `root`, laid into `folder`.

    `prefix` stands before each name in `Asset.copy`. `used_only` leaves out what no link leads to; else all are copied
    that the old site published, or that a link leads to. `fates` counts what was done; in a dry run nothing is.
    """

    root: Path
    folder: Path
    prefix: str
    used_only: bool = False
    dry_run: bool = False
    fates: Counter[Fate] = field(default_factory=Counter)

    def laid(self, assets: Iterable[Asset], tell: Callable[[Finding], None]) -> Iterator[Asset]:
        """Each asset, with where its copy lies. All have come by before the first is copied. Raises OutputError."""
        since, known = time.time_ns(), list(assets)
        copies = self._copies(known)
        failed = {done.copy.goal for done in self._failures(list(copies.values()), since, tell)}
        for asset in known:
            copy = copies.get(asset.id)
            yield asset if copy is None or copy.goal in failed else replace(asset, copy=f"{self.prefix}{copy.goal}")

    def _copies(self, assets: Iterable[Asset]) -> dict[str, Copy]:
        """What is to be copied, by id. Every file has its name, wanted or not, so that a selection changes none."""
        from migrate.copying.files import Copy
        from migrate.filenames import Filenames

        filenames, copies = Filenames(), dict[str, Copy]()
        for asset in assets:
            if asset.file is not None and asset.size is not None and asset.sha256 is not None:
                copy = Copy(asset.file, filenames.of(asset.id), asset.size, asset.sha256, asset.content)
                if self._wanted(asset):
                    copies[asset.id] = copy
        return copies

    def _wanted(self, asset: Asset) -> bool:
        return asset.used or (asset.url is not None and not self.used_only)

    def _failures(self, copies: Sequence[Copy], since: int, tell: Callable[[Finding], None]) -> Iterator[Copied]:
        """Those of which no copy could be made; each is told."""
        from migrate.copying.files import copy_files

        if self.dry_run:
            return
        for done in copy_files(copies, root=self.root, folder=self.folder, since=since):
            self.fates[done.fate] += 1
            if done.fate not in _LAID:
                tell(finding_of(done))
                yield done

    @property
    def said(self) -> list[str]:
        """What was done, in one line; none when nothing was."""
        said = {"linked": "linked", "copied": "copied", "kept": "there already"}
        parts = [f"{self.fates[fate]:,} {said[fate]}" for fate in _LAID if self.fates[fate]]
        return [f"assets in {self.folder}: {', '.join(parts)}"] if parts else []


class AssetPolicy(NamedTuple):
    """What becomes of the bytes of assets: whether they are digested, and where to they are copied.

    `laid` says which of them a target that is a folder takes in.
    """

    digest: bool = True
    copies: AssetCopies | None = None
    laid: Laid = "none"

    @property
    def said(self) -> list[str]:
        """What was copied, as lines of a summary."""
        return [] if self.copies is None else self.copies.said


def finding_of(done: Copied) -> Finding:
    """What is told of a copy that could not be made."""
    file = done.copy.source
    if done.fate == "changed":
        return Finding(code="asset.changed", message="changed while it was copied", file=file)
    if done.fate == "outside":
        return Finding(code="source.symlink-outside", message="the link leads out of the site", file=file)
    return Finding(code="source.unreadable", message=f"cannot be read ({done.why})", file=file)
