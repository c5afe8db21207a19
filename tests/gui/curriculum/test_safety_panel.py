"""Safety and services: read, searched, and rules made her own, by clicks and keys."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QPushButton
from pytestqt.qtbot import QtBot

from massage_studio.curriculum import queries, safety_queries
from massage_studio.curriculum.content_types import Limit
from massage_studio.curriculum.safety_views import SafetyPageData
from massage_studio.gui.curriculum.limit_dialog import LimitDialog
from massage_studio.gui.curriculum.limit_words import dotted
from massage_studio.gui.curriculum.safety_panel import SafetyPanel
from massage_studio.gui.widgets import paint
from tests.gui.curriculum.safety_stage import (
    act,
    buttons,
    choose,
    click,
    detail,
    dialog,
    last_name,
    panel,
    save,
    seek,
    shown,
)
from tests.gui.lists import rows
from tests.gui.stage import Stage, staged
from tests.statement_listener import listening


@pytest.fixture
def stage(studio_folder: Path, qtbot: QtBot) -> Iterator[Stage]:
    with staged(SafetyPanel, studio_folder, qtbot) as made:
        made.page.resize(1100, 660)
        made.show()
        yield made


def data(stage: Stage) -> SafetyPageData:
    with stage.store.read() as session:
        return safety_queries.safety_page(session)


def limit(stage: Stage, code: str) -> Limit:
    return next(one.now for one in data(stage).limits if one.now.code == code)


def test_every_reason_rule_and_signpost_is_a_row_with_its_words_and_sources_beside_it(stage: Stage) -> None:
    whole = data(stage)
    assert len(shown(stage)) == len(whole.reasons) + len(whole.limits) + len(whole.posts) + 1
    for reason in whole.reasons:
        said = choose(stage, "reason", reason.item.code)
        assert reason.item.text in said and reason.item.label in said
        for one in reason.sources:
            assert one.citation in said and one.url in said
    for rule in whole.limits:
        said = choose(stage, "limit", rule.now.code)
        assert (
            rule.now.mind.replace("{baby}", "Mia") in said and ", ".join(map(dotted, rule.now.words)) in said
        )
        assert all(one.url in said for one in rule.sources)
    for post in whole.posts:
        said = choose(stage, "post", post.post.code)
        assert post.post.when in said and post.post.to in said


def test_a_source_says_on_which_day_it_was_looked_at(stage: Stage) -> None:
    dated = next((reason, one) for reason in data(stage).reasons for one in reason.sources if one.checked)
    day = date.fromisoformat(dated[1].checked)
    assert f"looked at on {day.day} {day:%B %Y}" in choose(stage, "reason", dated[0].item.code)


def test_the_wait_after_a_jab_is_told_and_kept_in_settings_alone(stage: Stage) -> None:
    assert "48 hours in your classes, as set in Settings" in choose(stage, "reason", "immunised")
    act(stage, "settings")
    assert stage.gone == [("settings", None)]
    assert "at least your 48 hours of Settings" in choose(stage, "limit", "immunised")
    assert "from 52 weeks: arms" in detail(stage)


def test_it_says_plainly_who_gains_and_who_is_not_shown_to(stage: Stage) -> None:
    said = choose(stage, "gains", "gains")
    assert "moderate difficulty gained" in said and "Families at low risk are not shown to need" in said
    assert "none of these studies tells" in said and "For you alone" in said
    for finding, cited in data(stage).gains:
        assert finding.finding in said and f"Finding {finding.code}" in said
        assert all(one.url in said for one in cited)
    assert "No effect found, or not supported" in said


def test_a_search_leaves_the_rows_that_hold_its_words_under_their_headings(stage: Stage) -> None:
    seek(stage, "fever")
    assert ("Fever or unwell", "Not today") in shown(stage, "reason")
    assert 0 < len(shown(stage)) < 10
    seek(stage, "nothing at all like this")
    assert panel(stage).ui.found_stack.currentIndex() == 1
    seek(stage, "")
    assert len(shown(stage)) > 30


def test_every_heading_of_the_list_fits_into_it_on_a_small_screen(stage: Stage) -> None:
    stage.page.resize(780, 660)
    stage.settle()
    listed = panel(stage).ui.item_list
    headings = [row.begins for row in rows(listed) if row.begins]
    assert len(headings) > 3
    bold = paint.font(listed, bold=True)
    for heading in headings:
        assert paint.text_width(heading, bold) <= listed.viewport().width() - 10, heading


def test_there_are_two_columns_that_scroll_and_no_third(stage: Stage) -> None:
    choose(stage, "limit", "hips")
    found = [area for area in stage.page.findChildren(QAbstractScrollArea) if area.isVisible()]
    assert {area.objectName() for area in found} == {"item_list", "detail_scroll"}


def test_the_arrows_turn_the_rows_and_the_margins_of_a_detail_stand_in_line(stage: Stage) -> None:
    panel(stage).ui.item_list.setFocus()
    before = detail(stage)
    stage.qtbot.keyClick(panel(stage).ui.item_list, Qt.Key.Key_Down)
    assert detail(stage) != before


def test_opening_it_costs_few_questions_however_much_is_hers(stage: Stage) -> None:
    with listening() as statements:
        stage.page.reload()
        stage.settle()
    assert len(statements) <= 8


def test_a_rule_of_her_own_is_added_and_taken_back_by_name(stage: Stage) -> None:
    click(stage, panel(stage).ui.add_rule_button)
    ui = dialog(stage).ui
    assert ui.reason_edit.isHidden() and ui.source_edit.isVisible()
    save(stage)
    assert ui.error_label.text().startswith("The rule has no name.")
    ui.label_edit.setText("After swimming")
    ui.mind_edit.setText("wait a day after the pool")
    ui.words_edit.setPlainText("Swim*, the pool")
    save(stage)
    assert ui.error_label.text() == "The rule forbids nothing. Tick what is left out."
    dialog(stage).forbids["stroking"].click()
    save(stage)
    assert ui.error_label.text().startswith("The rule has no source.")
    ui.source_edit.setText("my training, 2024")
    ui.wait_spin.setValue(36)
    ui.unit_combo.setCurrentIndex(1)
    save(stage)
    assert stage.said[-1][:2] == ("The safety rule is kept.", "Undo")
    assert ("After swimming", "Yours · Stroking") in shown(stage, "limit")
    assert last_name(stage) == "safety rule After swimming"
    code = next(one.now.code for one in data(stage).limits if one.own)
    said = choose(stage, "limit", code)
    assert "36 hours from the day it was noted" in said and "my training, 2024" in said
    assert limit(stage, code).words == ("swim*", "the pool")
    stage.undo()
    assert "After swimming" not in [title for title, second in shown(stage) if "Hidden" not in second]


def test_a_shipped_rule_is_made_stricter_and_shows_both(stage: Stage) -> None:
    choose(stage, "limit", "cord")
    act(stage, "change")
    ui = dialog(stage).ui
    assert ui.source_edit.isHidden() and ui.reason_edit.isHidden()
    ui.under_spin.setValue(6)
    assert ui.reason_edit.isHidden()
    save(stage)
    said = detail(stage)
    assert "Under 6 weeks" in said and "As it ships: Under 4 weeks" in said
    assert buttons(stage)[-1] == "Let Cord or navel not healed be as it ships"
    act(stage, "reset")
    assert "As it ships" not in detail(stage) and limit(stage, "cord").under_weeks == 4


def test_a_laxer_rule_asks_for_the_reason_as_soon_as_it_is_laxer_and_shows_it(stage: Stage) -> None:
    choose(stage, "limit", "hips")
    act(stage, "change")
    ui = dialog(stage).ui
    dialog(stage).forbids["lying_on_tummy"].click()
    assert ui.reason_edit.isVisible()
    save(stage)
    assert ui.error_label.text().startswith("This is laxer than the rule as it ships. Write why.")
    ui.reason_edit.setText("Agreed with the hip team")
    save(stage)
    said = detail(stage)
    assert "Agreed with the hip team" in said and "As it ships: Legs and lying on the tummy" in said
    assert ("Hip harness or cast", "Laxer, by you · Legs") in shown(stage, "limit")
    stage.page.context.privacy.draw(True)
    assert "Agreed with the hip team" not in detail(stage), "it may name somebody"
    stage.page.context.privacy.draw(False)
    assert "Agreed with the hip team" in detail(stage)


def test_the_age_of_a_baby_born_early_is_changed_like_any_other(stage: Stage) -> None:
    choose(stage, "limit", "early")
    act(stage, "change")
    ui = dialog(stage).ui
    assert (ui.early_check.isChecked(), ui.early_spin.text()) == (True, "6 weeks after the due date")
    ui.early_spin.setValue(8)
    assert ui.reason_edit.isHidden()
    save(stage)
    said = detail(stage)
    assert "Born early, until 8 weeks after the due date" in said
    assert (limit(stage, "early").born_early, limit(stage, "early").under_corrected_weeks) == (True, 8)
    act(stage, "change")
    dialog(stage).ui.early_check.click()
    assert not dialog(stage).ui.early_spin.isEnabled() and dialog(stage).ui.reason_edit.isVisible()
    dialog(stage).ui.reason_edit.setText("The neonatal team decides")
    save(stage)
    assert (limit(stage, "early").born_early, limit(stage, "early").under_corrected_weeks) == (False, 0)


def test_nothing_of_a_rule_is_told_in_signs(stage: Stage) -> None:
    for one in data(stage).limits:
        said = choose(stage, "limit", one.now.code)
        assert "*" not in said and "{" not in said
        act(stage, "change")
        ui = dialog(stage).ui
        written = (ui.mind_edit.text(), ui.words_edit.toPlainText(), ui.words_note.text())
        assert not {*"".join((*written, ui.words_edit.placeholderText()))} & {*"*{}"}
        dialog(stage).reject()
    choose(stage, "limit", "hips")
    act(stage, "change")
    ui = dialog(stage).ui
    ui.mind_edit.setText("let Mia rest, and ask Mia’s team")
    ui.words_edit.setPlainText(f"{ui.words_edit.toPlainText()}, brace..., splint\u2026, boots*")
    save(stage)
    assert limit(stage, "hips").mind == "let {baby} rest, and ask {baby}’s team"
    assert {"brace*", "splint*", "boots*"} <= {*limit(stage, "hips").words}


def test_a_shipped_rule_is_hidden_with_a_reason_and_holds_again(stage: Stage) -> None:
    choose(stage, "limit", "jaundice")
    act(stage, "hide")
    save(stage)
    assert "Write why" in dialog(stage).ui.error_label.text()
    dialog(stage).ui.reason_edit.setPlainText("I send them home anyway")
    save(stage)
    assert "it leaves nothing out" in detail(stage) and "I send them home anyway" in detail(stage)
    act(stage, "show")
    assert "it leaves nothing out" not in detail(stage)


@pytest.mark.parametrize("width", [1366, 1024])
def test_saving_a_shipped_rule_as_it_is_makes_nothing_hers(stage: Stage, width: int) -> None:
    stage.page.resize(width, 660)
    for one in data(stage).limits:
        made = LimitDialog(stage.page.context, one, data(stage).content, stage.page)
        made.show()
        assert made.ui.reason_edit.isHidden(), one.now.code
        made.confirm()
        stage.settle()
        assert not made.isVisible(), (one.now.code, made.ui.error_label.text())
    with stage.store.read() as session:
        assert queries.own_items(session) == ()


def test_what_goes_on_paper_is_looked_at_while_a_rule_is_written(stage: Stage) -> None:
    click(stage, panel(stage).ui.add_rule_button)
    ui = dialog(stage).ui
    assert ui.fault_line.isHidden()
    ui.mind_edit.setText("gentle strokes cure colic")
    ui.mind_edit.wording.look()
    assert ui.fault_line.isVisible() and "cure" in ui.fault_line.label.text()
    ui.mind_edit.setText("leave the tummy alone for now")
    ui.mind_edit.wording.look()
    assert ui.fault_line.isHidden()
    dialog(stage).reject()


def test_every_tick_of_the_dialog_is_reached_by_tab_and_named_for_a_screen_reader(stage: Stage) -> None:
    click(stage, panel(stage).ui.add_rule_button)
    made = dialog(stage)
    assert made.forbids["legs"].accessibleName() == "Leave out: legs"
    assert made.kinds["skin"].accessibleName() == "Health flags that always mean it: Skin"
    reached, widget = set(), made.ui.label_edit
    widget.setFocus()
    for _ in range(60):
        reached.add(made.focusWidget())
        stage.qtbot.keyClick(made.focusWidget(), Qt.Key.Key_Tab)
    wanted = {*made.kinds.values(), *made.forbids.values(), made.ui.source_edit, made.ui.save_button}
    assert wanted <= reached
    made.reject()


def test_no_button_of_a_detail_is_cut_at_the_smallest_size(stage: Stage) -> None:
    stage.page.resize(800, 560)
    choose(stage, "limit", "surgery")
    whole = panel(stage).ui.detail_scroll.widget()
    for button in whole.findChildren(QPushButton):
        assert button.width() >= button.sizeHint().width()
    assert whole.width() <= panel(stage).ui.detail_scroll.viewport().width()
