"""Jekyll's deep merge of maps (`Utils.deep_merge_hashes`)."""

from __future__ import annotations

from collections.abc import Mapping


def deep_merge(base: Mapping[str, object], over: Mapping[str, object]) -> dict[str, object]:
    """`base` with the values of `over`; maps are merged, a null of `over` does not hide a value of `base`."""
    merged = dict(base)
    for key, value in over.items():
        if key in merged:
            merged[key] = _merged(merged[key], value)
        else:
            merged[key] = value
    return merged


def _merged(old: object, new: object) -> object:
    if new is None:
        return old
    if isinstance(old, dict) and isinstance(new, dict):
        return deep_merge(old, new)
    return new
