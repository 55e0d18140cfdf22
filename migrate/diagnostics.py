"""Findings: what was dropped, changed, guessed or missing, and never stops a run.

`CODES` is the whole list: a code's severity and remedy stand there once. A finding's line reads
`file:line: what is so; what to do [code]`, the same on a terminal and in a report.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


class Code(NamedTuple):
    severity: Severity
    title: str
    remedy: str


CODES: dict[str, Code] = {
    # reading the folder
    "config.none": Code("info", "no _config.yml", "Jekyll's defaults are used; name the site's root if this is not it"),
    "config.not-a-map": Code(
        "error", "a configuration file is not a map of keys", "write `key: value` lines; it was passed over"
    ),
    "config.value": Code("warning", "a configuration value has the wrong type", "correct it; Jekyll's default is used"),
    "config.duplicate-key": Code(
        "warning", "a key stands twice in a configuration file", "remove one; the last one counts"
    ),
    "config.limit-posts": Code(
        "warning", "posts that the configuration leaves out", "remove `limit_posts` to take in all posts"
    ),
    "config.timezone": Code(
        "warning", "the time zone is not known", "use a name of the IANA list, such as Asia/Singapore"
    ),
    "config.no-timezone": Code(
        "info",
        "no time zone is set",
        "dates are read as UTC; set `timezone` in _config.yml or pass --timezone",
    ),
    "config.collection-folder": Code(
        "warning",
        "a collection is declared but has no folder",
        "rename the key or the folder so that they agree",
    ),
    "source.unreadable": Code("error", "a file or folder cannot be read", "give read permission and run again"),
    "source.symlink-outside": Code(
        "warning",
        "a symbolic link leads out of the site",
        "copy what it points to into the site; it was not followed",
    ),
    "source.symlink-loop": Code("warning", "a symbolic link leads in a circle", "remove it; it was not followed"),
    "source.name": Code("error", "a file name is not valid UTF-8", "rename the file; it was left out"),
    "source.special-file": Code("warning", "not a regular file", "remove it; pipes, sockets and devices are not read"),
    "source.too-large": Code("error", "a text file is too large to be a page", "split it; it was left out"),
    "source.hidden-content": Code(
        "info",
        "a content file that Jekyll does not publish",
        "rename it, or declare its folder as a collection, to take it in",
    ),
    "source.assets-list": Code(
        "warning", "a line of the assets list is no path inside the site", "correct it; it was passed over"
    ),
    # front matter
    "front-matter.unparsable": Code(
        "error",
        "front matter is not valid YAML",
        "mend the YAML; the page is kept with empty front matter and its body",
    ),
    "front-matter.not-a-map": Code(
        "error",
        "front matter is not a map of keys",
        "write `key: value` lines; the page is kept with empty front matter",
    ),
    "front-matter.unclosed": Code(
        "warning",
        "front matter has no closing ---",
        "add a line ---; Jekyll publishes the whole file as the body",
    ),
    "front-matter.duplicate-key": Code(
        "warning", "a key stands twice in front matter", "remove one; the last one counts"
    ),
    "front-matter.bom": Code(
        "warning",
        "a byte order mark stands before the front matter",
        "save the file without it; Jekyll copies it as it is, not as a page",
    ),
    "front-matter.value": Code(
        "warning", "a front-matter value has the wrong type", "correct it; the value stays in meta"
    ),
    "encoding.invalid-utf8": Code(
        "warning",
        "bytes that are not UTF-8",
        "save the file as UTF-8; the odd bytes were read as Windows-1252",
    ),
    "encoding.nul": Code("warning", "NUL bytes in a text file", "remove them; they are left out of the body"),
    "date.invalid": Code("warning", "a date that Jekyll cannot read", "write YYYY-MM-DD; the value stays in meta"),
    # addresses
    "url.invalid-permalink": Code(
        "warning",
        "a permalink that Jekyll cannot build",
        "correct it; the page has its default address, meta the permalink",
    ),
    "url.collision": Code("warning", "several pages have the same address", "give each its own permalink"),
    "page.external": Code("info", "an absolute permalink: the entry is a link, not a page", "nothing to do"),
    "page.future": Code(
        "info",
        "a post with a future date",
        "Jekyll publishes it when that day comes; here it is marked as not published",
    ),
    "page.failed": Code(
        "error", "a page could not be read or rendered", "look at the message; the other pages are complete"
    ),
    "page.too-large": Code(
        "error", "a page with too much Markdown to render", "split the page; its text is kept, without HTML"
    ),
    "page.markdown": Code("info", "the Markdown parser met something odd", "look at the page as it is rendered"),
    "page.markdown-differs": Code(
        "warning",
        "Markdown that the real kramdown renders otherwise",
        "export with --markdown exact, and tell us the page",
    ),
    "page.liquid": Code(
        "warning", "Liquid that cannot be resolved", "its source stands in the body as a comment; replace it by hand"
    ),
    "isomer.misplaced-post": Code(
        "info", "a page that looks like a post", "move it into a folder _posts; Jekyll publishes it as a page"
    ),
    # mapping
    "mapping.no-type": Code(
        "warning",
        "a page that no type of the mapping takes",
        "add a type with `otherwise: true`; the page is left out",
    ),
    # Isomer
    "isomer.order-missing": Code(
        "warning",
        "the collection's order names a file that is not there",
        "remove the entry or restore the file",
    ),
    "isomer.order-duplicate": Code("info", "the collection's order names a file twice", "remove one of the entries"),
    "isomer.order-unlisted": Code(
        "info",
        "a file that the collection's order does not name",
        "add it to the order; it comes after those that are named",
    ),
    "isomer.collection-unpublished": Code(
        "warning",
        "a collection with `output: false`: its pages were never published",
        "they are marked as not published",
    ),
    "isomer.navigation": Code(
        "warning", "a navigation entry that cannot be understood", "correct the entry; it is kept as it is"
    ),
    "isomer.sections": Code(
        "warning", "a homepage section that cannot be understood", "correct it; it is kept as it is"
    ),
    "isomer.resource-room": Code(
        "warning", "the resource room has no folder", "correct `resources_name` in _config.yml"
    ),
    "isomer.no-target": Code("warning", "a file or link post without a target", "add `file_url` or `external`"),
    "data.unparsable": Code("error", "a data file cannot be read", "mend the file; it is left out"),
    "redirect.invalid": Code("warning", "a redirect that cannot be understood", "correct the line; it was left out"),
    "asset.unpublished": Code(
        "info", "a file that Jekyll does not publish", "it is kept as an asset without an address"
    ),
    "asset.missing": Code("info", "a listed asset has no bytes here", "fetch the file to have its size and digest"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One oddity at one place. `line` and `column` count from 1; `file` is relative to the source."""

    code: str
    message: str
    file: str | None = None
    line: int | None = None
    column: int | None = None

    @property
    def severity(self) -> Severity:
        return CODES[self.code].severity

    @property
    def remedy(self) -> str:
        return CODES[self.code].remedy

    @property
    def place(self) -> str:
        """`file:line:column` as far as it is known; empty when the finding is of the whole site."""
        parts = [self.file, self.line, self.column]
        return ":".join(str(part) for part in parts if part is not None)

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        return f"{where}{self.message}; {self.remedy} [{self.code}]"

    def record(self) -> dict[str, object]:
        """The finding as JSON has it."""
        return {
            "code": self.code,
            "severity": self.severity,
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "message": self.message,
            "remedy": self.remedy,
        }


def order(finding: Finding) -> tuple[str, int, int, str, str]:
    """The order in which findings are told: by place, then code, so that runs can be compared."""
    return (finding.file or "", finding.line or 0, finding.column or 0, finding.code, finding.message)


def at_or_over(findings: list[Finding], bound: Literal["error", "warning", "never"]) -> bool:
    """Whether a finding is as grave as `bound`; never when the bound is `never`."""
    if bound == "never":
        return False
    grave = SEVERITIES[: SEVERITIES.index(bound) + 1]
    return any(finding.severity in grave for finding in findings)
