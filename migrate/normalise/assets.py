"""What the assets of a site are worth: whether any link leads to them, and which are empty or have the same bytes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from migrate.diagnostics import Finding
from migrate.mediatypes import UNKNOWN, is_text
from migrate.model import Asset


class Census:
    """Counts the assets as they come by. `used` are the ids of those that a link leads to.

    `whole` is False when only some pages were looked at: then nobody can say that no link leads to an asset.
    """

    def __init__(self, used: set[str], *, whole: bool = True) -> None:
        self._used, self._whole = used, whole
        self._first: dict[bytes, str] = {}
        self._duplicates: list[tuple[str, str]] = []
        self._empty: list[str] = []
        self._unused = self._all = 0

    def counted(self, asset: Asset) -> Asset:
        """The asset with what is known of it. One with the bytes of an earlier one says so."""
        self._all += 1
        used = asset.id in self._used
        self._unused += not used and asset.url is not None
        same_as = self._earlier(asset)
        if same_as is not None:
            self._duplicates.append((asset.id, same_as))
        if asset.size == 0 and (used or _has_bytes(asset.media_type)):
            self._empty.append(asset.id)
        return replace(asset, used=used, same_as=same_as)

    def _earlier(self, asset: Asset) -> str | None:
        if asset.sha256 is None or not asset.size:
            return None  # empty files are all alike, and say nothing
        first = self._first.setdefault(bytes.fromhex(asset.sha256), asset.id)
        return None if first == asset.id else first

    def findings(self) -> Iterator[Finding]:
        """What is to be told when all have come by."""
        for id_, first in self._duplicates:
            yield Finding(code="asset.duplicate", message=f"has the same bytes as {first}", file=id_)
        for id_ in self._empty:
            yield Finding(code="asset.empty", message="is empty", file=id_)
        if self._unused and self._whole:
            message = f"{self._unused:,} of {self._all:,} assets are linked from no page, data file or menu"
            yield Finding(code="asset.unused", message=message)


def _has_bytes(media_type: str) -> bool:
    """Whether a file of that type means nothing when it is empty."""
    return media_type != UNKNOWN and not is_text(media_type)
