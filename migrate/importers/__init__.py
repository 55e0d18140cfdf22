"""Readers of sources. Each turns one kind of source into the model's Site; none writes anything."""
