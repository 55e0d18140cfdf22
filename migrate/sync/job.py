"""What a run of a job is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from migrate.copying import AssetPolicy
from migrate.interfaces import Exporter, FolderExporter, ReadOptions
from migrate.mapping import Mapping
from migrate.normalise import NormaliseOptions

BOUND = 20  # percent of the pages that may go in one run
CHANGES = "changes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One site, one target, one folder, one state.

    `document` is the name of the one file of a target that is no folder. `words` are the options that the output
    depends on, as text. `paths` are files beside the source that it depends on: the project file, mappings, lists.
    `bound` is the share of pages, in percent, that may be removed in one run without `force`. `call` is what the quick
    way knows this call by, None where it does not. `report` asks for all that can be said of the site.
    """

    source: Path
    importer: str
    read: ReadOptions
    normalise: NormaliseOptions
    mapping: Mapping
    exporter: Exporter | FolderExporter
    assets: AssetPolicy
    out: Path
    state: Path
    document: str | None
    words: tuple[str, ...]
    paths: tuple[Path, ...]
    plan: bool = False
    prune: bool = False
    force: bool = False
    rebuild: bool = False
    wait: bool = False
    jobs: int | None = None
    bound: int = BOUND
    call: str | None = None
    report: bool = False

    @property
    def may_be_short(self) -> bool:
        """Whether a run may leave out what nobody asked for."""
        return not (self.rebuild or self.plan or self.report)

    @property
    def root(self) -> Path:
        """The folder that the output is written in."""
        return Path(self.out.absolute())

    @property
    def lock(self) -> list[Path]:
        """Its locks: that of the state, and that of the output, which another state could name too."""
        return [self.beside(self.state, ".lock"), self.beside(Path(f"{self.root}.state"), ".lock")]

    @property
    def stamp(self) -> Path:
        return self.beside(self.state, ".stamp")

    @property
    def changes(self) -> Path:
        return self.root.parent / CHANGES

    def change(self, run: int) -> Path:
        """The file that says what a run did."""
        return self.changes / f"{self.root.name}-{run:06d}.json"

    def beside(self, path: Path, ending: str) -> Path:
        return path.absolute().with_name(f"{path.name}{ending}")

    @property
    def ours(self) -> frozenset[str]:
        """The paths of what it writes, relative to the source, as far as they lie in it."""
        root = self.source.resolve()
        former = [self.root.with_name(f".ssi-migrate.{self.root.name}.{name}") for name in ("former", "next")]
        journal = self.beside(self.state, "-journal")
        written = [self.root, self.state, self.stamp, journal, self.changes, *self.lock, *former]
        real = [path.parent.resolve() / path.name for path in map(Path.absolute, written)]
        return frozenset(path.relative_to(root).as_posix() for path in real if path.is_relative_to(root))
