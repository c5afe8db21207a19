"""What a backup is called on the screen, and what a restore of it would lose."""

from datetime import datetime
from zoneinfo import ZoneInfo

from massage_studio.gui import wording
from massage_studio.language import translate
from massage_studio.safekeeping.backup_list import Kept, Kind, Preview
from massage_studio.safekeeping.restore import PassphraseAfter
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
    if source := origin(kept):
        about = translate("Safekeeping", "{holds} · {source}").format(holds=about, source=source)
    return f"{title(kept, zone)}\n{about}"


def origin(kept: Kept) -> str:
    """Return where something to restore comes from; empty for a backup beside the studio."""
    return {
        Kind.BACKUP: "",
        Kind.MENDED: "",
        Kind.ELSEWHERE: translate("Safekeeping", "in the second place"),
        Kind.ASIDE: translate("Safekeeping", "set aside by an earlier restore"),
        Kind.COPY: translate("Safekeeping", "the second copy, {name}").format(name=kept.file.name),
        Kind.CHOSEN: translate("Safekeeping", "the file {name}").format(name=kept.file.name),
    }[kept.kind]


def holding(kept: Kept, zone: str) -> str:
    """Return one line about a copy that still holds a family: of when it is, and why it is there."""
    words = translate("Safekeeping", "{when} · {source}").format(
        when=when(kept.at, zone), source=origin(kept) or translate("Safekeeping", "backup")
    )
    if kept.holds is None:
        words = translate("Safekeeping", "{copy} · nobody can look into it now").format(copy=words)
    return words


def title(kept: Kept, zone: str) -> str:
    """Return what a backup is known by: the moment in which it was made."""
    if kept.kind is Kind.MENDED:
        return translate("Safekeeping", "Your studio as it is, mended")
    return when(kept.at, zone)


def lost(found: Preview) -> str:
    """Return what a restore would lose against the studio as it is now, and what it would bring back."""
    if found.locked:
        return translate(
            "Safekeeping",
            "The studio as it is now is locked, so what it has beyond this cannot be told. It is set aside, "
            "and opens there with its passphrase.",
        )
    if found.lost is None:
        return translate(
            "Safekeeping",
            "Your studio as it is now is kept too, for somebody who can look into it. It cannot be read as a "
            "whole, so nobody can tell what it has beyond this.",
        )
    if found.lost == Contents(0, 0, 0):
        words = translate(
            "Safekeeping",
            "Every family, class and note that is in the studio now is in here too. What you changed in them "
            "since goes back to what it was then.",
        )
    else:
        words = translate(
            "Safekeeping",
            "Not in here, but in the studio now: {holds}. Together with what you changed since, that is set "
            "aside and not deleted.",
        ).format(holds=_counted(found.lost))
    if found.brings is None or found.brings == Contents(0, 0, 0):
        return words
    back = translate("Safekeeping", "Only in here: {holds}.").format(holds=_counted(found.brings))
    return f"{words} {back}"


def passphrase(after: PassphraseAfter) -> str:
    """Return what somebody should know about the passphrase before a restore, empty where it stays."""
    return {
        PassphraseAfter.AS_NOW: "",
        PassphraseAfter.KEPT: translate(
            "Safekeeping", "This file has no passphrase. The studio keeps the one that it has now."
        ),
        PassphraseAfter.ITS_OWN: translate(
            "Safekeeping", "Afterwards the studio opens with the passphrase of this backup."
        ),
        PassphraseAfter.GONE: translate(
            "Safekeeping",
            "This file has no passphrase. Afterwards the studio opens without one, and anybody at this "
            "computer can read it until you set one again. To keep the one that it has now, leave this, "
            "unlock the studio first, then restore.",
        ),
        PassphraseAfter.NONE: translate(
            "Safekeeping", "Afterwards the studio has no passphrase. You can set one in Settings."
        ),
    }[after]


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
    last_missing = translate(
        "Safekeeping",
        "All is there but, perhaps, what was written last before the program or the computer stopped.",
    )
    return {
        Way.AS_IT_WAS: translate("Safekeeping", "All of it can be read again. Nothing is lost."),
        Way.INDEXES: translate(
            "Safekeeping",
            "Nothing that you wrote is lost. Only the lists by which the program finds things were damaged, "
            "and they are made anew.",
        ),
        Way.LOG_BEGINNING: last_missing,
        Way.WITHOUT_LOG: last_missing,
    }[way]
