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
    return ", ".join(
        (
            translate("Safekeeping", "%n families", None, contents.families),
            translate("Safekeeping", "%n classes held", None, contents.classes),
            translate("Safekeeping", "%n notes", None, contents.notes),
        )
    )


def described(kept: Kept, zone: str) -> str:
    """Return two lines about what can be restored: when it was made, then what is in it and where it is."""
    if kept.locked:
        about = translate("Safekeeping", "Has a passphrase")
    else:
        about = holds(kept.holds) if kept.holds else translate("Safekeeping", "Cannot be read")
    source = {
        Kind.BACKUP: "",
        Kind.MENDED: "",
        Kind.ELSEWHERE: translate("Safekeeping", "in the second place"),
        Kind.ASIDE: translate("Safekeeping", "set aside by an earlier restore"),
        Kind.COPY: translate("Safekeeping", "the second copy, {name}").format(name=kept.file.name),
        Kind.CHOSEN: translate("Safekeeping", "the file {name}").format(name=kept.file.name),
    }[kept.kind]
    if source:
        about = translate("Safekeeping", "{holds} · {source}").format(holds=about, source=source)
    return f"{title(kept, zone)}\n{about}"


def title(kept: Kept, zone: str) -> str:
    """Return what a backup is known by: the moment in which it was made."""
    if kept.kind is Kind.MENDED:
        return translate("Safekeeping", "The studio itself, made whole again")
    return when(kept.at, zone)


def lost(found: Preview) -> str:
    """Return what a restore would lose against the studio as it is now, its passphrase too."""
    words = _lost(found)
    if not found.opens_itself:
        return words
    return translate(
        "Safekeeping",
        "{words} This backup has no passphrase, so the studio will open without one: set one again in the "
        "settings.",
    ).format(words=words)


def _lost(found: Preview) -> str:
    if found.lost is None:
        return translate(
            "Safekeeping",
            "The studio as it is now cannot be read, so what it has beyond this cannot be told. It is set "
            "aside, for somebody who can look into it.",
        )
    if found.lost == Contents(0, 0, 0):
        return translate(
            "Safekeeping",
            "Every family, class and note that is in the studio now is in here too. What you changed in them "
            "since goes back to what it was then.",
        )
    words = translate(
        "Safekeeping",
        "Not in here, but in the studio now: {holds}. Together with what you changed since, that is set "
        "aside and not deleted.",
    )
    return words.format(holds=_counted(found.lost))


def _counted(contents: Contents) -> str:
    """Return the counts that are not nothing."""
    counts = (
        (contents.families, translate("Safekeeping", "%n families", None, contents.families)),
        (contents.classes, translate("Safekeeping", "%n classes held", None, contents.classes)),
        (contents.notes, translate("Safekeeping", "%n notes", None, contents.notes)),
    )
    return wording.listed([words for count, words in counts if count])


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
