"""What a backup is called on the screen, and what a restore of it would lose."""

from datetime import datetime
from zoneinfo import ZoneInfo

from massage_studio.gui import wording
from massage_studio.language import translate
from massage_studio.safekeeping.backup_list import Kept, Kind, Preview
from massage_studio.store.copying import Contents
from massage_studio.store.mending import Way


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
    """Return one line about a backup: when it was made, what is in it, and where it comes from."""
    about = holds(kept.holds) if kept.holds else translate("Safekeeping", "cannot be read")
    if kept.kind is Kind.MENDED:
        words = translate("Safekeeping", "The studio itself, made whole again: {holds}")
        return words.format(holds=about)
    words = translate("Safekeeping", "{when}: {holds}").format(when=when(kept.at, zone), holds=about)
    source = {
        Kind.BACKUP: "",
        Kind.ELSEWHERE: translate("Safekeeping", "in the second place"),
        Kind.ASIDE: translate("Safekeeping", "set aside by an earlier restore"),
        Kind.COPY: translate("Safekeeping", "a copy beside the studio: {name}").format(name=kept.file.name),
        Kind.CHOSEN: translate("Safekeeping", "the file {name}").format(name=kept.file.name),
    }[kept.kind]
    return (
        translate("Safekeeping", "{words} ({source})").format(words=words, source=source) if source else words
    )


def lost(found: Preview) -> str:
    """Return what a restore would lose against the studio as it is now."""
    if found.lost is None:
        return translate(
            "Safekeeping",
            "The studio as it is now cannot be read, so what it has beyond this backup cannot be told. It is "
            "kept, for somebody who can look into it.",
        )
    if found.lost == Contents(0, 0, 0):
        return translate(
            "Safekeeping",
            "Every family, class and note that is in the studio now is in this backup too. What you changed "
            "in them after it goes back to what it was then.",
        )
    words = translate("Safekeeping", "In the studio now, and not in this backup: {holds}.")
    return words.format(holds=holds(found.lost))


def mended(way: Way) -> str:
    """Return what becomes of a studio that is made whole without a backup."""
    return {
        Way.AS_IT_WAS: translate("Safekeeping", "All of it can be read again. Nothing is lost."),
        Way.INDEXES: translate(
            "Safekeeping",
            "Only the lists by which the program finds things were damaged, and they are made anew. Nothing "
            "that you wrote is lost.",
        ),
        Way.WITHOUT_LOG: translate(
            "Safekeeping",
            "What was written last, before the program or the computer stopped, may be missing. All else is "
            "there.",
        ),
    }[way]
