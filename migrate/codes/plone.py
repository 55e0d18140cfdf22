"""What is told of a site that comes from Plone, and of an export to it."""

from __future__ import annotations

from migrate.codes.code import Code

PLONE: dict[str, Code] = {
    # of a site that comes from Plone
    "plone.block": Code(
        "warning",
        "blocks of a type that is not known",
        "look at the page on the old site, and write by hand what is missing",
        "An add-on of the old site showed them. All in them that reads like text, a link or an image was kept, and the "
        "block itself stands in `data-props` of its section.",
    ),
    "plone.block-live": Code(
        "info",
        "blocks that the old site filled whenever it showed them",
        "have the target make such a list, or write the entries by hand",
        "Lists, searches and forms have their settings in the page, and not what visitors saw in them. Their titles "
        "and labels were kept.",
    ),
    "plone.block-hidden": Code(
        "info",
        "blocks that nobody saw",
        "put them into the layout of the page if they should be seen",
        "Volto shows the blocks that the layout of a page names. The others were left out of the body, as visitors "
        "never saw them; the body's text as it was exported has them.",
    ),
    "plone.block-layout": Code(
        "warning",
        "blocks and their layout that do not agree",
        "look at the page on the old site",
        "The layout names what is not there, or the same twice, or a block is no map of fields. The rest was read.",
    ),
    "plone.block-deep": Code(
        "warning",
        "blocks that lie too deep in others",
        "take some of them out of the others",
        "No editor makes so many levels, and no reader of HTML is bound to read them. Their words were kept as "
        "paragraphs.",
    ),
    "plone.film": Code(
        "info",
        "a film that Volto does not show",
        "correct its address",
        "It is neither at YouTube or Vimeo nor an MP4 file. It is a link in the body.",
    ),
    "plone.rich-text": Code(
        "info",
        "rich text with something unknown in it",
        "look at the page on the old site",
        "An add-on's mark, a link in a link, or what is no text. The words were kept, without what the add-on made of "
        "them.",
    ),
    # of an export that Plone wrote
    "plone.item": Code(
        "error",
        "an item of the export that cannot be read",
        "export the site again; the item is left out",
        "It is no JSON, no map of keys, or a file that is named is not there. All other items are read.",
    ),
    "plone.unlisted": Code(
        "info",
        "an item that the metadata does not name",
        "it is taken in all the same",
        "Plone's own importer takes the files that `_data_files_` names, and no others.",
    ),
    "plone.item-path": Code(
        "warning",
        "an item without an address",
        "correct its `@id`; it is kept as a page without an address",
        "Its `@id` is no path below the site: it is missing, leads elsewhere, or has `..` or an empty name in it.",
    ),
    "plone.item-uid": Code(
        "info",
        "an item without a UID of its own",
        "links that name the old one lead to the other item, or nowhere",
        "The UID is missing, or another item has it. One was made of the item's path: the same in every run.",
    ),
    "plone.path-twice": Code(
        "warning",
        "two items at one path",
        "remove one from the export; `duplicate_of` names the one that counts",
        "Of plone.exportimport the last one counts, of collective.exportimport the first, as in Plone's own importers.",
    ),
    "plone.parent": Code(
        "info",
        "items in a container that the export does not have",
        "export the container as well; what the items say of it is in their `meta.parent`",
        "Plone knows an address only below its container, so that importers make an empty one.",
    ),
    "plone.value": Code(
        "warning",
        "a value of the wrong type",
        "correct it; the value stays in meta",
        "The field takes text, and the item has something else.",
    ),
    "plone.item-date": Code(
        "warning",
        "a date that cannot be read",
        "correct it; the value stays in meta",
        "It is neither a date of ISO 8601, nor one of Zope's or of mail. The page has none in its place.",
    ),
    "plone.text": Code(
        "info",
        "a text in a format that is not rendered",
        "look at it; it is shown as it was written",
        "Restructured and structured text are not rendered here. The text stands in a `pre`, and in `body.text`.",
    ),
    "plone.no-bytes": Code(
        "warning",
        "a file without bytes",
        "export the blobs too: as base64, or with the folder that they lie in beside the export",
        "The item has a file of which the export holds the address alone, or a path where nothing lies. It is an asset "
        "without bytes.",
    ),
    "plone.unexported": Code(
        "warning",
        "an item that Plone could not export",
        "mend it in the old site and export again; it is not here",
        "The export itself says so, with the reason that Plone gave.",
    ),
    "plone.no-default-page": Code(
        "warning",
        "a default page that is not there",
        "choose another in the old site, or none; the container shows itself",
        "The entry names nothing in that container, or something that is no page. Plone passes such an entry over.",
    ),
    "plone.file": Code(
        "error",
        "a file of the export that cannot be read",
        "export it again; nothing of it is used",
        "It is no JSON, or holds something else than such a file does. Items are read without it.",
    ),
    "plone.reference": Code(
        "info",
        "entries about items that are not in the export",
        "export the whole site if they matter; they are kept in `site`",
        "Order, roles, relations and the like name items by their UIDs, and these UIDs are of no item.",
    ),
    "plone.translation": Code(
        "info",
        "translations of nothing",
        "link the translations in the old site if they belong together",
        "The group has one language, because the other page is gone or was never made. The group was left out.",
    ),
    "plone.beside": Code(
        "warning",
        "files of the export that lie above the folder",
        "name the folder above, which holds them",
        "Order, default pages, redirects and more are written beside a folder of numbered items, not in it.",
    ),
    # of an export to Plone
    "plone.id": Code(
        "warning",
        "an address that Plone refuses",
        "rename the page in the source if you want another",
        "Plone takes short names in ASCII alone, and none that a folder has for itself (`edit`, "
        "`title`, `_posts`). One "
        "that it refuses ends a whole import, so another is given; the old address leads there.",
    ),
    "plone.section": Code(
        "info",
        "containers that were made for addresses",
        "write something on them, or give the folder a page in the source",
        "Plone has an address such as `/a/b` only in something at `/a`. Where there was nothing, an "
        "empty one was made.",
    ),
    "plone.default-page": Code(
        "info",
        "a default page that took the place of its folder",
        "look at its title",
        "Volto shows no default pages. The page stands where visitors saw it, and what the folder said of itself is in "
        "kept.json.",
    ),
    "plone.type": Code(
        "warning",
        "a type that the target has not",
        "correct the mapping, or name the type of your add-on in the option `types`",
        "An unknown type ends a whole import, so the item is a Document.",
    ),
    "plone.title": Code(
        "warning",
        "a title that Plone refuses",
        "write a title of one line in the source",
        "A title has one line and is not empty. The message says what it is now.",
    ),
    "plone.date": Code(
        "warning",
        "a date that Plone refuses or waits for",
        "correct the date in the source",
        "What is no date is refused, with every field after it. A published item with a date to come is "
        "in no list until "
        "then.",
    ),
    "plone.state": Code(
        "warning",
        "a state that the workflow has not",
        "correct the rule of `review_state`, or name the states of the target in the option `states`",
        "Plone would leave the item private. So it is written as such.",
    ),
    "plone.history": Code(
        "warning",
        "a history of states that ends in another state",
        "correct one of them in the source",
        "The importer takes the history last and shows its end, while who may see the item stays as the state says: a "
        "private page could be public. The history was left out.",
    ),
    "plone.language": Code(
        "warning",
        "a language that the target has not",
        "add it to the site before the import and to the option `languages`",
        "Plone would take the site's own language without a word. That is what is written.",
    ),
    "plone.one-language": Code(
        "warning",
        "translations that the target could not keep",
        "name the languages in the option `languages`, and install plone.app.multilingual there",
        "A site with one language does not know that pages are translations of each other. They are in kept.json.",
    ),
    "plone.shared": Code(
        "info",
        "an item that is shown in each language",
        "none is needed: Plone shows it in each language again",
        "What lies in the shared folder of a site with several languages is one item, and is exported once a language. "
        "It was written once.",
    ),
    "plone.layout": Code(
        "warning",
        "a view that the type has not",
        "choose a view on the target",
        "A page whose view is not there is broken. It has the usual one of its type.",
    ),
    "plone.constrains": Code(
        "warning",
        "a type that may be added and is not there",
        "set which types may be added on the target",
        "With one unknown name Plone allows all types. It was left out.",
    ),
    "plone.event": Code(
        "warning",
        "an event without a beginning, or with an end before it",
        "correct the dates in the source",
        "Plone would say that it is now, or refuse both. The message says what was written.",
    ),
    "plone.link": Code(
        "warning",
        "a link item that leads nowhere",
        "give it an address in the source",
        "Plone refuses an empty address. The item is there without one.",
    ),
    "plone.body": Code(
        "warning",
        "a text on what has no field for it",
        "give the page another type in the mapping",
        "Plone passes over fields that a type has not, without a word. The text is in kept.json.",
    ),
    "plone.hidden": Code(
        "warning",
        "text that the old site hid and Plone shows",
        "take it out of the text, or hide it by a class of the theme",
        "Plone's filter of HTML takes the attribute `hidden` away.",
    ),
    "plone.image": Code(
        "info",
        "a picture that an item cannot have",
        "put it into the text, or give the page another type in the mapping",
        "News items have a picture, and in Volto pages too, if it is an image whose bytes are here. The "
        "others are named "
        "in kept.json.",
    ),
    "plone.bytes": Code(
        "warning",
        "files that are not here",
        "run where the files are, or lay them on the target by hand",
        "Plone refuses a file without bytes, so no item is made of it. Links lead to its old address.",
    ),
    "plone.empty": Code(
        "warning",
        "a file that is empty or cannot be read",
        "put the file right in the source",
        "Plone refuses an empty file. Its item is there without one, since links may lead to it.",
    ),
    "plone.redirect": Code(
        "info",
        "a redirect that Plone cannot keep",
        "have the server before Plone do it",
        "Plone's own redirects are for one address each.",
    ),
    "plone.left": Code(
        "warning",
        "something of the site that was left out",
        "make it on the target by hand if it is needed",
        "It speaks of an item that is not in the export, or Plone would pass over it or end the import at it.",
    ),
    "plone.password": Code(
        "warning",
        "a member without a password",
        "tell the member to set a new one",
        "A member without one would end the import. The member is there and cannot log in until a new one is set.",
    ),
    "plone.field": Code(
        "warning",
        "a value that a field of Plone refuses",
        "correct it in the source, or the rule of that name in the mapping",
        "The field wants another kind of value. The message says what was done.",
    ),
}
