"""Liquid as Jekyll 4.3 runs it: Liquid 5.4 in its forgiving mode with Jekyll's tags and filters.

The reference is the behaviour of the real ones; where Jekyll would stop the build, the tag stays in the output as a
comment, the problem is told and the rest is rendered. Templates are not trusted: they reach the mappings they are
given and nothing else, and every rendering is bounded. Nothing of the rest of the project is imported, nor any other
library.
"""

from __future__ import annotations

from migrate.liquid.engine import Clock, Engine, Limits, Problem, Rendered, Sources, has_liquid

__all__ = ["Clock", "Engine", "Limits", "Problem", "Rendered", "Sources", "has_liquid"]
