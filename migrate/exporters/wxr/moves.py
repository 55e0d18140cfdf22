"""Redirects from the addresses that pages and files had to those that they get."""

from __future__ import annotations

from migrate import urls
from migrate.exporters.wxr.asked import Asked
from migrate.exporters.wxr.plan import Plan
from migrate.interfaces import Job
from migrate.redirects.address import Hosts, own_hosts
from migrate.redirects.resolve import Resolved, resolve


def resolved(job: Job, asked: Asked, plan: Plan) -> Resolved:
    """The redirects that the new site needs; what visitors could not see before needs none."""
    there = {"/", *(item.address for item in plan.items.values() if item.is_public)}
    laid = {id: upload.path for id, upload in plan.uploads.items()}
    moved = _pages(job, plan)
    for id, url in job.files():
        path = laid.get(id)
        if url is None:
            continue
        if path is None:
            there.add(url)
        else:
            there.add(f"/{path}")
            moved.setdefault(url, f"/{path}")
    return resolve(job.site.redirects, moved, there, Hosts(own_hosts(job.site), asked.hosts))


def _pages(job: Job, plan: Plan) -> dict[str, str]:
    moved: dict[str, str] = {}
    for page in job.site.pages:
        item = plan.items.get(page.id)
        if item is None or not item.is_public or page.url is None or page.duplicate_of is not None:
            continue
        address = "/" if page.id == plan.front else item.address
        if urls.key(page.url) != urls.key(address):
            moved.setdefault(page.url, address)
    return moved
