"""What is told of an export to WordPress."""

from __future__ import annotations

from migrate.codes.code import Code

WORDPRESS: dict[str, Code] = {
    "wxr.date": Code(
        "warning",
        "a date that is still to come",
        "correct the date, or set the page to draft",
        "WordPress would hide a published page until then. It has the date of today, since visitors see it already.",
    ),
    "wxr.section": Code(
        "info",
        "pages that were made for folders",
        "write something on them, or give the folder a page in the source",
        "WordPress has an address such as `/a/b/` only below a page `/a/`. Where there was none, an empty one "
        "was made.",
    ),
    "wxr.term": Code(
        "warning",
        "a tag or category of a page that cannot have one",
        "make it a post in the mapping if readers should find it by its terms",
        "Pages of WordPress have no terms. They would be stored and never shown, so they were left out.",
    ),
    "wxr.file": Code(
        "warning",
        "a file that WordPress does not take",
        "lay it on the server by hand, or turn it into another kind of file",
        "Its library refuses SVG, pages, programs and other kinds. Links lead to where the file was, or is laid.",
    ),
    "wxr.files": Code(
        "info",
        "files that do not arrive with the import",
        "give `asset_base`, or lay the files on the server, and look at them there",
        "The importer fetches files from the address in `asset_base` alone, and only what is here can be "
        "checked later.",
    ),
    "wxr.characters": Code(
        "warning",
        "characters that XML cannot hold",
        "take them out of the source",
        "Control characters and halves of characters have no form in XML 1.0. They were left out; nobody sees them.",
    ),
    "wxr.field": Code(
        "warning",
        "a value that WordPress cannot take",
        "correct the rule of that name in the mapping",
        "The field wants another kind of value, or a shorter one. The message says what was done.",
    ),
}
