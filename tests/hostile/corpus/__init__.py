"""The corpus of hostile sites: what an attacker, or an accident, makes of a site that is to be read.

`python -m tests.hostile.corpus DIR` writes them out; README.md says how to try them on another reader.
"""

from __future__ import annotations

from tests.hostile.corpus import (
    addresses,
    configuration,
    data,
    encodings,
    leading_out,
    markdown,
    markup,
    names,
    outputs,
    references,
    sizes,
    templates,
    yaml,
)
from tests.hostile.corpus.attack import Attack

ATTACKS: tuple[Attack, ...] = (
    *leading_out.ATTACKS,
    *names.ATTACKS,
    *yaml.ATTACKS,
    *data.ATTACKS,
    *configuration.ATTACKS,
    *addresses.ATTACKS,
    *encodings.ATTACKS,
    *markup.ATTACKS,
    *references.ATTACKS,
    *markdown.ATTACKS,
    *templates.ATTACKS,
    *sizes.ATTACKS,
    *outputs.ATTACKS,
)
