"""Runs in Plone's Python: what a site holds, as JSON. `migrate/verify/plone/dump.py` reads it."""

from __future__ import annotations

import hashlib

# said of each item by themselves
_OWN = frozenset(
    ("title", "description", "subjects", "language", "creators", "effective", "expires", "id", "changeNote")
)


def dump(site):
    """`items` by path, `redirects`, `relations`, `members` and `groups`."""
    from plone.app.redirector.interfaces import IRedirectionStorage
    from Products.CMFCore.indexing import processQueue
    from Products.CMFPlone import relationhelper
    from zope.component import getUtility

    processQueue()
    brains = sorted(site.portal_catalog.getAllBrains(), key=lambda brain: brain.getPath())
    stored = getUtility(IRedirectionStorage)._paths
    return {
        "items": [_item(brain._unrestrictedGetObject(), brain, site) for brain in brains],
        "redirects": {old: new[0] if isinstance(new, tuple) else new for old, new in sorted(stored.items())},
        "relations": sorted(
            ([one["from_uuid"], one["from_attribute"], one["to_uuid"]] for one in relationhelper.get_all_relations()),
            key=repr,
        ),
        **_people(),
    }


def _item(obj, brain, site):
    from Acquisition import aq_base

    base = aq_base(obj)
    said = {
        "path": _path(obj, site),
        "portal_type": obj.portal_type,
        "UID": brain.UID,
        "title": obj.title,
        "description": obj.description,
        "subjects": list(obj.Subject()),
        "language": obj.Language(),
        "creators": list(obj.listCreators()),
        **{name: _plain(getattr(obj, f"{name}_date")) for name in ("effective", "creation", "modification")},
        "expires": _plain(obj.expiration_date),
        "layout": getattr(base, "layout", None),
        "fields": dict(_fields(obj)),
        "catalog": {"effective": _plain(brain.effective), "review_state": brain.review_state, "Title": brain.Title},
        "can_view": sorted(role["name"] for role in obj.rolesOfPermission("View") if role["selected"]),
        "local_roles": {user: sorted(roles) for user, roles in (base.__dict__.get("__ac_local_roles__") or {}).items()},
        "local_roles_block": bool(base.__dict__.get("__ac_local_roles_block__")),
        "comments": _comments(obj),
        "translations": _translations(obj, site),
        **_workflow(obj, base),
        **_place(obj),
    }
    said["created"], said["modified"] = said.pop("creation"), said.pop("modification")
    return said


def _path(obj, site):
    return "/" + "/".join(obj.getPhysicalPath()[len(site.getPhysicalPath()) :])


def _workflow(obj, base):
    from plone import api

    history = dict(getattr(base, "workflow_history", None) or {})
    return {
        "review_state": api.content.get_state(obj, default=None),
        "workflow_history": {name: [step.get("review_state") for step in steps] for name, steps in history.items()},
    }


def _place(obj):
    """Where it stands, and what stands in it."""
    from Acquisition import aq_base, aq_parent
    from OFS.interfaces import IOrderedContainer
    from plone.base.interfaces.constrains import ENABLED, ISelectableConstrainTypes

    place = {}
    ordered = IOrderedContainer(aq_parent(obj), None)
    if ordered is not None and obj.portal_type != "Plone Site":
        place["position"] = ordered.getObjectPosition(obj.getId())
    if getattr(aq_base(obj), "isPrincipiaFolderish", False):
        place["children_in_order"] = list(obj.contentIds())
        place["default_page"] = getattr(aq_base(obj), "default_page", None) or None
    constrains = ISelectableConstrainTypes(obj, None)
    if constrains is not None and constrains.getConstrainTypesMode() == ENABLED:
        place["constrains"] = [constrains.getLocallyAllowedTypes(), constrains.getImmediatelyAddableTypes()]
    return place


def _fields(obj):
    """What of its schemas has a value; a file by its digest."""
    from plone.dexterity.utils import iterSchemata
    from zope.schema import getFieldsInOrder

    seen = set(_OWN)
    for schema in iterSchemata(obj):
        for name, field in getFieldsInOrder(schema):
            if name in seen:
                continue
            seen.add(name)
            try:
                value = field.get(schema(obj, obj))
            except Exception:
                value = getattr(obj, name, None)
            if value not in (None, "", (), [], {}):
                yield name, _plain(value)


def _plain(value):
    from plone.app.textfield.interfaces import IRichTextValue
    from plone.namedfile.interfaces import INamed
    from z3c.relationfield.interfaces import IRelationValue

    if IRichTextValue.providedBy(value):
        return {"raw": value.raw, "mimeType": value.mimeType}
    if INamed.providedBy(value):
        return _file(value)
    if IRelationValue.providedBy(value):
        return {"to_path": value.to_path}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    for write in ("ISO8601", "isoformat"):
        if hasattr(value, write):
            return getattr(value, write)()
    return repr(value)


def _file(value):
    content = value.data
    said = {"filename": value.filename, "contentType": value.contentType, "size": len(content)}
    if hasattr(value, "getImageSize"):
        said["image_size"] = list(value.getImageSize())
    return {**said, "sha256": hashlib.sha256(content).hexdigest()}


def _comments(obj):
    from plone.app.discussion.interfaces import IConversation

    conversation = IConversation(obj, None)
    return [
        {
            "author": one.author_name,
            "text": one.text,
            "created": _plain(one.creation_date),
            "is_reply": bool(one.in_reply_to),
        }
        for one in (conversation.getComments() if conversation else ())
    ]


def _translations(obj, site):
    """Paths by language, of what has any."""
    from plone.app.multilingual.interfaces import ITranslationManager

    manager = None if obj.portal_type == "Plone Site" else ITranslationManager(obj, None)
    try:
        found = manager.get_translations() if manager else {}
    except Exception:  # a site without languages
        found = {}
    return {language: _path(one, site) for language, one in sorted(found.items())} if len(found) > 1 else {}


def _people():
    from plone import api

    members = {
        user.getId(): {
            **{name: user.getProperty(name) for name in ("fullname", "email")},
            "roles": sorted(user.getRoles()),
            "groups": sorted(user.getGroups()),
        }
        for user in api.user.get_users()
    }
    groups = {
        group.id: {"roles": sorted(group.getRoles()), "members": sorted(group.getGroup().getMemberIds())}
        for group in api.group.get_groups()
        if group.id != "AuthenticatedUsers"
    }
    return {"members": members, "groups": groups}
