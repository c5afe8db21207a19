"""What is read of a baby's classes on the page of the family: true, in its order, and no score of anybody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

import massage_studio.families.service as families
from massage_studio.bookings import attendance_service
from massage_studio.cues import opening_service
from massage_studio.cues.delivered_queries import delivered
from massage_studio.cues.delivered_service import go_to
from massage_studio.cues.models import CueNote
from massage_studio.families import private_service
from massage_studio.gui import theme
from massage_studio.gui.cues.permission_words import in_order
from massage_studio.gui.progress.card_parts import Pill, Words
from massage_studio.gui.progress.course_line import CourseButton
from massage_studio.gui.progress.family_page import FamilyPage
from massage_studio.gui.widgets.card import Card
from massage_studio.gui.widgets.ribbon import StateRibbon
from massage_studio.handouts.summary_queries import summary_papers
from massage_studio.progress.models import MetEdit
from massage_studio.progress.queries import family_progress
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from tests.gui.progress.family_stage import button, inside, shown, texts
from tests.gui.readable import readable
from tests.gui.stage import Stage, staged
from tests.progress.presses import finish, press
from tests.progress.weeks import begin
from tests.studio_fixtures import (
    NOW,
    Dyad,
    OpenClass,
    a_booking,
    a_class,
    a_course,
    a_family,
    a_sibling,
    classes_of,
    filled,
)

MARKER = "Xqz"
KINDS = {"=": "state", "?": "permission", "-": "not_massaged", "!": "response"}


@pytest.fixture
def stage(studio_folder: Path, qtbot: QtBot) -> Iterator[Stage]:
    with staged(FamilyPage, studio_folder, qtbot, now=NOW + timedelta(hours=2)) as made:
        yield made


def pressed_in_class(session: object, of: OpenClass, dyad: Dyad, presses: str) -> None:
    """Press these a minute apart; = is a state, ? an answer, - a reason, ! a response; else it is a cue."""
    for minute, one in enumerate(presses.split(), 2):
        kind = KINDS.get(one[0], "cue")
        press(session, of, dyad, kind, one.lstrip("=?-!"), minute)  # type: ignore[arg-type]


def page_after(stage: Stage, presses: str) -> FamilyPage:
    """Show Mia's family after a class with these presses in its first activity with an area."""
    with stage.store.write() as session:
        of = a_class(session, "Mia")
        [mia] = of.dyads
        attendance_service.mark(session, session_id=of.session, baby_id=mia.baby, status="here", now=NOW)
        part = next(part for part in delivered(session, session_id=of.session) if part.areas)
        go_to(session, session_id=of.session, delivered_id=part.id, now=NOW + timedelta(minutes=1))
        pressed_in_class(session, of, mia, presses)
        finish(session, of)
    return shown(stage, mia.family)


def everything(page: FamilyPage) -> str:
    rows = [row.accessibleName() for row in inside(page, StateRibbon)]
    buttons = [one.accessibleName() for one in inside(page, QAbstractButton)]
    return " | ".join((*texts(page), *rows, *buttons))


ANSWERS = {
    "?yes": "Said yes",
    "?asked": "Asked first",
    "?unsure": "Was not sure",
    "?yes ?not_now": "Said yes, then not now",
    "?yes ?not_now ?yes": "Said yes, then not now, then yes again",
    "?yes ?not_now -said_no": "Said yes, then not now",
    "?yes -asleep ?yes -asleep": "Said yes, then fell asleep, then yes again, then fell asleep again",
    "?not_now ?yes": "Said not now, then yes",
    "?unsure ?yes": "Was not sure, then yes",
    "?yes -asleep": "Said yes, then fell asleep",
    "?yes -recent_jab": "Said yes, then stopped: recent jab",
    "-hungry ?yes": "At first no massage: hungry, then yes",
}


