"""The evidence of the curriculum: filtered, opened, copied, hidden, and added to with keys and clicks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QLocale, QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from massage_studio.charts.findings import counted
from massage_studio.curriculum.evidence_queries import evidence_library
from massage_studio.curriculum.evidence_views import EvidenceLibrary
from massage_studio.gui.curriculum.benefits_panel import BenefitsPanel
from massage_studio.gui.curriculum.evidence_filters import as_marked
from massage_studio.gui.curriculum.evidence_standing import Standing
from massage_studio.gui.curriculum.finding_dialog import FindingDialog
from massage_studio.gui.curriculum.item_dialog import ItemDialog
from tests.gui.curriculum.turning_pages import contents, open_chapter, read
from tests.gui.hearing import heard
from tests.gui.stage import Stage, staged


@pytest.fixture
def stage(studio_folder: Path, qtbot: QtBot) -> Iterator[Stage]:
    """The tab of benefits and evidence in view."""
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    with staged(BenefitsPanel, studio_folder, qtbot) as made:
        made.page.resize(900, 700)
        made.show()
        yield made
    QSettings().clear()
    QLocale.setDefault(before)


def library(stage: Stage) -> EvidenceLibrary:
    with stage.store.read() as session:
        return evidence_library(session)


def choose(stage: Stage, code: str) -> None:
    open_chapter(stage.page.ui.benefit_list, code)
    stage.settle()


def said(stage: Stage) -> str:
    return read(stage.page.ui.benefit_scroll)


def press(stage: Stage, group: int, code: str) -> None:
    stage.qtbot.mouseClick(stage.page.filters.chips[group, code], Qt.MouseButton.LeftButton)
    stage.settle()


def button(stage: Stage, finding: str, place: int) -> Any:
    return next(row for row in stage.page.rows() if row.finding.code == finding).buttons[place]


def test_it_says_plainly_that_the_sources_disagree(stage: Stage) -> None:
    note = stage.page.ui.benefits_note
    assert note.isVisible()
    for words in ("sources disagree", "five benefits", "Cochrane", "low-risk families", "moderately hard"):
        assert words in note.text()


def test_each_finding_says_by_whom_and_when_it_was_checked(stage: Stage) -> None:
    choose(stage, "attunement")
    assert "Checked against what was published by the makers of Massage Studio, 29 November 2026." in said(
        stage
    )
    assert "Not checked yet against what was published, and so not printed." in said(stage)
    assert "Numbers: 10 of 732 papers." in said(stage)


def test_findings_about_no_single_benefit_have_a_chapter(stage: Stage) -> None:
    choose(stage, "other findings")
    assert "Crying fell alike in both groups" in said(stage)


def test_chips_choose_findings_by_direction_strength_and_whether_they_were_checked(stage: Stage) -> None:
    press(stage, 0, "against_or_null")
    assert contents(stage.page.ui.benefit_list) == [
        "touch",
        "attunement",
        "hormones",
        "brain",
        "other findings",
    ]
    choose(stage, "brain")
    assert [row.finding.code for row in stage.page.rows()] == ["brain5", "brain6"]
    assert "2 of 6 findings are shown." in said(stage)
    press(stage, 2, "no")
    assert contents(stage.page.ui.benefit_list) == ["attunement"]
    press(stage, 3, "mine")
    assert stage.page.nothing.isVisible()
    stage.qtbot.mouseClick(stage.page.nothing.button, Qt.MouseButton.LeftButton)
    stage.settle()
    assert len(contents(stage.page.ui.benefit_list)) == 6 and not stage.page.filters


def test_chips_count_what_they_would_show(stage: Stage) -> None:
    every = [one for benefit in library(stage).benefits for one in benefit.evidence]
    every += library(stage).others
    unchecked = sum(not one.verified for one in every)
    assert stage.page.filters.chips[2, "no"].words() == f"Not checked {unchecked}"


def test_chips_and_findings_are_reached_by_keys_alone(stage: Stage) -> None:
    chip = stage.page.filters.chips[0, "mixed"]
    chip.setFocus()
    stage.qtbot.keyClick(chip, Qt.Key.Key_Space)
    stage.settle()
    assert chip.isChecked() and heard(chip).checked
    assert {row.finding.direction for row in stage.page.rows()} == {"mixed"}
    for one in stage.page.rows()[0].buttons:
        assert one.focusPolicy() & Qt.FocusPolicy.TabFocus and ": " in one.accessibleName()


def test_the_chart_has_its_table_and_says_in_words_what_it_shows(stage: Stage) -> None:
    choose(stage, "brain")
    (standing,) = stage.page.ui.benefit_scroll.widget().findChildren(Standing)
    brain = library(stage).benefits[-1]
    fields = counted([as_marked(one) for one in brain.evidence])
    model = standing.model
    shown = [
        [model.data(model.index(row, column)) for column in range(1, 4)] for row in range(model.rowCount())
    ]
    assert [number for row in shown for number in row] == [str(number) for number in fields.values()]
    assert heard(standing.chart).name.startswith("Speaks for it: 0. ")
    assert standing.table.accessibleName() == "How the findings stand"


def test_a_source_is_copied_with_its_address(stage: Stage) -> None:
    choose(stage, "touch")
    button(stage, "touch1", 0).click()
    copied = QGuiApplication.clipboard().text()
    source = library(stage).benefits[0].evidence[0].sources[0]
    assert source.url in copied and source.title in copied
    assert stage.said[-1][0] == "The source is copied."


def test_a_finding_of_hers_is_added_with_a_new_source_and_edited(stage: Stage) -> None:
    choose(stage, "hormones")
    stage.page._edit_finding()
    dialog = stage.messages.dialog
    assert isinstance(dialog, FindingDialog)
    ui = dialog.ui
    ui.save_button.click()
    assert ui.error_label.text() == "Write what was found first."
    ui.finding_edit.setPlainText("Six of nine babies slept.")
    ui.parent_edit.setPlainText("Massage cures colic.")
    ui.parent_edit.wording.look()
    assert ui.fault_line.isVisible()
    ui.population_edit.setText("9 babies")
    ui.direction_combo.setCurrentIndex(ui.direction_combo.findData("mixed"))
    ui.save_button.click()
    assert ui.error_label.text() == "Write who published it."
    ui.author_edit.setText("Hill")
    ui.work_edit.setText("Sleep and touch")
    ui.url_edit.setText("https://doi.org/10.1000/1")
    ui.verified_check.click()
    ui.by_edit.setText("Ann")
    ui.on_edit.setText("1 November 2026")
    ui.save_button.click()
    stage.settle()
    assert stage.said[-1][0] == "Kept."
    added = library(stage).benefits[3].evidence[-1]
    assert (added.finding, added.direction, added.sources[0].author) == (
        "Six of nine babies slept.",
        "mixed",
        "Hill",
    )
    assert (added.verified, added.verified_by, added.verified_on) == (True, "Ann", date(2026, 11, 1))
    assert "Checked against what was published by Ann, 1 November 2026." in said(stage)
    press(stage, 3, "mine")
    assert contents(stage.page.ui.benefit_list) == ["hormones"]
    button(stage, added.code, 1).click()
    ui = stage.messages.dialog.ui
    assert ui.about_combo.currentData() == "hormones" and not ui.about_combo.isEnabled()
    ui.verified_check.click()
    ui.caveat_edit.setText("Very few.")
    ui.save_button.click()
    stage.settle()
    changed = library(stage).benefits[3].evidence[-1]
    assert (changed.caveat, changed.verified, changed.verified_on) == ("Very few.", False, None)
    stage.undo()
    assert library(stage).benefits[3].evidence[-1].verified


def test_a_shipped_finding_takes_her_words_but_not_her_word_that_it_was_checked(stage: Stage) -> None:
    choose(stage, "attunement")
    button(stage, "att5", 1).click()
    ui = stage.messages.dialog.ui
    assert not ui.verified_check.isEnabled() and not ui.verified_check.isChecked()
    ui.caveat_edit.setText("My caveat.")
    ui.save_button.click()
    stage.settle()
    assert "Bear in mind: My caveat." in said(stage)


def test_a_hidden_finding_can_be_shown_again(stage: Stage) -> None:
    choose(stage, "brain")
    button(stage, "brain5", 2).click()
    stage.settle()
    assert "brain5" not in [row.finding.code for row in stage.page.rows()]
    choose(stage, "hidden findings")
    button(stage, "brain5", 1).click()
    stage.settle()
    assert "hidden findings" not in contents(stage.page.ui.benefit_list)
    choose(stage, "brain")
    assert "brain5" in [row.finding.code for row in stage.page.rows()]


def act(stage: Stage, name: str, code: str) -> None:
    stage.page._act(name, "benefit", code)
    stage.settle()


def test_a_hidden_benefit_that_plans_teach_stays_readable_and_says_so(stage: Stage) -> None:
    act(stage, "hide", "hormones")
    assert stage.said[-1][0] == "Hidden. It stays readable for the plans that teach it."
    assert contents(stage.page.ui.benefit_list)[-2:] == ["hormones", "other findings"]
    choose(stage, "hormones")
    plans = library(stage).used_by["hormones"]
    assert plans and all(plan in said(stage) for plan in plans)
    assert library(stage).hidden[0].honest_statement in said(stage)
    act(stage, "show", "hormones")
    assert "You hid this benefit" not in said(stage)


def test_a_benefit_is_edited_and_one_of_hers_is_added(stage: Stage) -> None:
    act(stage, "edit", "touch")
    dialog = stage.messages.dialog
    assert isinstance(dialog, ItemDialog)
    dialog.editor("honest_statement").input.setPlainText("My honest words.")
    dialog.save()
    stage.settle()
    assert "My honest words." in said(stage)
    stage.page.add_benefit()
    stage.settle()
    dialog = stage.messages.dialog
    dialog.editor("title").input.setText("Calm evenings")
    dialog.save()
    stage.settle()
    assert library(stage).benefits[-1].title == "Calm evenings"
    assert "Calm evenings" in [chapter.title for chapter in stage.page.ui.benefit_list.chapters.views]


def test_benefits_are_shown_as_others_group_them_and_it_is_remembered(stage: Stage, qtbot: QtBot) -> None:
    combo = stage.page.ui.framework_combo
    combo.setCurrentIndex(1)
    combo.activated.emit(1)
    stage.settle()
    assert contents(stage.page.ui.benefit_list) == [
        *("interaction", "stimulation", "relief", "relaxation", "other findings"),
    ]
    choose(stage, "interaction")
    for benefit in library(stage).benefits[1:3]:
        assert benefit.honest_statement in said(stage)
    again = BenefitsPanel(stage.page.context)
    qtbot.addWidget(again)
    again.show()
    stage.settle()
    assert contents(again.ui.benefit_list)[0] == "interaction"
    stage.page.open(("evidence", "touch1"))
    stage.settle()
    assert contents(stage.page.ui.benefit_list)[0] == "touch"
    assert any(isinstance(row, QWidget) and row.finding.code == "touch1" for row in stage.page.rows())


@pytest.mark.parametrize("framework", [0, 1])
def test_no_chapter_is_wider_than_what_a_small_window_has_for_it(stage: Stage, framework: int) -> None:
    stage.page.resize(770, 560)
    stage.page.ui.framework_combo.setCurrentIndex(framework)
    stage.page.ui.framework_combo.activated.emit(framework)
    for code in contents(stage.page.ui.benefit_list):
        choose(stage, code)
        scroll = stage.page.ui.benefit_scroll
        assert scroll.widget().minimumSizeHint().width() <= scroll.viewport().width(), code
