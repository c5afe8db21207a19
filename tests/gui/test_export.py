"""Every export of one file asks, writes, refuses and tells in the same way."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

import massage_studio.cues.service as cues
from massage_studio.bookings import money_service
from massage_studio.cues import opening_service
from massage_studio.exchange.letters import Letter
from massage_studio.gui.bookings import export_calendar, export_money
from massage_studio.gui.bookings.receipt_dialog import ReceiptDialog
from massage_studio.gui.exchange import drafts, export_events
from massage_studio.store.ids import new_id
from massage_studio.store.profile_view import Profile
from tests.gui.stage import APage, Stage, staged
from tests.studio_fixtures import NOW, a_booking, a_class, a_course, a_family

REPLACING = "There is a file of that name already."


@dataclass
class Exporting:
    """One kind of export, and the ending of its files; `told` returns the last words of it."""

    stage: Stage
    begin: Callable[[], None]
    ending: str
    told: Callable[[], str]

    def run(self, target: Path | None, *answers: tuple[str, bool | None]) -> None:
        """Choose where the file goes, answer what is asked then, and wait for the end."""
        self.stage.messages.expect("file_to_save", target)
        for question, answer in answers:
            self.stage.messages.expect(question, answer)
        self.begin()
        for _ in range(3):
            self.stage.settle()
            done: list[bool] = []
            self.stage.page.context.tasks.make(lambda: True, done.append)
            self.stage.qtbot.waitUntil(lambda done=done: bool(done))


@pytest.fixture
def stage(studio_folder: Path, qtbot: QtBot) -> Iterator[Stage]:
    with staged(APage, studio_folder, qtbot) as made:
        yield made


@pytest.fixture(params=["calendar", "books", "events", "draft", "receipt"])
def exporting(request: pytest.FixtureRequest, stage: Stage) -> Exporting:
    """Each kind of export of one file, in a studio that has something to export."""
    page, context = stage.page, stage.page.context
    held, receipt = _studio(stage)
    if request.param == "receipt":
        dialog = ReceiptDialog(context, receipt, page)
        stage.qtbot.addWidget(dialog)
        stage.settle()
        return Exporting(stage, dialog.save, ".pdf", dialog.ui.told_label.text)
    begins: dict[str, tuple[Callable[[], None], str]] = {
        "calendar": (lambda: export_calendar.offer(context, page), ".ics"),
        "books": (lambda: export_money.offer(context, page, None, None, "all years"), ".xlsx"),
        "events": (lambda: export_events.offer(context, page, held), ".xlsx"),
        "draft": (lambda: drafts.offer(context, page, _post(), "Autumn course", Profile()), ".eml"),
    }
    begin, ending = begins[request.param]
    return Exporting(stage, begin, ending, partial(_said, stage))


def _studio(stage: Stage) -> tuple[UUID, UUID]:
    """A class that is over and a receipt."""
    payment, receipt = new_id(), new_id()
    with stage.store.write() as session:
        opened = a_class(session, "Mia", now=NOW - timedelta(hours=1))
        [mia] = opened.dyads
        cues.record(
            session,
            action_id=new_id(),
            session_id=opened.session,
            dyads=((mia.baby, mia.carer),),
            kind="cue",
            code="smiles",
            now=NOW - timedelta(minutes=50),
        )
        opening_service.finish_class(session, session_id=opened.session, now=NOW)
        booking = a_booking(session, a_course(session, "Spring course"), a_family(session, "Leo", "Tom"))
        money_service.pay(
            session, payment_id=payment, booking_id=booking, amount=Decimal(72), method="cash", now=NOW
        )
        money_service.give_receipt(session, receipt_id=receipt, payment_id=payment, now=NOW)
    return opened.session, receipt


def _post() -> tuple[drafts.Post, ...]:
    return (drafts.Post(Letter("Grace", "grace@example.org", "A place", "Hello"), ()),)


def _said(stage: Stage) -> str:
    """What the page said, or what was told in a question's place."""
    told = [" ".join(words[1:]) for words in stage.messages.asked if words[0] == "tell"]
    return told[-1] if told else stage.said[-1][0] if stage.said else ""


def test_a_name_is_suggested_and_gets_its_ending(exporting: Exporting, tmp_path: Path) -> None:
    exporting.run(tmp_path / "mine")
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == [f"mine{exporting.ending}"]
    [(_, _, suggestion, kinds)] = exporting.stage.messages.asked
    assert suggestion.endswith(exporting.ending) and f"*{exporting.ending}" in kinds
    assert "xported" in exporting.told() or "is saved" in exporting.told()
    if os.name == "posix":
        assert (tmp_path / f"mine{exporting.ending}").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("replaced", [True, False])
def test_a_file_that_only_its_ending_leads_to_is_replaced_after_a_question(
    exporting: Exporting, tmp_path: Path, replaced: bool
) -> None:
    target = tmp_path / f"mine{exporting.ending}"
    target.write_text("older")
    exporting.run(tmp_path / "mine", ("ask", replaced))
    assert exporting.stage.messages.asked[-1][1] == REPLACING
    assert (target.read_bytes() != b"older") is replaced


def test_a_file_that_the_chooser_asked_about_is_replaced_without_another_question(
    exporting: Exporting, tmp_path: Path
) -> None:
    target = tmp_path / f"mine{exporting.ending.upper()}"
    target.write_text("older")
    exporting.run(target)
    assert target.read_bytes() != b"older"


def test_nothing_is_written_or_said_where_the_chooser_is_left(exporting: Exporting, tmp_path: Path) -> None:
    exporting.run(None)
    assert exporting.told() == "" and exporting.stage.said == []


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "The file cannot be written there: the disk is full."),
        (errno.EACCES, "The file cannot be written there. Close it"),
    ],
)
def test_a_disk_that_takes_no_file_is_told_and_leaves_the_earlier_one(
    exporting: Exporting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    def fail(handle: int) -> None:
        raise OSError(number, os.strerror(number))

    target = tmp_path / f"mine{exporting.ending}"
    target.write_text("older")
    # A receipt tells it in its own dialog.
    answers: tuple[tuple[str, bool | None], ...] = () if exporting.ending == ".pdf" else (("tell", None),)
    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", fail)
        exporting.run(target, *answers)
    assert exporting.told().startswith(words)
    assert target.read_text() == "older"
    assert not list(tmp_path.glob("*.part"))
