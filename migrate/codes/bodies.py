"""What is told of bodies: links and markup."""

from __future__ import annotations

from migrate.codes.code import Code

BODIES: dict[str, Code] = {
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
}
