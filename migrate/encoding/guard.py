"""Whether a text may hold mojibake at all: one regular expression that a clean page costs some microseconds.

Two things make a text suspicious. The first is a *sequence*: characters that are the bytes of one UTF-8 character
when they are written as Windows-1252 or Latin-1 (`sequences` judges them). The second is a *pair* without which no
alternative of ftfy's badness can match; where there is neither, ftfy with the settings of `repair` changes nothing.
The tests walk ftfy's own expression and prove that of the ftfy that is installed.
"""

from __future__ import annotations

import re
from functools import cache

from migrate.encoding.sequences import SEQUENCE

_LOWER = "ßà-öø-ÿāăąćčďđēėęěğģīįķľłļĺńňņœōőŕřśşšťţūůűųźżžﬁﬂ\u03ac-\u03ce\u0430-\u045f\u0491"
_UPPER = "À-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢİĪĶĹĽŁĻŃŇŅŌŐŒŘŚŞŠŢŤŪŮŰŲŸŹŻŽ\u0386-\u03ab\u0401-\u042f\u0490"
# what stands beside letters in many languages, and is bad only together with something rarer
_QUOTES = "“”‘’«»‹›„‚¡¿©®™•"
_BAD = "¢-¨ª¬¯±-³µ¶¸-º¼-¾×÷ƒˆˇ˘˛˜˝†‡‰⁄₧€№∂∆∏∑√∞∩∫≈≠≡≤≥⌐◊│┌┐┘├┤┬┼═-╬▀▄█▌▐░▒▓\u0384\u0385\uf8ff\ufffd"
_ODD = (
    "[\x80-\x84\x86-\x9f]"
    f"|[{_BAD}°](?=[{_LOWER}{_UPPER}{_QUOTES}{_BAD}°´])"
    f"|[{_LOWER}{_UPPER}{_QUOTES}](?=[{_BAD}])"
    f"|[{_UPPER}](?=°)"
    f"|[{_LOWER}](?=[{_UPPER}])"
    f"|[”»›®™](?=[{_LOWER}{_UPPER}])"
    f"|[{_LOWER}{_UPPER}{_BAD}](?=[{_QUOTES}][\\w{_QUOTES}{_BAD}])"
    f"|(?<=[a-z])[{_UPPER}](?=[{_QUOTES}])"
    "|[Œœ](?=[^A-Za-z])"
    "|[ÃÂ](?= )"
    "|‚(?=[âóÄ])"
    "|вЂ|ГўВЂ|[βΒΓΞΟВГРС](?=[\x80-\x9f®°™\xa0\xad])"
)
_FIRST = f"[\x80-\x9f{_LOWER}{_UPPER}{_QUOTES}{_BAD}°]"
# the look-ahead lets the engine run over all other characters at full speed
_SUSPICIOUS = f"{_FIRST}(?:(?<=(?=(?:{SEQUENCE}|{_ODD})).))"

# what stands in most pages, and is neither in a sequence nor in a pair without something rarer
_RARER = re.compile("[^\0-\x7f“”‘’–—…\xa0]")


def suspicious(text: str) -> bool:
    """Whether `text` may hold mojibake. False means that `repaired` would give it back as it is."""
    return not text.isascii() and _RARER.search(text) is not None and _suspicious().search(text) is not None


@cache
def _suspicious() -> re.Pattern[str]:
    return re.compile(_SUSPICIOUS, re.S)


@cache
def odd() -> re.Pattern[str]:
    """The pairs alone, without which ftfy changes nothing."""
    return re.compile(_ODD)
