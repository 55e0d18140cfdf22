"""What a migration costs, beside what else could have been run: see README.md in this folder."""
