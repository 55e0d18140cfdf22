"""Plone: the manifest of an export held against what a Plone says is there, over REST or in a dump."""
