"""Which addresses the importer changes with those of the files that it fetches."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from migrate.exporters.wxr.beginnings import Beginnings, alike

BASE = "https://x.example"
NAMES = st.lists(st.text("ab1.", min_size=1, max_size=4), min_size=1, max_size=3)
ADDRESSES = st.builds(lambda names, end: f"{BASE}/{'/'.join(names)}{end}", NAMES, st.sampled_from([".png", ".pdf", ""]))


def replaced(content: str, addresses: list[str]) -> str:
    """What the importer makes of a content in one run: the longest first, of images the stubs as well."""
    remap = {address: f"new:{address.removeprefix('https:')}" for address in addresses}
    for address in [one for one in addresses if one.endswith(".png") and not one.endswith("/.png")]:
        remap[address[:-4]] = f"new:{address[6:-4]}"
    for old in sorted(remap, key=len, reverse=True):
        content = content.replace(old, remap[old])
    return content


def test_files_whose_addresses_begin_alike_are_one_group() -> None:
    files = ["a/lamp1.png", "a/lamp10.png", "a/lamp1/x.pdf", "a/lamp2.png", "a/b.pdf", "a/b.pdf.zip", "a/b.doc"]
    groups = alike({name: f"{BASE}/{name}" for name in files})
    assert list(groups) == [
        ["a/b.doc"], ["a/b.pdf", "a/b.pdf.zip"], ["a/lamp1.png", "a/lamp1/x.pdf", "a/lamp10.png"], ["a/lamp2.png"],
    ]  # fmt: skip


@given(st.lists(ADDRESSES, unique=True, max_size=6))
def test_each_group_by_itself_gives_what_all_at_once_do(addresses: list[str]) -> None:
    contents = "".join(f'<img src="{address}">' for address in addresses)
    once = contents
    for group in alike({address: address for address in addresses}):
        once = replaced(once, group)
    assert once == replaced(contents, addresses)


@given(st.lists(ADDRESSES, max_size=4), ADDRESSES)
def test_a_file_that_is_not_fetched_keeps_its_address(addresses: list[str], other: str) -> None:
    kept = Beginnings(addresses).avoided(other, len(BASE))
    assert replaced(kept, addresses) == kept
    assert kept == other or replaced(other, addresses) != other
