"""The names of kinds, fields and choices of the content, as forms and pages say them."""

from typing import Any

from massage_studio.curriculum.library_views import ItemField, State
from massage_studio.gui.curriculum import code_words
from massage_studio.language import translate


def kind_name(kind: str) -> str:
    """Return what one item of a kind is called."""
    names = {
        "benefit": translate("ContentItems", "Benefit"),
        "framework": translate("ContentItems", "Part of another framework"),
        "evidence": translate("ContentItems", "Finding"),
        "source": translate("ContentItems", "Source"),
        "area": translate("ContentItems", "Body area"),
        "stroke": translate("ContentItems", "Stroke"),
        "routine": translate("ContentItems", "Routine"),
        "topic": translate("ContentItems", "Talk"),
        "activity": translate("ContentItems", "Activity"),
        "song": translate("ContentItems", "Song"),
        "plan": translate("ContentItems", "Course plan"),
        "contraindication": translate("ContentItems", "Reason to wait"),
        "limit": translate("ContentItems", "Safety rule"),
        "oil": translate("ContentItems", "Oil"),
        "signpost": translate("ContentItems", "Signpost"),
        "state": translate("ContentItems", "State"),
        "cue": translate("ContentItems", "Cue"),
        "response": translate("ContentItems", "Response"),
    }
    return names.get(kind, kind)


def state_words(state: State) -> str:
    """Return whose words an item has."""
    return {
        "shipped": translate("ContentItems", "shipped"),
        "changed": translate("ContentItems", "my words"),
        "own": translate("ContentItems", "my own"),
    }[state]


def field_name(kind: str, field: str) -> str:
    """Return what a field is called."""
    apart = {
        ("song", "words"): translate("ContentItems", "Words, line by line"),
        ("limit", "words"): translate("ContentItems", "Words by which a note is known"),
        ("evidence", "direction"): translate("ContentItems", "What it speaks for"),
        ("evidence", "topic"): translate("ContentItems", "Subject"),
        ("evidence", "parent"): translate("ContentItems", "In plain words, for parents"),
        ("cue", "parent"): translate("ContentItems", "For parents, after “said yes by”"),
        ("response", "parent"): translate("ContentItems", "For parents, after “What helped:”"),
        ("contraindication", "parent"): translate("ContentItems", "For parents, after “Not today if Mia”"),
        ("source", "title"): translate("ContentItems", "Title of the work"),
        ("signpost", "area"): translate("ContentItems", "For which area"),
        ("signpost", "when"): translate("ContentItems", "When, or who it is"),
    }
    return apart.get((kind, field)) or _field_names().get(field) or field.replace("_", " ").capitalize()


def _field_names() -> dict[str, str]:
    return {
        "label": translate("ContentItems", "Name"),
        "title": translate("ContentItems", "Title"),
        "short_title": translate("ContentItems", "Short title"),
        "framework": translate("ContentItems", "Framework"),
        "claim": translate("ContentItems", "What is said of it"),
        "claim_sources": translate("ContentItems", "Where that is said"),
        "key_messages": translate("ContentItems", "Messages for parents, one a line"),
        "honest_statement": translate("ContentItems", "Honest statement"),
        "avoid_saying": translate("ContentItems", "What not to say, one a line"),
        "overall_strength": translate("ContentItems", "How sure it is"),
        "finding": translate("ContentItems", "Finding"),
        "population": translate("ContentItems", "Who was studied"),
        "design": translate("ContentItems", "Kind of study"),
        "caveat": translate("ContentItems", "What to mind"),
        "strength": translate("ContentItems", "Strength"),
        "numbers": translate("ContentItems", "Numbers"),
        "sources": translate("ContentItems", "Sources"),
        "author": translate("ContentItems", "Author"),
        "year": translate("ContentItems", "Year"),
        "published_in": translate("ContentItems", "Published in"),
        "url": translate("ContentItems", "Address"),
        "checked": translate("ContentItems", "Last looked at, year-month-day"),
        "text": translate("ContentItems", "Text"),
        "note": translate("ContentItems", "Note"),
        "area": translate("ContentItems", "Body area"),
        "areas": translate("ContentItems", "Body areas"),
        "description": translate("ContentItems", "Description"),
        "also_called": translate("ContentItems", "Also called, one a line"),
        "direction": translate("ContentItems", "Direction"),
        "plain_name": translate("ContentItems", "Name for parents"),
        "how": translate("ContentItems", "How, for parents"),
        "involves": translate("ContentItems", "What it touches, and how"),
        "steps": translate("ContentItems", "Steps, one a line"),
        "when": translate("ContentItems", "When"),
        "points": translate("ContentItems", "Talking points, one a line"),
        "minutes": translate("ContentItems", "Minutes"),
        "benefits": translate("ContentItems", "Benefits"),
        "kind": translate("ContentItems", "Part of a session"),
        "topic": translate("ContentItems", "Talk"),
        "strokes": translate("ContentItems", "Strokes"),
        "instructions": translate("ContentItems", "How it goes, one step a line"),
        "materials": translate("ContentItems", "What is needed, one a line"),
        "for_born_early": translate("ContentItems", "For a baby born early"),
        "for_colic": translate("ContentItems", "For a baby with colic"),
        "for_twins": translate("ContentItems", "For twins"),
        "for_crawling": translate("ContentItems", "For a baby who crawls"),
        "for_disability": translate("ContentItems", "For a carer with a disability"),
        "for_online": translate("ContentItems", "Online"),
        "leave_out": translate("ContentItems", "Leave out or adapt for"),
        "origin": translate("ContentItems", "Whose words"),
        "session_minutes": translate("ContentItems", "Minutes of a session"),
        "group_min": translate("ContentItems", "Fewest babies"),
        "group_typical": translate("ContentItems", "Usual number of babies"),
        "group_max": translate("ContentItems", "Most babies"),
        "age_from_weeks": translate("ContentItems", "From weeks of age"),
        "age_to": translate("ContentItems", "Up to what age"),
        "action": translate("ContentItems", "What to do"),
        "wait_hours": translate("ContentItems", "Hours to wait"),
        "mind": translate("ContentItems", "What to mind, after “For Mia:”"),
        "not_in": translate("ContentItems", "Not for these kinds of flag, one a line"),
        "forbids": translate("ContentItems", "Leave out"),
        "places": translate("ContentItems", "Leave out the places that a note names"),
        "if_no_place": translate("ContentItems", "Leave out where no place is named"),
        "days": translate("ContentItems", "Days that it counts"),
        "under_weeks": translate("ContentItems", "Below weeks of age"),
        "born_early": translate("ContentItems", "For babies born early"),
        "under_corrected_weeks": translate("ContentItems", "Below weeks of corrected age"),
        "older_from_weeks": translate("ContentItems", "Otherwise from weeks of age"),
        "older_forbids": translate("ContentItems", "Leave out from that age"),
        "use": translate("ContentItems", "Use"),
        "to": translate("ContentItems", "Where to, with the number"),
        "lines": translate("ContentItems", "Helplines"),
        "family": translate("ContentItems", "Printed for families"),
        "service": translate("ContentItems", "Kind of service"),
        "opening": translate("ContentItems", "When it is open"),
        "other_names": translate("ContentItems", "Other names, one a line"),
        "massage": translate("ContentItems", "Whether to massage"),
        "advice": translate("ContentItems", "Advice"),
        "polarity": translate("ContentItems", "Asks for more, or for a pause"),
        "subsystem": translate("ContentItems", "Where it shows"),
        "need": translate("ContentItems", "Need"),
        "audience": translate("ContentItems", "Who is told"),
        "may_mean": translate("ContentItems", "May mean"),
        "responses": translate("ContentItems", "Responses"),
        "seen": translate("ContentItems", "After the baby's name"),
        "category": translate("ContentItems", "Category"),
        "parent": translate("ContentItems", "For parents"),
    }


