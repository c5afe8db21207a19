"""A carer's own words: on the screen that is turned round, from paper, and beside each other on the page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

import massage_studio.families.service as families
from massage_studio.curriculum.content import load
from massage_studio.curriculum.own_language import items_in
from massage_studio.families.own_words_queries import own_words
from massage_studio.families.own_words_service import rate
from massage_studio.families.restrictions import Rule
from massage_studio.families.views import OwnWordsView
from massage_studio.gui.context import Context
from massage_studio.gui.cover import CoverPage
from massage_studio.gui.main_window import MainWindow
from massage_studio.gui.messages import Messages
from massage_studio.gui.progress.asking import Asking
from massage_studio.gui.progress.family_page import FamilyPage
from massage_studio.gui.progress.own_words_page import OwnWordsPage
from massage_studio.gui.tasks import Tasks
from massage_studio.gui.widgets.answer_line import AnswerLine, OneAnswer
from massage_studio.store.engine import Store
from massage_studio.store.opening import open_studio
from tests.gui.progress.family_stage import button, inside, shown, texts
from tests.gui.readable import readable
from tests.gui.settling import settle
from tests.gui.stage import Stage, staged
from tests.studio_fixtures import NOW, Dyad, a_family

ITEMS = load().self_rating


def kept(store: Store, mia: Dyad) -> tuple[OwnWordsView, ...]:
    with store.read() as session:
        return own_words(session, carer_ids=(mia.carer,))


@pytest.fixture
def mia(studio_folder: Path) -> Dyad:
    store = open_studio(studio_folder)
    with store.write() as session:
        made = a_family(session, "Mia", "Grace")
    store.close()
    return made


@pytest.fixture
def store(studio_folder: Path, mia: Dyad) -> Store:
    return open_studio(studio_folder)


@pytest.fixture
def window(store: Store, mia: Dyad, qtbot: QtBot) -> Iterator[MainWindow]:
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    tasks = Tasks()
    tasks.use(store)
    made = MainWindow(Context(tasks, Messages(), clock=lambda: NOW))
    made.resize(1024, 700)
    made.show()
    made.activateWindow()
    QTest.qWaitForWindowActive(made)
    made.go("family", mia.family)
    settle(tasks)
    yield made
    settle(tasks)
    tasks.close()
    made.close()
    made.deleteLater()
    QLocale.setDefault(before)


def turned(window: MainWindow, place: int = 0) -> OwnWordsPage:
    """Press the button of the card and choose a moment in its menu."""
    page = window.page("family")
    assert isinstance(page, FamilyPage)
    turn = button(page.classes.words, "Turn the screen round and ask")
    assert isinstance(turn, QPushButton)
    turn.menu().actions()[place].trigger()
    settle(window.context.tasks)
    asking = window.stack.currentWidget()
    assert isinstance(asking, OwnWordsPage)
    return asking


def press(window: MainWindow, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(QApplication.focusWidget() or window, key)
        settle(window.context.tasks)


def test_the_screen_is_answered_by_keys_and_given_back_under_the_curtain(
    window: MainWindow, store: Store, mia: Dyad
) -> None:
    page = turned(window)
    assert window.context.privacy.drawn and window.sidebar.isHidden()
    told = " ".join(readable())
    assert "Grace" not in told and "Mia" not in told
    assert not any(letter.isdecimal() for letter in told)
    press(window, Qt.Key.Key_Return)
    assert page.ui.statement_label.text() == ITEMS.statements[0].text
    assert not page.ui.later_button.isEnabled()
    press(window, Qt.Key.Key_End, Qt.Key.Key_Left, Qt.Key.Key_Return)
    assert page.ui.statement_label.text() == ITEMS.statements[1].text
    page.ui.skip_button.click()
    press(window, Qt.Key.Key_Home, Qt.Key.Key_Return)
    page.ui.earlier_button.click()
    assert page.ui.answer_line.answer == 0, "what was answered is there to be looked at again"
    page.ui.later_button.click()
    for _ in range(2):
        page.ui.skip_button.click()
    assert page.ui.words_label.text() == ITEMS.words_before
    page.ui.words_edit.setPlainText("More sleep")
    page.ui.later_button.click()
    assert page.ui.steps.currentWidget() is page.ui.paper_page
    page.ui.agree_button.click()
    settle(window.context.tasks)
    assert page.ui.steps.currentWidget() is page.ui.thanks_page
    [one] = kept(store, mia)
    assert one.before is not None and one.after is None
    assert one.before.scores == (9, None, 0, None, None)
    assert (one.before.words, one.before.on_paper) == ("More sleep", True)
    window.context.privacy.draw(False)
    page.ui.done_button.click()
    settle(window.context.tasks)
    assert window.context.privacy.drawn and isinstance(window.stack.currentWidget(), CoverPage)
    assert "Grace" not in " ".join(readable())
    assert page.ui.words_edit.toPlainText() == "" and page.ui.answer_line.answer is None
    window.context.privacy.draw(False)
    settle(window.context.tasks)
    assert window.stack.currentWidget() is window.page("family")
    assert "“More sleep”" in texts(window.page("family").classes.words)


def test_a_screen_that_is_given_back_early_keeps_what_was_answered_and_prints_none_of_it(
    window: MainWindow, store: Store, mia: Dyad
) -> None:
    page = turned(window, 1)
    press(window, Qt.Key.Key_Return, Qt.Key.Key_Right, Qt.Key.Key_Return)
    page.ui.hand_back_button.click()
    settle(window.context.tasks)
    [one] = kept(store, mia)
    assert one.before is None and one.after is not None
    assert (one.after.scores[0], one.after.on_paper) == (5, False)


def test_who_leaves_all_out_is_not_asked_about_paper_and_leaves_no_trace(
    window: MainWindow, store: Store, mia: Dyad
) -> None:
    page = turned(window)
    page.ui.begin_button.click()
    for _ in range(6):
        page.ui.skip_button.click()
    assert page.ui.steps.currentWidget() is page.ui.thanks_page
    page.ui.done_button.click()
    settle(window.context.tasks)
    assert kept(store, mia) == ()


def test_no_key_of_the_office_works_on_the_screen_that_is_turned_round(window: MainWindow) -> None:
    page = turned(window)
    for key in (Qt.Key.Key_1, Qt.Key.Key_3, Qt.Key.Key_K):
        QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
        settle(window.context.tasks)
        assert window.stack.currentWidget() is page
        assert window.find_overlay is None or not window.find_overlay.isVisible()


def test_a_finger_chooses_a_ring_and_an_arabic_line_goes_the_other_way(qtbot: QtBot) -> None:
    line = AnswerLine()
    qtbot.addWidget(line)
    line.set_large(1.8)
    line.resize(800, line.sizeHint().height())
    line.ask("I enjoy it", 0, 10, (ITEMS.places[0], ITEMS.places[-1]), ITEMS.place)
    line.show()
    for direction, first in ((Qt.LayoutDirection.LeftToRight, 0), (Qt.LayoutDirection.RightToLeft, 10)):
        line.setLayoutDirection(direction)
        for x, answer in ((20, first), (780, 10 - first)):
            line.set_answer(None)
            qtbot.mouseClick(line, Qt.MouseButton.LeftButton, pos=line.rect().center().__class__(x, 20))
            assert line.answer == answer
    line.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    line.set_answer(3)
    assert line.accessibleName() == "I enjoy it: nearer to not at all"
    for key, answer in (
        (Qt.Key.Key_Right, 4),
        (Qt.Key.Key_Down, 3),
        (Qt.Key.Key_End, 10),
        (Qt.Key.Key_Right, 10),
        (Qt.Key.Key_Delete, None),
        (Qt.Key.Key_Right, 5),
    ):
        qtbot.keyClick(line, key)
        assert line.answer == answer


@pytest.fixture
def stage(studio_folder: Path, mia: Dyad, qtbot: QtBot) -> Iterator[Stage]:
    with staged(FamilyPage, studio_folder, qtbot) as made:
        yield made


def test_answers_from_paper_are_entered_mended_and_stand_side_by_side_without_a_number(
    stage: Stage, mia: Dyad
) -> None:
    page = shown(stage, mia.family)
    card = page.classes.words

    def enter(place: int) -> None:
        entry = button(card, "Enter from paper")
        assert isinstance(entry, QPushButton)
        entry.menu().actions()[place].trigger()

    enter(0)
    dialog = stage.messages.dialog
    dialog.ui.save_button.click()
    assert dialog.ui.error_label.text() == "Give at least one answer."
    stage.qtbot.keyClick(dialog.lines[0], Qt.Key.Key_End)
    dialog.ui.save_button.click()
    stage.settle()
    enter(1)
    dialog = stage.messages.dialog
    assert [line.answer for line in dialog.lines] == [None] * 5, "what was before is not shown after"
    stage.qtbot.keyClick(dialog.lines[0], Qt.Key.Key_Home)
    dialog.ui.words_edit.setText("She looks away to say wait")
    dialog.ui.save_button.click()
    stage.settle()
    enter(1)
    assert stage.messages.dialog.lines[0].answer == 0
    stage.messages.dialog.ui.save_button.click()
    stage.settle()
    assert stage.said[-1] == ("Nothing was changed.", "", None)
    heard = [one.accessibleName() for one in inside(card, OneAnswer)]
    assert heard[:2] == [
        "I know when my baby is ready, before: completely",
        "I know when my baby is ready, after: not at all",
    ]
    told = texts(card)
    assert "“She looks away to say wait”" in told
    assert not {"10", "0"} & {*" ".join((*told, *heard)).split()}
    button(card, "Why own answers are no result of the course").click()
    assert stage.gone[-1] == ("curriculum", ("benefit", "bonding"))


def test_the_page_of_five_items_is_printed_in_her_language(stage: Stage, mia: Dyad) -> None:
    card = shown(stage, mia.family).classes.words
    page = button(card, "Print the page")
    assert isinstance(page, QPushButton)
    before = page.menu().actions()[0].menu()
    before.aboutToShow.emit()
    names = {action.text(): action for action in before.actions()}
    assert next(iter(names)) == "English" and "polski" in names
    names["polski"].trigger()
    stage.settle()
    dialog = stage.messages.dialog
    assert dialog.windowTitle() == items_in("pl").title
    dialog.reject()


def test_who_must_not_come_is_not_asked(stage: Stage, mia: Dyad) -> None:
    with stage.store.write() as session:
        families.change_carer(
            session,
            carer_id=mia.carer,
            given_name="Grace",
            family_name="",
            relationship="",
            email="",
            phone="",
            contact_restriction="Court order",
            rule=Rule(),
        )
        rate(session, carer_id=mia.carer, moment="before", scores={0: 1}, on=NOW.date())
    card = shown(stage, mia.family).classes.words
    assert not [one for one in inside(card, QPushButton) if one.menu() is not None]
    assert inside(card, OneAnswer)


def test_she_chooses_her_language_and_an_arabic_screen_reads_the_other_way(
    studio_folder: Path, mia: Dyad, qtbot: QtBot
) -> None:
    with staged(OwnWordsPage, studio_folder, qtbot) as stage:
        page = stage.page
        page.open(Asking(mia.family, mia.carer, None, "after", language="Polish"))
        stage.show()
        assert page.ui.start_title.text() == items_in("pl").title
        for code, direction in (
            ("ar", Qt.LayoutDirection.RightToLeft),
            ("en-GB", Qt.LayoutDirection.LeftToRight),
        ):
            page.languages[code].click()
            stage.settle()
            assert page.ui.start_title.text() == items_in(code).title
            assert page.layoutDirection() == direction
        assert page.ui.words_label.text() == ITEMS.words_after
