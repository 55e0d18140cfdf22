"""The job that a command line and a project file ask for together: what the command line says comes first."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from migrate.cli import assets as files
from migrate.cli import options as opt
from migrate.errors import UsageError

if TYPE_CHECKING:
    from migrate.copying import AssetPolicy
    from migrate.interfaces import ReadOptions
    from migrate.mapping import Mapping
    from migrate.mapping.gates import Gate
    from migrate.project import Project
    from migrate.sync.job import Job

PROJECT = "ssi-migrate.yml"


class Asked(NamedTuple):
    """The options of `sync`; None, False or empty where the command line does not say them."""

    source: str | None
    to: str | None
    from_: str | None
    out: str | None
    state: Path | None
    config: Path | None
    mapping: Path | None
    plan: bool
    prune: bool
    force: bool
    rebuild: bool
    wait: bool
    jobs: int | None
    timezone: str | None
    drafts: bool
    assets_list: Path | None
    assets: files.Assets | None
    asset_base: str | None
    split: str | None
    markdown: opt.Markdown | None
    active_html: opt.ActiveHtml | None
    own_hosts: tuple[str, ...]
    fail_on: opt.FailOn | None


def state_of(asked: Asked) -> Path:
    """Where the state lies. Raises UsageError where nobody says it."""
    project = _project(asked)
    return _state(asked, project, _out(asked, project))


def job_of(asked: Asked, call: str | None) -> tuple[Job, opt.FailOn]:
    """The job, and from which findings on its run fails. Raises UsageError, MappingError, OutputError."""
    from migrate import pipeline
    from migrate.interfaces import FolderExporter
    from migrate.sync.job import BOUND, Job

    project = _project(asked)
    said = _said(asked, project)
    out = _out(asked, project)
    rules = pipeline.mapping_for(asked.to or project.target, asked.mapping or project.mapping)
    rules = replace(_with_options(rules, said.options), gates=_gates(rules, project))
    writer = pipeline.exporter_for(rules)
    is_folder = isinstance(writer, FolderExporter)
    job = Job(
        source=_source(asked, project),
        importer=said.importer,
        read=said.read(),
        normalise=opt.normalise_options(list(said.hosts), said.active_html),
        mapping=rules,
        exporter=writer,
        assets=_policy(said.assets, is_folder=is_folder),
        out=out,
        state=_state(asked, project, out),
        document=None if is_folder else f"site{getattr(writer, 'suffix', '')}",
        words=(rules.name, *map(repr, said), repr(rules.gates)),
        paths=_paths(rules, said.assets_list, project),
        plan=asked.plan,
        prune=asked.prune or project.prune,
        force=asked.force,
        rebuild=asked.rebuild,
        wait=asked.wait,
        jobs=asked.jobs or project.jobs,
        bound=BOUND if project.prune_bound is None else project.prune_bound,
        call=call,
    )
    return job, asked.fail_on or opt.FailOn(project.fail_on or "error")


class _Said(NamedTuple):
    """What the output depends on and both can say; `options` are those of the mapping that are said in its place."""

    importer: str
    timezone: str | None
    drafts: bool
    assets_list: Path | None
    assets: files.Assets
    markdown: opt.Markdown
    active_html: opt.ActiveHtml
    hosts: tuple[str, ...]
    options: dict[str, str | None]

    def read(self) -> ReadOptions:
        return opt.read_options(
            timezone=self.timezone, drafts=self.drafts, assets_list=self.assets_list, markdown=self.markdown.value
        )


def _said(asked: Asked, project: Project) -> _Said:
    return _Said(
        importer=asked.from_ or project.from_ or "auto",
        timezone=asked.timezone or project.timezone,
        drafts=asked.drafts or project.drafts,
        assets_list=asked.assets_list or project.assets_list,
        assets=asked.assets or files.Assets(project.assets or "link"),
        markdown=asked.markdown or opt.Markdown(project.markdown or "own"),
        active_html=asked.active_html or opt.ActiveHtml(project.active_html or "keep"),
        hosts=(*asked.own_hosts, *project.own_hosts),
        options={
            "asset_base": asked.asset_base or project.asset_base,
            "split": asked.split or project.split,
        },
    )


def _project(asked: Asked) -> Project:
    """The project file that is named, else the one in the working folder, else none."""
    from migrate.project import Project, load_project

    path = asked.config or Path(PROJECT)
    if asked.config is None and not path.is_file():
        return Project()
    return load_project(path)


def _source(asked: Asked, project: Project) -> Path:
    """The checkout. Whoever means the working folder says `.`: another one is no part of the site."""
    if asked.source is not None:
        return Path(asked.source)
    if project.source is None:
        raise UsageError(f"the source is missing; name the checkout of the site, here or as `source` in {PROJECT}")
    return project.source


def _out(asked: Asked, project: Project) -> Path:
    out = Path(asked.out) if asked.out is not None else project.out
    if out is None or str(asked.out) == "-":
        raise UsageError(f"--out is missing; name the folder to write, here or as `out` in {PROJECT}")
    if not out.name or out.name == "..":
        raise UsageError(f"--out {out}: is no name of a folder that could be replaced; name one in it")
    return out


def _state(asked: Asked, project: Project, out: Path) -> Path:
    return asked.state or project.state or out.with_name(f"{out.name}.state")


def _policy(assets: files.Assets, *, is_folder: bool) -> AssetPolicy:
    from migrate.copying import AssetPolicy

    if is_folder:
        return files.policy_in_folder(files.Choice(assets, None, used_only=False))
    if assets is files.Assets.copy:
        raise UsageError("--assets copy: the target is one file, and sync lays nothing beside it; use link, or export")
    return AssetPolicy(digest=assets is not files.Assets.none)


def _with_options(rules: Mapping, asked: dict[str, str | None]) -> Mapping:
    given = {name: value for name, value in asked.items() if value is not None}
    return replace(rules, options={**rules.options, **given}) if given else rules


def _gates(rules: Mapping, project: Project) -> tuple[Gate, ...]:
    """The bounds of the mapping, and those of the project in their place."""
    return tuple({gate.name: gate for gate in (*rules.gates, *project.gates)}.values())


def _paths(rules: Mapping, listed: Path | None, project: Project) -> tuple[Path, ...]:
    """The files beside the source that the output depends on, by their whole paths."""
    found = [*rules.files, *([listed] if listed else []), *([project.path] if project.path else [])]
    return tuple(dict.fromkeys(path.absolute() for path in found))
