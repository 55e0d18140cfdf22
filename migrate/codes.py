"""The codes of findings: one table with the severity, the meaning and the remedy of each.

Groups in the order of a run. docs/findings.md is written from it (`make docs`).
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


class Code(NamedTuple):
    """What all findings of a code share. `meaning` says in a sentence or two what is so and what the program did."""

    severity: Severity
    title: str
    remedy: str
    meaning: str = ""


CODES: dict[str, Code] = {
    # reading the folder
    "config.none": Code(
        "info",
        "no _config.yml",
        "Jekyll's defaults are used; name the site's root if this is not it",
        "The folder holds no configuration file, so every setting has the value that Jekyll gives it by itself.",
    ),
    "config.not-a-map": Code(
        "error",
        "a configuration file is not a map of keys",
        "write `key: value` lines; it was passed over",
        "The file is YAML, but a list or a single value. Nothing of it was used.",
    ),
    "config.value": Code(
        "warning",
        "a configuration value has the wrong type",
        "correct it; Jekyll's default is used",
        "Jekyll expects another type for this key. The value was not used; `site.config` has it as written.",
    ),
    "config.duplicate-key": Code(
        "warning",
        "a key stands twice in a configuration file",
        "remove one; the last one counts",
        "YAML keeps one value for a key. The last one was used, as Jekyll does, and the one before it is lost.",
    ),
    "config.limit-posts": Code(
        "warning",
        "posts that the configuration leaves out",
        "remove `limit_posts` to take in all posts",
        "`limit_posts` lets Jekyll publish the newest posts alone. The others were left out here too.",
    ),
    "config.timezone": Code(
        "warning",
        "the time zone is not known",
        "use a name of the IANA list, such as Asia/Singapore",
        "No zone of that name is known here. Dates were read as if the site had set none.",
    ),
    "config.no-timezone": Code(
        "info",
        "no time zone is set",
        "dates are read as UTC; set `timezone` in _config.yml or pass --timezone",
        "Dates without an offset of their own were read in the zone of `--timezone`, else in UTC.",
    ),
    "config.collection-folder": Code(
        "warning",
        "a collection is declared but has no folder",
        "rename the key or the folder so that they agree",
        "The configuration names a collection, and no folder has its name. The collection is empty.",
    ),
    "source.unreadable": Code(
        "error",
        "a file or folder cannot be read",
        "give read permission and run again",
        "The system refused to give the file or folder, or it lies too deep. Nothing of it was read.",
    ),
    "source.symlink-outside": Code(
        "warning",
        "a symbolic link leads out of the site",
        "copy what it points to into the site; it was not followed",
        "What lies outside of the checkout is no part of the site. The link was not followed.",
    ),
    "source.symlink-loop": Code(
        "warning",
        "a symbolic link leads in a circle",
        "remove it; it was not followed",
        "Following the link would never end. It was not followed.",
    ),
    "source.name": Code(
        "error",
        "a file name is not valid UTF-8",
        "rename the file; it was left out",
        "The name holds bytes that no text can show, so nothing could refer to the file. It was left out.",
    ),
    "source.special-file": Code(
        "warning",
        "not a regular file",
        "remove it; pipes, sockets and devices are not read",
        "Pipes, sockets and devices hold no content, and opening one could wait forever. It was passed over.",
    ),
    "source.too-large": Code(
        "error",
        "a text file is too large to be a page",
        "split it; it was left out",
        "The file has the ending or the front matter of a page, and more bytes than a page can have. It was left out.",
    ),
    "source.hidden-content": Code(
        "info",
        "a content file that Jekyll does not publish",
        "rename it, or declare its folder as a collection, to take it in",
        "The file looks like a page, but its name or place hides it from Jekyll. It was not taken in as a page.",
    ),
    "source.assets-list": Code(
        "warning",
        "a line of the assets list is no path inside the site",
        "correct it; it was passed over",
        "The line leads out of the site, so it cannot stand for one of its files. It was passed over.",
    ),
    # front matter
    "front-matter.unparsable": Code(
        "error",
        "front matter is not valid YAML",
        "mend the YAML; the page is kept with empty front matter and its body",
        "The block between the `---` lines cannot be read as YAML. The page has its body and none of its fields.",
    ),
    "front-matter.not-a-map": Code(
        "error",
        "front matter is not a map of keys",
        "write `key: value` lines; the page is kept with empty front matter",
        "The block between the `---` lines is a list or a single value. The page has its body and none of its fields.",
    ),
    "front-matter.unclosed": Code(
        "warning",
        "front matter has no closing ---",
        "add a line ---; Jekyll publishes the whole file as the body",
        "The file begins with `---`, and no second such line follows. All of it was taken as the body, as Jekyll does.",
    ),
    "front-matter.duplicate-key": Code(
        "warning",
        "a key stands twice in front matter",
        "remove one; the last one counts",
        "YAML keeps one value for a key. The last one was used, as Jekyll does, and the one before it is lost.",
    ),
    "front-matter.bom": Code(
        "warning",
        "a byte order mark stands before the front matter",
        "save the file without it; Jekyll copies it as it is, not as a page",
        "Invisible bytes before the first `---` hide it from Jekyll. The file was taken as an asset, as Jekyll does.",
    ),
    "front-matter.value": Code(
        "warning",
        "a front-matter value has the wrong type",
        "correct it; the value stays in meta",
        "The field takes text, and the page has something else. The field is empty; the value was kept in `meta`.",
    ),
    "encoding.invalid-utf8": Code(
        "warning",
        "bytes that are not UTF-8",
        "save the file as UTF-8; the odd bytes were read as Windows-1252",
        "The file was saved in another encoding, mostly Windows-1252. The bytes that are not UTF-8 were read as that.",
    ),
    "encoding.other": Code(
        "warning",
        "a file in another encoding of Unicode",
        "save the file as UTF-8; it was read as what its byte order mark says",
        "The file is UTF-16 or UTF-32, which Jekyll does not read. It was read by its byte order mark.",
    ),
    "encoding.mojibake": Code(
        "warning",
        "text that was once read in the wrong encoding",
        "compare both and mend the source; the export has the repaired text",
        "UTF-8 was taken for Windows-1252 or Latin-1 and saved again. The text was repaired in the export; addresses "
        "were kept as they were published.",
    ),
    "encoding.mojibake-guessed": Code(
        "warning",
        "text that was probably once read in the wrong encoding",
        "compare both; put the source right, or write the character as an entity if it was meant",
        "The characters could be meant as they are. The text was repaired since sure damage of the same kind stands "
        "elsewhere in the file or in several files of the site.",
    ),
    "encoding.too-much": Code(
        "warning",
        "more damaged text than is repaired",
        "repair the file with a tool of your own and run again; it is kept as it is",
        "So much text of one file was once read in the wrong encoding that its repair would hold up the run.",
    ),
    "encoding.control": Code(
        "warning",
        "control characters in a text file",
        "look at the place: often a hyphen was lost there; they are kept",
        "Characters that show nothing stand in the text. They were kept: without them words would join.",
    ),
    "encoding.nul": Code(
        "warning",
        "NUL bytes in a text file",
        "remove them; they are left out of the body",
        "NUL bytes stand in the text, where they mean nothing. They were left out of the body.",
    ),
    "date.invalid": Code(
        "warning",
        "a date that Jekyll cannot read",
        "write YYYY-MM-DD; the value stays in meta",
        "The value is no date by Jekyll's rules. The field is null, and the value was kept in `meta`.",
    ),
    # addresses
    "url.invalid-permalink": Code(
        "warning",
        "a permalink that Jekyll cannot build",
        "correct it; the page has its default address, meta the permalink",
        "Jekyll stops at such a permalink. The page was given the address that it would have without one.",
    ),
    "url.collision": Code(
        "warning",
        "several pages have the same address",
        "give each its own permalink",
        "Jekyll writes all of these pages to one file, so that visitors saw one of them. All of them were kept.",
    ),
    "url.no-path": Code(
        "warning",
        "a page whose new address is no path",
        "make the mapping's `url` give a path that begins with one slash; the page keeps its old address",
        "The mapping gives the page an address that is no path from the root of the site, or has `..` in it.",
    ),
    "url.taken": Code(
        "warning",
        "a page that has another address on the target than the mapping gives it",
        "nothing, if the number at its end is right for you; else make the mapping's `url` tell the pages apart",
        "The mapping gives two pages one address, and a target answers with one page. The first has it; the other has "
        "a number at the end.",
    ),
    "page.external": Code(
        "info",
        "an absolute permalink: the entry is a link, not a page",
        "nothing to do",
        "The permalink is an address elsewhere, where the entry only leads. It was taken as a link with that target.",
    ),
    "page.future": Code(
        "info",
        "a post with a future date",
        "Jekyll publishes it when that day comes; here it is marked as not published",
        "Jekyll leaves out what is dated after the day of the build. The page was kept and marked as not published.",
    ),
    "page.failed": Code(
        "error",
        "a page could not be read or rendered",
        "look at the message; the other pages are complete",
        "Reading or rendering the page broke off. It is in the output with its fields, and without a body.",
    ),
    "page.too-large": Code(
        "error",
        "a page with too much Markdown to render",
        "split the page; its text is kept, without HTML",
        "Rendering so much Markdown would take too long. The page has its text, and no HTML.",
    ),
    "page.markdown": Code(
        "info",
        "the Markdown parser met something odd",
        "look at the page as it is rendered",
        "The real kramdown warns of it too: a tag that is never closed, for example. It was rendered as kramdown does.",
    ),
    "page.markdown-differs": Code(
        "warning",
        "Markdown that the real kramdown renders otherwise",
        "export with --markdown exact, and tell us the page",
        "Our own parser and the real kramdown give other HTML for this page. Nothing was changed.",
    ),
    "page.liquid": Code(
        "warning",
        "Liquid that cannot be resolved",
        "its source stands in the body as a comment; replace it by hand",
        "A tag, filter or include is unknown, or Liquid stops there. Its source was put into the body as a comment.",
    ),
    "isomer.misplaced-post": Code(
        "info",
        "a page that looks like a post",
        "move it into a folder _posts; Jekyll publishes it as a page",
        "Name and fields are those of a post, but the folder is no `_posts`. It was taken as a page, as Jekyll does.",
    ),
    # links and markup
    "link.broken": Code(
        "warning",
        "a link that leads to no page or file",
        "correct it, or restore what it led to; it stays as written",
        "No page, file or redirect of the site has the address. The link was left as written.",
    ),
    "link.unpublished": Code(
        "warning",
        "a link to a page or file that was not published",
        "publish it or remove the link",
        "It is in the source, but visitors never saw it. A link to a page was left as written; one to a file leads to "
        "the file, which a new site can show.",
    ),
    "link.case": Code(
        "warning",
        "a link that is right but for upper and lower case",
        "correct its case: some servers answer 404",
        "The address is right where upper and lower case are the same, as on some servers. Its page or file was taken.",
    ),
    "link.anchor-missing": Code(
        "info",
        "a link to a place that its page does not have",
        "correct what follows the #; the page itself is found",
        "Nothing on the page has the id or name after the #, so a browser stays at its top. The page was taken.",
    ),
    "link.malformed": Code(
        "warning",
        "an address that no browser understands",
        "correct it; it stays as written",
        "It is no complete web address, or an e-mail address without `mailto:`. It was left as written.",
    ),
    "link.schemeless": Code(
        "warning",
        "a web address without https://",
        "write https:// before it",
        "A browser takes it for a page below the one it stands on. It was taken as the web address that is meant.",
    ),
    "link.staging": Code(
        "warning",
        "a link to the staging site",
        "link to the page itself, without a host",
        "The address is one where the site was tried out. The page or file of the same path was taken.",
    ),
    "active.script": Code(
        "info",
        "a script or another tag that runs code",
        "look at what it does; --active-html strip takes it out",
        "The body holds code for the visitor's browser. It was kept, unless `--active-html strip` was given.",
    ),
    "active.handler": Code(
        "info",
        "an attribute that runs code",
        "look at what it does; --active-html strip takes it out",
        "The attribute holds code for the visitor's browser. It was kept, unless `--active-html strip` was given.",
    ),
    "active.address": Code(
        "info",
        "an address that runs code",
        "look at what it does; --active-html strip takes it out",
        "Following the address runs code. It was kept, unless `--active-html strip` was given.",
    ),
    "markup.tidied": Code(
        "info",
        "what a word processor left was taken out",
        "nothing to do; nothing visible has changed",
        "Pasted text brings tags and attributes that mean nothing on the web. They were taken out, and nothing else.",
    ),
    # mapping
    "mapping.unread": Code(
        "info",
        "a field that no rule of the mapping reads",
        "write a rule that reads it, `discard` it with a reason, or write `unmapped: keep`",
        "Pages of this type have a value there, and the records do not have it.",
    ),
    "mapping.step": Code(
        "warning",
        "a value that a step of the mapping cannot take",
        "correct the value, or give the step what it can take",
        "The field has no value in the record, or its default.",
    ),
    "render.html-block": Code(
        "info",
        "HTML that no block of the target takes",
        "look whether the target shows it; some hosts take frames, forms and scripts out",
        "`render` found no block for it, so it stands as HTML in a block of its own. Its text, links and images are "
        "there.",
    ),
    "render.look": Code(
        "info",
        "how something looked, which no block of the target takes",
        "nothing to do, unless the look said something; then say it in words",
        "`render` left out styles, sizes and the like. Text, links, images and anchors are there.",
    ),
    "render.changed": Code(
        "warning",
        "something that the target would misread was changed",
        "compare the place with the old page",
        "`render` changed it as little as it could, so that the target takes it for what it was.",
    ),
    "mapping.required": Code(
        "warning",
        "a field that the mapping requires has no value",
        "give the page one, or write a `default`",
        "The record was written without it.",
    ),
    "mapping.too-long": Code(
        "warning",
        "a value that is longer than the mapping allows",
        "shorten it in the source, or choose where to cut with the step `truncate`",
        "It was cut to the `max` of its rule.",
    ),
    "mapping.no-type": Code(
        "warning",
        "a page or another thing that no type of the mapping takes",
        "add a type with `otherwise: true`, or one with `skip` and the reason; it is left out",
        "The types of the mapping file leave it over. It is not in the output.",
    ),
    "link.left-out": Code(
        "warning",
        "a link to a page that the mapping makes no record of",
        "take the link out, or let a type take the page; it leads nowhere on the target",
        "A type skips the page, or none takes it. Links to it stay as they are, and the target has nothing there.",
    ),
    "mapping.left-out": Code(
        "info",
        "things of the site that the mapping makes no records of",
        "add a type `of` that kind if the target can have them",
        "The site has things of this kind, and neither the mapping nor its target's format has a place for them.",
    ),
    "mapping.gate": Code(
        "error",
        "a gate of the mapping does not hold",
        "mend what it counts, or raise the gate",
        "The mapping sets a bound under `gates`, and there are more. The output was written; the exit code is 1.",
    ),
    # targets
    "record.reserved": Code(
        "error",
        "a record does not say where or how it is to be written",
        "correct the rule of that name in the mapping",
        "`path`, `content`, `front_matter` and `format` tell the exporter `tree` what to do, and this one cannot be "
        "used. Without a `path` the page is left out.",
    ),
    "record.value": Code(
        "warning",
        "a value that the format cannot hold",
        "choose another format in the mapping, or change the value",
        "TOML has no null and no whole number of more than 64 bits; no format has half a character.",
    ),
    "ref.unwritten": Code(
        "warning",
        "a link to a page or file that is not there",
        "correct the link in the source; it is as the source has it",
        "The address has the shape of our own refs and names nothing of the site. It was written as it is.",
    ),
    "record.name": Code(
        "warning",
        "a file that has another name than was asked for",
        "give it a path of its own that every file system takes, or redirect",
        "The path leads elsewhere, is too long, is refused by some file system, or is that of a file before it. Links "
        "to assets lead to the new name.",
    ),
    "record.double": Code(
        "info",
        "records that stand in the document once",
        "nothing, if they mean the same; else give them different values in that field",
        "An array of the mapping's `document` is `unique` by a field, and several records have the same value there: a "
        "tag and a category of one name, say. The first stands.",
    ),
    "csv.formula": Code(
        "warning",
        "a cell that a spreadsheet takes for a formula",
        "import the column as text, or set `guard: true` in the mapping's `options`",
        "The cell begins with `=`, `+`, `-`, `@`, a tab or a carriage return. It was written as it is.",
    ),
    # WordPress
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
    # redirects of the new site
    "redirect.refused": Code(
        "warning",
        "a redirect with an address that can be read in two ways",
        "write the address as a plain path or as a whole https:// address; it was left out",
        "It has a control character, a backslash, segments of dots, `//` where a host would stand, or is too long or "
        "no address of the web. Servers and browsers differ in what they make of such addresses.",
    ),
    "redirect.host": Code(
        "warning",
        "a redirect from or to a host that nobody named",
        "name the host under `redirects: hosts` of the mapping if visitors should be sent there; it was left out",
        "Redirects lead to the site's own hosts and to those that are named, so that no page can send visitors "
        "elsewhere unseen.",
    ),
    "redirect.status": Code(
        "info",
        "a rule that is no redirect",
        "do on the new server what it did; it was left out",
        "Its status is not 301, 302, 303, 307 or 308: it answered with other content, or with an error.",
    ),
    "redirect.double": Code(
        "info",
        "a second redirect from one address",
        "remove one; the first counts, and before it the new address of a page that stood there",
        "A server takes the first that fits, so the second never had an effect.",
    ),
    "redirect.shadowed": Code(
        "warning",
        "a redirect from an address where the new site has a page or file",
        "give that page another address if the redirect should hold; it was left out",
        "The page or file answers there. A redirect before it would hide it.",
    ),
    "redirect.loop": Code(
        "warning",
        "redirects that lead in a circle",
        "correct one of them; all of the circle, and those that lead into it, were left out",
        "A browser gives up after some twenty steps and shows an error.",
    ),
    "redirect.nowhere": Code(
        "warning",
        "a redirect to an address that the new site does not have",
        "correct it, or bring over what it leads to; it was left out",
        "Visitors would be sent to an error page, and search engines would learn that the page is there no more.",
    ),
    "redirect.chain": Code(
        "info",
        "a redirect to an address that is redirected itself",
        "nothing to do",
        "It was written with its end, so that visitors are sent there in one step. Where the steps of a pattern depend "
        "on the address, it was left as it is.",
    ),
    "redirect.case": Code(
        "info",
        "a redirect that is right but for upper and lower case",
        "correct its case in the source",
        "The new site has the address in other letters, and the redirect leads there.",
    ),
    "redirect.unwritten": Code(
        "warning",
        "a redirect that a format cannot say",
        "write it by hand where the server can, or choose another of the formats; it is not in that file",
        "Some formats have no patterns, cannot ask for a query, or take upper and lower case for the same. A pattern "
        "that would hide pages of the new site stands only where pages come first.",
    ),
    "redirect.many": Code(
        "warning",
        "more redirects than a plug-in heeds",
        "do what the message says, or choose another format; all of them are in the file",
        "The plug-in reads no more than that many, and passes over the rest in silence.",
    ),
    # Isomer
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
