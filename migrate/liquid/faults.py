"""What can go wrong while a template is read or rendered. Neither leaves the package: both become problems."""

from __future__ import annotations


class Fault(Exception):
    """One tag cannot be read or rendered: it stays in the output as a comment, the rest goes on."""


class Exhausted(Exception):
    """A bound of the whole rendering is reached: what is written so far is kept, the rest stays as source."""
