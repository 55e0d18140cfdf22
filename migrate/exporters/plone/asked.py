"""What the options of a mapping ask of this exporter."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple, cast

from migrate.errors import OptionError
from migrate.exporters.options import check_names, choice, option
from migrate.redirects.writing import checked

Flavour = Literal["volto", "classic"]

_SITE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
# of simple_publication_workflow, which new sites have
STATES = ("private", "pending", "published")


class Asked(NamedTuple):
    """The options, checked. `site` is the id of the target, which its redirects begin with.

    `languages` are those of the target, its own first; `states` those that its workflow knows.
    """

    flavour: Flavour = "volto"
    site: str = "Plone"
    languages: tuple[str, ...] = ("en",)
    states: tuple[str, ...] = STATES
    types: tuple[str, ...] = ()
    front_page: str = "front-page"
    formats: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()

    @property
    def is_volto(self) -> bool:
        return self.flavour == "volto"


OPTIONS = ("flavour", "site", "languages", "states", "types", "front_page", "redirects")


def asked(options: Mapping[str, object]) -> Asked:
    """The options of a mapping. Raises OptionError."""
    check_names("plone", options, OPTIONS)
    formats, hosts = _redirects(options.get("redirects", {}))
    return Asked(
        flavour=cast("Flavour", choice(options, "flavour", ("volto", "classic"))),
        site=_matching(option(options, "site", Asked().site), "site", _SITE_ID, "the id of the site, such as Plone"),
        languages=_languages(options),
        states=_texts(options, "states", STATES),
        types=_texts(options, "types", ()),
        front_page=option(options, "front_page", Asked().front_page),
        formats=formats,
        hosts=hosts,
    )


def _languages(options: Mapping[str, object]) -> tuple[str, ...]:
    found = _texts(options, "languages", Asked().languages)
    if not found:
        raise OptionError("languages", "options: `languages` is empty; write those of the target, its own first")
    what = "codes such as en or pt-br"
    return tuple(_matching(code.lower().replace("_", "-"), "languages", _LANGUAGE, what) for code in found)


def _texts(options: Mapping[str, object], name: str, default: tuple[str, ...]) -> tuple[str, ...]:
    value = options.get(name, default)
    if isinstance(value, Sequence) and not isinstance(value, str) and all(isinstance(one, str) for one in value):
        return tuple(value)
    raise OptionError(name, f"options: `{name}` is {value!r:.80}; it should be a list of texts")


def _redirects(value: object) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if faults := checked(value):
        raise OptionError("redirects", f"options: {faults[0]}")
    assert isinstance(value, dict)
    return tuple(value.get("formats", ())), tuple(value.get("hosts", ()))


def _matching(text: str, name: str, pattern: re.Pattern[str], what: str) -> str:
    if pattern.fullmatch(text):
        return text
    raise OptionError(name, f"options: `{name}` has {text!r:.80}; write {what}")
