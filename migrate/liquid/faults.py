"""What cuts reading or rendering short. None of these leaves the package."""

from __future__ import annotations


class Fault(Exception):
    """One tag cannot be read or rendered: it stays in the output as a comment, the rest goes on. A problem."""


class Exhausted(Exception):
    """A bound of the whole rendering is reached: what is written stays, the rest is left as source. A problem too."""


class Interrupt(Exception):
    """`break` or `continue`: goes up to the loop around it, or ends the page where there is none."""


class BreakLoop(Interrupt):
    """The loop ends."""


class ContinueLoop(Interrupt):
    """The loop goes on with its next element."""
