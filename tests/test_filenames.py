"""Safe names of files: one for each path, on every file system."""

from __future__ import annotations

import hashlib
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from migrate.filenames import Filenames, safe_name


def digest(path: str) -> str:
    return hashlib.sha256(path.encode()).hexdigest()[:8]


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("a b (1).png", "a b (1).png"),
        ("漢字.pdf", "漢字.pdf"),
        (".htaccess", ".htaccess"),
        ('a<b>c:d"e\\f|g?h*i', "a_b_c_d_e_f_g_h_i"),
        ("a/b", "a_b"),
        ("line\nbreak\x7f\x85\0", "line_break___"),
        ("report. .", "report_"),
        ("report ", "report_"),
        (".", "_"),
        ("..", "_"),
        ("", "_"),
        ("-rf", "_-rf"),
        ("con", "con_"),
        ("NUL.tar.gz", "NUL_.tar.gz"),
        ("com1.txt", "com1_.txt"),
        ("LPT³", "LPT³_"),
        ("console.log", "console.log"),
        ("cafe\u0301.jpg", "caf\u00e9.jpg"),
        (".ssi-migrate-assets", "_.ssi-migrate-assets"),
        (".SSI-Migrate.1.tmp", "_.SSI-Migrate.1.tmp"),
        ("x" * 200, "x" * 200),
        ("x" * 300 + ".png", "x" * 187 + f"~{digest('x' * 300 + '.png')}.png"),
        ("x." + "y" * 300, ("x." + "y" * 300)[:191] + f"~{digest('x.' + 'y' * 300)}"),
        ("漢" * 100, "漢" * 63 + f"~{digest('漢' * 100)}"),
    ],
)
def test_safe_names(name: str, safe: str) -> None:
    assert safe_name(name) == safe
    assert safe_name(safe) == safe


@pytest.mark.parametrize(
    ("paths", "names"),
    [
        (["a/b.png", "a/c.png"], ["a/b.png", "a/c.png"]),
        (["a.png", "A.PNG"], ["a.png", f"A~{digest('A.PNG')}.PNG"]),
        (["Img/a.png", "img/b.png", "img/A.png"], ["Img/a.png", "Img/b.png", f"Img/A~{digest('img/A.png')}.png"]),
        (["a:b", "a?b"], ["a_b", f"a_b~{digest('a?b')}"]),
        (["cafe\u0301", "caf\u00e9"], ["caf\u00e9", "caf\u00e9~" + digest("caf\u00e9")]),
        (["stra\u00dfe", "STRASSE"], ["stra\u00dfe", f"STRASSE~{digest('STRASSE')}"]),
        (["a", "A/b", "A/c"], ["a", f"A~{digest('A')}/b", f"A~{digest('A')}/c"]),
        (["A/b", "a"], ["A/b", f"a~{digest('a')}"]),
        (["../../etc/passwd", "/etc/passwd"], ["_/_/etc/passwd", "etc/passwd"]),
        (["a//b", "", "/"], ["a/b", "_", f"_~{digest('/')}"]),
        (
            [f"a~{digest('A')}", "a", "A"],
            [f"a~{digest('A')}", "a", "A~" + digest("A\0001")],
        ),
    ],
)
def test_no_two_are_one_and_the_same(paths: list[str], names: list[str]) -> None:
    given_names = Filenames()
    assert [given_names.of(path) for path in paths] == names


ODD = st.text(alphabet=st.sampled_from("aA.\u0301\u00e9 -_~:?\\/\nßsk\u212aconCON1"), max_size=12)


@given(st.lists(ODD | st.text(max_size=8), unique=True, max_size=12))
def test_the_laws(paths: list[str]) -> None:
    filenames = Filenames()
    names = [filenames.of(path) for path in paths]
    again = Filenames()
    assert [again.of(path) for path in paths] == names
    folded = [unicodedata.normalize("NFC", name).casefold() for name in names]
    assert len(set(folded)) == len(paths)
    whole = set(folded)
    for name in names:
        parts = name.split("/")
        for end, part in enumerate(parts, 1):
            assert safe_name(part) == part
            assert len(part.encode("utf-8", "replace")) <= 200
            assert part not in ("", ".", "..")
            assert re.search(r'[\0-\x1f\x7f<>:"\\|?*]', part) is None
            above = unicodedata.normalize("NFC", "/".join(parts[:end])).casefold()
            assert end == len(parts) or above not in whole
