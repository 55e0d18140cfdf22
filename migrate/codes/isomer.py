"""What is told of Isomer's own data, of data files and of assets."""

from __future__ import annotations

from migrate.codes.code import Code

ISOMER: dict[str, Code] = {
    "isomer.order-missing": Code(
        "warning",
        "the collection's order names a file that is not there",
        "remove the entry or restore the file",
        "The collection's `order` has an entry without a file. The entry was passed over.",
    ),
    "isomer.order-duplicate": Code(
        "info",
        "the collection's order names a file twice",
        "remove one of the entries",
        "The collection's `order` names the same file more than once. The first place counts.",
    ),
    "isomer.order-unlisted": Code(
        "info",
        "a file that the collection's order does not name",
        "add it to the order; it comes after those that are named",
        "The collection has an `order`, and this file is not in it. It was put after those that are.",
    ),
    "isomer.collection-unpublished": Code(
        "warning",
        "a collection with `output: false`: its pages were never published",
        "they are marked as not published",
        "Jekyll writes no pages for such a collection. They were kept and marked as not published.",
    ),
    "isomer.navigation": Code(
        "warning",
        "a navigation entry that cannot be understood",
        "correct the entry; it is kept as it is",
        "The entry has no shape that the theme knows, or leads to nothing. It was kept in the navigation as written.",
    ),
    "isomer.sections": Code(
        "warning",
        "a homepage section that cannot be understood",
        "correct it; it is kept as it is",
        "The section has no shape that the theme knows. It was kept as written.",
    ),
    "isomer.resource-room": Code(
        "warning",
        "the resource room has no folder",
        "correct `resources_name` in _config.yml",
        "The configuration names a folder for the resource room, and it is not there. The room has no categories.",
    ),
    "isomer.no-target": Code(
        "warning",
        "a file or link post without a target",
        "add `file_url` or `external`",
        "The layout says that the post stands for a file or a link, and no field says which. It has no target.",
    ),
    "data.unparsable": Code(
        "error",
        "a data file cannot be read",
        "mend the file; it is left out",
        "The file is not valid YAML, JSON, CSV or TSV. None of its values are in the output.",
    ),
    "data.hidden": Code(
        "warning",
        "a data file that another of the same name hides",
        "give each a name of its own; only the later one counts",
        "Two files or folders come to the same name in Jekyll's data. The values of this one are not in the output.",
    ),
    "data.lost-cells": Code(
        "warning",
        "cells of a table that no name leads to",
        "give each column a name of its own in the first line; the cells are left out",
        "The row is longer than the first line, or two columns have one name. The cells are not in the output.",
    ),
    "redirect.invalid": Code(
        "warning",
        "a redirect that cannot be understood",
        "correct the line; it was left out",
        "It is not an old address and a new one. No redirect was made of it.",
    ),
    "asset.unpublished": Code(
        "info",
        "a file that Jekyll does not publish",
        "it is kept as an asset without an address",
        "The name or place of the file hides it from Jekyll, so it never had an address. It was kept with its digest.",
    ),
    "asset.unused": Code(
        "info",
        "assets that no link leads to",
        "leave them behind if nobody needs them; they are marked `used: false`",
        "No page, menu or data file leads to these files. They were kept.",
    ),
    "asset.duplicate": Code(
        "info",
        "two assets with the same bytes",
        "keep one of them; `same_as` names the first",
        "The two files have the same SHA-256. Both were kept, and the later one names the first.",
    ),
    "asset.media-type": Code(
        "warning",
        "a file whose content is not what its name says",
        "rename it, or put the right file there; `media_type` is that of the content",
        "The first bytes are those of another kind of file, such as an error page that was saved as a picture.",
    ),
    "asset.lfs": Code(
        "warning",
        "a Git LFS pointer in place of a file",
        "run `git lfs pull` in the checkout and try again",
        "Git LFS keeps the bytes elsewhere, and they were not fetched. Size and digest are those of the pointer.",
    ),
    "asset.too-large": Code(
        "warning",
        "an asset that is too large to be read",
        "move it by hand; it is listed without its digest and not copied",
        "Files of more than eight gigabytes are not read, so that one with holes cannot hold up a run without end.",
    ),
    "asset.empty": Code(
        "info",
        "an empty file where bytes are expected",
        "put the right file there, or remove it and the links to it",
        "A link leads to the file, or its name says picture, document, sound or the like, and it has no bytes.",
    ),
    "asset.changed": Code(
        "warning",
        "a file that changed while it was copied",
        "export again when nothing writes to the site",
        "The bytes that were copied, twice, are not those of the digest. No copy was made.",
    ),
    "asset.missing": Code(
        "info",
        "a listed asset has no bytes here",
        "fetch the file to have its size and digest",
        "The assets list names it, and it is not on this disk. It was kept with its address, but without a digest.",
    ),
}
