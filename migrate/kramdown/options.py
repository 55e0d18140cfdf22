"""What a site may say under `kramdown:` in its `_config.yml`, over Jekyll's defaults."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple

Input = Literal["GFM", "kramdown"]
EntityOutput = Literal["as_char", "as_input", "numeric", "symbolic"]


class Options(NamedTuple):
    """The options that change the HTML; the defaults are those of Jekyll 4 without a highlighter.

    Names and meaning: https://kramdown.gettalong.org/options.html.
    """

    input: Input = "GFM"
    auto_ids: bool = True
    auto_id_prefix: str = ""
    auto_id_stripping: bool = False
    header_offset: int = 0
    toc_levels: tuple[int, ...] = (1, 2, 3, 4, 5, 6)
    entity_output: EntityOutput = "as_char"
    smart_quotes: tuple[str, str, str, str] = ("‘", "’", "“", "”")
    typographic_symbols: tuple[tuple[str, str], ...] = ()
    hard_wrap: bool = False
    parse_block_html: bool = False
    parse_span_html: bool = True
    footnote_nr: int = 1
    footnote_prefix: str = ""
    footnote_backlink: str = "&#8617;"
    footnote_backlink_inline: bool = False
    gfm_quirks: tuple[str, ...] = ("paragraph_end",)
    link_defs: tuple[tuple[str, str, str | None], ...] = ()
    math_engine: str = "mathjax"
    remove_line_breaks_for_cjk: bool = False
    forbidden_inline_options: tuple[str, ...] = ("template",)

    @classmethod
    def from_config(cls, config: Mapping[str, object] | None) -> Options:
        """`Options` from the mapping under `kramdown:`; unknown keys and values that make no sense are passed over."""
        return cls().updated(config or {})

    def updated(self, config: Mapping[str, object]) -> Options:
        """These options with those of `config` laid over them, by the same leniency as `from_config`."""
        changes: dict[str, object] = {}
        for key, raw in config.items():
            reader = READERS.get(str(key).lstrip(":"))
            if reader is not None and (value := reader(raw)) is not None:
                changes[str(key).lstrip(":")] = value
        return self._replace(**changes) if changes else self  # type: ignore[arg-type]


def _flag(raw: object) -> bool | None:
    """kramdown reads `false`, `no` and nothing as false, `true` and `yes` as true."""
    if isinstance(raw, bool):
        return raw
    word = "" if raw is None else str(raw).strip().lower()
    return {"true": True, "yes": True, "false": False, "no": False, "": False}.get(word)


def _number(raw: object) -> int | None:
    found = re.match(r"\s*[+-]?[0-9]+", str(raw))
    return int(found[0]) if found else None


def _text(raw: object) -> str | None:
    return None if raw is None else str(raw)


def _levels(raw: object) -> tuple[int, ...] | None:
    """`2..4`, `1,3` or a list of numbers."""
    if isinstance(raw, (list, tuple)):
        found = [number for item in raw if (number := _number(item)) is not None]
        return tuple(found) or None
    text = str(raw)
    if span := re.fullmatch(r"\s*([0-9])\.\.([0-9])\s*", text):
        return tuple(range(int(span[1]), int(span[2]) + 1))
    return tuple(int(number) for number in re.findall(r"[0-9]", text)) or None


QUOTE_NAMES = {
    "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”",
    "sbquo": "‚", "bdquo": "„", "laquo": "«", "raquo": "»", "lsaquo": "‹", "rsaquo": "›",
    "apos": "'", "quot": '"',
}  # fmt: skip


def _quotes(raw: object) -> tuple[str, str, str, str] | None:
    """Four entity names or code points, for the opening and closing single and double quote."""
    parts = list(raw) if isinstance(raw, (list, tuple)) else str(raw).split(",")
    if len(parts) != 4:
        return None
    one, two, three, four = (_quote(str(part).strip()) for part in parts)
    return (one, two, three, four)


def _quote(name: str) -> str:
    if name.isdigit() and 0 < int(name) < 0x110000:
        return chr(int(name))
    return QUOTE_NAMES.get(name, name)


def _input(raw: object) -> Input | None:
    word = str(raw).strip().lower()
    return {"gfm": "GFM", "kramdown": "kramdown"}.get(word)  # type: ignore[return-value]


def _entities(raw: object) -> EntityOutput | None:
    word = str(raw).strip().lstrip(":")
    return word if word in ("as_char", "as_input", "numeric", "symbolic") else None  # type: ignore[return-value]


def _engine(raw: object) -> str:
    """The name of a math engine; empty for none. All but `mathjax` print TeX for a script of the page's own."""
    return "" if raw is None else str(raw).strip().lstrip(":")


def _words(raw: object) -> tuple[str, ...] | None:
    parts = raw if isinstance(raw, (list, tuple)) else str(raw).split(",")
    return tuple(word for part in parts if (word := str(part).strip().lstrip(":")))


def _pairs(raw: object) -> tuple[tuple[str, str], ...] | None:
    if not isinstance(raw, Mapping):
        return None
    return tuple((str(name).lstrip(":"), str(value)) for name, value in raw.items())


def _link_defs(raw: object) -> tuple[tuple[str, str, str | None], ...] | None:
    """`{name: [url, title]}`, as kramdown documents it."""
    if not isinstance(raw, Mapping):
        return None
    found: list[tuple[str, str, str | None]] = []
    for name, value in raw.items():
        parts = list(value) if isinstance(value, (list, tuple)) else [value]
        if parts and parts[0] is not None:
            found.append((str(name), str(parts[0]), str(parts[1]) if len(parts) > 1 else None))
    return tuple(found)


READERS: dict[str, Callable[[object], object]] = {
    "input": _input,
    "auto_ids": _flag,
    "auto_id_prefix": _text,
    "auto_id_stripping": _flag,
    "header_offset": _number,
    "toc_levels": _levels,
    "entity_output": _entities,
    "smart_quotes": _quotes,
    "typographic_symbols": _pairs,
    "hard_wrap": _flag,
    "parse_block_html": _flag,
    "parse_span_html": _flag,
    "footnote_nr": _number,
    "footnote_prefix": _text,
    "footnote_backlink": _text,
    "footnote_backlink_inline": _flag,
    "gfm_quirks": _words,
    "link_defs": _link_defs,
    "math_engine": _engine,
    "remove_line_breaks_for_cjk": _flag,
    "forbidden_inline_options": _words,
}
