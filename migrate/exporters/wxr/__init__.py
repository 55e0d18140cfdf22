"""WordPress: a WXR file that its importer takes whole, what should arrive of it, and what to do afterwards."""

from migrate.exporters.wxr.exporter import WxrExporter

__all__ = ["WxrExporter"]
