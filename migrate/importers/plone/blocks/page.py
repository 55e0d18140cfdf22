"""The page whose blocks are written: it knows who writes a block, and what is to be told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from migrate.importers.plone.blocks.notes import Notes
from migrate.importers.plone.blocks.slate import Slate

Block = Mapping[str, object]
Write = Callable[["Page", Block, int], str]

DEEPEST = 12  # blocks in blocks; Volto's editor makes two or three
_HIDDEN = "blocks that no layout names, so that nobody saw them: {}"
SOMERSAULT = "__somersault__"  # the one block of Plone 7, which no layout names


class Page:
    """Writes blocks with the writers of its table; those of other types with `unknown`."""

    __slots__ = ("notes", "slate", "too_deep", "unknown", "writers")

    def __init__(self, writers: Mapping[str, Write], unknown: Write, too_deep: Callable[[Page, Block], str]) -> None:
        self.notes = Notes()
        self.slate = Slate(self.notes)
        self.writers = writers
        self.unknown = unknown
        self.too_deep = too_deep

    def block(self, block: Block, depth: int) -> str:
        """One block as HTML."""
        if depth > DEEPEST:
            return self.too_deep(self, block)
        return self.writers.get(kind_of(block), self.unknown)(self, block, depth)

    def blocks(self, holder: Block, depth: int, kind: str = "") -> str:
        """The `blocks` of `holder` in the order of its `blocks_layout`; `kind` is the type of those that name none."""
        return "".join([self.block(block, depth) for block in self.shown(holder, kind)])

    def shown(self, holder: Block, kind: str = "") -> Iterator[Block]:
        """The blocks that a visitor saw, each once, in their order; the others are told."""
        blocks = holder.get("blocks")
        if not isinstance(blocks, dict):
            if blocks:
                self.notes.add("plone.block-layout", "`blocks` is no map: {}", type(blocks).__name__)
            return
        seen: set[str] = set()
        for id in _order(holder, blocks):
            if not isinstance(id, str) or id in seen or id not in blocks:
                self._odd(id, seen)
                continue
            seen.add(id)
            block = blocks[id]
            if isinstance(block, dict):
                yield block if "@type" in block or not kind else {"@type": kind, **block}
            else:
                self.notes.add("plone.block-layout", "blocks that are no maps of fields: {}", id)
        if len(seen) < len(blocks):
            self._hidden(blocks, seen)

    def _odd(self, id: object, seen: set[str]) -> None:
        if not isinstance(id, str):
            self.notes.add("plone.block-layout", "the layout names what is no name: {}", type(id).__name__)
        elif id in seen:
            self.notes.add("plone.block-layout", "blocks that the layout names twice, which stand here once: {}", id)
        else:
            self.notes.add("plone.block-layout", "the layout names blocks that are not there: {}", id)

    def _hidden(self, blocks: Block, seen: set[str]) -> None:
        for id, block in blocks.items():
            if id not in seen:
                kind = kind_of(block) if isinstance(block, dict) else type(block).__name__
                self.notes.add("plone.block-hidden", _HIDDEN, kind)


def kind_of(block: Block) -> str:
    """The type of a block; nothing where it has none."""
    kind = block.get("@type")
    return kind if isinstance(kind, str) else ""


def _order(holder: Block, blocks: Block) -> list[object]:
    layout = holder.get("blocks_layout")
    items = layout.get("items") if isinstance(layout, dict) else layout
    order = items if isinstance(items, list) else []
    return [SOMERSAULT, *order] if SOMERSAULT in blocks and SOMERSAULT not in order else order
