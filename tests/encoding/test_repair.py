"""What is mended, what is left alone, and how much of injected damage is restored."""

from __future__ import annotations

import subprocess
import sys
from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from migrate.encoding import Repair, repaired
from tests.encoding.samples import SENTENCES, WRONG, sloppy

LINES = [line for lines in SENTENCES.values() for line in lines]

SURE = [
    ("clientsâ€™ needs", "clients’ needs"),
    ("donâ\x80\x99t", "don’t"),
    ("don\x92t", "don’t"),
    ("voilÃ\xa0 tout", "voilà tout"),
    ("Ã\xa0 la carte", "à la carte"),
    ("a cafÃ© here", "a café here"),
    ("priceÂ\xa0list", "price\xa0list"),
    ("only â‚¬5", "only €5"),
    ("only Â£5", "only £5"),
    ("25 Â°C, 30Â°", "25 °C, 30°"),
    ("GRÃœNE StraÃŸe", "GRÜNE Straße"),
    ("CÃ”TE", "CÔTE"),
    ("mingdeÌ\x81", "mingde\u0301"),
    ("Ã¢â‚¬â„¢twice", "’twice"),
    ("café donâ€™t, été", "café don’t, été"),
    ("ä¸\xadæ–‡ and 中文", "中文 and 中文"),
    ("中文å\x90Ž中文", "中文后中文"),
    ("ðŸ˜€ smile", "😀 smile"),
    ("lá»—i", "lỗi"),
]

ODD = "éàÃÂâ€™”“\xa0\x85\x92 aZ中²°º»…–É\n"

CLEAN = [
    "a\xa0furniture\xa0factory, a\xa0caf\xe9\xa0and", "IRMÃ”", "“IRMÃ”", "A IRM\xc3\xa0MARIA", "CAFÉ”", "CAFÉ’S",
    "“MAÇÔ", "É…", "\xe0\xa0\u201c", "\xab\xa0caf\xe9\xa0\xbb", "\xe9\xa0", "l’été…", "Œ", "HÂLÂ”", "“CHÂ”",
    "KHÔNG CÓ GÌ”", "“TỔ”", "VYPÍŠE", "ÚŽASNÝ NÍŽE", "PŘÍŠTÍ", "İstanbul’da çığ", "ŻÓŁĆ", "Å…", "Ä” ", "groß”", "Â°",
    "the operator Â° and Â²", "a\x85b", "a\u2028b", "\ufb01rst \ufb02oor", "e\u0301 n\u0303",
    "\U0001f600 \U0001f469\u200d\U0001f469\u200d\U0001f467", "தமிழ் மொழி", "∑ x² ≤ 3·y ± ½ × ÷", "£5 €6 ¥7",
    "\uff08\u5f35\u4f1f\u5149\uff09\uff0c\uff11\uff12\uff13", "problem\x02solving", "&amp;nbsp; &eacute;",
    "Ångström Åland", "naïve coöperation", "ΑΒΓ αβγ", "Съешь ещё", "â–º", "«está»… y", "été”—",
]  # fmt: skip


@pytest.mark.parametrize(("damaged", "whole"), SURE)
def test_sure_damage_is_mended(damaged: str, whole: str) -> None:
    assert repaired(damaged)[0] == whole


def test_clean_text_is_not_touched() -> None:
    assert [line for line in CLEAN if repaired(line) != (line, [])] == []
    assert [line for line in LINES if repaired(line) != (line, [])] == []
    assert [line for line in LINES if repaired(line.upper()) != (line.upper(), [])] == []


def test_clean_text_is_not_touched_beside_damage() -> None:
    clean = [line for line in CLEAN if line != "â–º"]
    mended, _ = repaired("\n".join(["clientsâ€™ needs", *clean]))
    assert mended.split("\n") == ["clients’ needs", *clean]
    known = frozenset(("windows-1252", "latin-1", "either"))
    assert [line for line in clean if repaired(line, evidence=known)[0] != line] == []


def test_a_capital_before_a_sign_is_mended_where_nothing_is_whole() -> None:
    assert repaired("plain\nAVÃ”\nvocÃª\n")[0] == "plain\nAVÔ\nvocê\n"
    assert repaired("plain\nAVÃ”\nvocÃª é\n")[0] == "plain\nAVÃ”\nvocê é\n"
    assert repaired("AVÃ” vocÃª\né\n")[0] == "AVÔ você\né\n"


