"""What is told while a folder is read: its files, front matter and addresses."""

from __future__ import annotations

from migrate.codes.code import Code

READING: dict[str, Code] = {
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
}
