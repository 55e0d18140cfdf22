"""The mapping files that come with the program."""

from __future__ import annotations

from pathlib import Path

from migrate.errors import MappingError
from migrate.mapping.document import nearest


def shipped(name: str) -> Path:
    """The mapping file called `name` that comes with the program. Raises MappingError."""
    for folder in _folders():
        if (folder / f"{name}.yml").is_file():
            return folder / f"{name}.yml"
    raise MappingError(
        f"no mapping called {name} is shipped; {nearest(name, names())}, or pass one with --mapping FILE"
    )


def names() -> tuple[str, ...]:
    """The names of all that are shipped, in order."""
    return tuple(sorted({path.stem for folder in _folders() for path in folder.glob("*.yml")}))


def _folders() -> tuple[Path, ...]:
    """An installed wheel has them beside the code; a checkout has them at its top."""
    package = Path(__file__).parent.parent
    return package / "shipped" / "mappings", package.parent / "mappings"
