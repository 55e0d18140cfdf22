"""Text as XML 1.0 can hold it: characters that are not allowed are dropped, and CDATA never ends early."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

# https://www.w3.org/TR/xml/#charsets
_NOT_ALLOWED = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def is_plain(text: str) -> bool:
    """Whether XML takes `text` as it is; not of every such text, but of most, and at once."""
    return text.replace("\n", "").isprintable()


def allowed(text: str) -> str:
    """`text` without what XML cannot hold, its line ends as XML reads them."""
    if is_plain(text):
        return text
    return _NOT_ALLOWED.sub("", text).replace("\r\n", "\n").replace("\r", "\n")


def dropped(text: str) -> int:
    """How many characters of `text` XML cannot hold."""
    return len(_NOT_ALLOWED.findall(text))


def element(name: str, text: object) -> str:
    """`<name>text</name>` with the text escaped."""
    return f"<{name}>{escape(allowed(str(text)))}</{name}>"


def cdata(name: str, text: object) -> str:
    """`<name>` around the text as CDATA; `]]>` is cut in two, as WordPress's own export does it."""
    return f"<{name}>{section(allowed(str(text)))}</{name}>"


def section(text: str) -> str:
    """Text that XML can hold as CDATA."""
    kept = text.replace("]]>", "]]]]><![CDATA[>")
    return f"<![CDATA[{kept}]]>"
