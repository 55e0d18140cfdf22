"""The keys of a project file, in the order of their documentation: loader and JSON Schema are made of them."""

from __future__ import annotations

from typing import Literal, NamedTuple

Form = Literal["version", "text", "path", "flag", "number", "choice", "texts", "gates"]


class Key(NamedTuple):
    """A key: what its value is, and what it says. `least` and `most` bound a number."""

    form: Form
    says: str
    choices: tuple[str, ...] = ()
    least: int = 0
    most: int = 0


KEYS: dict[str, Key] = {
    "project": Key("version", "The version of these keys: 1."),
    "source": Key("path", "The checkout of the site."),
    "from": Key("text", "What the source is: auto or isomer."),
    "target": Key("text", "The target, as --to of export: json, hugo, wxr, or the name of a mapping."),
    "mapping": Key("path", "A mapping file in place of the shipped one."),
    "out": Key("path", "The folder that is written."),
    "state": Key("path", "What the job remembers. Without it: the name of `out` with .state."),
    "prune": Key("flag", "Whether the records of pages that are gone are removed."),
    "prune_bound": Key("number", "Percent of the pages that may go in one run without --force.", least=0, most=100),
    "gates": Key("gates", "Bounds, in place of those of the mapping: a run over them ends with exit code 1."),
    "fail_on": Key("choice", "From which findings on the exit code is 1.", ("error", "warning", "never")),
    "timezone": Key("text", "IANA name of the zone of dates, where the site sets none."),
    "drafts": Key("flag", "Whether the drafts of _drafts are taken in."),
    "assets": Key("choice", "What becomes of the bytes of files.", ("link", "copy", "none")),
    "assets_list": Key("path", "File of paths, one a line, that stand for files whose bytes are not here."),
    "asset_base": Key("text", "Where the target can fetch the files. For wxr."),
    "split": Key("text", "Several files, none larger than this, as 10MB. For wxr."),
    "markdown": Key("choice", "Which kramdown renders.", ("own", "exact")),
    "active_html": Key("choice", "Whether scripts, event handlers and javascript: links stay.", ("keep", "strip")),
    "own_hosts": Key("texts", "Other host names of the site, such as older ones."),
    "jobs": Key("number", "Processes that render.", least=1, most=1024),
}  # fmt: skip
