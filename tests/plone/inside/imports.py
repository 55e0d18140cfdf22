"""Runs in Plone's Python: a folder imported by the real importer of its format, and what that said."""

from __future__ import annotations

import logging
import re
import traceback
from pathlib import Path

import transaction
from zopes import SITE, opened

_OURS = ("plone.exportimport", "collective.exportimport", "plone.restapi")
# what the importers say of an import in which all is well
_WELL = re.compile(
    r"(\d{7} - |Importing |Imported |Created item|Processing |Reindexing|.*Handled \d+ items|Exporting|Exported|Committ"
    r"|ContentImporter: |FinalImporter: |fixed|There are|Finished|Added )"
)
# what is said of pictures that no program can read: they arrive as they are
_OF_PICTURES = ("plone.namedfile",)
# those of collective.exportimport beside the contents, in the order that its documentation gives
_BESIDE = (
    "relations", "members", "translations", "localroles", "ordering", "defaultpages", "discussion", "portlets",
    "redirects",
)  # fmt: skip


def imported(folder):
    """`report` of the importer, `incomplete` fields by path, `dropped` paths, `log` of what is not well, `raised`."""
    listener = _Listener()
    logging.getLogger().addHandler(listener)
    path = Path(folder).resolve()
    is_list = not (path / "content").is_dir()
    done = {"report": [], "incomplete": {}, "dropped": [], "raised": None}
    try:
        with opened(as_admin=is_list) as app:
            done.update(_as_list(app[SITE], path) if is_list else _as_folder(app[SITE], path))
    except Exception:
        done["raised"] = traceback.format_exc()[-3000:]
    finally:
        logging.getLogger().removeHandler(listener)
    return {**done, "log": listener.told}


class _Listener(logging.Handler):
    def __init__(self):
        super().__init__(logging.INFO)
        self.told = []

    def emit(self, record):
        said = record.getMessage()
        if record.name.startswith(_OF_PICTURES):
            return
        if record.levelno < logging.WARNING and (not record.name.startswith(_OURS) or _WELL.match(said)):
            return
        why = f": {record.exc_info[1]!r}" if record.exc_info and record.exc_info[1] else ""
        self.told.append(f"{record.levelname} {record.name}: {said}{why}"[:2000])


def _as_folder(site, path):
    """What Plone's own `plone-importer` does."""
    from plone.exportimport.importers import get_importer

    importer = get_importer(site)
    report = importer.import_site(path)
    transaction.commit()
    content = importer.importers["plone.importer.content"]
    incomplete = {name: list(fields) for name, fields in importer.incomplete.items()}
    return {"report": report, "incomplete": incomplete, "dropped": sorted(getattr(content, "dropped", ()))}


def _as_list(site, path):
    """The views of collective.exportimport, one after the other as an administrator clicks them."""
    from collective.exportimport.import_content import reset_dates

    report = [_view(site, "import_content", **source) for source in _contents(path)]
    for name in _BESIDE:
        file = path / f"export_{name}.json"
        if file.is_file():
            report.append(_view(site, f"import_{name}", jsonfile=file.read_text("utf-8")))
    site.ZopeFindAndApply(site, search_sub=True, apply_func=reset_dates)
    transaction.commit()
    return {"report": report}


def _contents(path):
    """One list as a file, else a folder of numbered files."""
    for file in sorted(path.iterdir()):
        if file.is_dir() and any(one.stem.isdecimal() for one in file.glob("*.json")):
            yield {"server_directory": str(file)}
        elif file.suffix == ".json" and not file.name.startswith("export_") and file.name != "errors.json":
            yield {"jsonfile": file.open("rb")}


def _view(site, name, **given):
    from plone import api
    from zope.globalrequest import getRequest

    request = getRequest()
    request.form["form.submitted"] = True
    said = api.content.get_view(name, site, request)(**given, return_json=True)
    transaction.commit()
    return f"{name}: {said}"
