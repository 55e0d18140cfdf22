"""A site's configuration as Jekyll understands it: `_config.yml` over Jekyll's defaults.

Isomer builds with `--config _config.yml,<every _*/collection.yml in name order>`, so those files are part of it.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from migrate.accounting import Reading, reading
from migrate.diagnostics import Finding
from migrate.errors import SourceError, UsageError
from migrate.jekyll import psych
from migrate.jekyll.frontmatter import duplicate
from migrate.jekyll.merge import deep_merge
from migrate.jekyll.paths import inside

CONFIG_NAMES = ("_config.yml", "_config.yaml", "_config.toml")
T = TypeVar("T")
MAX_BYTES = 4 * 1024 * 1024

# Configuration::DEFAULT_EXCLUDES
DEFAULT_EXCLUDES = (
    ".sass-cache", ".jekyll-cache", "gemfiles", "Gemfile", "Gemfile.lock", "node_modules",
    "vendor/bundle/", "vendor/cache/", "vendor/gems/", "vendor/ruby/",
)  # fmt: skip

# Configuration::STYLE_TO_PERMALINK
PERMALINK_STYLES = {
    "none": "/:categories/:title:output_ext",
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """`data` is the merged configuration as written; the other fields are what Jekyll makes of it.

    `collections_dir` is the folder, `collections_text` what was written: Jekyll compares that with paths.
    `readings` are what each of the files says, in the order in which they were merged.
    """

    data: dict[str, object]
    files: tuple[str, ...]
    include: list[object]
    exclude: list[object]
    permalink: str
    defaults: list[object]
    collections: dict[str, dict[str, object]]
    collections_dir: str
    collections_text: str
    data_dir: str
    destination: str
    markdown_ext: frozenset[str]
    future: bool
    zone: tzinfo
    zone_name: str
    limit_posts: int
    kramdown: dict[str, object]
    readings: tuple[Reading, ...] = ()
    findings: list[Finding] = field(default_factory=list)

    def text(self, key: str) -> str | None:
        """A value that is plain text, or None."""
        value = self.data.get(key)
        return value if isinstance(value, str) and value else None


def read_config(root: Path, *, timezone: str | None = None) -> Config:
    """The configuration of the site in `root`.

    `timezone` (an IANA name) counts where the site sets none. Raises SourceError when a file is not YAML, since
    Jekyll does not build such a site either, and UsageError when `timezone` is no zone.
    """
    findings: list[Finding] = []
    data: dict[str, object] = {}
    files = _config_files(root, findings)
    readings = tuple(_read_file(root, name, findings) for name in files)
    for read in readings:
        if isinstance(read.value, dict):
            data = deep_merge(data, read.value)
    if not any(name in CONFIG_NAMES for name in files):
        findings.append(Finding(code="config.none", message="there is no _config.yml here"))
    typed = _Typed(data, files[0] if files else None, findings)
    zone, zone_name = _zone(typed, timezone)
    permalink = typed.get("permalink", str, "date")
    collections_text = typed.get("collections_dir", str, "")
    return Config(
        data=data,
        files=tuple(files),
        include=typed.get("include", list, [".htaccess"]),
        exclude=[*typed.get("exclude", list, []), *DEFAULT_EXCLUDES],
        permalink=permalink,
        defaults=typed.get("defaults", list, []),
        collections=_collections(typed, permalink),
        collections_dir=os.path.normpath(f"/{collections_text}").strip("/"),
        collections_text=collections_text,
        data_dir=typed.get("data_dir", str, "_data"),
        destination=typed.get("destination", str, "_site"),
        markdown_ext=_extensions(typed.get("markdown_ext", str, "markdown,mkdown,mkdn,mkd,md")),
        future=typed.get("future", bool, False),
        zone=zone,
        zone_name=zone_name,
        limit_posts=max(0, typed.get("limit_posts", int, 0)),
        kramdown=typed.get("kramdown", dict, {}),
        readings=readings,
        findings=findings,
    )


class _Typed:
    """Reads values of the type that Jekyll expects; another type is told and the default taken."""

    def __init__(self, data: Mapping[str, object], file: str | None, findings: list[Finding]) -> None:
        self.data, self.file, self.findings = data, file, findings

    def get(self, key: str, kind: type[T], default: T) -> T:
        value = self.data.get(key)
        if value is None or isinstance(value, kind):
            return default if value is None else value
        self.tell("config.value", f"`{key}` should be {_NAMES[kind]}, but is {value!r:.60}")
        return default

    def tell(self, code: str, message: str) -> None:
        self.findings.append(Finding(code=code, message=message, file=self.file))


_NAMES: dict[type, str] = {str: "text", list: "a list", dict: "a map", bool: "true or false", int: "a number"}


def _config_files(root: Path, findings: list[Finding]) -> list[str]:
    """The main file (the first that is there) and every `_*/collection.yml`, in the order they are merged."""
    main = [name for name in CONFIG_NAMES if os.path.lexists(root / name)][:1]
    try:
        folders = sorted(name for name in os.listdir(root) if name.startswith("_"))
    except OSError as error:
        raise SourceError(f"{root}: the folder cannot be read ({error.strerror}); give read permission") from error
    for name in main:
        if not _is_own(root, name):
            raise SourceError(
                f"{name}: is no file of the site, but a link out of it or no regular file; put the file there"
            )
    own = [f"{name}/collection.yml" for name in folders if not (root / name).is_symlink()]
    return main + [name for name in own if os.path.isfile(root / name) and _is_told_own(root, name, findings)]


def _is_own(root: Path, name: str) -> bool:
    """Whether `name` is a regular file that lies in the site; links are followed only there."""
    path = root / name
    return os.path.isfile(path) and inside(root, path)


def _is_told_own(root: Path, name: str, findings: list[Finding]) -> bool:
    own = _is_own(root, name)
    if not own:
        findings.append(Finding(code="source.symlink-outside", message="the link leads out of the site", file=name))
    return own


def _read_file(root: Path, name: str, findings: list[Finding]) -> Reading:
    read = _toml(root, name) if name.endswith(".toml") else _yaml(root, name, findings)
    if read.value is None or isinstance(read.value, dict):
        return read
    findings.append(Finding(code="config.not-a-map", message="the file holds no map of keys", file=name, line=1))
    return read.without_value()


def _text(root: Path, name: str) -> str:
    try:
        with open(root / name, "rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise SourceError(f"{name}: cannot be read ({error.strerror}); give read permission") from error
    if len(raw) > MAX_BYTES:
        raise SourceError(f"{name}: is larger than {MAX_BYTES:,} bytes; this is no configuration file")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise SourceError(f"{name}:{line}: is not UTF-8; save the file as UTF-8") from error


def _yaml(root: Path, name: str, findings: list[Finding]) -> Reading:
    try:
        loaded = psych.load(_text(root, name), max_chars=MAX_BYTES)
    except psych.YamlError as error:
        raise SourceError(f"{name}:{error.line}:{error.column}: {error.message}; mend the YAML") from error
    findings.extend(duplicate(twice, name, "config.duplicate-key") for twice in loaded.duplicates)
    return reading(name, loaded.value, loaded.duplicates)


def _toml(root: Path, name: str) -> Reading:
    import tomllib  # few sites have one, and its patterns take a while to compile

    try:
        return reading(name, tomllib.loads(_text(root, name)))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise SourceError(f"{name}: {error}; mend the TOML") from error


def label(name: str) -> str:
    """`Collection#sanitize_label`: what is left of a collection's name in paths and addresses."""
    return "".join(char for char in name if char.isascii() and (char.isalnum() or char in "_-."))


