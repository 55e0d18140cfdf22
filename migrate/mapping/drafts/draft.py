"""The text of the draft: a shipped mapping as it is, and comments that say what the site has for each of its types.

Whatever is added is a comment, so the draft makes the records that the shipped mapping makes. A rule that is not in
force is a line of its own with its count behind it, right YAML once the `# ` before it is gone.
"""

from __future__ import annotations

from collections.abc import Iterator

from migrate.mapping.drafts import places
from migrate.mapping.drafts.places import TypePlace
from migrate.mapping.drafts.scalars import field_name, line, reading, scalar
from migrate.mapping.drafts.survey import Key, Survey
from migrate.mapping.files import MAX_BYTES, Source
from migrate.mapping.kinds import PAGE
from migrate.mapping.types import Mapping, Type

SCHEMA = "mapping.schema.json"
MOST_TEXT = MAX_BYTES // 2  # bytes of rules: a mapping file that is larger than MAX_BYTES is refused
MOST_SHOWN = 40  # traits of one name

_MANY = {
    "site": "site", "footer": "footer", "navigation": "menu entries", "term": "terms", "page": "pages",
    "section": "sections", "tagging": "taggings", "asset": "files", "redirect": "redirects",
}  # fmt: skip
# keys that say how a file of a folder is written, and are none of its front matter (docs/targets/README.md)
_OF_TREE = ("path", "content", "front_matter", "format", "fenced")
# where targets whose pages have a fixed set of fields keep all else
_OWN_FIELDS = {"wxr": "postmeta.", "plone": "meta."}


def drafted(mapping: Mapping, source: Source, survey: Survey, *, to: str, title: str | None) -> str:
    """The draft for the site that was surveyed; `source` is the text of `mapping`, which is shipped as `to`."""
    found = places.type_places(source)
    room = _Room(MOST_TEXT)
    added: dict[int, list[str]] = {}
    for type in mapping.types:
        if (place := found.get(type.name)) is not None:
            added.setdefault(place.first, []).append(f"{' ' * place.indent}# {_taken(type, survey)}")
            added.setdefault(place.rules, []).extend(_Rules(mapping, type, survey, place, room).lines())
    if (types := places.top_line(source, "types")) is not None:
        added.setdefault(types, []).extend(_traits(survey))
    text = places.with_lines(source.text, added)
    return "".join(f"{head}\n" for head in _head(survey, to, title)) + text.rstrip("\n") + "\n"


def _head(survey: Survey, to: str, title: str | None) -> Iterator[str]:
    name = f"the site '{line(title, 80)}'" if title else "a site without a title"
    yield f"# yaml-language-server: $schema=./{SCHEMA}"
    yield f"# (for completion in editors; `ssi-migrate schema mapping > {SCHEMA}` writes that file)"
    yield "#"
    yield f"# A mapping for {name}, drafted by `ssi-migrate mapping init --to {to}`"
    yield f"# from {survey.things['page']:,} pages. As it stands it does what the shipped mapping `{to}` does."
    yield "#"
    yield "# Below the fields of a type stand rules in comments, one for each key that its pages have. Decide on each:"
    yield "# - take the `# ` before it away, and records have that field; name it as your target does"
    yield "# - or write the key under `discard` of its type, with the reason: `key: why nobody needs it`"
    yield "# - or leave it: what a rule takes with all of `meta` is handed on there, other keys are told after each"
    yield "#   export; `unmapped: keep` in the type puts them into `meta` of the record"
    yield "# Then `ssi-migrate mapping check`, `test` and `lint` say whether all is right. Now the mapping itself:"
    yield "#"


def _taken(type: Type, survey: Survey) -> str:
    """How many things of the site the type takes."""
    count, all, many = survey.takes[type.name], survey.things[type.of], _MANY[type.of]
    if type.of in ("site", "footer") and count:
        return f"this site: the {many} is of this type"
    if not all:
        return f"this site has no {many}: nothing is of this type; it can stay"
    if not count:
        return f"this site: none of its {all:,} {many} is of this type; it can stay for what comes later"
    return f"this site: {count:,} of its {all:,} {many}"