def choice_name(code: str) -> str:
    """Return a choice in words."""
    names = {
        "welcome": translate("ContentItems", "Welcome"),
        "check_in": translate("ContentItems", "Check in"),
        "topic": translate("ContentItems", "Talk"),
        "massage": translate("ContentItems", "Massage"),
        "song": translate("ContentItems", "Song"),
        "discussion": translate("ContentItems", "Discussion"),
        "break": translate("ContentItems", "Break"),
        "closing": translate("ContentItems", "Closing"),
        "engagement": translate("ContentItems", "More"),
        "disengagement": translate("ContentItems", "Pause"),
        "potent": translate("ContentItems", "Clear sign"),
        "subtle": translate("ContentItems", "Small sign"),
        "family": translate("ContentItems", "Families"),
        "instructor": translate("ContentItems", "The instructor alone"),
        "warning": translate("ContentItems", "A sign of illness"),
        "stroking": translate("ContentItems", "Stroking"),
        "still_hands": translate("ContentItems", "Still hands"),
        "moving": translate("ContentItems", "Moving the baby"),
        "lying_on_tummy": translate("ContentItems", "Lying on the tummy"),
        "supports": code_words.direction("supports").words,
        "supports_indirectly": code_words.direction("supports_indirectly").words,
        "mixed": code_words.direction("mixed").words,
        "against_or_null": code_words.direction("against_or_null").words,
        "background": code_words.direction("background").words,
        "critique": code_words.direction("critique").words,
    }
    return names.get(code) or code.replace("_", " ").capitalize()


def value_text(field: ItemField, value: Any) -> str:
    """Return what a field says, in words, one line for each of several."""
    if field.shape.shape == "tick":
        return translate("ContentItems", "Yes") if value else translate("ContentItems", "No")
    if field.shape.shape == "number":
        return str(value) if value else ""
    if field.shape.shape in ("choice", "codes"):
        named = dict(field.names)
        codes = [value] if isinstance(value, str) else value
        return "\n".join(named.get(code) or choice_name(code) for code in codes if code)
    return plain_text(value)


def read_text(field: ItemField) -> str:
    """Return what a field says as it is read: steps with numbers, short things on one line."""
    lines = value_text(field, field.value).splitlines()
    if field.name in ("instructions", "steps"):
        return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, start=1))
    if field.name in ("materials", "also_called", "responses", "strokes"):
        return ", ".join(lines)
    return "\n".join(lines)


def plain_text(value: Any) -> str:
    """Return any value of the content as text, one line for each of several; sessions of a plan by title."""
    if isinstance(value, dict):
        inner = [plain_text(one) for name, one in value.items() if name in ("title", "activities")]
        return "\n".join(part for part in inner if part)
    if isinstance(value, list | tuple):
        return "\n".join(plain_text(one) for one in value)
    if isinstance(value, bool):
        return translate("ContentItems", "Yes") if value else translate("ContentItems", "No")
    return "" if value is None else str(value)
