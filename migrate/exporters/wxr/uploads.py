"""Files: where each lies on the new site, and which of them its library takes."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import quote

from migrate.exporters.wxr.asked import Asked
from migrate.exporters.wxr.beginnings import Beginnings
from migrate.exporters.wxr.dates import Time, Times, made_up
from migrate.exporters.wxr.numbers import Numbers
from migrate.exporters.wxr.slugs import Taken, slug_or
from migrate.exporters.wxr.xml import allowed
from migrate.filenames import Filenames
from migrate.interfaces import Job

FOLDER = "wp-content/uploads"
# what `wp_get_mime_types` has and an administrator may upload
_ENDINGS = """
jpg jpeg jpe gif png bmp tiff tif webp ico heic asf asx wmv wmx wm avi divx flv mov qt mpeg mpg mpe mp4
m4v ogv webm mkv 3gp 3gpp 3g2 3gp2 txt asc c cc h srt csv tsv ics rtx css vtt dfxp mp3 m4a m4b aac ra ram
wav ogg oga flac mid midi wma wax mka rtf js pdf class tar zip gz gzip rar 7z psd xcf doc pot pps ppt wri
xla xls xlt xlw mdb mpp docx docm dotx dotm xlsx xlsm xlsb xltx xltm xlam pptx pptm ppsx ppsm potx potm
ppam sldx sldm onetoc onetoc2 onetmp onepkg oxps xps odt odp ods odg odc odb odf wp wpd key numbers pages
"""
ALLOWED = frozenset(_ENDINGS.split())


class Upload(NamedTuple):
    """A file: the address that links to it have, and its place below the output where it is laid there.

    Those that the importer fetches have a number, and the other fields with it.
    """

    address: str
    path: str | None = None
    number: int | None = None
    title: str = ""
    slug: str = ""
    time: Time = Time("", "")
    author: str = ""


def is_allowed(url: str) -> bool:
    """Whether WordPress takes a file of this name; SVG and what a server may run it does not."""
    stem, dot, ending = url.rpartition("/")[2].rpartition(".")
    return bool(stem and dot) and ending.lower() in ALLOWED


def uploads(job: Job, asked: Asked, numbers: Numbers, taken: Taken, times: Times, author: str) -> dict[str, Upload]:
    """Every file by its id."""
    names, found = Filenames(), {}
    for id, url in sorted(job.files()):
        place = url or f"/{id}"
        if asked.asset_base:
            found[id] = _fetched(id, url, asked.asset_base, numbers, taken, times, author)
        elif job.laid != "none":
            path = f"{FOLDER}/{names.of(place.lstrip('/'))}"
            found[id] = Upload(f"/{_written(path)}", path)
        else:
            found[id] = Upload(_written(place))
    return _apart(found, len(asked.asset_base)) if asked.asset_base else found


def _apart(found: dict[str, Upload], base: int) -> dict[str, Upload]:
    """The files, those that are not fetched with addresses that the importer does not change for those that are."""
    changed = Beginnings(one.address for one in found.values() if one.number is not None)
    return {
        id: one._replace(address=changed.avoided(one.address, base)) if one.number is None else one
        for id, one in found.items()
    }


def _fetched(id: str, url: str | None, base: str, numbers: Numbers, taken: Taken, times: Times, author: str) -> Upload:
    place = url or f"/{id}"
    address = f"{base}{_written(place)}"
    if url is None or not is_allowed(place):
        return Upload(address)
    name = " ".join(allowed(place.rpartition("/")[2]).split())
    return Upload(
        address,
        number=numbers.of(f"asset:{id}"),
        title=name,
        slug=taken.unique(slug_or(f"media-{name.rpartition('.')[0]}", "media", id), "attachment", 0),
        time=times.unique("attachment", name, made_up(f"asset:{id}")),
        author=author,
    )


def _written(path: str) -> str:
    """An address of a file: letters of other alphabets stay, or the file gets a name of hexadecimal digits.

    What HTML would write otherwise is encoded, so that the importer finds the address in contents and replaces it.
    """
    return "".join(quote(char, safe="/-_.~") if char.isascii() else char for char in path)
