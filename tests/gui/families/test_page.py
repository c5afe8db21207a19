"""The list of families: found by a name as one types it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import massage_studio.families.service as families
from massage_studio.families.queries import families as all_families
from massage_studio.families.queries import family as one_family
from massage_studio.families.queries import family_rows
from massage_studio.gui.families.page import FamiliesPage
from massage_studio.gui.widgets.empty_state import EmptyState
from tests.gui.lists import press, rows
from tests.gui.stage import Stage, staged
from tests.studio_fixtures import NOW, a_family


@pytest.fixture
def stage(studio_folder: Path, qtbot: QtBot) -> Iterator[Stage]:
    with staged(FamiliesPage, studio_folder, qtbot) as made:
        yield made


def names(stage: Stage) -> list[str]:
    return [row.name for row in rows(stage.page.ui.families_list)]


def _newest(stage: Stage) -> UUID:
    with stage.store.read() as session:
        return family_rows(session, today=NOW.date(), most=1)[0].id


def three(stage: Stage) -> None:
    """Keep three families, Zoë last."""
    with stage.store.write() as session:
        for number, (baby, carer) in enumerate((("Mia", "Grace"), ("Leo", "Tom"), ("Zoë", "Ania"))):
            a_family(session, baby, carer, now=NOW + timedelta(minutes=number))


def test_the_newest_family_stands_first(stage: Stage) -> None:
    three(stage)
    stage.show()
    assert names(stage) == ["Zoë", "Leo", "Mia"]
    assert stage.page.ui.count_label.text().startswith("3 ")


@pytest.mark.parametrize(("typed", "found"), [("zoe", ["Zoë"]), ("gra", ["Mia"]), ("to", ["Leo"])])
def test_typing_finds_babies_and_carers(stage: Stage, typed: str, found: list[str]) -> None:
    three(stage)
    stage.show()
    stage.qtbot.keyClicks(stage.page.ui.filter_edit, typed)
    stage.settle()
    assert names(stage) == found


def test_a_letter_typed_while_a_question_is_under_way_is_not_lost(stage: Stage) -> None:
    three(stage)
    stage.show()
    for letter in "leo":
        stage.qtbot.keyClick(stage.page.ui.filter_edit, letter)
    stage.settle()
    assert names(stage) == ["Leo"]


def test_enter_opens_the_first_family_that_was_found(stage: Stage) -> None:
    three(stage)
    stage.show()
    stage.qtbot.keyClicks(stage.page.ui.filter_edit, "tom")
    stage.settle()
    stage.qtbot.keyClick(stage.page.ui.filter_edit, Qt.Key.Key_Return)
    with stage.store.read() as session:
        [leo] = all_families(session, today=NOW.date(), words="leo")
    assert stage.gone == [("family", leo.id)]


def test_the_arrows_go_through_the_list_and_enter_opens(stage: Stage) -> None:
    three(stage)
    stage.show()
    stage.page.ui.filter_edit.setFocus()
    stage.qtbot.keyClick(stage.page.ui.filter_edit, Qt.Key.Key_Down)
    assert stage.page.ui.families_list.hasFocus()
    stage.qtbot.keyClick(stage.page.ui.families_list, Qt.Key.Key_Down)
    stage.qtbot.keyClick(stage.page.ui.families_list, Qt.Key.Key_Return)
    with stage.store.read() as session:
        [leo] = all_families(session, today=NOW.date(), words="leo")
    assert stage.gone == [("family", leo.id)]


def test_a_click_opens_that_family(stage: Stage) -> None:
    three(stage)
    stage.show()
    press(stage.page.ui.families_list, 2)
    with stage.store.read() as session:
        [mia] = all_families(session, today=NOW.date(), words="mia")
    assert stage.gone == [("family", mia.id)]


def test_ctrl_f_goes_to_the_filter(stage: Stage) -> None:
    three(stage)
    stage.show()
    stage.page.ui.families_list.setFocus()
    stage.qtbot.keyClick(stage.page.ui.families_list, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert stage.page.ui.filter_edit.hasFocus()


def test_flags_and_missing_consent_are_said_on_the_row(stage: Stage) -> None:
    with stage.store.write() as session:
        mia = a_family(session)
        families.add_flag(session, baby_id=mia.baby, kind="allergy", what="Nut allergy", since=NOW.date())
    stage.show()
    [row] = rows(stage.page.ui.families_list)
    assert [tag.words for tag in row.tags] == ["Nut allergy", "Consent missing"]


def test_a_name_that_nobody_has_says_so_and_shows_all_again(stage: Stage) -> None:
    three(stage)
    stage.show()
    stage.qtbot.keyClicks(stage.page.ui.filter_edit, "quentin")
    stage.settle()
    shown = stage.page.ui.stack.currentWidget()
    assert isinstance(shown, EmptyState)
    stage.qtbot.mouseClick(shown.button, Qt.MouseButton.LeftButton)
    stage.settle()
    assert len(names(stage)) == 3


def test_the_arrow_goes_up_from_the_first_family_to_the_field(stage: Stage) -> None:
    three(stage)
    stage.show()
    stage.page.ui.filter_edit.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        stage.qtbot.keyClick(QApplication.focusWidget() or stage.page, key)
    assert stage.page.ui.families_list.hasFocus()
    stage.qtbot.keyClick(stage.page.ui.families_list, Qt.Key.Key_Up)
    assert stage.page.ui.filter_edit.hasFocus()


def test_400_families_are_read_as_they_are_scrolled_to(stage: Stage) -> None:
    with stage.store.write() as session:
        for number in range(400):
            a_family(session, f"Baby {number}", now=NOW + timedelta(seconds=number))
    stage.show()
    assert len(names(stage)) == 100
    bar = stage.page.ui.families_list.verticalScrollBar()
    bar.setValue(bar.maximum())
    stage.settle()
    assert len(names(stage)) == 200
    assert names(stage)[119] == "Baby 280"


def test_a_change_elsewhere_leaves_the_list_where_it_was_scrolled_to(stage: Stage) -> None:
    with stage.store.write() as session:
        for number in range(300):
            a_family(session, f"Baby {number}", now=NOW + timedelta(seconds=number))
    stage.show()
    bar = stage.page.ui.families_list.verticalScrollBar()
    for _ in range(2):
        bar.setValue(bar.maximum())
        stage.settle()
    stage.page.ui.families_list.go_to(150)
    before = bar.value()
    stage.page.context.tasks.write(
        partial(families.add_note, family_id=_newest(stage), layer="private", text="Rang", now=NOW)
    )
    stage.settle()
    assert len(names(stage)) == 300 and bar.value() == before
    assert stage.page.ui.families_list.currentIndex().row() == 150


def test_more_families_are_asked_for_at_the_end_of_the_list(stage: Stage) -> None:
    with stage.store.write() as session:
        for number in range(300):
            a_family(session, f"Baby {number}", now=NOW + timedelta(seconds=number))
    stage.show()
    assert stage.page.ui.count_label.text().startswith("300 ")
    bar = stage.page.ui.families_list.verticalScrollBar()
    for _ in range(2):
        bar.setValue(bar.maximum())
        stage.settle()
    assert len(names(stage)) == 300
    assert bar.value() > 0, "the list stays where it was"
    stage.qtbot.keyClicks(stage.page.ui.filter_edit, "baby 12")
    stage.settle()
    assert names(stage) == ["Baby 129", *(f"Baby {number}" for number in range(128, 119, -1)), "Baby 12"]
    assert stage.page.ui.count_label.text().startswith("11 ")


def test_an_empty_studio_offers_the_first_family(stage: Stage) -> None:
    stage.show()
    shown = stage.page.ui.stack.currentWidget()
    assert isinstance(shown, EmptyState)
    stage.qtbot.mouseClick(shown.button, Qt.MouseButton.LeftButton)
    stage.messages.dialog.reject()


def test_a_new_family_is_kept_and_opened(stage: Stage) -> None:
    stage.show()
    stage.qtbot.mouseClick(stage.page.ui.new_button, Qt.MouseButton.LeftButton)
    ui = stage.messages.dialog.ui
    stage.qtbot.keyClicks(ui.baby_given_edit, "Mia")
    stage.qtbot.keyClicks(ui.birth_edit, "17/9/2026")
    stage.qtbot.keyClicks(ui.carer_given_edit, "Grace")
    stage.qtbot.keyClicks(ui.phone_edit, "07700 900123")
    stage.qtbot.keyClick(ui.phone_edit, Qt.Key.Key_Return)
    stage.settle()
    [(page, key)] = stage.gone
    assert page == "family"
    with stage.store.read() as session:
        kept = one_family(session, family_id=key, today=NOW.date())
    assert [(baby.name, baby.birth_date) for baby in kept.babies] == [("Mia", date(2026, 9, 17))]
    assert [(carer.name, carer.phone) for carer in kept.carers] == [("Grace", "07700 900123")]


def test_what_is_missing_is_said_and_nothing_typed_is_lost(stage: Stage) -> None:
    stage.show()
    stage.qtbot.mouseClick(stage.page.ui.new_button, Qt.MouseButton.LeftButton)
    dialog = stage.messages.dialog
    stage.qtbot.keyClicks(dialog.ui.baby_given_edit, "Mia")
    stage.qtbot.keyClicks(dialog.ui.birth_edit, "the other day")
    stage.qtbot.mouseClick(dialog.ui.save_button, Qt.MouseButton.LeftButton)
    assert "carer's first name" in dialog.ui.error_label.text()
    stage.qtbot.keyClicks(dialog.ui.carer_given_edit, "Grace")
    stage.qtbot.mouseClick(dialog.ui.save_button, Qt.MouseButton.LeftButton)
    assert "date cannot be read" in dialog.ui.error_label.text()
    assert dialog.ui.baby_given_edit.text() == "Mia"
    with stage.store.read() as session:
        assert not all_families(session, today=NOW.date())
    stage.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
