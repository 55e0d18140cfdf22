"""What is told of the redirects that a new site needs."""

from __future__ import annotations

from migrate.codes.code import Code

REDIRECTS: dict[str, Code] = {
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
        "name the host under `options: redirects: hosts` of the mapping if it is right; it was left out",
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
}
