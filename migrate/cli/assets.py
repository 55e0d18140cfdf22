"""`--assets` and `--assets-dir`: what becomes of the bytes of assets."""

from __future__ import annotations

import os
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

if TYPE_CHECKING:
    from migrate.copying import AssetPolicy


class Assets(StrEnum):
    """What is done with the bytes of assets."""

    link = "link"
    copy = "copy"
    none = "none"


AssetsOption = Annotated[
    Assets, typer.Option("--assets", help="link: name the files; copy: lay them beside the output; none: names alone.")
]
AssetsDir = Annotated[
    Path | None, typer.Option(help="Where --assets copy lays them. Without it: the name of --out with .assets.")
]


class Choice(NamedTuple):
    """What the command line asks for. `used_only` when pages were chosen: then only what they use."""

    assets: Assets
    folder: Path | None
    used_only: bool


def policy_in_folder(choice: Choice) -> AssetPolicy:
    """What is to be done when the output is a folder, which takes copies in. Raises UsageError."""
    from migrate.copying import AssetPolicy
    from migrate.errors import UsageError

    if choice.folder is not None:
        raise UsageError(f"--assets-dir {choice.folder}: the output is a folder, and assets lie in it; leave it out")
    if choice.assets is not Assets.copy:
        return AssetPolicy(digest=choice.assets is not Assets.none)
    return AssetPolicy(laid="used" if choice.used_only else "all")


def policy(
    assets: Assets,
    folder: Path | None,
    *,
    source: Path,
    goal: Path | None,
    beside: Sequence[Path],
    used_only: bool,
    dry_run: bool,
    force: bool,
) -> AssetPolicy:
    """What is to be done. `goal` is the file of `--out`, `beside` are the reports.

    Raises UsageError or OutputError, before any work is done, when it cannot be.
    """
    from migrate.copying import AssetCopies, AssetPolicy
    from migrate.copying.folders import check_folder
    from migrate.errors import UsageError

    if assets is not Assets.copy:
        if folder is not None:
            raise UsageError(f"--assets-dir {folder}: nothing is copied; pass --assets copy as well")
        return AssetPolicy(digest=assets is not Assets.none)
    if folder is None:
        if goal is None:
            raise UsageError("--assets copy: there is no file to lay them beside; name a folder with --assets-dir")
        folder = goal.with_name(f"{goal.stem}.assets")
    check_folder(folder, source=source, beside=[*beside, *([] if goal is None else [goal])], force=force)
    copies = AssetCopies(root=source, folder=folder, prefix=_prefix(folder, goal), used_only=used_only, dry_run=dry_run)
    return AssetPolicy(copies=copies)


def _prefix(folder: Path, goal: Path | None) -> str:
    """The folder as the output names it: relative to the output's own, or to the working folder."""
    start = os.path.realpath("." if goal is None else goal.parent)
    return f"{Path(os.path.relpath(os.path.realpath(folder), start)).as_posix()}/"
