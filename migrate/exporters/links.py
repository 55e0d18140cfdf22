"""How links in the values of records are written: as refs, or as the addresses that pages and files have."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from migrate.errors import OptionError
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
    """What writes links as the mapping's option `links` wants. Raises OptionError."""
    wanted = choice(job.options, "links", ("refs", "addresses", "absolute"))
    if wanted == "absolute" and job.site.url is None:
        raise OptionError(
            "links", "options: `links: absolute` needs the address of the site; write `url` in _config.yml"
        )
    return as_refs if wanted == "refs" else _with_addresses(job, is_absolute=wanted == "absolute")


def _with_addresses(job: Job, *, is_absolute: bool) -> WriteLinks:
    from migrate.addressing import Addresses, values_written

    base = (job.site.url or "").rstrip("/") if is_absolute else ""
    addresses = Addresses(job.site.pages, job.files(), moved=job.addresses, base=base)

    def written(values: Values, tell: Tell) -> Values:
        def missing(ref: Ref) -> None:
            tell("ref.unwritten", f"{ref} names nothing of the site")

        found = values_written(values, addresses, missing)
        assert isinstance(found, dict)
        return found

    return written
