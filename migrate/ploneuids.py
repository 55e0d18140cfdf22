"""The UIDs of Plone, as its exports, our output and a live site have them."""

from __future__ import annotations

import re

ROOT = "plone_site_root"  # the site itself, which has no UID
ROOT_TYPE = "Plone Site"
_OF_A_LANGUAGE = re.compile(r"([0-9a-f]{32})(?:-[a-z]{2,3})+")


def true_uid(uid: str) -> str:
    """A UID without the languages that Plone adds where a thing is shown in each of them: it is one thing."""
    found = _OF_A_LANGUAGE.fullmatch(uid)
    return found[1] if found else uid
