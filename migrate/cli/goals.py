"""`--out`: the file, folder or stream that an export is written to, as its exporter wants it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from migrate.cli import assets as files

if TYPE_CHECKING:
    from migrate.copying import AssetPolicy
    from migrate.interfaces import Exporter, FolderExporter
    from migrate.mapping import Mapping
    from migrate.outfolders import OutFolder
    from migrate.output import Owns

    Sink = Callable[[Iterable[bytes]], int] | OutFolder


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """`path` is None for standard output. `owns` knows documents of ours that bear no mark."""

    path: Path | None
    source: Path
    is_folder: bool
    owns: Owns | None = None

    @classmethod
    def of(cls, out: str | None, *, source: Path, writer: Exporter | FolderExporter, rules: Mapping) -> Goal:
        """What `--out` names; without it, a name made from the source. Raises UsageError."""
        from migrate.errors import UsageError
        from migrate.interfaces import FolderExporter, Unmarked

        name = source.resolve().name or "site"
        if isinstance(writer, FolderExporter):
            if out == "-":
                raise UsageError(f"--out -: the target {rules.name} is a folder; name one with --out")
            return cls(path=Path(out or f"{name}-{rules.name}"), source=source, is_folder=True)
        owns = partial(writer.owns, types=rules.fields_of_types) if isinstance(writer, Unmarked) else None
        path = None if out == "-" else Path(f"{name}{writer.suffix}" if out is None else out)
        return cls(path=path, source=source, is_folder=False, owns=owns)

    def check(self, *, beside: Sequence[Path], force: bool) -> None:
        """Raises OutputError or UsageError, before any work is done, when it cannot or should not be written."""
        from migrate import output

        if self.path is None:
            return
        if self.is_folder:
            from migrate.outfolders import check_out_folder

            check_out_folder(self.path, source=self.source, beside=beside, force=force)
        else:
            output.check_writable(self.path, force=force, owns=self.owns)

    def policy(self, choice: files.Choice, *, beside: Sequence[Path], dry_run: bool, force: bool) -> AssetPolicy:
        """What becomes of the bytes of assets: a folder takes them in. Raises UsageError or OutputError."""
        if self.is_folder:
            return files.policy_in_folder(choice)
        return files.policy(
            choice.assets,
            choice.folder,
            source=self.source,
            goal=self.path,
            beside=beside,
            used_only=choice.used_only,
            dry_run=dry_run,
            force=force,
        )

    def sink(self, *, dry_run: bool) -> Sink:
        """What takes the output."""
        from migrate import output

        if self.is_folder and self.path is not None:
            from migrate.outfolders import OutFolder

            return OutFolder(goal=self.path, root=self.source, dry_run=dry_run)
        return output.sink(self.path, dry_run=dry_run)

    def said(self, sink: Sink) -> list[str]:
        """What else there is to say of a folder."""
        if not self.is_folder:
            return []
        from migrate.outfolders import OutFolder

        assert isinstance(sink, OutFolder)
        if sink.dry_run:
            return []
        kept = [f"what was there is in {sink.aside}"] if sink.aside else []
        return [f"{sink.count:,} files in it", *kept]
