"""Normalisers: a Site comes in as it was read, and goes out with its links understood and its markup mended."""

from migrate.normalise.assets import Census
from migrate.normalise.normaliser import Normalised, NormaliseOptions, Normaliser, SiteLinks

__all__ = ["Census", "NormaliseOptions", "Normalised", "Normaliser", "SiteLinks"]