def _traits(survey: Survey) -> Iterator[str]:
    """What conditions of types could ask, by how often it holds."""
    yield "# What this site has, as conditions that types could have:"
    for wanted in ("kind", "collection", "layout", "published", "section"):
        found = [(value, count) for (name, value), count in survey.traits.items() if name == wanted]
        found.sort(key=lambda one: (-one[1], one[0]))
        for value, count in found[:MOST_SHOWN]:
            yield f"#   {_condition(wanted, value)} # {count:,} of {_all(survey, wanted)}"
        if len(found) > MOST_SHOWN:
            yield f"#   and {len(found) - MOST_SHOWN:,} more of `{'name' if wanted == 'section' else wanted}`"


def _condition(name: str, value: str) -> str:
    if name == "published":
        return "when: {published: false}"
    short = scalar(value if len(value) <= 200 else f"{value[:199]}…")
    return f"of: section, when: {{name: {short}}}" if name == "section" else f"when: {{{name}: {short}}}"


def _all(survey: Survey, name: str) -> str:
    kind = "section" if name == "section" else "page"
    return f"{survey.things[kind]:,} {_MANY[kind]}"


class _Room:
    """How many bytes there may still be of rules."""

    def __init__(self, left: int) -> None:
        self._left = left

    def takes(self, text: str) -> bool:
        """Whether there was room for the text; it is taken then."""
        size = len(text.encode())
        if size > self._left:
            return False
        self._left -= size
        return True


class _Rules:
    """The comments below the fields of one type: a rule for each key that is open, and what becomes of the others."""

    def __init__(self, mapping: Mapping, type: Type, survey: Survey, place: TypePlace, room: _Room) -> None:
        self._type, self._place, self._room = type, place, room
        self._keys, self._things = survey.keys[type.name], survey.takes[type.name]
        self._rest = type.name in survey.over
        self._taken = {name for name, _ in type.rules} | {"meta"}
        self._prefix = _prefix(type) or (_OWN_FIELDS.get(mapping.exporter, "") if type.of == PAGE else "")
        if mapping.exporter == "tree" and not self._prefix:
            self._taken.update(_OF_TREE)

    def lines(self) -> list[str]:
        keys = sorted(self._keys.items(), key=lambda one: (-one[1].count, one[0]))
        settled = list(self._settled(keys))
        rules = list(self._open(keys))
        if not rules and not settled:
            return []
        margin, sign = " " * self._place.column, "#:" if self._place.at == "braces" else "#"
        deeper = "  " if self._place.at == "type" else ""
        said = [f"{margin}# {text}" for text in (*settled, *([self._said()] if rules else ()))]
        if rules and self._place.at == "type":
            said.append(f"{margin}# fields:")
        return [*said, *(f"{margin}{sign} {deeper}{rule}" for rule in rules)]

    def _said(self) -> str:
        if self._place.at == "braces":
            return "no rule reads these by themselves; to have one, put it into the braces of `fields`:"
        return f"no rule reads these{' by themselves, all are in `meta`' if self._is_kept() else ''}:"

    def _is_kept(self) -> bool:
        return "meta" in self._type.reads or self._type.unmapped == "keep"

    def _open(self, keys: list[tuple[str, Key]]) -> Iterator[str]:
        for path, key in keys:
            if key.state != "open":
                continue
            rule = reading(path)
            if rule is not None and self._room.takes(text := self._rule(path, key, rule)):
                yield text
            else:
                self._rest = True
        if self._rest and "meta" not in self._type.reads:
            yield f"{scalar(self._name('meta.meta'))}: {{from: meta}} # all keys: there are some that cannot stand here"

    def _rule(self, path: str, key: Key, rule: str) -> str:
        why = " (a dot: no path leads there)" if rule.startswith("{expr") else ""
        return f"{scalar(self._name(path))}: {rule} # {self._counted(key)}{why}"

    def _name(self, path: str) -> str:
        name = field_name(path, self._prefix, self._taken)
        self._taken.add(name)
        return name

    def _counted(self, key: Key) -> str:
        such = f", such as {key.example}" if key.example else ""
        return f"{key.count:,} of {self._things:,} {_MANY[self._type.of]}{such}"

    def _settled(self, keys: list[tuple[str, Key]]) -> Iterator[str]:
        for path, key in keys:
            if key.state != "open":
                name = line(path.removeprefix("meta."))
                said = "a rule reads it" if key.state == "read" else "it is discarded"
                yield f"`{name}`, {self._counted(key)}: {said}"


def _prefix(type: Type) -> str:
    """Where keys of `meta` have their place in the record: beside the field that takes all of it."""
    whole = [name for name, rule in type.rules if rule.reads == {"meta"}]
    return whole[0][: whole[0].rfind(".") + 1] if whole else ""
