"""A site's configuration as Jekyll understands it: `_config.yml` over Jekyll's defaults.

Isomer builds with `--config _config.yml,<every _*/collection.yml in name order>`, so those files are part of it.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from migrate.diagnostics import Finding
from migrate.errors import SourceError, UsageError
from migrate.jekyll import psych
from migrate.jekyll.frontmatter import duplicate
from migrate.jekyll.merge import deep_merge

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
    """`data` is the merged configuration as written; the other fields are what Jekyll makes of it."""

    data: dict[str, object]
    files: tuple[str, ...]
    include: list[object]
    exclude: list[object]
    permalink: str
    defaults: list[object]
    collections: dict[str, dict[str, object]]
    collections_dir: str
    data_dir: str
    destination: str
    markdown_ext: frozenset[str]
    future: bool
    zone: tzinfo
    zone_name: str
    kramdown: dict[str, object]
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
    files = _config_files(root)
    for name in files:
        data = deep_merge(data, _read_file(root, name, findings))
    if not any(name in CONFIG_NAMES for name in files):
        findings.append(Finding(code="config.none", message="there is no _config.yml here"))
    typed = _Typed(data, files[0] if files else None, findings)
    zone, zone_name = _zone(typed, timezone)
    permalink = typed.get("permalink", str, "date")
    return Config(
        data=data,
        files=tuple(files),
        include=typed.get("include", list, [".htaccess"]),
        exclude=[*typed.get("exclude", list, []), *DEFAULT_EXCLUDES],
        permalink=permalink,
        defaults=typed.get("defaults", list, []),
        collections=_collections(typed, permalink),
        collections_dir=typed.get("collections_dir", str, "").strip("/"),
        data_dir=typed.get("data_dir", str, "_data"),
        destination=typed.get("destination", str, "_site"),
        markdown_ext=_extensions(typed.get("markdown_ext", str, "markdown,mkdown,mkdn,mkd,md")),
        future=typed.get("future", bool, False),
        zone=zone,
        zone_name=zone_name,
        kramdown=typed.get("kramdown", dict, {}),
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


_NAMES: dict[type, str] = {str: "text", list: "a list", dict: "a map", bool: "true or false"}


def _config_files(root: Path) -> list[str]:
    """The main file (the first that is there) and every `_*/collection.yml`, in the order they are merged."""
    main = [name for name in CONFIG_NAMES if (root / name).is_file()][:1]
    try:
        folders = sorted(name for name in os.listdir(root) if name.startswith("_"))
    except OSError as error:
        raise SourceError(f"{root}: the folder cannot be read ({error.strerror}); give read permission") from error
    return main + [
        f"{name}/collection.yml"
        for name in folders
        if (root / name / "collection.yml").is_file() and not (root / name).is_symlink()
    ]


def _read_file(root: Path, name: str, findings: list[Finding]) -> dict[str, object]:
    value = _toml(root, name) if name.endswith(".toml") else _yaml(root, name, findings)
    if value is None:
        return {}
    if not isinstance(value, dict):
        findings.append(Finding(code="config.not-a-map", message="the file holds no map of keys", file=name, line=1))
        return {}
    return value


def _text(root: Path, name: str) -> str:
    try:
        raw = (root / name).read_bytes()
    except OSError as error:
        raise SourceError(f"{name}: cannot be read ({error.strerror}); give read permission") from error
    if len(raw) > MAX_BYTES:
        raise SourceError(f"{name}: is larger than {MAX_BYTES:,} bytes; this is no configuration file")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise SourceError(f"{name}:{line}: is not UTF-8; save the file as UTF-8") from error


def _yaml(root: Path, name: str, findings: list[Finding]) -> object:
    try:
        loaded = psych.load(_text(root, name), max_chars=MAX_BYTES)
    except psych.YamlError as error:
        raise SourceError(f"{name}:{error.line}:{error.column}: {error.message}; mend the YAML") from error
    findings.extend(duplicate(twice, name, "config.duplicate-key") for twice in loaded.duplicates)
    return loaded.value


def _toml(root: Path, name: str) -> object:
    try:
        return tomllib.loads(_text(root, name))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise SourceError(f"{name}: {error}; mend the TOML") from error


def _collections(typed: _Typed, permalink: str) -> dict[str, dict[str, object]]:
    """Collections by name, `posts` first, as `add_default_collections` makes them."""
    value = typed.data.get("collections")
    if isinstance(value, list):
        value = {str(name): {} for name in value}
    if not isinstance(value, dict):
        value = typed.get("collections", dict, {})
    found = {name: dict(options) if isinstance(options, dict) else {} for name, options in value.items()}
    posts = found.pop("posts", {})
    posts["output"] = True
    if posts.get("permalink") is None:
        posts["permalink"] = PERMALINK_STYLES.get(permalink, permalink)
    return {"posts": posts, **found}


def _extensions(listed: str) -> frozenset[str]:
    return frozenset(f".{name.strip().lower()}" for name in listed.split(",") if name.strip())


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
