"""Sentences without an author: words of a harbour, put together by a seeded generator."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

WHO = (
    "the harbour office", "each applicant", "a licensed pilot", "the watch room", "every small vessel",
    "our survey team", "the ferry operator", "a visiting crew", "the duty officer", "the lamp register",
    "the owner of a berth", "the training school", "a first-time visitor", "the tide committee",
)  # fmt: skip
DOES = (
    "keeps", "submits", "renews", "checks", "publishes", "reviews", "may request", "must display",
    "has to return", "will receive", "can download", "records", "explains", "compares", "supports",
)  # fmt: skip
WHAT = (
    "the annual plan", "a completed form", "two copies of the chart", "the list of approved moorings",
    "a certificate of inspection", "the notice to mariners", "an account of the night watch",
    "the guide for new members", "a signed declaration", "the schedule of fees", "the safety briefing",
    "a programme for young sailors", "the minutes of the meeting", "the map of the outer channel",
)  # fmt: skip
WHEN = (
    "before the end of the month", "within five working days", "on the first tide after sunrise",
    "at least once a year", "when the season opens", "during office hours", "without further charge",
    "in the order of arrival", "as soon as the weather allows", "by post or in person", "from 2 to 14 March",
)  # fmt: skip
NON_ASCII = {
    "typographic": (
        "the harbour’s “quiet hours” – from ten to six –", "each member’s own berth", "fees of 12–40 crowns…",
        "the crew’s log, kept since 1936 — and still open —", "10\u00a0am to 4\u00a0pm", "café and crèche ©",
    ),
    "han": (
        "港口灯塔局管理四十一座灯塔，", "船员须在开船前登记。", "夏季开放时间为上午十时至下午四时，",
        "请向值班人员查询；",
    ),
    "tamil": ("துறைமுக விளக்குகள் இரவு முழுவதும் எரியும்", "படகு சவாரி ஞாயிறு மட்டும்", "அனுமதி இலவசம்"),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """A stock of sentences in ASCII, and one for each alphabet of `NON_ASCII`.

    Pages draw whole sentences: to draw word by word would take longer than the runs that are measured.
    """

    plain: tuple[str, ...]
    other: dict[str, tuple[str, ...]]

    def sentence(self, rng: Random, alphabet: str) -> str:
        """A sentence; one in three of those in another alphabet than ASCII leaves ASCII."""
        if alphabet != "ascii" and rng.random() < 0.34:
            return rng.choice(self.other[alphabet])
        return rng.choice(self.plain)

    def opening(self, rng: Random, alphabet: str) -> str:
        """A sentence that is sure to hold a character of the page's alphabet."""
        return rng.choice(self.plain if alphabet == "ascii" else self.other[alphabet])


def stock(rng: Random, count: int = 1500) -> Prose:
    """`count` sentences in ASCII and a fifth as many in each other alphabet."""
    return Prose(
        plain=tuple(_sentence(rng, rng.choice(WHO)) for _ in range(count)),
        other={
            name: tuple(_sentence(rng, rng.choice(words)) for _ in range(count // 5))
            for name, words in NON_ASCII.items()
        },
    )


def _sentence(rng: Random, subject: str) -> str:
    words = f"{subject} {rng.choice(DOES)} {rng.choice(WHAT)} {rng.choice(WHEN)}"
    if rng.random() < 0.4:
        words += f", and {rng.choice(WHO)} {rng.choice(DOES)} {rng.choice(WHAT)}"
    return words[0].upper() + words[1:] + "."


def phrase(rng: Random) -> str:
    """Two or three words for a title or a link."""
    words = rng.choice(WHAT).removeprefix("the ").removeprefix("an ").removeprefix("a ").split()
    return " ".join(words[:3]).capitalize()
