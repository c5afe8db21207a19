"""Bank holidays of the four nations."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from massage_studio.bookings.holidays import NATIONS, bank_holidays, suggested_nation


def test_each_nation_has_its_own_bank_holidays() -> None:
    found = {nation: bank_holidays(nation, [2027]) for nation in NATIONS}
    assert found["ENG"] == found["WLS"]
    assert found["ENG"][date(2027, 3, 29)] == "Easter Monday"
    assert date(2027, 3, 29) not in found["SCT"]
    assert found["SCT"][date(2027, 11, 30)] == "Saint Andrew's Day"
    assert found["NIR"][date(2027, 7, 12)] == "Battle of the Boyne"
    assert date(2027, 8, 2) in found["SCT"] and date(2027, 8, 30) in found["ENG"]


def test_a_day_in_lieu_is_called_a_substitute_day() -> None:
    assert bank_holidays("ENG", [2027])[date(2027, 12, 28)] == "Boxing Day (substitute day)"


def test_without_a_nation_there_are_none() -> None:
    assert bank_holidays("", [2027]) == {} == bank_holidays("FRA", [2027])


def test_the_library_is_loaded_only_when_it_is_asked() -> None:
    script = (
        "import sys, massage_studio.bookings.holidays as own\n"
        "assert 'holidays' not in sys.modules\n"
        "own.bank_holidays('ENG', [2027])\n"
        "assert 'holidays' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


@pytest.mark.parametrize(
    ("zone", "suggested"),
    [("Europe/London", "ENG"), ("Europe/Belfast", "NIR"), ("Europe/Dublin", ""), ("Europe/Berlin", "")],
)
def test_a_time_zone_suggests_its_nation(zone: str, suggested: str) -> None:
    assert suggested_nation(zone) == suggested
