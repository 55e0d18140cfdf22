"""The forms in which servers and plug-ins take redirects, one file each."""

from migrate.redirects.formats import htaccess, netlify, nginx, redirection, safe_redirect_manager, table
from migrate.redirects.formats.format import Format

FORMATS: dict[str, Format] = {
    "redirection-csv": redirection.CSV,
    "redirection-json": redirection.JSON,
    "safe-redirect-manager": safe_redirect_manager.FORMAT,
    "htaccess": htaccess.FORMAT,
    "nginx": nginx.FORMAT,
    "netlify": netlify.FORMAT,
    "csv": table.CSV,
    "json": table.JSON,
}
