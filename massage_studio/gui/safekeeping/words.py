"""What a backup is called on the screen."""

from datetime import datetime
from zoneinfo import ZoneInfo

from massage_studio.gui import wording
from massage_studio.language import translate
from massage_studio.safekeeping.backup_list import Kept
from massage_studio.store.copying import Contents


def when(moment: datetime, zone: str) -> str:
    """Return "Thursday 19 November 2026, 11:30"."""
    local = moment.astimezone(ZoneInfo(zone))
    return translate("Safekeeping", "{day} {year}, {time}").format(
        day=wording.long_day(local.date()), year=local.year, time=wording.clock(local)
    )


def holds(contents: Contents) -> str:
    """Return "31 families, 9 classes held, 204 notes"."""
    parts = (
        translate("Safekeeping", "%n families", None, contents.families),
        translate("Safekeeping", "%n classes held", None, contents.classes),
        translate("Safekeeping", "%n notes", None, contents.notes),
    )
    return ", ".join(parts)


def described(kept: Kept, zone: str) -> str:
    """Return one line about a backup: when it was made and what is in it."""
    if kept.locked:
        about = translate("Safekeeping", "has a passphrase")
    else:
        about = holds(kept.holds) if kept.holds else translate("Safekeeping", "cannot be read")
    return translate("Safekeeping", "{when}: {holds}").format(when=when(kept.at, zone), holds=about)
