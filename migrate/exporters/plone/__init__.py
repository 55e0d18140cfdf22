"""Plone: the folder that plone.exportimport takes whole, what should arrive of it, and what to do afterwards."""

from migrate.exporters.plone.exporter import PloneExporter

__all__ = ["PloneExporter"]
