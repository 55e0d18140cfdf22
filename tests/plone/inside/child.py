"""Runs in Plone's Python: answers requests, a line of JSON each, until standard input ends.

python child.py FOLDER      FOLDER becomes Zope's home
"""

from __future__ import annotations

import json
import logging
import os
import sys
import traceback
import warnings

warnings.filterwarnings("ignore")

import zopes  # noqa: E402


def main(folder):
    # only answers go to where they are waited for
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s %(message)s")
    application = zopes.start(folder)
    port = _serve(application)
    answers.write(json.dumps({"port": port}) + "\n")
    answers.flush()
    for line in sys.stdin:
        answers.write(json.dumps(_answer(json.loads(line)), default=repr) + "\n")
        answers.flush()
    os._exit(0)  # no thread of the server is waited for


def _answer(request):
    try:
        return {"answer": ANSWERS[request.pop("do")](**request)}
    except Exception:
        return {"failed": traceback.format_exc()}


def _fresh(kind, languages):
    import sites

    sites.fresh(kind, languages)


def _import(folder):
    import imports

    return imports.imported(folder)


def _dump():
    import dump

    with zopes.opened() as app:
        return dump.dump(app[zopes.SITE])


def _run(code):
    """What a piece of Python leaves in `result`; it knows `app` and `site`."""
    import transaction

    with zopes.opened(as_admin=True) as app:
        names = {"app": app, "site": app[zopes.SITE], "result": None}
        exec(code, names)
        transaction.commit()
        return names["result"]


def _serve(application):
    """The port of this machine that the site is served at."""
    from threading import Thread

    from waitress.server import create_server

    server = create_server(application, host="127.0.0.1", port=0, threads=2)
    Thread(target=server.run, daemon=True).start()
    return server.effective_port


ANSWERS = {"fresh": _fresh, "import": _import, "dump": _dump, "run": _run}

if __name__ == "__main__":
    main(sys.argv[1])
