"""The redirects that a new site needs so that no old address leads nowhere, and the files that servers read."""
