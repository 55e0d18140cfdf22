"""What a run says on its way: lines for people, or one JSON object a line with an event whose name does not change."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Event = Literal[
    "sync.started", "sync.waiting", "sync.lock-left", "sync.healed", "sync.retried", "sync.unchanged", "sync.record",
    "sync.planned", "sync.done", "sync.findings", "sync.failed",
]  # fmt: skip


NOTHING: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """`write` takes lines for standard error; `is_json` says in which form. A quiet log of text says nothing."""

    write: Callable[[list[str]], None]
    is_json: bool = False
    is_quiet: bool = False

    def tell(self, event: Event, said: str = "", values: Mapping[str, object] = NOTHING) -> None:
        """An event. In text it is its sentence, and without one nothing."""
        if self.is_json:
            # all ASCII, and the one control character that JSON leaves as it is: then no line is escaped a second time
            line = json.dumps({"event": event, **({"said": said} if said else {}), **values})
            self.write([line.replace("\x7f", "\\u007f")])
        elif said and not self.is_quiet:
            self.write([said])