def test_permission_is_told_in_its_order(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session, capacity=12)
        dyads = [a_family(session, f"Baby {number}") for number in range(len(ANSWERS))]
        for dyad in dyads:
            a_booking(session, course, dyad)
        klass = classes_of(session, course)[0]
        begin(session, klass, dyads)
        of = OpenClass(klass, course, tuple(dyads))
        for dyad, presses in zip(dyads, ANSWERS, strict=True):
            pressed_in_class(session, of, dyad, presses)
        finish(session, of)
        for dyad, told in zip(dyads, ANSWERS.values(), strict=True):
            whole = family_progress(session, family_id=dyad.family, now=NOW + timedelta(hours=2))
            [story] = whole.babies[0].sessions
            assert in_order(story.permission, whole.names.response) == told and story.why_not is None


def test_permission_stands_with_its_moments_on_a_quiet_ground(stage: Stage) -> None:
    page = page_after(stage, "=quiet_alert ?yes turns_away !cuddle ?not_now")
    [pill] = inside(page.classes.ui.sessions_card, Pill)
    assert pill.text() == "Said yes at 10:03, then not now at 10:06"
    assert "Not massaged" not in everything(page)
    told = texts(page.classes.ui.sessions_card)
    assert "Had enough: turns right away; cuddling helped" in told
    assert any(text.startswith("Legs and feet · ") and text.endswith(" of massage") for text in told)


