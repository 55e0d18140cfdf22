"""Which file a value of the whole site comes from, so that what is told of it has a place."""

from __future__ import annotations

from migrate.jekyll.config import Config
from migrate.jekyll.data import DataFiles


def origins(config: Config, files: DataFiles) -> dict[str, str]:
    """The files of `config`, `navigation`, `footer` and each value of the data by its path: `data.NAME.NAME`."""
    found = {f"data.{'.'.join(names)}": read.source for names, read in files.placed.items()}
    found.update((name, found[f"data.{name}"]) for name in ("navigation", "footer") if f"data.{name}" in found)
    return {"config": config.files[0], **found} if config.files else found
