"""What a mapping may say under `redirects`: faults in words, and a schema that agrees with them."""

from __future__ import annotations

import jsonschema_rs
import pytest

from migrate.redirects.formats import FORMATS
from migrate.redirects.writing import SCHEMA, checked

KNOWN = "redirection-csv, redirection-json, safe-redirect-manager, htaccess, nginx, netlify, csv, json"


@pytest.mark.parametrize(
    ("value", "faults"),
    [
        ({}, []),
        ({"formats": list(FORMATS), "hosts": ["www.example.org", "localhost:8080"]}, []),
        (["nginx"], ["`redirects` should be a map with `formats`, and `hosts` if redirects lead to others; write one"]),
        ({"format": []}, ["`redirects` has no key `format`; there are: formats, hosts"]),
        ({"formats": "nginx"}, ["`formats` of `redirects` should be a list; write one"]),
        (
            {"formats": ["nginx", "apache", None]},
            [f"there is no format `{name}` of redirects; there are: {KNOWN}" for name in ("apache", "None")],
        ),
        (
            {"hosts": ["https://example.org", "*.example.org", 1]},
            [
                f"`{name}` is no host; write its name alone, such as www.example.org"
                for name in ("https://example.org", "*.example.org", "1")
            ],
        ),
    ],
)
def test_faults(value: object, faults: list[str]) -> None:
    assert checked(value) == faults


@pytest.mark.parametrize(
    "value", [{}, {"formats": ["nginx"], "hosts": ["a.example"]}, {"formats": ["x"]}, {"x": 1}, []]
)
def test_the_schema_agrees(value: object) -> None:
    assert jsonschema_rs.is_valid(SCHEMA, value) is not bool(checked(value))
