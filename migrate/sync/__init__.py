"""Scheduled jobs: what changed since the last run, carried exactly, by whole runs or none.

Nothing is imported here: the question whether anything changed at all is asked before the program is loaded.
"""