def test_a_baby_who_never_wanted_massage_reads_as_fine(stage: Stage) -> None:
    page = page_after(stage, "=active_alert ?not_now turns_away arches_back fusses turns_away")
    [ribbon] = inside(page.classes.ui.sessions_card, StateRibbon)
    assert ribbon.accessibleName() == "Active alert 58 min"
    [pill] = inside(page.classes.ui.sessions_card, Pill)
    assert pill.text() == "Not massaged, and that is fine: not now"
    picture = pill.grab().toImage()
    ground = picture.pixelColor(round(8 * picture.devicePixelRatio()), picture.height() // 2)
    assert ground.name() == theme.current().tint("neutral").name()
    open_notes(stage, page)
    assert not re.search(r"\d+ yes|\d+ pause|a minute|0[.]0|min of massage", everything(page))


def open_notes(stage: Stage, page: FamilyPage, by_key: bool = False) -> QAbstractButton:
    [notes] = [
        one
        for one in inside(page.classes.ui.sessions_card, QAbstractButton)
        if "notes of" in one.accessibleName()
    ]
    if by_key:
        notes.setFocus()
        stage.qtbot.keyClick(notes, Qt.Key.Key_Space)
    else:
        stage.qtbot.mouseClick(notes, Qt.MouseButton.LeftButton)
    stage.settle()
    return notes


@pytest.mark.parametrize("by_key", [False, True])
def test_the_number_of_notes_opens_them_and_each_leads_to_the_record_of_its_class(
    stage: Stage, by_key: bool
) -> None:
    page = page_after(stage, "=quiet_alert ?yes smiles turns_away !cuddle")
    notes = open_notes(stage, page, by_key)
    assert notes.accessibleName() == "5 notes of week 1"
    card = page.classes.ui.sessions_card
    for words in ("Quiet alert", "Permission: yes", "Smiles", "Turns right away", "Cuddle"):
        assert words in texts(card)
    rate = r"Watched for 58 min: yes, more 0.02 times a minute; pause 0.02 times a minute."
    assert rate in texts(card)
    smile = button(card, "10:04: Smiles. Open the record of the class")
    if by_key:
        smile.setFocus()
        stage.qtbot.keyClick(smile, Qt.Key.Key_Space)
    else:
        stage.qtbot.mouseClick(smile, Qt.MouseButton.LeftButton)
    [(name, key)] = stage.gone
    with stage.store.read() as session:
        assert (name, key) == (
            "after_class",
            tuple(session.execute(select(CueNote.session_id, CueNote.baby_id)).first()),
        )
    open_notes(stage, page, by_key)
    assert "Smiles" not in texts(card), "pressed again, the list is gone"


def test_the_minutes_of_a_benefit_lead_to_the_activities_they_come_from(stage: Stage) -> None:
    page = page_after(stage, "=quiet_alert ?yes smiles")
    card = page.classes.ui.benefits_card
    stage.qtbot.mouseClick(button(card, "Where the minutes come from"), Qt.MouseButton.LeftButton)
    stage.settle()
    told = texts(card)
    [touch] = (text for text in told if text.startswith("Touch, "))
    assert re.fullmatch(r"Touch, \d+ min", touch)
    lines = [one for one in inside(card, QAbstractButton) if "Open the record" in one.accessibleName()]
    assert lines
    lines[0].click()
    assert stage.gone[0][0] == "after_class"


def test_a_warning_sign_is_nowhere_on_the_page(stage: Stage) -> None:
    page = page_after(stage, "=quiet_alert ?yes goes_limp unusual_cry vomits feels_hot !cuddle")
    open_notes(stage, page)
    told = everything(page).casefold()
    for word in ("limp", "unusual", "sick", "vomit", "feels hot", "sweaty", "instructor", "cuddl"):
        assert word not in told
    assert "pause" not in told and "a minute" not in told


# How a baby likes to be met


def _three_weeks(session: object) -> tuple[Dyad, list[object]]:
    """Three weeks of Mia: she smiled in each, looked away and was cuddled."""
    course = a_course(session)  # type: ignore[arg-type]
    mia = a_family(session)  # type: ignore[arg-type]
    a_booking(session, course, mia)  # type: ignore[arg-type]
    classes = classes_of(session, course)[:3]  # type: ignore[arg-type]
    for week, klass in enumerate(classes):
        begin(session, klass, [mia])  # type: ignore[arg-type]
        of = OpenClass(klass, course, (mia,))
        for minute, kind, code in (
            (3, "state", "quiet_alert"),
            (4, "permission", "yes"),
            (5, "cue", "smiles"),
            (8, "cue", "turns_away"),
            (9, "response", "cuddle"),
        ):
            press(session, of, mia, kind, code, week * 7 * 24 * 60 + minute)  # type: ignore[arg-type]
        over = NOW + timedelta(days=7 * week, hours=1)
        opening_service.finish_class(session, session_id=klass, now=over)  # type: ignore[arg-type]
    return mia, list(classes)


@pytest.fixture
def met(studio_folder: Path, qtbot: QtBot) -> Iterator[tuple[Stage, FamilyPage, Dyad]]:
    mia, _ = filled(studio_folder, _three_weeks)
    with staged(FamilyPage, studio_folder, qtbot, now=NOW + timedelta(days=20)) as stage:
        yield stage, shown(stage, mia.family), mia


def sentences(page: FamilyPage) -> list[str]:
    return [
        one.accessibleName()
        for one in inside(page.classes.ui.met_card, QAbstractButton)
        if one.accessibleName().endswith(".") and "Open the record" not in one.accessibleName()
    ]


OF_NOTES = [
    "Often smiles.",
    "Shows enough first by turning right away.",
    "When it is enough, cuddling helps.",
]


def test_a_sentence_leads_by_click_and_by_key_to_its_notes(met: tuple[Stage, FamilyPage, Dyad]) -> None:
    stage, page, _ = met
    card = page.classes.ui.met_card
    assert sentences(page) == OF_NOTES
    easy = button(card, "Often smiles.")
    stage.qtbot.mouseClick(easy, Qt.MouseButton.LeftButton)
    stage.settle()
    for day in ("3 Dec", "26 Nov", "19 Nov"):
        assert button(card, f"{day}, 10:05: Smiles. Open the record of the class").isVisible()
    enough = button(card, OF_NOTES[1])
    enough.setFocus()
    stage.qtbot.keyClick(enough, Qt.Key.Key_Return)
    stage.settle()
    first = button(card, "3 Dec, 10:08: Turns right away. Open the record of the class")
    first.setFocus()
    stage.qtbot.keyClick(first, Qt.Key.Key_Space)
    assert stage.gone[0][0] == "after_class"


def change_words(stage: Stage, page: FamilyPage, words: dict[str, str]) -> None:
    [change] = [
        one
        for one in inside(page.classes.ui.met_card, QAbstractButton)
        if one.objectName() == "change_met_button"
    ]
    stage.qtbot.mouseClick(change, Qt.MouseButton.LeftButton)
    dialog = stage.messages.dialog
    for name, said in words.items():
        [line] = [one for one in dialog.findChildren(QLineEdit) if one.accessibleName() == name]
        line.setText(said)
    dialog.confirm()
    stage.settle()


def test_her_words_stand_first_are_what_prints_and_are_taken_back_by_name(
    met: tuple[Stage, FamilyPage, Dyad],
) -> None:
    stage, page, mia = met
    own = "A sentence of your own"
    change_words(
        stage, page, {"Often smiles.": "Smiles when sung to.", own: "Loves the window.", OF_NOTES[2]: ""}
    )
    hers = ["Smiles when sung to.", "Loves the window.", OF_NOTES[1]]
    assert sorted(sentences(page)[:2]) == sorted(hers[:2]) and sentences(page)[2:] == hers[2:]
    now = stage.page.context.clock()
    with stage.store.read() as session:
        [sheet] = summary_papers(session, family_id=mia.family, now=now).sheets
    assert list(sheet.draft.view.met) == sentences(page)
    easy = button(page.classes.ui.met_card, "Smiles when sung to.")
    stage.qtbot.mouseClick(easy, Qt.MouseButton.LeftButton)
    stage.settle()
    changed = button(page.classes.ui.met_card, "3 Dec, 10:05: Smiles. Open the record of the class")
    assert changed.isVisible(), "what she changed still leads to its notes"
    stage.undo()
    assert sentences(page) == OF_NOTES
    with stage.store.read() as session:
        assert session.scalars(select(MetEdit)).all() == []


def test_the_words_from_the_notes_come_back(met: tuple[Stage, FamilyPage, Dyad]) -> None:
    stage, page, _ = met
    change_words(stage, page, {"Often smiles.": "Smiles when sung to."})
    change_words(stage, page, {"Often smiles.": "Often smiles."})
    assert sentences(page) == OF_NOTES
    with stage.store.read() as session:
        assert session.scalars(select(MetEdit)).all() == []


# As it is shown to the family


def test_what_is_shown_to_the_family_has_nothing_of_what_is_for_her_alone(stage: Stage) -> None:
    with stage.store.write() as session:
        of = a_class(session, "Mia")
        [mia] = of.dyads
        attendance_service.mark(session, session_id=of.session, baby_id=mia.baby, status="here", now=NOW)
        pressed_in_class(session, of, mia, "=quiet_alert ?yes smiles goes_limp turns_away !cuddle")
        for layer in ("private", "safeguarding"):
            press(session, of, mia, "note", "", 20, text=f"{MARKER} in class", layer=layer)
            families.add_note(session, family_id=mia.family, layer=layer, text=f"{MARKER} page", now=NOW)
        press(session, of, mia, "note", "highlight", 21, text="Watched the tree", layer="family")
        families.add_flag(session, baby_id=mia.baby, kind="allergy", what=MARKER, since=NOW.date())
        rob = new_id()
        families.add_carer(
            session, family_id=mia.family, carer_id=rob, given_name=MARKER, contact_restriction=MARKER
        )
        attendance_service.brought_by(
            session, session_id=of.session, baby_id=mia.baby, carer_id=rob, now=NOW, reason=MARKER
        )
        private_service.keep_mark(
            session, family_id=mia.family, worries=("low_mood",), words=MARKER, since=NOW.date()
        )
        finish(session, of)
    page = shown(stage, mia.family)
    assert any(MARKER in words for words in readable())
    button(page, "Private: 2 notes").click()
    stage.settle()
    button(page.details, "Show what is for you alone").click()
    stage.settle()
    assert page.ui.show_button.text() == "Show to Mia's carer"
    page.ui.note_button.setFocus()
    stage.qtbot.keyClick(page.ui.note_button, Qt.Key.Key_F8)
    stage.settle()
    told = readable()
    view = page.ui.shown_panel
    assert view.isVisible() and "“Watched the tree”" in texts(view)
    for word in (MARKER, "limp", "£", "due", "Private", "Safeguarding", "Allergy", "restriction", "a minute"):
        assert not [words for words in told if word in words], word
    sizes = {
        one.fontInfo().pixelSize() for one in view.findChildren(QWidget) if "Watched" in one.accessibleName()
    }
    assert all(size > page.fontInfo().pixelSize() for size in sizes)
    stage.qtbot.keyClick(view, Qt.Key.Key_F8)
    assert page.ui.working_page.isVisible()
    assert not [words for words in texts(page.classes.ui.notes_card) if MARKER in words], "they are folded"
    page.ui.show_button.click()
    stage.page.open(a_new_family(stage))
    stage.settle()
    assert page.ui.working_page.isVisible(), "another family begins with the instructor's own view"


def a_new_family(stage: Stage) -> object:
    with stage.store.write() as session:
        return a_family(session, "Noah").family


# Courses, twins and everything


def test_courses_follow_one_another_under_their_names_and_earlier_classes_on_demand(stage: Stage) -> None:
    with stage.store.write() as session:
        mia = a_family(session)
        for name, back in (("Spring course", 200), ("Summer course", 100), ("Autumn course", 40)):
            first = NOW - timedelta(days=back)
            starts = tuple(first + timedelta(days=7 * week) for week in range(5))
            course = a_course(session, name, starts=starts)
            a_booking(session, course, mia)
            for klass in classes_of(session, course):
                over = begin(session, klass, [mia]) + timedelta(hours=1)
                opening_service.finish_class(session, session_id=klass, now=over)
    page = shown(stage, mia.family)
    card = page.classes.ui.sessions_card

    def weeks() -> list[str]:
        return [text for text in texts(card) if "course · " in text or text.startswith("Week")]

    told = weeks()
    assert told[0] == "Autumn course · 2026" and told[1].startswith("Week 5") and len(told) == 8 + 2
    courses = inside(page.ui.course_line, CourseButton)
    assert [one.words() for one in courses] == [
        f"{name} course, 5 of 5" for name in ("Autumn", "Summer", "Spring")
    ]
    stage.qtbot.mouseClick(button(card, "Earlier classes"), Qt.MouseButton.LeftButton)
    stage.settle()
    assert len(weeks()) == 15 + 3

    page.classes.turn_back()
    page.ui.tabs.setCurrentWidget(page.details)
    page.classes.views[1].click()
    spring = button(page.ui.course_line, "Spring course, 5 of 5: show the classes")
    page.ui.summary_button.setFocus()
    for _ in courses:
        stage.qtbot.keyClick(page.window().focusWidget(), Qt.Key.Key_Tab)
    assert spring.hasFocus()
    stage.qtbot.keyClick(spring, Qt.Key.Key_Return)
    stage.settle()
    assert page.classes.isVisible() and page.classes.views[0].isChecked()
    [heading] = [words for words in inside(card, Words) if words.text() == "Spring course · 2026"]
    viewport = page.classes.ui.classes_area.viewport()
    assert viewport.rect().contains(heading.mapTo(viewport, heading.rect().center()))
    assert page.classes.isAncestorOf(page.window().focusWidget())
    stage.qtbot.mouseClick(courses[0], Qt.MouseButton.LeftButton)
    stage.settle()
    [heading] = [words for words in inside(card, Words) if words.text() == "Autumn course · 2026"]
    assert viewport.rect().contains(heading.mapTo(viewport, heading.rect().center()))
    assert not stage.gone


def test_everything_is_one_list_that_is_filtered_and_keeps_what_is_hers_folded(stage: Stage) -> None:
    with stage.store.write() as session:
        of = a_class(session, "Mia")
        [mia] = of.dyads
        attendance_service.mark(session, session_id=of.session, baby_id=mia.baby, status="here", now=NOW)
        press(session, of, mia, "note", "", 20, text="Watched the tree", layer="family")
        families.add_note(session, family_id=mia.family, layer="private", text="Tired", now=NOW)
        families.answer_consent(session, family_id=mia.family, kind="photo", given=True, on=NOW.date())
        finish(session, of)
    page = shown(stage, mia.family)
    page.classes.views[1].click()
    stage.settle()
    panel = page.classes.timeline
    told = texts(panel)
    for words in (
        "Mia on Autumn course: booked",
        "Autumn course, week 1: Mia here",
        "“Watched the tree”",
        "Taking photographs: yes",
    ):
        assert words in told
    assert "“Tired”" not in told
    panel.chips["consents"].click()
    stage.settle()
    assert [text for text in texts(panel) if "2026" not in text] == ["Taking photographs: yes"]
    panel.chips["consents"].click()
    panel.chips["private"].click()
    stage.settle()
    assert "“Tired”" in texts(panel)
    page.hide()
    page.show()
    stage.settle()
    assert "“Tired”" not in texts(panel), "what is hers is folded when the page comes back"


def test_twins_have_each_their_own_story(stage: Stage) -> None:
    with stage.store.write() as session:
        finn = a_family(session, "Finn", "Beth")
        ivy = a_sibling(session, finn, "Ivy")
        course = a_course(session)
        for dyad in (finn, ivy):
            a_booking(session, course, dyad)
        of = OpenClass(classes_of(session, course)[0], course, (finn, ivy))
        begin(session, of.session, [finn, ivy])
        press(session, of, finn, "note", "highlight", 5, text="Slept", layer="family")
        press(session, of, ivy, "note", "highlight", 6, text="Sang along", layer="family")
        finish(session, of)
    page = shown(stage, finn.family)
    assert "“Slept”" in everything(page) and "Sang along" not in everything(page)
    page.ui.show_button.click()
    assert "Sang along" not in " ".join(readable())
    page.show_to_family(False)
    button(page.ui.baby_switch, "Show Ivy").click()
    stage.settle()
    assert "“Sang along”" in everything(page) and "Slept" not in everything(page)


def test_twins_stand_beside_each_other_each_under_its_name_where_there_is_room(stage: Stage) -> None:
    with stage.store.write() as session:
        finn = a_family(session, "Finn", "Beth")
        ivy = a_sibling(session, finn, "Ivy")
        alone = a_family(session, "Mia")
        course = a_course(session)
        for dyad in (finn, ivy):
            a_booking(session, course, dyad)
        of = OpenClass(classes_of(session, course)[0], course, (finn, ivy))
        begin(session, of.session, [finn, ivy])
        press(session, of, finn, "note", "highlight", 5, text="Slept", layer="family")
        press(session, of, ivy, "note", "highlight", 6, text="Sang along", layer="family")
        finish(session, of)
    page = shown(stage, finn.family)
    page.resize(1162, 728)
    stage.settle()
    both = button(page.classes, "Both babies")
    both.setFocus()
    stage.qtbot.keyClick(both, Qt.Key.Key_Space)
    stage.settle()
    [of_finn, of_ivy] = [card for card in inside(page.classes, Card) if card.isVisible()]
    assert [of_finn.accessibleName(), of_ivy.accessibleName()] == ["Finn's classes", "Ivy's classes"]
    assert "“Slept”" in texts(of_finn) and "“Sang along”" not in texts(of_finn)
    assert "“Sang along”" in texts(of_ivy) and "“Slept”" not in texts(of_ivy)
    assert of_finn.geometry().size().width() == pytest.approx(of_ivy.width(), abs=2)

    notes = next(one for one in inside(of_ivy, QAbstractButton) if "of week 1" in one.accessibleName())
    notes.click()
    stage.settle()
    record = next(one for one in inside(of_ivy, QAbstractButton) if one is not notes)
    record.click()
    assert stage.gone == [("after_class", (of.session, ivy.baby))]

    page.resize(900, 728)
    stage.settle()
    assert both.isHidden() and "Sang along" not in everything(page)
    assert page.classes.ui.met_card.isVisible()
    page.resize(1162, 728)
    page.open(alone.family)
    stage.settle()
    assert both.isHidden() and page.classes.ui.met_card.isVisible()
    page.open(finn.family)
    stage.settle()
    assert "“Sang along”" in everything(page)
