"""What the importer changes in contents when it has fetched a file: its address, wherever an address begins so.

Of an image that is the address without the ending, for the sake of its other sizes. In one run the longest come first,
so that `/a/lamp10.png` is safe from `/a/lamp1.png`; but not if it is fetched in a later run, or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

IMAGES = (".jpg", ".jpeg", ".jpe", ".gif", ".png", ".bmp", ".tiff", ".tif", ".webp", ".ico", ".heic", ".avif")


def alike(addresses: Mapping[str, str]) -> Iterator[list[str]]:
    """The ids of files in groups, each of them to be fetched in one run."""
    group: list[str] = []
    first = ""
    for beginning, id in sorted((_beginning(address), id) for id, address in addresses.items()):
        if group and not beginning.startswith(first):
            yield group
            group = []
        first = first if group else beginning
        group.append(id)
    if group:
        yield group


class Beginnings:
    """What is changed once the files at `addresses` are fetched."""

    def __init__(self, addresses: Iterable[str]) -> None:
        self._changed = frozenset(_beginning(address) for address in addresses)

    def avoided(self, address: str, base: int) -> str:
        """The address of another file, with its first letter after `base` characters percent-encoded if need be."""
        at = base + 1
        if not any(address[:end] in self._changed for end in range(at, len(address) + 1)):
            return address
        digits = "" if address[at] == "%" else "".join(f"%{byte:02X}" for byte in address[at].encode())
        return f"{address[:at]}{digits}{address[at + 1 :]}" if digits else address


def _beginning(address: str) -> str:
    folder, slash, name = address.rpartition("/")
    stem, _, ending = name.rpartition(".")
    return f"{folder}{slash}{stem}" if stem and f".{ending.lower()}" in IMAGES else address