def _collections(typed: _Typed, permalink: str) -> dict[str, dict[str, object]]:
    """Collections by name, `posts` first, as `add_default_collections` makes them.

    Jekyll seeks the options by the *label*: those of a name with other characters are not found.
    """
    value = typed.data.get("collections")
    if isinstance(value, list):
        value = {str(name): {} for name in value}
    if not isinstance(value, dict):
        value = typed.get("collections", dict, {})
    options = {name: dict(given) if isinstance(given, dict) else {} for name, given in value.items()}
    posts = options.setdefault("posts", {})
    posts["output"] = True
    if not posts.get("permalink"):
        posts["permalink"] = PERMALINK_STYLES.get(permalink, permalink)
    return {name: options.get(label(name), {}) for name in ("posts", *value)}


def _extensions(listed: str) -> frozenset[str]:
    """`MarkdownConverter#extname_list`: nothing is stripped, so that `md, html` does not take `.html`."""
    return frozenset(f".{name.lower()}" for name in (listed.rstrip(",").split(",") if listed.rstrip(",") else ()))


def _zone(typed: _Typed, fallback: str | None) -> tuple[tzinfo, str]:
    """`timezone` of the configuration, else `fallback`, else UTC, told."""
    name = typed.data.get("timezone")
    if isinstance(name, str) and name:
        zone = _zone_named(name)
        if zone is not None:
            return zone, name
        typed.tell("config.timezone", f"`timezone: {name}` is no time zone that is known here")
    if fallback is not None:
        zone = _zone_named(fallback)
        if zone is None:
            raise UsageError(f"--timezone {fallback}: no such time zone; use an IANA name such as Asia/Singapore")
        return zone, fallback
    if not name:
        typed.tell("config.no-timezone", "the site sets no `timezone`")
    return UTC, "UTC"


def _zone_named(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
