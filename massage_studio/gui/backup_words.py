"""How it stands with the backups, in one sentence, and what to do about it."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

from massage_studio.errors import KnownError
from massage_studio.gui import wording
from massage_studio.language import translate
from massage_studio.safekeeping.automatic import BackupStatus

# What a button beside the sentence does.
Step = Literal["none", "back_up", "ask_place", "other_place"]
_OLD = timedelta(days=3)


def next_step(found: BackupStatus, problem: KnownError | None, now: datetime) -> Step:
    """Return what she can do about her backups now: nothing where all is as it should be."""
    if problem is not None or found.last is None or now - found.last >= _OLD:
        return "back_up"
    if found.place is None:
        return "none" if found.asked else "ask_place"
    if found.elsewhere == found.last:
        return "none"
    return "back_up" if found.there else "other_place"


def told(found: BackupStatus, problem: KnownError | None, now: datetime) -> str:
    """Return when the studio was backed up last and where, and what is in the way of the next backup.

    `now` is this moment in the studio's zone.
    """
    words = _when_and_where(found, now)
    return f"{words} {problem}" if problem is not None else words


def place_name(place: Path) -> str:
    """Return what a second place is called: its folder, or the drive that it is."""
    return place.name or str(place)


def _when_and_where(found: BackupStatus, now: datetime) -> str:
    if found.last is None:
        return translate("Backups", "Not backed up yet.")
    last = _when(found.last, now)
    if found.place is None:
        return translate("Backups", "Last backup {when}, on this computer only.").format(when=last)
    place = place_name(found.place)
    if found.elsewhere == found.last:
        words = translate("Backups", "Last backup {when}, on this computer and in {place}.")
        return words.format(when=last, place=place)
    then = _when(found.elsewhere, now) if found.elsewhere is not None else ""
    if found.there:
        words = (
            translate("Backups", "Last backup {when}, on this computer. In {place}: {then}.")
            if then
            else translate("Backups", "Last backup {when}, on this computer. None in {place} yet.")
        )
    else:
        words = (
            translate(
                "Backups",
                "Last backup {when}, on this computer. {place} is not connected; its last one is of {then}. "
                "Connect it, and the next is copied there by itself.",
            )
            if then
            else translate(
                "Backups",
                "Last backup {when}, on this computer. {place} is not connected and has none yet. Connect "
                "it, and the next is copied there by itself.",
            )
        )
    return words.format(when=last, place=place, then=then)


def _when(moment: datetime, now: datetime) -> str:
    local = moment.astimezone(now.tzinfo)
    if local.date() == now.date():
        return translate("Backups", "today, {time}").format(time=wording.clock(local))
    if local.date() == now.date() - timedelta(days=1):
        return translate("Backups", "yesterday, {time}").format(time=wording.clock(local))
    days = (now.date() - local.date()).days
    if days > 0:
        return translate("Backups", "%n days ago", None, days)
    # The clock was set back since.
    return wording.full_day(local.date())
