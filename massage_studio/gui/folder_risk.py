"""Says why a studio's folder is a risky one, and remembers what was said already."""

from pathlib import Path

from PySide6.QtCore import QSettings, QStorageInfo

from massage_studio.language import translate
from massage_studio.safekeeping.folder_risks import conflicted_copies, is_on_network, synced_by

_SETTING = "safekeeping/told"


def told(folder: Path) -> str:
    """Return why it is risky to keep a studio in this folder, empty where it is not."""
    program = synced_by(folder)
    if program:
        return translate(
            "FolderRisk",
            "Your studio is in a folder that {program} keeps in step with other computers. It copies files "
            "while they are written: notes can be lost by that, or a second studio appear.",
        ).format(program=program)
    if is_on_network(folder, bytes(QStorageInfo(str(folder)).fileSystemType().data()).decode("ascii")):
        return translate(
            "FolderRisk",
            "Your studio is on another computer of your network. If the connection breaks while you write, "
            "notes can be lost by that.",
        )
    return ""


def advice() -> str:
    """Return how to bring a studio out of such a folder."""
    return translate(
        "FolderRisk",
        "Only backups belong there: choose it as the second place. The studio itself is safer on this "
        "computer alone. Moving it is for somebody who knows computers well: back it up to a stick, start "
        "Massage Studio with --data and another folder, and restore that backup there.",
    )


def second_studio(folder: Path) -> str:
    """Return what to say of copies that a syncing program made of the studio, empty where there are none."""
    if not conflicted_copies(folder):
        return ""
    return translate(
        "FolderRisk",
        "Nothing is lost, but look at both: there is a second copy of your studio in its folder, and what "
        "you wrote on another computer may be in it alone. Programs that keep folders in step make such "
        "copies.",
    )


def was_said(folder: Path, words: str) -> bool:
    """Tell whether this was said of this folder before, and remember it."""
    line = f"{folder} {words} {len(conflicted_copies(folder))}"
    settings = QSettings()
    said = str(settings.value(_SETTING, "")) == line
    settings.setValue(_SETTING, line)
    return said
