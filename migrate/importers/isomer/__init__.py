"""Isomer sites: Jekyll with the Isomer theme's conventions. Plain Jekyll sites are read as well."""

from migrate.importers.isomer.source import IsomerImporter

__all__ = ["IsomerImporter"]
