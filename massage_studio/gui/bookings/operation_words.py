"""The names of the office's operations, as undo and redo say them."""

from PySide6.QtCore import QCoreApplication

from massage_studio.store.operations import OperationView


def operation_name(operation: OperationView) -> str:
    """Return "booking of Mia": what an operation was, and of whom or what."""
    name = _names().get(operation.verb)
    if name is None:
        return operation.words or _tr("the last step")
    plain, of = name
    return of.format(name=operation.words) if operation.words else plain


def _names() -> dict[str, tuple[str, str]]:
    return {
        "enquire": (_tr("enquiry"), _tr("enquiry for {name}")),
        "book": (_tr("booking"), _tr("booking of {name}")),
        "wait": (_tr("waiting list"), _tr("{name} on the waiting list")),
        "offer": (_tr("offer"), _tr("offer to {name}")),
        "accept": (_tr("accepted offer"), _tr("accepted offer of {name}")),
        "decline": (_tr("declined offer"), _tr("declined offer of {name}")),
        "expire_offers": (_tr("offers that ran out"), _tr("offer to {name} ran out")),
        "cancel": (_tr("cancellation"), _tr("cancellation of {name}")),
        "reinstate": (_tr("booking again"), _tr("booking {name} again")),
        "move_booking": (_tr("move to another course"), _tr("move of {name}")),
        "drop_in": (_tr("single class"), _tr("single class of {name}")),
        "make_up": (_tr("class made up"), _tr("class made up by {name}")),
        "set_price": (_tr("price"), _tr("price for {name}")),
        "pay": (_tr("payment"), _tr("payment for {name}")),
        "refund": (_tr("money given back"), _tr("money given back for {name}")),
        "give_receipt": (_tr("receipt"), _tr("receipt {name}")),
        "plan_course": (_tr("new course"), _tr("{name}, planned")),
        "change_course": (_tr("change of a course"), _tr("change of {name}")),
        "change_venue": (_tr("change of a venue"), _tr("change of {name}")),
        "move_class": (_tr("moved class"), _tr("moved class, {name}")),
        "move_on": (_tr("moved classes"), _tr("moved classes, {name}")),
        "cancel_class": (_tr("cancelled class"), _tr("cancelled class, {name}")),
        "replace_class": (_tr("class in its place"), _tr("class in its place, {name}")),
        "hold_after_all": (_tr("class held after all"), _tr("class held after all, {name}")),
        "close_days": (_tr("days without classes"), _tr("days without classes, {name}")),
        "open_days": (_tr("days with classes again"), _tr("days with classes again, {name}")),
        "import": (_tr("import"), _tr("import of {name}")),
        "new_family": (_tr("new family"), _tr("new family, {name}")),
        "add_carer": (_tr("new carer"), _tr("new carer, {name}")),
        "change_carer": (_tr("change of a carer"), _tr("change of {name}")),
        "add_baby": (_tr("new baby"), _tr("new baby, {name}")),
        "change_baby": (_tr("change of a baby"), _tr("change of {name}")),
        "add_note": (_tr("note about a family"), _tr("note about {name}")),
        "add_flag": (_tr("flag for a baby"), _tr("flag for {name}")),
        "end_flag": (_tr("end of a flag"), _tr("end of a flag for {name}")),
        "answer_consent": (_tr("answer about consent"), _tr("answer about consent, {name}")),
        "rate": (_tr("a carer's answers"), _tr("answers of {name}")),
        "change_content": (_tr("change of the curriculum"), _tr("change of {name}")),
        "add_content": (_tr("addition to the curriculum"), _tr("addition of {name}")),
        "hide_content": (_tr("hidden part of the curriculum"), _tr("{name}, hidden")),
        "show_content": (_tr("part of the curriculum shown again"), _tr("{name}, shown again")),
        "void_payment": (_tr("payment taken back"), _tr("payment taken back for {name}")),
    }


def _tr(text: str) -> str:
    return QCoreApplication.translate("Operations", text)
