"""The curriculum's codes in words, with the icon and the tone that stand beside them."""

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication


class Said(NamedTuple):
    """Words, and the icon and tone that say the same."""

    words: str
    icon: str
    tone: str


def _tr(text: str) -> str:
    return QCoreApplication.translate("CurriculumPage", text)


def direction(code: str) -> Said:
    """Return which way a finding points."""
    known = {
        "supports": Said(_tr("Speaks for it"), "check", "engaging"),
        "supports_indirectly": Said(_tr("Speaks for it indirectly"), "check", "engaging"),
        "mixed": Said(_tr("Mixed"), "swap", "warning"),
        "against_or_null": Said(_tr("No effect found, or not supported"), "minus", "disengaging"),
        "background": Said(_tr("Background"), "info", "neutral"),
        "critique": Said(_tr("A critical voice"), "flag", "disengaging"),
    }
    return known.get(code, Said(_plain(code), "info", "neutral"))


def strength(code: str) -> str:
    """Return how far a finding can be trusted."""
    known = {
        "low": _tr("Weak evidence"),
        "low_to_moderate": _tr("Weak to moderate evidence"),
        "moderate": _tr("Moderate evidence"),
        "low_certainty": _tr("Uncertain evidence"),
        "expert_view": _tr("The view of experts"),
        "commentary": _tr("Part of a debate"),
        "overview": _tr("An overview of earlier studies"),
    }
    return known.get(code, _plain(code))


def action(code: str) -> Said:
    """Return what to do about a reason not to massage."""
    known = {
        "no_massage": Said(_tr("Not today"), "close", "disengaging"),
        "wait": Said(_tr("Wait"), "clock", "warning"),
        "stay_home": Said(_tr("Stay at home"), "close", "disengaging"),
        "avoid_or_ask": Said(_tr("Avoid or ask"), "warning", "warning"),
        "avoid_area": Said(_tr("Avoid the area"), "minus", "warning"),
        "medical_ok": Said(_tr("Ask the care team first"), "info", "bonding"),
        "adapt": Said(_tr("Adapt"), "edit", "engaging"),
    }
    return known.get(code, Said(_plain(code), "info", "neutral"))


def _plain(code: str) -> str:
    """Return a code of the studio's own as words."""
    return code.replace("_", " ").capitalize()
