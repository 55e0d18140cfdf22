"""Text that was once read in the wrong encoding: where it is suspected (`guard`), what it was (`repair`).

The damage is UTF-8 that somebody decoded as Windows-1252 or Latin-1 and saved again: `clientsâ€™ needs`.
"""

from migrate.encoding import met
from migrate.encoding.guard import suspicious
from migrate.encoding.repair import Repair, evidence_of, repaired
from migrate.encoding.sequences import Misreading, misread, number

__all__ = ["Misreading", "Repair", "evidence_of", "met", "misread", "number", "repaired", "suspicious"]
