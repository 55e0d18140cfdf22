"""Tests of the exporter for Plone."""
