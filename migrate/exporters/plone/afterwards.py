"""What the import cannot do and a person has to: `after-import.md`, with the commands."""

from __future__ import annotations

from collections.abc import Mapping

from migrate.exporters.plone.asked import Asked
from migrate.interfaces import Job
from migrate.model import OutFile

NAME = "after-import.md"


class Afterwards:
    """Writes what is to be done."""

    def __init__(self, job: Job, asked: Asked) -> None:
        self._job, self._asked = job, asked

    def file(self) -> OutFile:
        parts = [self._before(), self._import(), self._after(), self._members(), self._proof()]
        return OutFile(path=NAME, content="\n".join(part for part in parts if part).encode("utf-8", "replace"))

    def _before(self) -> str:
        asked = self._asked
        kind = "Volto (the front end of Plone 6)" if asked.is_volto else "Classic UI"
        lines = [
            "# Import into Plone\n",
            f"For a new and empty Plone 6 site with {kind}, whose id is `{asked.site}`.\n",
            "Before the import, in Site Setup:\n",
            *([f"- Title of the site: {_one_line(title)}."] if (title := self._job.site.title) else []),
            f"- Languages: {', '.join(asked.languages)}; the first is that of the site.",
        ]
        if asked.types:
            lines.append(f"- Types: {', '.join(asked.types)}. Without one of them the import ends.")
        if len(asked.languages) > 1:
            lines.append("- Add-on `plone.app.multilingual`, with its folders for languages.")
        if self._has("discussions"):
            lines.append("- Add-on `plone.app.discussion`, for comments.")
        return "\n".join(lines) + "\n"

    def _import(self) -> str:
        return _block(
            "## Import",
            "Once, with nothing else changing the site. The exit code is not 0 where a field was refused. `import` is "
            "the folder beside this file: give its path. Stop Plone first, unless a database server (ZEO, RelStorage) "
            "has its data.",
            [f"bin/plone-importer etc/zope.conf {self._asked.site} import"],
        )

    def _after(self) -> str:
        return (
            "## Afterwards\n\n"
            f"- Open `/{self._asked.site}/@@updateLinkIntegrityInformation` once: the importer clears what Plone knows "
            "of links.\n"
            "- Settings in the registry, content rules and workflows do not come with an import: make them anew.\n"
        )

    def _members(self) -> str:
        if not self._has("principals"):
            return ""
        return (
            "- Members whose password was not in the source cannot log in until they have set a new one: "
            "`/@@mail_password_form`.\n"
        )

    def _has(self, name: str) -> bool:
        value = self._job.site.meta.get(name)
        return bool(value) if not isinstance(value, Mapping) else any(value.values())

    def _proof(self) -> str:
        return "- `ssi-migrate verify manifest.json --plone URL --user NAME` says what arrived.\n"


def _one_line(text: str) -> str:
    """Text of the source, as one line and with nothing that Markdown reads."""
    shown = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return f"`{shown.replace('`', chr(39))}`"


def _block(title: str, text: str, commands: list[str]) -> str:
    lines = "\n".join(commands)
    return f"{title}\n\n{text}\n\n```sh\n{lines}\n```\n"
