"""What WordPress takes out of contents that someone stores who may not store any HTML (`wp_kses_post`)."""

from __future__ import annotations

import re
from collections import Counter

# `wp_kses_allowed_html( 'post' )` of 6.1; later versions keep no fewer
_KEPT = """
address a abbr acronym area article aside audio b bdo big blockquote br button caption cite code col colgroup del
dd dfn details div dl dt em fieldset figure figcaption font footer h1 h2 h3 h4 h5 h6 header hgroup hr i img ins kbd
label legend li main map mark menu nav object p pre q rb rp rt rtc ruby s samp section small span strike strong sub
summary sup table tbody td textarea tfoot th thead title tr track tt u ul ol var video
"""
KEPT = frozenset(_KEPT.split())
_TAG = re.compile(r"<([A-Za-z][A-Za-z0-9-]{0,30})")


def removed(content: str) -> Counter[str]:
    """How often each element stands in `content` whose tags would be gone. Its text would stay."""
    return Counter(name for found in _TAG.findall(content) if (name := found.lower()) not in KEPT)
