"""Steps that make identifiers: the same text gives the same one, on every machine and in every version."""

from __future__ import annotations

import hashlib
from uuid import NAMESPACE_DNS, NAMESPACE_OID, NAMESPACE_URL, NAMESPACE_X500, UUID
from uuid import uuid5 as named

from migrate.mapping.steps.plain import told
from migrate.mapping.steps.step import Context

NAMESPACES = {"url": NAMESPACE_URL, "dns": NAMESPACE_DNS, "oid": NAMESPACE_OID, "x500": NAMESPACE_X500}
_LARGEST = 2**53 - 1


def hash_id(text: str, _: Context, digits: int | None) -> int:
    """A number from 1: SHA-256's first 53 bits, so that JavaScript can hold it; of no more than `digits` digits."""
    number = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big") >> 11
    return number % (_LARGEST if digits is None else 10**digits - 1) + 1


def hash_id_fault(digits: int | None) -> str | None:
    return None if digits is None or 4 <= digits <= 15 else "`digits` is not between 4 and 15; correct it"


def uuid5(text: str, _: Context, namespace: str) -> str:
    return str(named(NAMESPACES.get(namespace) or UUID(namespace), text))


def uuid5_fault(namespace: str) -> str | None:
    try:
        _ = NAMESPACES.get(namespace) or UUID(namespace)
        return None
    except ValueError:
        return f"{told(namespace)} is no namespace; give a UUID or one of {', '.join(NAMESPACES)}"


def md5(text: str, _: Context) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()


def sha256(text: str, _: Context) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
