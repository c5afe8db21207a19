"""What a backup is called on the screen."""

from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from massage_studio.gui import wording
from massage_studio.safekeeping.backups import Kept
from massage_studio.store.copying import Contents


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("Safekeeping", text, None, count)


def when(moment: datetime, zone: str) -> str:
    """Return "Thursday 19 November 2026, 11:30"."""
    local = moment.astimezone(ZoneInfo(zone))
    return _tr("{day} {year}, {time}").format(
        day=wording.long_day(local.date()), year=local.year, time=wording.clock(local)
    )


def holds(contents: Contents) -> str:
    """Return "31 families, 9 classes held, 204 notes"."""
    families = _tr("1 family") if contents.families == 1 else _tr("{count} families")
    classes = _tr("1 class held") if contents.classes == 1 else _tr("{count} classes held")
    notes = _tr("1 note") if contents.notes == 1 else _tr("{count} notes")
    return ", ".join(
        words.format(count=count)
        for words, count in (
            (families, contents.families),
            (classes, contents.classes),
            (notes, contents.notes),
        )
    )


def described(kept: Kept, zone: str) -> str:
    """Return one line about a backup: when it was made and what is in it."""
    about = holds(kept.holds) if kept.holds else _tr("cannot be read")
    return _tr("{when}: {holds}").format(when=when(kept.at, zone), holds=about)
