"""How links in the values of records are written: as refs, or as the addresses that pages and files have."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from migrate.exporters.options import choice
from migrate.interfaces import Job, Tell
from migrate.refs import Ref

Values = Mapping[str, object]
# gives the values of a record with their links written
WriteLinks = Callable[[Values, Tell], Values]


def as_refs(values: Values, tell: Tell) -> Values:
    """The values as they are: whoever reads them knows the new addresses."""
    return values


def link_writer(job: Job) -> WriteLinks:
    """What writes links as the mapping's option `links` wants. Raises MappingError."""
    return as_refs if choice(job.options, "links", ("refs", "addresses")) == "refs" else _with_addresses(job)


def _with_addresses(job: Job) -> WriteLinks:
    from migrate.addressing import Addresses, values_written

    addresses = Addresses(job.site.pages, job.files(), moved=job.addresses)

    def written(values: Values, tell: Tell) -> Values:
        def missing(ref: Ref) -> None:
            tell("ref.unwritten", f"{ref} names nothing of the site")

        found = values_written(values, addresses, missing)
        assert isinstance(found, dict)
        return found

    return written
