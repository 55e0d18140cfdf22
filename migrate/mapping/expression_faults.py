"""What is wrong with an expression, at its column, in the words of the person who wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from migrate.mapping.names import nearest

# What people write who know another language
_SIGNS = (
    ("and", "`and` is no operator; write `&&`"),
    ("or", "`or` is no operator; write `||`"),
    ("not", "`not` is no operator; write `!`"),
    ("=", "a single `=` compares nothing; write `==`"),
    (".", "a path begins with a name; leave the dot out"),
    ("$", "a path begins with a name; leave the `$` out"),
    ("+", "expressions do not calculate; put texts together with `template`"),
    ("?", "there is no `?`; write `choose`, or `condition && this || that`"),
    ("-", 'a name with a hyphen stands in double quotes; write "third-nav"'),
)


class ExpressionError(ValueError):
    """What is wrong with an expression or its result; `column` counts from 1 where it is known."""

    def __init__(self, message: str, column: int | None = None) -> None:
        super().__init__(message)
        self.column = column


def syntax_fault(text: str, error: BaseException) -> ExpressionError:
    """What is wrong with a text that is no JMESPath; `error` is what the parser says of it."""
    at = getattr(error, "lex_position", None)
    if not isinstance(at, int):
        return ExpressionError(f"is no JMESPath ({first_line(error)}); mend it")
    at = min(at, len(text))
    if re.search(r"(?<!\w)not\s+$", text[:at]):
        at = text.rindex("not", 0, at)
    return ExpressionError(f"is no JMESPath: {_said(text, at, str(error))}", at + 1)


def _said(text: str, at: int, error: str) -> str:
    found = re.match(r"[A-Za-z_]\w*|[0-9]+|\S", text[at:])
    if found is None:
        return "it ends too early; a bracket or a part is missing"
    if "Unclosed" in error:
        return f"`{found[0]}` opens a text that nobody closes; close it"
    if found[0].isdecimal() and text[:at].endswith("."):
        return f"a place in a list is `[{found[0]}]`, without a dot"
    if found[0].isdecimal():
        return f"a number stands in backticks; write \\`{found[0]}\\`".replace("\\", "")
    return dict(_SIGNS).get(found[0], f"`{found[0]:.40}` cannot stand here; mend it")


def check_functions(text: str, nodes: Iterable[Mapping[str, object]]) -> None:
    """Raises ExpressionError for an unknown function, and for one with too few or too many arguments.

    The parser lets both pass: they would fail on the first page that meets them.
    """
    for node in nodes:
        arguments = node.get("children")
        if node["type"] == "function_expression" and isinstance(arguments, list):
            wrong = _call_fault(str(node["value"]), len(arguments))
            if wrong is not None:
                raise ExpressionError(wrong, _called_at(text, str(node["value"])))


def _call_fault(name: str, given: int) -> str | None:
    from jmespath.functions import Functions

    known = Functions.FUNCTION_TABLE
    if name not in known:
        return f"there is no function `{name:.60}`; {nearest(name, tuple(sorted(known)))}"
    wanted = known[name]["signature"]
    more = bool(wanted) and wanted[-1].get("variadic", False)
    if given == len(wanted) or (more and given > len(wanted)):
        return None
    return f"`{name}` takes {len(wanted)}{' or more' if more else ''} arguments, and has {given}; correct them"


def _called_at(text: str, name: str) -> int | None:
    found = re.search(rf"(?<!\w){re.escape(name)}(?=\s*\()", text)
    return found.start() + 1 if found else None


def name_at(text: str, name: str) -> tuple[int, bool]:
    """Where `name` stands in an expression as a field of the whole, from 0; and whether in double quotes."""
    from jmespath.lexer import Lexer

    tokens = list(Lexer().tokenize(text))
    for number, token in enumerate(tokens[:-1]):
        below = number > 0 and tokens[number - 1]["type"] == "dot"
        if token["value"] == name and not below and tokens[number + 1]["type"] not in ("lparen", "colon"):
            return int(token["start"]), token["type"] == "quoted_identifier"
    return 0, False


def first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