@pytest.mark.parametrize("wrong", WRONG)
def test_injected_damage_of_lines_is_restored(wrong: str) -> None:
    missed: dict[str, list[str]] = defaultdict(list)
    tried = 0
    for language, lines in SENTENCES.items():
        for line in lines:
            damaged = WRONG[wrong](line)
            if damaged is None:
                continue
            tried += 1
            if repaired(damaged)[0] != line:
                missed[language].append(damaged)
    assert tried > 20
    assert sum(map(len, missed.values())) <= tried / 100, dict(missed)


@pytest.mark.parametrize("wrong", WRONG)
def test_a_single_damaged_character_is_restored(wrong: str) -> None:
    missed, tried = [], 0
    for line in LINES:
        for at, char in enumerate(line):
            damaged = None if char.isascii() else WRONG[wrong](char)
            if damaged is not None:
                tried += 1
                injected = f"{line[:at]}{damaged}{line[at + 1 :]}"
                missed += [] if repaired(injected)[0] == line else [injected]
    assert len(missed) <= tried / 100, missed


@pytest.mark.parametrize("wrong", ["windows-1252 of browsers", "latin-1"])
def test_injected_damage_of_pages_is_restored(wrong: str) -> None:
    pages = ["\n".join(["---", "title: x", "---", *lines]) for lines in SENTENCES.values()]
    missed = [page for page in pages if repaired(WRONG[wrong](page) or "")[0] != page]
    assert missed == []


def test_a_doubtful_run_needs_evidence() -> None:
    page = "â–º Read on\nplain\nthe clientsâ€™ needs\n"
    assert repaired("â–º Read on") == ("â–º Read on", [])
    assert repaired("â–º Read on", evidence={"windows-1252"})[0] == "► Read on"
    assert repaired("â–º Read on", evidence={"latin-1"})[0] == "â–º Read on"
    assert repaired(page) == (
        "► Read on\nplain\nthe clients’ needs\n",
        [
            Repair(1, "â–º Read on", "► Read on", True, "either"),
            Repair(3, "the clientsâ€™ needs", "the clients’ needs", False, "windows-1252"),
        ],
    )


@pytest.mark.parametrize("line", ["ΠΡΟΕΙΔΟΠΟΙΗΣΗ: το μήνυμα", "разработчики и пользователи", "نص في الملف"])
@pytest.mark.parametrize("wrong", ["latin-1", "sloppy-windows-1252"])
def test_short_words_of_other_alphabets_are_mended_in_damaged_lines(line: str, wrong: str) -> None:
    import ftfy.bad_codecs  # noqa: F401  # knows the sloppy one

    assert repaired(line.encode().decode(wrong))[0] == line


def test_lines_end_at_line_feeds_only() -> None:
    text = "a\x85b\u2028câ€™d\r\nx\x0cyâ€™z"
    mended, repairs = repaired(text)
    assert mended == "a\x85b\u2028c’d\r\nx\x0cy’z"
    assert [repair.line for repair in repairs] == [1, 2]


def test_a_long_line_is_told_in_short() -> None:
    (repair,) = repaired("x" * 500 + "â€™" + "y" * 500)[1]
    assert repair.before == "x" * 12 + "â€™" + "y" * 12
    (repair,) = repaired("â€™ " * 500)[1]
    assert (len(repair.before), len(repair.after)) == (60, 60)


@settings(max_examples=300)
@given(
    st.lists(
        st.one_of(st.sampled_from(LINES + CLEAN), st.text("éàÃÂâ€™”“\xa0\x85\x92 aZ中²°º»…–É\n", max_size=12)),
        max_size=5,
    ),
    st.sampled_from([str, sloppy, lambda text: WRONG["latin-1"](text), lambda text: sloppy(sloppy(text))]),
    st.sampled_from([frozenset(), frozenset({"either"}), frozenset({"latin-1"}), frozenset({"windows-1252"})]),
)  # type: ignore[misc]
def test_a_second_run_changes_nothing(lines, wrong, evidence) -> None:  # type: ignore[no-untyped-def]
    once, _ = repaired("\n".join(map(wrong, lines)), evidence=evidence)
    assert repaired(once, evidence=evidence) == (once, [])
    assert repaired(once) == (once, [])


def test_a_clean_text_does_not_import_ftfy() -> None:
    text = "l’été, “Asia’s” café"
    code = f"import sys; from migrate.encoding import repaired; repaired({text!r}); assert 'ftfy' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
