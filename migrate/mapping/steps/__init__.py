"""The steps of the mapping language: a closed, typed catalogue of small functions of values.

A step is a row of `catalogue.STEPS`. It is pure, its output is bounded, and it raises nothing but StepError.
"""

from migrate.mapping.steps.step import Context, Noted, Param, Step, StepError, applied, bound, fault
from migrate.mapping.steps.tables import Table, read_table

__all__ = ["Context", "Noted", "Param", "Step", "StepError", "Table", "applied", "bound", "fault", "read_table"]
