"""The words for answers about permission and for reasons against massage."""

from massage_studio.language import translate


def answer_words(code: str) -> str:
    """Return the word for a baby's answer to the question for permission."""
    return {
        "asked": translate("ClassRoom", "Asked"),
        "yes": translate("ClassRoom", "Yes"),
        "not_now": translate("ClassRoom", "Not now"),
        "unsure": translate("ClassRoom", "Unsure"),
    }[code]


def reason_words(code: str) -> str:
    """Return the word for why a baby is not massaged today."""
    return {
        "asleep": translate("ClassRoom", "Asleep"),
        "hungry": translate("ClassRoom", "Hungry"),
        "said_no": translate("ClassRoom", "Said no"),
        "recent_jab": translate("ClassRoom", "Recent jab"),
        "unwell": translate("ClassRoom", "Unwell"),
        "other": translate("ClassRoom", "Another reason"),
    }[code]
