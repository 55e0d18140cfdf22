"""What is told of a page's blocks: each thing once a page, however often it is met."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

Tell = Callable[[str, str], None]

_MOST_NAMES = 5


class Notes:
    """Gathers what is odd; `tell_all` tells it, a line a code."""

    __slots__ = ("_counted",)

    def __init__(self) -> None:
        self._counted: dict[tuple[str, str], Counter[str]] = {}

    def add(self, code: str, message: str, name: str) -> None:
        """Counts one more `name` for the line `message`, in which `{}` stands for all names."""
        self._counted.setdefault((code, message), Counter())[name[:60]] += 1

    def tell_all(self, tell: Tell) -> None:
        for (code, message), names in self._counted.items():
            tell(code, message.replace("{}", _listed(names)))


def _listed(names: Counter[str]) -> str:
    shown = [f"`{name}`" + (f" ({count} times)" if count > 1 else "") for name, count in names.most_common(_MOST_NAMES)]
    more = len(names) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")
