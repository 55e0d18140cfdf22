"""What the file cannot say and a person has to do: `after-import.md`, with the commands."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from shlex import quote

from migrate.exporters.wxr.asked import Asked
from migrate.exporters.wxr.menus import Menus
from migrate.exporters.wxr.plan import Plan
from migrate.interfaces import Job
from migrate.model import OutFile
from migrate.redirects.formats import FORMATS

NAME = "after-import.md"
MOST = 12  # elements that are named


@dataclass(slots=True)
class Heeded:
    """What was counted: elements that not everyone may store, on how many `pages`; featured images."""

    removed: Counter[str] = field(default_factory=Counter)
    pages: int = 0
    thumbnails: int = 0


class Afterwards:
    """Writes what is to be done. Everything of the site is quoted for the shell, and stands on one line."""

    def __init__(self, job: Job, asked: Asked, plan: Plan, menus: Menus) -> None:
        self._job, self._asked, self._plan, self._menus = job, asked, plan, menus

    def file(self, names: list[str], has_menu: bool, heeded: Heeded) -> OutFile:
        """The file. `names` are the documents to be imported, in their order."""
        menu = self._menu() if has_menu else ""
        sections = [self._before(), self._import(names), _by_whom(heeded), _numbers(heeded, names), self._front(), menu]
        sections.append(self._rest())
        return OutFile(path=NAME, content="\n".join(part for part in sections if part).encode("utf-8", "replace"))

    def _before(self) -> str:
        site = self._job.site
        options = (("blogname", site.title), ("blogdescription", site.description), ("timezone_string", site.timezone))
        commands = [f"wp option update {name} {_one_line(value)}" for name, value in options if value]
        return _block(
            "# Import into WordPress",
            "Before the import: dates and addresses are right only with this zone and these permalinks.",
            [*commands, "wp rewrite structure '/%postname%/' --hard"],
        )

    def _import(self, names: list[str]) -> str:
        fetch = "" if self._asked.asset_base else " --skip=attachment"
        commands = ["wp plugin install wordpress-importer --activate"]
        commands += [f"wp import {quote(name)} --authors=create{fetch}" for name in names]
        return _block("## Import", "In this order, each file once: menu entries would be there twice.", commands)

    def _front(self) -> str:
        front = self._plan.items.get(self._plan.front) if self._plan.front is not None else None
        if front is None:
            return ""
        find = f"wp post list --post_type=page --post_parent=0 --name={quote(front.slug)} --field=ID"
        return _block(
            "## Front page",
            f"The page {front.path} was the front page.",
            ["wp option update show_on_front page", f'wp option update page_on_front "$({find})"'],
        )

    def _menu(self) -> str:
        return _block(
            "## Menu",
            "The theme says where menus go; put the name of its place for `primary`. A block theme takes the menu in "
            "its navigation block.",
            ["wp menu location list", f"wp menu location assign {quote(self._menus.slug)} primary"],
        )

    def _rest(self) -> str:
        lines = ["## Redirects and proof\n"]
        lines += [f"- `redirects/{FORMATS[name].file}`: redirects as `{name}`\n" for name in self._asked.formats]
        lines.append(
            "- Files have new addresses, and no redirect leads there from the old ones: for those who know them, lay "
            "the files there as well.\n"
            if self._asked.asset_base
            else "- Files: lay them where the links lead, or export again with `asset_base`.\n"
        )
        lines.append("- `ssi-migrate verify manifest.json --wordpress URL --user NAME` says what arrived.\n")
        return "".join(lines)


def _by_whom(heeded: Heeded) -> str:
    if not heeded.removed:
        return ""
    counts = sorted(heeded.removed.items(), key=lambda one: (-one[1], one[0]))
    shown = ", ".join(f"{count:,} `{name}`" for name, count in counts[:MOST])
    more = f" and {len(counts) - MOST:,} other kinds" if len(counts) > MOST else ""
    return (
        "Import as someone who may store any HTML: an administrator, on a network of sites a super administrator. For "
        f"anyone else WordPress takes out the tags of {shown}{more} ({_pages(heeded.pages)}), also when they edit such "
        "a page later.\n"
    )


def _numbers(heeded: Heeded, names: list[str]) -> str:
    if not heeded.thumbnails or len(names) == 1:
        return ""
    return (
        f"The featured images of {_pages(heeded.thumbnails)} are named by their numbers, and across files the importer "
        "does not correct these: they are right in an empty WordPress, where the numbers are free.\n"
    )


def _pages(count: int) -> str:
    return f"{count:,} page" + ("" if count == 1 else "s")


def _one_line(value: object) -> str:
    return quote(" ".join("".join(char if char.isprintable() else " " for char in str(value)).split()))


def _block(title: str, text: str, commands: list[str]) -> str:
    lines = "\n".join(commands)
    return f"{title}\n\n{text}\n\n```sh\n{lines}\n```\n"
