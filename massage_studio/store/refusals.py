"""What the database itself refuses: the code that a trigger raises, and the sentence that is read."""

from massage_studio.errors import KnownError
from massage_studio.language import QT_TRANSLATE_NOOP

_NOTHING_CHANGED = QT_TRANSLATE_NOOP("Rooms", "Nothing was changed.")


def refusal(text: str) -> KnownError | None:
    """Return what to say where the driver's words are the code of a trigger, else None."""
    match text:
        case "places_full":
            return KnownError(
                "There is no room for this any more: the places were given to others.",
                "Give places up first, then try again.",
            )
        case "note_rewritten" | "note_deleted":
            return KnownError(
                "What was noted in a class stays as it was written.",
                "Take it back with Undo, or add another note.",
            )
        case "action_rewritten" | "action_deleted":
            return KnownError("What was done in a class stays in its log.", "Take it back with Undo.")
        case "reason_kept":
            return KnownError("A reason that was written down stays in the record.", _NOTHING_CHANGED)
        case "two_families":
            return KnownError(
                "The adult of a booking belongs to the baby's own family.",
                "Choose an adult of that family, or add them to it first.",
            )
        case "other_currency":
            return KnownError("What is paid for a course is paid in its currency.", _NOTHING_CHANGED)
    return None
