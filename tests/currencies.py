"""A price in each kind of currency, and the words for it."""

from __future__ import annotations

from decimal import Decimal

AMOUNTS = (
    ("GBP", Decimal("72.50"), "£72.50"),
    ("EUR", Decimal("1072.50"), "€1,072.50"),
    ("JPY", Decimal(12_000), "JPY\u00a012,000"),
    ("KWD", Decimal("22.125"), "KWD\u00a022.125"),
    ("ISK", Decimal(9500), "ISK\u00a09,500"),
)
