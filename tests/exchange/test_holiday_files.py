"""School holidays out of calendar files, as councils publish them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from massage_studio.errors import KnownError
from massage_studio.exchange.holiday_files import SchoolHoliday, school_holidays

TODAY = date(2026, 11, 19)


def a_file(folder: Path, *events: str) -> Path:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Council//EN"]
    for number, event in enumerate(events):
        lines += ["BEGIN:VEVENT", f"UID:{number}", *event.split("|"), "END:VEVENT"]
    path = folder / "holidays.ics"
    path.write_bytes("\r\n".join([*lines, "END:VCALENDAR", ""]).encode())
    return path


def day(first: str, last: str, words: str) -> str:
    end = f"|DTEND;VALUE=DATE:{last}" if last else ""
    return f"DTSTART;VALUE=DATE:{first}{end}|SUMMARY:{words}"


def test_holidays_are_read_and_terms_are_left_out(tmp_path: Path) -> None:
    path = a_file(
        tmp_path,
        day("20270215", "20270220", "February half-term"),
        day("20261221", "20270104", "Christmas holidays"),
        day("20260901", "20261219", "Autumn term"),
        day("20270104", "", "Spring term begins"),
        day("20270105", "", "INSET day"),
        day("20251222", "20260105", "Christmas break"),
        day("20261221", "20270104", "Christmas holidays"),
        "DTSTART:20270329T090000Z|DTEND:20270409T150000Z|SUMMARY:Easter   holiday",
        "SUMMARY:Without a day",
    )
    assert school_holidays(path, today=TODAY) == (
        SchoolHoliday(date(2026, 12, 21), date(2027, 1, 3), "Christmas holidays"),
        SchoolHoliday(date(2027, 1, 5), date(2027, 1, 5), "INSET day"),
        SchoolHoliday(date(2027, 2, 15), date(2027, 2, 19), "February half-term"),
        SchoolHoliday(date(2027, 3, 29), date(2027, 4, 9), "Easter holiday"),
    )


@pytest.mark.parametrize("content", [b"", b"First,Last\n1,2\n", b"\xff\xfe\x00", b"BEGIN:VCALENDAR\r\n"])
def test_what_is_no_calendar_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "list.ics"
    path.write_bytes(content)
    with pytest.raises(KnownError):
        school_holidays(path, today=TODAY)


def test_a_calendar_of_last_year_is_told(tmp_path: Path) -> None:
    path = a_file(tmp_path, day("20251222", "20260105", "Christmas break"))
    with pytest.raises(KnownError, match="No holiday to come"):
        school_holidays(path, today=TODAY)
    with pytest.raises(KnownError, match="cannot be read"):
        school_holidays(tmp_path / "gone.ics", today=TODAY)
