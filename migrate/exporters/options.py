"""The `options` of a mapping, checked: what its exporter can be asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import TypeVar

from migrate.errors import OptionError

T = TypeVar("T", bool, str)


def nearest(name: str, known: Iterable[str]) -> str:
    """What to write in place of a name that is not known: the one most like it, else what there is."""
    names = list(known)
    near = get_close_matches(name, names, n=1)
    return f"did you mean `{near[0]}`?" if near else f"there are: {', '.join(names)}"


def check_names(exporter: str, options: Mapping[str, object], known: tuple[str, ...]) -> None:
    """Raises OptionError when there is an option that the exporter does not know."""
    for name in options:
        if name not in known:
            raise OptionError(name, f"options: the exporter {exporter} has no `{name:.80}`; {nearest(name, known)}")


def option(options: Mapping[str, object], name: str, default: T) -> T:
    """The value of an option, `default` where it is not given. Raises OptionError when it is of another type."""
    value = options.get(name, default)
    if isinstance(value, type(default)):
        return value
    what = "true or false" if isinstance(default, bool) else "text"
    raise OptionError(name, f"options: `{name}` is {value!r:.40}; it should be {what}")


def choice(options: Mapping[str, object], name: str, known: tuple[str, ...]) -> str:
    """The value of an option that is one of `known`, the first of them where it is not given. Raises OptionError."""
    value = options.get(name, known[0])
    if isinstance(value, str) and value in known:
        return value
    raise OptionError(name, f"options: `{name}` is {value!r:.40}; it should be {' or '.join(known)}")
