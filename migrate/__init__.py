"""ssi-migrate: moves public websites between content systems and proves that nothing was lost."""

__version__ = "0.1.0"
