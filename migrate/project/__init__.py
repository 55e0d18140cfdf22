"""The project file `ssi-migrate.yml`: what a job is, so that running it is one word."""

from migrate.project.loader import Project, load_project

__all__ = ["Project", "load_project"]
