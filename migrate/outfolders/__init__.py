"""Folders of files: written beside the goal, swapped in when whole; what we did not write is never removed."""

from migrate.outfolders.checks import check_out_folder
from migrate.outfolders.writing import OutFolder

__all__ = ["OutFolder", "check_out_folder"]
