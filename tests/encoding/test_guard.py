"""The guard never says clean where ftfy would change something: proved on the expression of the installed ftfy."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from re import _parser  # type: ignore[attr-defined]

from ftfy import fix_text_segment
from ftfy.badness import BADNESS_RE
from hypothesis import given, settings
from hypothesis import strategies as st

from migrate.encoding import repaired, suspicious
from migrate.encoding.repair import safe_settings

WIDE = ("A", "a", "b", " ", ".", "0", "中")  # what stands for the large classes: \w, \s, [^A-Za-z] and so on
NEL = "\x85"


def characters(node: tuple[object, object]) -> list[str]:
    """The characters that one item of the expression takes."""
    kind, value = str(node[0]), node[1]
    if kind == "LITERAL":
        return [chr(value)]  # type: ignore[arg-type]
    if kind == "IN" and str(value[0][0]) not in ("NEGATE", "CATEGORY"):  # type: ignore[index]
        return [char for part in value for char in members(part)]  # type: ignore[attr-defined]
    return [*WIDE, *map(chr, range(0xA0, 0x180))]


def members(part: tuple[object, object]) -> Iterator[str]:
    kind, value = str(part[0]), part[1]
    if kind == "LITERAL":
        yield chr(value)  # type: ignore[arg-type]
    elif kind == "RANGE":
        yield from map(chr, range(value[0], value[1] + 1))  # type: ignore[index]


def alternatives() -> list[list[list[str]]]:
    """Each alternative of ftfy's badness as the characters that may stand at each of its places."""
    parsed = _parser.parse(BADNESS_RE.pattern, BADNESS_RE.flags)
    branches = [part for part in parsed if str(part[0]) == "BRANCH"]
    assert len(parsed) == len(branches) == 1, "ftfy's expression is built otherwise now; look at it"
    return [list(places(branch)) for branch in branches[0][1][1]]


def places(branch: object) -> Iterator[list[str]]:
    for node in branch:  # type: ignore[attr-defined]
        kind = str(node[0])
        if kind == "MAX_REPEAT":
            yield ["", *characters(node[1][2][0])]
        elif kind != "AT":
            yield characters(node)


def texts(alternative: list[list[str]]) -> Iterator[str]:
    """Texts of one alternative: every pair of neighbours is met, other places vary in step."""
    for at in range(max(1, len(alternative) - 1)):
        for pair in itertools.product(*alternative[at : at + 2]):
            head = [place[(len(place) * 7) // 11] for place in alternative[:at]]
            tail = [place[(len(place) * 5) // 11] for place in alternative[at + 2 :]]
            yield "".join([*head, *pair, *tail])


def mended(text: str) -> str:
    return fix_text_segment(text, safe_settings())


def test_every_alternative_of_badness_is_suspicious_where_ftfy_would_mend() -> None:
    missed = [
        text
        for alternative in alternatives()
        for text in texts(alternative)
        if BADNESS_RE.search(text) and not suspicious(text) and NEL not in text and mended(text) != text
    ]
    assert missed == []


LETTERS = (
    "aeznAEZ ’“”–…•\xa0éèàüößñçãõÃÂÉÎÐØÙœŒ€£™®©°²º»«¡¿"
    "łąęćśżŁŚřšžŠŽğışĞİжВвГЂđươáºạ中文த\x80\x92\x9d\xad†‡ƒˆ‚„âäå√≈∂┬ÇΓβ\ufffd"
)


@settings(max_examples=1500)
@given(st.text(st.sampled_from(LETTERS), max_size=12))
def test_a_text_that_is_clean_to_the_guard_is_clean_to_ftfy(text: str) -> None:
    if not suspicious(text):
        assert mended(text) == text


WRONG = ["cp1252", "latin-1", "cp1250", "cp1251", "cp1253", "cp1254", "cp1257", "macroman", "cp437", "iso-8859-2"]


@settings(max_examples=1500)
@given(st.text(st.sampled_from("abc é’“”–ąłžяпÀñ€中த•\xa0"), min_size=1, max_size=10), st.sampled_from(WRONG))
def test_whatever_ftfy_mends_is_suspicious(text: str, wrong: str) -> None:
    try:
        damaged = text.encode().decode(wrong)
    except UnicodeDecodeError:
        return
    if mended(damaged) != damaged and NEL not in damaged:
        assert suspicious(damaged), (damaged, mended(damaged))


@given(st.text(st.sampled_from(LETTERS + "\n"), max_size=40))
def test_what_is_not_suspicious_is_not_changed(text: str) -> None:
    if not suspicious(text):
        assert repaired(text) == (text, [])


def test_plain_text_is_not_suspicious() -> None:
    clean = [
        "",
        "plain",
        "“Asia’s” – 5 °C…\xa0• © ®",
        "été l’été café : déjà",
        "中文（張伟光），",
        "ｆｕｌｌ",
        "தமிழ்",
        "e\u0301",
    ]
    assert [text for text in clean if suspicious(text)] == []
