"""What is told of a mapping, and of the records that targets write."""

from __future__ import annotations

from migrate.codes.code import Code

RECORDS: dict[str, Code] = {
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
}
