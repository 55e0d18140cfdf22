"""Runs in Plone's Python: sites with nothing in them, as many as are wanted."""

from __future__ import annotations

import transaction
from zopes import PASSWORD, SITE, USER, opened, use

_ALWAYS = ("plone.app.contenttypes", "plone.app.caching", "plonetheme.barceloneta", "plone.app.discussion")
PRODUCTS = {
    "classic": _ALWAYS,
    "volto": (*_ALWAYS, "plone.volto"),
    "classic-multilingual": (*_ALWAYS, "plone.app.multilingual"),
    "volto-multilingual": (*_ALWAYS, "plone.volto", "plone.app.multilingual"),
}
_made = {}  # by kind and languages, a storage that nothing more is written to
_current = []


def fresh(kind, languages):
    """Makes an empty site what everything is asked of; those that were used before are gone."""
    for database in _current:
        database.close()
    key = kind, *languages
    if key not in _made:
        _made[key] = _make(kind, languages)
    _current[:] = [use(_made[key].push())]


def _make(kind, languages):
    from OFS.Application import initialize
    from Products.CMFPlone.factory import addPloneSite
    from ZODB.DemoStorage import DemoStorage

    storage = DemoStorage()
    use(storage)
    profiles = [f"{product}:default" for product in PRODUCTS[kind]]
    with opened() as app:
        initialize(app)
        app.acl_users.userFolderAddUser(USER, PASSWORD, ["Manager"], [])
        addPloneSite(
            app, SITE, title="Site", extension_ids=profiles, default_language=languages[0], portal_timezone="UTC"
        )
        _speak(app[SITE], kind, languages)
        transaction.commit()
    return storage


def _speak(site, kind, languages):
    from plone import api

    api.portal.set_registry_record("plone.available_languages", list(languages))
    api.portal.set_registry_record("plone.default_language", languages[0])
    if kind.endswith("multilingual"):
        from plone.app.multilingual.browser.setup import SetupMultilingualSite

        SetupMultilingualSite().setupSite(site)
