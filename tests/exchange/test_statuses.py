"""Words of a status: certain ones are read, every other is asked once, with what is likely first."""

from __future__ import annotations

import pytest

from massage_studio.exchange.columns import Column
from massage_studio.exchange.meanings import Meaning
from massage_studio.exchange.questions import Question, Status
from massage_studio.exchange.statuses import is_part_refund, is_refund, status_of

STATUS = Column(0, "Attendee Status", Meaning.STATUS, "title")


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("Attending", Status.COMING),
        ("Complete", Status.COMING),
        ("confirmed", Status.COMING),
        ("Checked In", Status.COMING),
        ("Eventbrite Completed", Status.COMING),
        ("Eventbrite Completed (partially refunded)", Status.COMING),
        ("Free Order", Status.COMING),
        ("Non-refundable ticket", Status.COMING),
        ("Refund declined", Status.COMING),
        ("Paid by bank transfer", Status.COMING),
        ("bestätigt", Status.COMING),
        ("Cancelled", Status.CANCELLED),
        ("Canceled by organiser", Status.CANCELLED),
        ("Cancelled (non-refundable)", Status.CANCELLED),
        ("Not Attending", Status.CANCELLED),
        ("Checkout", Status.CANCELLED),
        ("Waiting list", Status.WAITING),
        ("Waitlisted", Status.WAITING),
        ("On wait list", Status.WAITING),
        ("", None),
    ],
)
def test_a_certain_word_is_read(word: str, status: Status | None) -> None:
    assert status_of(STATUS, word, {}) == status


@pytest.mark.parametrize(
    ("word", "first"),
    [
        ("in-cart", Status.CANCELLED),
        ("was-in-cart", Status.CANCELLED),
        ("Late Cancel", Status.CANCELLED),
        ("trash", Status.CANCELLED),
        ("Dropped", Status.CANCELLED),
        ("Draft", Status.CANCELLED),
        ("c", Status.CANCELLED),
        ("Unenrolled", Status.CANCELLED),
        ("Removed", Status.CANCELLED),
        ("Withdrawn", Status.CANCELLED),
        ("Interested", Status.CANCELLED),
        ("Refunded", Status.CANCELLED),
        ("Refund due", Status.CANCELLED),
        ("Transferred to another date", Status.CANCELLED),
        ("Void", Status.CANCELLED),
        ("Expired", Status.CANCELLED),
        ("Abandoned", Status.CANCELLED),
        ("Payment failed", Status.CANCELLED),
        ("Pending payment", Status.COMING),
        ("on-hold", Status.COMING),
        ("Awaiting bank transfer", Status.COMING),
        ("Waiting for payment", Status.COMING),
        ("Unpaid", Status.COMING),
        ("Unavoidable", Status.COMING),
        ("Waiting for a place", Status.WAITING),
        ("?!", Status.COMING),
    ],
)
def test_every_other_word_is_asked_with_what_is_likely_first(word: str, first: Status) -> None:
    question = status_of(STATUS, word, {})
    assert isinstance(question, Question)
    assert question.likely[0].value == first
    for status in Status:
        assert status_of(STATUS, f" {word.upper()} ", {question.key: status}) is status


@pytest.mark.parametrize(
    ("title", "text", "status"),
    [
        ("Cancelled?", "Yes", Status.CANCELLED),
        ("Cancelled?", "No", None),
        ("Cancelled?", "1", Status.CANCELLED),
        ("Cancelled?", "x", Status.CANCELLED),
        ("Date cancelled", "03/10/2026", Status.CANCELLED),
        ("Date cancelled", "", None),
        ("Date cancelled", "-", None),
        ("Cancellation reason", "The baby was ill", None),
    ],
)
def test_a_column_about_cancelling_counts(title: str, text: str, status: Status | None) -> None:
    assert status_of(Column(0, title, Meaning.CANCELLED, "title"), text, {}) == status


def test_a_refund_of_a_part_is_none_of_all() -> None:
    assert is_refund("Refunded") and not is_part_refund("Refunded")
    for word in ("Eventbrite Completed (partially refunded)", "Part-refunded", "Partial refund"):
        assert is_part_refund(word) and not is_refund(word)
    assert not is_refund("Non-refundable")
