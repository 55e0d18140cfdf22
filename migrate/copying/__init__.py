"""Copies of files of the source beside the output: whole files or none, hard links where possible, never through links.

Beside `output`, this is the one place that writes.
"""

from migrate.copying.assets import AssetCopies, AssetPolicy

__all__ = ["AssetCopies", "AssetPolicy"]
