"""Bank holidays of the nations of the United Kingdom."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Literal

Nation = Literal["", "ENG", "SCT", "WLS", "NIR"]
NATIONS: tuple[Nation, ...] = ("ENG", "SCT", "WLS", "NIR")


_OF_ZONE: dict[str, Nation] = {"Europe/London": "ENG", "Europe/Belfast": "NIR", "GB": "ENG"}


def suggested_nation(zone: str) -> Nation:
    """Return whose bank holidays a time zone makes likely, to be asked about; none outside the kingdom."""
    return _OF_ZONE.get(zone, "")


def bank_holidays(nation: str, years: Iterable[int]) -> dict[date, str]:
    """Return the bank holidays of some years with their names; none for a nation that is not known.

    Imports a library that takes a tenth of a second or more: not for the GUI thread.
    """
    if nation not in NATIONS:
        return {}
    return {day: name for year in sorted(set(years)) for day, name in _of_year(nation, year)}


@lru_cache(maxsize=64)
def _of_year(nation: str, year: int) -> tuple[tuple[date, str], ...]:
    from holidays.countries.united_kingdom import UnitedKingdom

    found = UnitedKingdom(subdiv=nation, years=year)  # type: ignore[no-untyped-call]
    return tuple(
        (day, name.replace("(observed)", "(substitute day)"))
        for day, name in sorted(found.items())
        if day.year == year
    )
