"""A family's summary on the screen: read first, stopped where it must, changed, printed and remembered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

import massage_studio.families.service as families
from massage_studio.cues import after_service
from massage_studio.gui.handouts.sentence_list import SentenceList
from massage_studio.gui.handouts.summary_page import SummaryPage
from massage_studio.gui.lists.model import ROW
from massage_studio.handouts.issued_queries import given_to
from massage_studio.handouts.models import SummaryEdit
from massage_studio.handouts.proofs import ProofSentence
from massage_studio.handouts.summary_sentences import noted
from massage_studio.store.ids import new_id
from massage_studio.store.opening import open_studio
from tests.gui.fakes import KeepingPrinter
from tests.gui.stage import Stage, staged
from tests.handouts.summary_views import full
from tests.paper.reading import text_of
from tests.progress.presses import come, finish, press
from tests.studio_fixtures import NOW, OpenClass, a_class, a_course, a_family

EVENING = NOW + timedelta(hours=9)


@pytest.fixture
def held(studio_folder: Path) -> OpenClass:
    store = open_studio(studio_folder)
    with store.write() as session:
        of = a_class(session, "Mia")
        [mia] = of.dyads
        come(session, of, mia)
        press(session, of, mia, "cue", "mutual_gaze", 4)
        finish(session, of)
        after_service.put_words(
            session,
            action_id=new_id(),
            session_id=of.session,
            baby_id=mia.baby,
            carer_id=mia.carer,
            code="highlight",
            text="Turned to the song",
            layer="family",
            now=EVENING,
        )
    store.close()
    return of


@pytest.fixture
def stage(qtbot: QtBot, studio_folder: Path, held: OpenClass) -> Iterator[Stage]:
    with staged(SummaryPage, studio_folder, qtbot, EVENING) as made:
        made.page.context.printing = KeepingPrinter()
        made.page.open(held.dyads[0].family)
        made.show()
        yield made


def test_it_is_read_before_it_is_printed_and_what_was_given_is_kept(stage: Stage, held: OpenClass) -> None:
    ui, page = stage.page.ui, stage.page
    assert not ui.print_button.isEnabled() and ui.stop_banner.isHidden()
    [highlight] = [one for one in page.sheet().proof.sentences if one.part == "own"]
    ui.sentences_list.changed.emit(highlight, "Listened to the song")
    stage.settle()
    assert page.sheet().proof.sentences[1].now == "Listened to the song"
    assert ui.course_combo.currentText() == "Autumn course"
    ui.read_button.click()
    stage.settle()
    assert ui.read_button.isHidden() and ui.print_button.isEnabled()
    ui.print_button.click()
    stage.settle()
    [papers] = page.context.printing.jobs
    assert "Listened to the song" in text_of(papers[0])
    assert stage.said[-1][0] == "Summary printed."
    with stage.store.read() as session:
        [given] = given_to(session, family_id=held.dyads[0].family)
        assert (given.document, given.edition) == ("summary", 1)
        assert session.scalars(select(SummaryEdit.words)).all() == ["Listened to the song"]
    page.undo.undo()
    stage.settle()
    assert page.sheet().proof.sentences[1].now == "Turned to the song"
    assert not page.sheet().proof.is_read, "it is another story again"


def test_each_part_of_a_summary_has_its_heading_and_what_has_no_room_is_told(qtbot: QtBot) -> None:
    found = SentenceList()
    qtbot.addWidget(found)
    found.show_story(
        "Mia",
        tuple(ProofSentence(one.key, one.part, one.words, one.words, one.words) for one in noted(full())),
    )
    rows = [found.sentences.index(place).data(ROW) for place in range(found.sentences.rowCount())]
    headings = [row.heading for row in rows if row.heading]
    assert "How Mia likes to be met" in headings and len(headings) == len(set(headings)) == 6
    assert all("No room on paper for" in row.accessible_description for row in rows)


def test_a_reason_to_stop_is_looked_at_first_and_stops_the_certificate_too(
    stage: Stage, held: OpenClass
) -> None:
    ui, page = stage.page.ui, stage.page
    ui.paper_combo.setCurrentIndex(1)
    assert ui.print_button.isEnabled(), "nothing speaks against a certificate"
    with stage.store.write() as session:
        families.add_carer(
            session,
            family_id=held.dyads[0].family,
            carer_id=new_id(),
            given_name="Kurt",
            contact_restriction="Court order",
        )
    page.reload()
    stage.settle()
    assert not ui.print_button.isEnabled() and "not for Kurt" in ui.stop_banner.words()
    assert ui.read_button.text() == "I have &seen this"
    for _ in range(2):
        ui.read_button.click()
        stage.settle()
    assert ui.print_button.isEnabled() and page.sheet().proof.is_read


def test_a_family_that_was_in_no_class_is_told_so_and_every_paper_can_be_looked_at(
    stage: Stage, held: OpenClass
) -> None:
    ui, page = stage.page.ui, stage.page
    for paper in range(2):
        for variant in range(3):
            ui.paper_combo.setCurrentIndex(paper)
            ui.variant_combo.setCurrentIndex(variant)
            stage.settle()
            assert not ui.preview.page().isNull()
    with stage.store.write() as session:
        a_course(session)
        noah = a_family(session, "Noah")
    page.open(noah.family)
    stage.settle()
    assert not page.empty_state.isHidden() and ui.preview_card.isHidden() and ui.choice_card.isHidden()
    ui.back_button.click()
    assert stage.gone[-1] == ("family", noah.family)
