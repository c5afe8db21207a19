"""The insights on the screen: filters, charts that lead on by click and key, numbers, and files."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from massage_studio.gui import chart_export
from massage_studio.gui.progress import insights_export
from massage_studio.gui.progress.insights_panel import InsightsPanel
from massage_studio.gui.progress.page import ProgressPage
from massage_studio.gui.widgets.chart_card import ChartCard
from massage_studio.progress.insight_charts import figures
from massage_studio.store.profile_view import Profile
from tests.gui.stage import Stage, staged
from tests.paper.reading import text_of
from tests.progress.made_insights import LONG, made_insights
from tests.progress.made_insights import a_course as a_made_course
from tests.progress.weeks import hold
from tests.studio_fixtures import NOW, a_booking, a_course, a_family, classes_of, filled


def _two_held(session: Session) -> tuple[Any, list[Any]]:
    course = a_course(session)
    dyads = [a_family(session, f"Baby {number}") for number in range(6)]
    for dyad in dyads:
        a_booking(session, course, dyad)
    weeks = classes_of(session, course)
    hold(session, weeks[0], dyads)
    hold(session, weeks[1], dyads[1:], dyads[:1])
    return course, weeks


@pytest.fixture
def stage(studio_folder: Path, qtbot: QtBot) -> Iterator[Stage]:
    filled(studio_folder, _two_held)
    with staged(ProgressPage, studio_folder, qtbot, now=NOW + timedelta(weeks=1, hours=3)) as made:
        made.show()
        made.page.ui.section_tabs.setCurrentIndex(1)
        made.settle()
        yield made


def panel(stage: Stage) -> InsightsPanel:
    found: InsightsPanel = stage.page.insights
    return found


def origins(card: ChartCard) -> list[tuple[str, ...]]:
    return [row.cells for row in card.origins.rows]


def test_insights_stand_beside_the_course_and_say_what_they_are_made_of(stage: Stage) -> None:
    ui = stage.page.ui
    assert ui.subtitle_label.text() == "1 course · 2 classes held · 6 babies · 6 families"
    assert ui.export_button.isVisible() and not ui.course_combo.isVisible()
    cards = panel(stage).cards
    assert cards["attendance"].lead.text() == "11 of 12 (92 %) came"
    assert cards["attendance"].chart.accessibleName() == "Week 1: came 6. Week 2: came 5, not there 1."
    ui.section_tabs.setCurrentIndex(0)
    stage.settle()
    assert ui.stack.currentWidget() is ui.grid_page and ui.course_combo.isVisible()
    assert ui.subtitle_label.text().startswith("2 of 5 classes held") and not ui.export_button.isVisible()


def test_a_part_leads_to_its_classes_by_key_and_from_there_to_the_class(stage: Stage) -> None:
    card = panel(stage).cards["attendance"]
    card.chart.setFocus()
    assert card.chart.accessibleDescription() == "Week 1: came 6."
    QTest.keyClick(card.chart, Qt.Key.Key_Down)
    assert card.chart.accessibleDescription() == "Week 2: came 5, not there 1."
    QTest.keyClick(card.chart, Qt.Key.Key_Return)
    assert origins(card) == [("Autumn course, week 2", "26 Nov", "6 of 6", "5 of 6")]
    assert QApplication.focusWidget() is card.origins_view
    QTest.keyClick(card.origins_view, Qt.Key.Key_Return)
    name, key = stage.gone[-1]
    assert name == "after_class" and key == panel(stage).insights.courses[0].classes[1].count.id  # type: ignore[union-attr]
    QTest.keyClick(card.origins_view, Qt.Key.Key_Escape)
    assert not card.origins_view.isVisible() and card.chart.hasFocus()


def test_a_part_leads_on_by_a_click_and_is_told_where_the_mouse_rests(stage: Stage) -> None:
    card = panel(stage).cards["places"]
    place = card.chart.part_area(0).center().toPoint()
    QApplication.sendEvent(card.chart, QHelpEvent(QEvent.Type.ToolTip, place, card.chart.mapToGlobal(place)))
    assert QToolTip.text() == "Autumn course: 30 of 30 places taken."
    QToolTip.hideText()
    QTest.mouseClick(card.chart, Qt.MouseButton.LeftButton, pos=place)
    assert [row[0] for row in origins(card)] == [f"Autumn course, week {week}" for week in range(1, 6)]
    assert origins(card)[-1][-1] == "not yet"
    card.origins_view.clicked.emit(card.origins.index(4, 0))
    assert stage.gone[-1] == ("progress", panel(stage).insights.courses[0].start.id)  # type: ignore[union-attr]
    QTest.mouseClick(card.chart, Qt.MouseButton.LeftButton, pos=QPoint(-5, -5))


def test_the_numbers_of_a_chart_stand_in_its_place_after_one_key(stage: Stage) -> None:
    card = panel(stage).cards["attendance"]
    card.chart.setFocus()
    QTest.keyClick(card.chart, Qt.Key.Key_T)
    assert card.numbers_view.isVisible() and not card.chart.isVisible()
    model = card.numbers
    told = [[model.cell_text(row, column) for column in range(model.columnCount())] for row in model.rows]
    assert told == [["Week 1", "6", "0", "0", "0"], ["Week 2", "5", "0", "1", "0"]]
    card.table_button.click()
    assert card.chart.isVisible() and not card.numbers_view.isVisible()


@pytest.mark.parametrize(
    ("ending", "begins"), [(".png", b"\x89PNG"), (".svg", b"<?xml"), (".csv", b"\xef\xbb\xbf")]
)
def test_a_chart_is_saved_as_a_picture_a_drawing_or_a_table(
    stage: Stage, tmp_path: Path, ending: str, begins: bytes
) -> None:
    target = tmp_path / f"chart{ending}"
    stage.messages.expect("file_to_save", target)
    card = panel(stage).cards["attendance"]
    card.chart.setFocus()
    QTest.keyClick(card.chart, Qt.Key.Key_S)
    stage.settle()
    assert target.read_bytes().startswith(begins)
    assert stage.said[-1][0] == f"Who came, week by week saved as {target.name}."


def test_a_name_that_looks_like_a_formula_stays_text_in_every_table() -> None:
    of = made_insights(a_made_course(1, "=1+1"), a_made_course(2, "Morning"))
    chart = next(one for one in figures(of) if one.key == "places").chart
    assert chart is not None
    assert "'=1+1" in chart_export.csv(chart(400)).decode("utf-8-sig")
    book = load_workbook(io.BytesIO(insights_export.workbook(of, Profile())))
    cell = book["Places"]["A2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)


def test_filters_ask_for_a_term_and_an_empty_time_says_so(stage: Stage) -> None:
    shown = panel(stage)
    shown.term_combo.setCurrentIndex(1)
    shown.term_combo.activated.emit(1)
    stage.settle()
    assert shown.ui.stack.currentWidget() is not shown.ui.scroll
    assert not stage.page.ui.export_button.isEnabled()
    shown.term_combo.setCurrentIndex(3)
    shown.term_combo.activated.emit(3)
    stage.settle()
    assert shown.ui.stack.currentWidget() is shown.ui.scroll
    assert [shown.course_combo.itemText(at) for at in range(shown.course_combo.count())] == [
        "All courses",
        "Autumn course, from 19 Nov",
    ]


def test_insights_and_the_report_are_saved(stage: Stage, tmp_path: Path) -> None:
    ui = stage.page.ui
    for button, name in (
        (ui.export_button, "insights.xlsx"),
        (ui.export_button, "insights.pdf"),
        (ui.report_button, "report.pdf"),
    ):
        target = tmp_path / name
        stage.messages.expect("file_to_save", target)
        button.click()
        stage.settle()
        assert name in stage.said[-1][0] and target.stat().st_size > 1000
    assert "Autumn course" in text_of((tmp_path / "insights.pdf").read_bytes())
    assert "Autumn course" not in text_of((tmp_path / "report.pdf").read_bytes())


def test_screen_and_paper_show_the_same_chart(stage: Stage) -> None:
    of = panel(stage).insights
    assert of is not None
    paper = text_of(insights_export.sheet(of, Profile()))
    for figure in figures(of):
        card = panel(stage).cards[figure.key]
        assert figure.title in paper and figure.lead in paper and card.lead.text() == figure.lead
        if figure.chart is None:
            continue
        drawn, again = card.drawn(), figure.chart(500)
        assert drawn is not None
        # In another width, but with the same numbers and words.
        assert (drawn.numbers, drawn.sentence) == (again.numbers, again.sentence)
        assert words_of(drawn) == words_of(again)
        assert all(word in paper for word in words_of(drawn))


def words_of(chart: Any) -> list[str]:
    return [shape.text for shape in chart.drawing.contents if type(shape).__name__ == "String"]


def test_a_long_name_is_whole_where_a_part_is_told(stage: Stage) -> None:
    card = panel(stage).cards["places"]
    of = made_insights(a_made_course(1, LONG))
    figure = next(one for one in figures(of) if one.key == "places")
    card.show_figure(figure.title, figure.lead, figure.notes, figure.chart)
    assert card.chart.chart is not None and LONG in card.chart.chart.parts[0].words
    assert card.numbers.rows[0][0] == LONG
