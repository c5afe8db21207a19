"""The curriculum's codes in words, with the icon and the tone that stand beside them."""

from typing import NamedTuple

from massage_studio.language import translate


class Said(NamedTuple):
    """Words, and the icon and tone that say the same."""

    words: str
    icon: str
    tone: str


def direction(code: str) -> Said:
    """Return which way a finding points."""
    known = {
        "supports": Said(translate("CurriculumPage", "Speaks for it"), "check", "engaging"),
        "supports_indirectly": Said(
            translate("CurriculumPage", "Speaks for it indirectly"), "check", "engaging"
        ),
        "mixed": Said(translate("CurriculumPage", "Mixed"), "swap", "warning"),
        "against_or_null": Said(
            translate("CurriculumPage", "No effect found, or not supported"), "minus", "disengaging"
        ),
        "background": Said(translate("CurriculumPage", "Background"), "info", "neutral"),
        "critique": Said(translate("CurriculumPage", "A critical voice"), "flag", "disengaging"),
    }
    return known.get(code, Said(_plain(code), "info", "neutral"))


def strength(code: str) -> str:
    """Return how far a finding can be trusted."""
    known = {
        "low": translate("CurriculumPage", "Weak evidence"),
        "low_to_moderate": translate("CurriculumPage", "Weak to moderate evidence"),
        "moderate": translate("CurriculumPage", "Moderate evidence"),
        "low_certainty": translate("CurriculumPage", "Uncertain evidence"),
        "expert_view": translate("CurriculumPage", "The view of experts"),
        "commentary": translate("CurriculumPage", "Part of a debate"),
        "overview": translate("CurriculumPage", "An overview of earlier studies"),
    }
    return known.get(code, _plain(code))


def action(code: str) -> Said:
    """Return what to do about a reason not to massage."""
    known = {
        "no_massage": Said(translate("CurriculumPage", "Not today"), "close", "disengaging"),
        "wait": Said(translate("CurriculumPage", "Wait"), "clock", "warning"),
        "stay_home": Said(translate("CurriculumPage", "Stay at home"), "close", "disengaging"),
        "avoid_or_ask": Said(translate("CurriculumPage", "Avoid or ask"), "warning", "warning"),
        "avoid_area": Said(translate("CurriculumPage", "Avoid the area"), "minus", "warning"),
        "medical_ok": Said(translate("CurriculumPage", "Ask the care team first"), "info", "bonding"),
        "adapt": Said(translate("CurriculumPage", "Adapt"), "edit", "engaging"),
    }
    return known.get(code, Said(_plain(code), "info", "neutral"))


def _plain(code: str) -> str:
    """Return a code of the studio's own as words."""
    return code.replace("_", " ").capitalize()
