"""Runs in Plone's Python: Zope started in this process, and its database changed for another while it runs.

Starting takes ten times as long as anything that a test does, so that one process serves as many sites as are wanted.
"""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path

SITE = "Plone"
USER, PASSWORD = "admin", "admin-of-tests-1"
_CACHE = 30_000  # objects, as a real one has: with few, a new site's own are gone before its first commit has ended

_CONF = """\
instancehome {root}
clienthome {root}/var
<zodb_db main>
  <mappingstorage>
  </mappingstorage>
  mount-point /
</zodb_db>
"""
_ZCML = """\
<configure xmlns="http://namespaces.zope.org/zope" xmlns:five="http://namespaces.zope.org/five">
  <include package="Zope2.App" />
  <five:loadProducts file="meta.zcml" />
  <five:loadProducts />
  <five:loadProductsOverrides />
  <include package="plone.exportimport" />
  <include package="collective.exportimport" />
</configure>
"""


def start(folder):
    """Starts Zope with an empty database and gives its WSGI application; `folder` is its home and is made."""
    from Zope2.Startup.run import make_wsgi_app

    root = Path(folder).resolve()
    for name in ("etc", "var/log"):
        (root / name).mkdir(parents=True, exist_ok=True)
    (root / "etc" / "site.zcml").write_text(_ZCML)
    conf = root / "etc" / "zope.conf"
    conf.write_text(_CONF.format(root=root))
    return make_wsgi_app({}, str(conf))


def use(storage):
    """Makes a storage the database of all that is asked from now on, and gives it. The one before stays open."""
    import Zope2
    from App.ZApplication import ZApplicationWrapper
    from OFS.Application import Application
    from plone.dexterity.schema import SCHEMA_CACHE
    from ZODB import DB
    from Zope2.App.ClassFactory import ClassFactory

    Zope2.DB = Zope2.bobo_application._db = DB(storage, cache_size=_CACHE, class_factory=ClassFactory)
    ZApplicationWrapper(Zope2.DB, "Application", Application)
    SCHEMA_CACHE.clear()
    return Zope2.DB


@contextmanager
def opened(*, as_admin=False):
    """The root of Zope as Plone's own scripts open it: by the system, or by someone who has a name."""
    import transaction
    import Zope2
    from AccessControl.SecurityManagement import newSecurityManager, noSecurityManager
    from AccessControl.users import system
    from plone.app.discussion.interfaces import IDiscussionLayer
    from plone.restapi.interfaces import IPloneRestapiLayer
    from Testing.makerequest import makerequest
    from zope.component.hooks import setSite
    from zope.globalrequest import clearRequest, setRequest
    from zope.interface import directlyProvidedBy, directlyProvides

    app = makerequest(Zope2.app())
    request = app.REQUEST
    request["PARENTS"] = [app]
    directlyProvides(request, IPloneRestapiLayer, IDiscussionLayer, *directlyProvidedBy(request))
    setRequest(request)
    newSecurityManager(None, app.acl_users.getUser(USER).__of__(app.acl_users) if as_admin else system)
    if SITE in app.objectIds():
        setSite(app[SITE])
    try:
        yield app
    finally:
        transaction.abort()
        setSite(None)
        clearRequest()
        noSecurityManager()
        app._p_jar.close()
