"""The names of the office's operations, as undo and redo say them."""

from massage_studio.language import translate
from massage_studio.store.operations import OperationView


def operation_name(operation: OperationView) -> str:
    """Return "booking of Mia": what an operation was, and of whom or what."""
    name = _names().get(operation.verb)
    if name is None:
        return operation.words or translate("Operations", "the last step")
    plain, of = name
    return of.format(name=operation.words) if operation.words else plain


def _names() -> dict[str, tuple[str, str]]:
    return {
        "enquire": (translate("Operations", "enquiry"), translate("Operations", "enquiry for {name}")),
        "book": (translate("Operations", "booking"), translate("Operations", "booking of {name}")),
        "wait": (
            translate("Operations", "waiting list"),
            translate("Operations", "{name} on the waiting list"),
        ),
        "offer": (translate("Operations", "offer"), translate("Operations", "offer to {name}")),
        "accept": (
            translate("Operations", "accepted offer"),
            translate("Operations", "accepted offer of {name}"),
        ),
        "decline": (
            translate("Operations", "declined offer"),
            translate("Operations", "declined offer of {name}"),
        ),
        "expire_offers": (
            translate("Operations", "offers that ran out"),
            translate("Operations", "offer to {name} ran out"),
        ),
        "cancel": (
            translate("Operations", "cancellation"),
            translate("Operations", "cancellation of {name}"),
        ),
        "reinstate": (
            translate("Operations", "booking again"),
            translate("Operations", "booking {name} again"),
        ),
        "move_booking": (
            translate("Operations", "move to another course"),
            translate("Operations", "move of {name}"),
        ),
        "drop_in": (
            translate("Operations", "single class"),
            translate("Operations", "single class of {name}"),
        ),
        "make_up": (
            translate("Operations", "class made up"),
            translate("Operations", "class made up by {name}"),
        ),
        "set_price": (translate("Operations", "price"), translate("Operations", "price for {name}")),
        "pay": (translate("Operations", "payment"), translate("Operations", "payment for {name}")),
        "refund": (
            translate("Operations", "money given back"),
            translate("Operations", "money given back for {name}"),
        ),
        "give_receipt": (translate("Operations", "receipt"), translate("Operations", "receipt {name}")),
        "plan_course": (translate("Operations", "new course"), translate("Operations", "{name}, planned")),
        "archive_course": (
            translate("Operations", "archiving"),
            translate("Operations", "archiving of {name}"),
        ),
        "unarchive_course": (
            translate("Operations", "course out of the archive"),
            translate("Operations", "{name} out of the archive"),
        ),
        "remove_course": (
            translate("Operations", "removal of a course"),
            translate("Operations", "removal of {name}"),
        ),
        "change_course": (
            translate("Operations", "change of a course"),
            translate("Operations", "change of {name}"),
        ),
        "follow_plan": (
            translate("Operations", "plan of a course"),
            translate("Operations", "plan of {name}"),
        ),
        "change_venue": (
            translate("Operations", "change of a venue"),
            translate("Operations", "change of {name}"),
        ),
        "move_class": (
            translate("Operations", "moved class"),
            translate("Operations", "moved class, {name}"),
        ),
        "move_on": (
            translate("Operations", "moved classes"),
            translate("Operations", "moved classes, {name}"),
        ),
        "cancel_course": (
            translate("Operations", "cancelled course"),
            translate("Operations", "cancelled course, {name}"),
        ),
        "use_credit": (
            translate("Operations", "use of credit"),
            translate("Operations", "use of credit of {name}"),
        ),
        "cancel_class": (
            translate("Operations", "cancelled class"),
            translate("Operations", "cancelled class, {name}"),
        ),
        "replace_class": (
            translate("Operations", "class in its place"),
            translate("Operations", "class in its place, {name}"),
        ),
        "hold_after_all": (
            translate("Operations", "class held after all"),
            translate("Operations", "class held after all, {name}"),
        ),
        "close_days": (
            translate("Operations", "days without classes"),
            translate("Operations", "days without classes, {name}"),
        ),
        "open_days": (
            translate("Operations", "days with classes again"),
            translate("Operations", "days with classes again, {name}"),
        ),
        "import": (translate("Operations", "import"), translate("Operations", "import of {name}")),
        "new_family": (translate("Operations", "new family"), translate("Operations", "new family, {name}")),
        "add_carer": (translate("Operations", "new carer"), translate("Operations", "new carer, {name}")),
        "change_carer": (
            translate("Operations", "change of a carer"),
            translate("Operations", "change of {name}"),
        ),
        "add_baby": (translate("Operations", "new baby"), translate("Operations", "new baby, {name}")),
        "change_baby": (
            translate("Operations", "change of a baby"),
            translate("Operations", "change of {name}"),
        ),
        "ask_right": (
            translate("Operations", "request of a family"),
            translate("Operations", "request of {name}"),
        ),
        "finish_right": (
            translate("Operations", "answer to a request"),
            translate("Operations", "answer to the request of {name}"),
        ),
        "keep_from_erasure": (
            translate("Operations", "reason to keep a family"),
            translate("Operations", "reason to keep {name}"),
        ),
        "add_note": (
            translate("Operations", "note about a family"),
            translate("Operations", "note about {name}"),
        ),
        "add_flag": (translate("Operations", "flag for a baby"), translate("Operations", "flag for {name}")),
        "end_flag": (
            translate("Operations", "end of a flag"),
            translate("Operations", "end of a flag for {name}"),
        ),
        "answer_consent": (
            translate("Operations", "answer about consent"),
            translate("Operations", "answer about consent, {name}"),
        ),
        "form_back": (
            translate("Operations", "note about a form"),
            translate("Operations", "note about the form of {name}"),
        ),
        "change_met": (
            translate("Operations", "words of how a baby likes to be met"),
            translate("Operations", "words of how {name} likes to be met"),
        ),
        "catch_up": (
            translate("Operations", "tick for what was missed"),
            translate("Operations", "tick for what {name} missed"),
        ),
        "not_caught_up": (
            translate("Operations", "tick taken away"),
            translate("Operations", "tick for {name} taken away"),
        ),
        # Said where others may read along: neither whom nor what it is about.
        "keep_private": (
            translate("Operations", "what you keep for yourself"),
            translate("Operations", "what you keep for yourself"),
        ),
        "remove_private": (
            translate("Operations", "something removed from what you keep for yourself"),
            translate("Operations", "something removed from what you keep for yourself"),
        ),
        "rate": (translate("Operations", "a carer's answers"), translate("Operations", "answers of {name}")),
        "edit_story": (
            translate("Operations", "change of a story"),
            translate("Operations", "change of the story of {name}"),
        ),
        "change_content": (
            translate("Operations", "change of the curriculum"),
            translate("Operations", "words of {name}"),
        ),
        "share_content": (
            translate("Operations", "what a colleague shared"),
            translate("Operations", "what {name} shared"),
        ),
        "reset_content": (
            translate("Operations", "shipped words of the curriculum"),
            translate("Operations", "shipped words of {name}"),
        ),
        "keep_content": (
            translate("Operations", "own words of the curriculum kept"),
            translate("Operations", "own words of {name} kept"),
        ),
        "add_content": (
            translate("Operations", "addition to the curriculum"),
            translate("Operations", "addition of {name}"),
        ),
        "hide_content": (
            translate("Operations", "hidden part of the curriculum"),
            translate("Operations", "hiding of {name}"),
        ),
        "show_content": (
            translate("Operations", "part of the curriculum shown again"),
            translate("Operations", "return of {name}"),
        ),
        "add_limit": (translate("Operations", "safety rule"), translate("Operations", "safety rule {name}")),
        "change_limit": (
            translate("Operations", "change of a safety rule"),
            translate("Operations", "change of the rule {name}"),
        ),
        "hide_limit": (
            translate("Operations", "hidden safety rule"),
            translate("Operations", "rule {name}, hidden"),
        ),
        "show_limit": (
            translate("Operations", "safety rule shown again"),
            translate("Operations", "rule {name}, shown again"),
        ),
        "reset_limit": (
            translate("Operations", "safety rule as it ships"),
            translate("Operations", "rule {name}, as it ships"),
        ),
        "keep_local_service": (
            translate("Operations", "local service"),
            translate("Operations", "local service {name}"),
        ),
        "remove_local_service": (
            translate("Operations", "removed local service"),
            translate("Operations", "{name}, removed"),
        ),
        "void_payment": (
            translate("Operations", "payment taken back"),
            translate("Operations", "payment taken back for {name}"),
        ),
    }
