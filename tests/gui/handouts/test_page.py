"""From a chosen class to the paper in the carer's hand."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any, cast

import pypdfium2
from PySide6.QtCore import QPoint, Qt
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot
from sqlalchemy import select

import massage_studio.families.service as families
from massage_studio.bookings import attendance_service
from massage_studio.curriculum import plan_edits, plans_service
from massage_studio.gui.context import Context
from massage_studio.gui.handouts.page import HandoutsPage
from massage_studio.gui.printing import Printing
from massage_studio.handouts.models import HandoutIssued
from tests.gui.fakes import KeepingPrinter, RecordingMessages
from tests.gui.handouts.conftest import read_stories, store_of
from tests.gui.settling import settle
from tests.paper.reading import pages_of, squeezed, text_of
from tests.studio_fixtures import NOW, OpenClass, a_class, a_family, classes_of


def press(qtbot: QtBot, button: Any) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def rows(page: HandoutsPage) -> list[str]:
    return [
        " ".join((item.text(0), item.text(1)))
        for number in range(page.ui.sheets_list.topLevelItemCount())
        if (item := page.ui.sheets_list.topLevelItem(number))
    ]


def choose_document(qtbot: QtBot, page: HandoutsPage, row: int) -> None:
    page.ui.documents_combo.setFocus()
    qtbot.keyClick(page.ui.documents_combo, Qt.Key.Key_Home)
    for _ in range(row):
        qtbot.keyClick(page.ui.documents_combo, Qt.Key.Key_Down)


def tick(qtbot: QtBot, page: HandoutsPage, row: int) -> None:
    shown = page.ui.sheets_list
    place = shown.visualItemRect(shown.topLevelItem(row))
    qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(18, place.center().y()))


def colours(page: HandoutsPage) -> set[int]:
    image = page.ui.preview.page().toImage()
    return {image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}


def issued(context: Context) -> list[tuple[object, ...]]:
    with store_of(context).read() as session:
        return [(row.document, row.family_id, row.how) for row in session.scalars(select(HandoutIssued))]


def printer_of(context: Context) -> KeepingPrinter:
    assert isinstance(context.printing, KeepingPrinter)
    return context.printing


def test_the_latest_class_is_open_with_everybody_and_the_first_paper(page: HandoutsPage) -> None:
    assert page.ui.class_combo.currentText() == "Thu 19 Nov · Autumn course, week 1"
    assert rows(page) == ["Mia here", "Noah absent", "Finn here", "Ivy here"]
    assert page.ui.subtitle_label.text() == "4 papers chosen"
    assert page.ui.paper_label.text() == "Mia"
    assert page.ui.pages_label.text() == "Page 1 of 2"
    assert len(colours(page)) > 20  # a page with words and colours, not a blank one


def test_the_preview_turns_pages_and_follows_the_rows(qtbot: QtBot, page: HandoutsPage) -> None:
    first = page.ui.preview.page().toImage()
    press(qtbot, page.ui.next_button)
    qtbot.waitUntil(lambda: page.ui.pages_label.text() == "Page 2 of 2")
    assert not page.ui.next_button.isEnabled() and page.ui.previous_button.isEnabled()
    assert page.ui.preview.page().toImage() != first
    qtbot.keyClick(page.ui.sheets_list, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.ui.pages_label.text() == "Page 1 of 2")
    assert page.ui.paper_label.text() == "Noah"


def test_the_preview_is_as_sharp_as_the_screen_and_fills_it(qtbot: QtBot, page: HandoutsPage) -> None:
    preview = page.ui.preview
    whole = preview.page()
    assert whole.devicePixelRatio() == page.devicePixelRatioF()
    assert abs(whole.deviceIndependentSize().height() - preview.viewport().height()) <= 1
    press(qtbot, page.ui.width_button)
    qtbot.waitUntil(lambda: preview.page().width() > whole.width())
    assert abs(preview.page().deviceIndependentSize().width() - preview.viewport().width()) <= 1
    qtbot.waitUntil(lambda: preview.verticalScrollBar().maximum() > 0)


def test_print_all_gives_one_pdf_a_baby_in_one_job_and_keeps_to_whom(
    qtbot: QtBot, page: HandoutsPage, context: Context, klass: OpenClass
) -> None:
    mia, noah, finn, ivy = klass.dyads
    with qtbot.waitSignal(page.say) as said:
        press(qtbot, page.ui.print_button)
    assert said.args[0] == "4 take-homes printed."
    [job] = printer_of(context).jobs
    assert [any(name in text_of(paper) for name in (wanted,)) for paper, wanted in zip(
        job, ("Mia", "Noah", "Finn", "Ivy"), strict=True
    )] == [True] * 4  # fmt: skip
    assert printer_of(context).titles == ["Massage Studio, 4 papers"]
    with store_of(context).read() as session:
        rows_ = [
            (row.document, row.family_id, row.baby_id, row.how, row.variant, bool(row.version))
            for row in session.scalars(select(HandoutIssued))
        ]
    # Twins have a sheet each and one family.
    assert sorted(rows_, key=str) == sorted(
        [
            ("take_home", mia.family, mia.baby, "printed", "a4", True),
            ("catch_up", noah.family, noah.baby, "printed", "a4", True),
            ("take_home", finn.family, finn.baby, "printed", "a4", True),
            ("take_home", finn.family, ivy.baby, "printed", "a4", True),
        ],
        key=str,
    )
    qtbot.waitUntil(lambda: "Mia here · printed" in rows(page))
    assert page.ui.work_card.isHidden() and page.ui.print_button.isEnabled()


def test_a_paper_is_seen_and_printed_as_it_is_set_and_the_log_says_how(
    qtbot: QtBot, page: HandoutsPage, context: Context
) -> None:
    seen = [page.ui.preview.page().toImage()]
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down):
        qtbot.keyClick(page.ui.variant_combo, key)
        settle(context.tasks)
        seen.append(page.ui.preview.page().toImage())
    assert seen[0] != seen[1] != seen[2] != seen[0]
    press(qtbot, page.ui.print_button)
    settle(context.tasks)
    with store_of(context).read() as session:
        assert {row.variant for row in session.scalars(select(HandoutIssued))} == {"black_and_white"}
    qtbot.keyClick(page.ui.variant_combo, Qt.Key.Key_Up)
    settle(context.tasks)
    press(qtbot, page.ui.print_button)
    settle(context.tasks)
    usual, large = printer_of(context).jobs[0][0], printer_of(context).jobs[1][0]
    assert len(pages_of(large)) > len(pages_of(usual)) == 2


def test_a_page_that_is_turned_to_was_drawn_before(
    qtbot: QtBot, page: HandoutsPage, context: Context
) -> None:
    settle(context.tasks)
    renderer, drawn = page.handing_out.renderer, []
    renderer._drawn = lambda view: drawn.append(view)  # type: ignore[method-assign,assignment]
    press(qtbot, page.ui.next_button)
    qtbot.waitUntil(lambda: page.ui.pages_label.text() == "Page 2 of 2")
    assert [view.page for view in drawn if view.draft == page.chosen()[0]] == []


def test_only_ticked_families_are_printed_by_the_key(
    qtbot: QtBot, page: HandoutsPage, context: Context
) -> None:
    tick(qtbot, page, 0)
    assert page.ui.subtitle_label.text() == "3 papers chosen"
    press(qtbot, page.ui.absent_check)
    assert rows(page) == ["Mia here", "Finn here", "Ivy here"]
    assert page.ui.subtitle_label.text() == "2 papers chosen"
    with qtbot.waitSignal(page.say):
        qtbot.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert len(printer_of(context).jobs[0]) == 2


def test_with_nobody_ticked_there_is_nothing_to_print(qtbot: QtBot, page: HandoutsPage) -> None:
    for row in range(4):
        tick(qtbot, page, row)
    assert page.ui.subtitle_label.text() == "0 papers chosen"
    assert not page.ui.print_button.isEnabled() and not page.ui.export_button.isEnabled()


def test_export_writes_readable_private_files_and_replaces_none(
    qtbot: QtBot, page: HandoutsPage, context: Context, tmp_path: Path
) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "Mia take-home week 1.pdf").write_bytes(b"older")
    context.messages.expect("folder_to_save", folder)
    with qtbot.waitSignal(page.say) as said:
        press(qtbot, page.ui.export_button)
    assert said.args[0] == "4 take-homes exported."
    assert sorted(path.name for path in folder.iterdir()) == [
        "Finn take-home week 1.pdf",
        "Ivy take-home week 1.pdf",
        "Mia take-home week 1 (2).pdf",
        "Mia take-home week 1.pdf",
        "Noah take-home week 1.pdf",
    ]
    assert (folder / "Mia take-home week 1.pdf").read_bytes() == b"older"
    paper = folder / "Mia take-home week 1 (2).pdf"
    assert paper.stat().st_mode & 0o777 == 0o600
    words = squeezed(text_of(paper.read_bytes()))
    assert squeezed("Mia said “yes, more” by holding your gaze") in words
    assert {row[2] for row in issued(context)} == {"exported"}


def test_one_paper_is_exported_where_the_person_says(
    qtbot: QtBot, page: HandoutsPage, context: Context, tmp_path: Path
) -> None:
    choose_document(qtbot, page, 1)
    context.messages.expect("file_to_save", tmp_path / "for Grace")
    with qtbot.waitSignal(page.say) as said:
        press(qtbot, page.ui.export_button)
    assert said.args[0] == "1 take-home exported."
    assert context.messages.asked[0][2] == "Mia take-home week 1.pdf"
    assert len(pages_of((tmp_path / "for Grace.pdf").read_bytes())) == 2
    context.messages.expect("file_to_save", tmp_path / "for Grace")
    context.messages.expect("ask", False)
    before = (tmp_path / "for Grace.pdf").stat().st_mtime_ns
    press(qtbot, page.ui.export_button)
    assert (tmp_path / "for Grace.pdf").stat().st_mtime_ns == before


def test_a_folder_that_takes_no_file_is_told_kindly(
    qtbot: QtBot, page: HandoutsPage, context: Context, tmp_path: Path
) -> None:
    context.messages.expect("folder_to_save", tmp_path / "gone")
    context.messages.expect("tell")
    press(qtbot, page.ui.export_button)
    qtbot.waitUntil(lambda: len(context.messages.asked) == 2)
    assert context.messages.asked[1][1] == "The file cannot be written there."
    assert issued(context) == [] and page.ui.print_button.isEnabled()


def test_without_a_printer_export_is_offered(
    qtbot: QtBot, page: HandoutsPage, context: Context, tmp_path: Path
) -> None:
    printer_of(context).missing = True
    context.messages.expect("ask", True)
    context.messages.expect("folder_to_save", tmp_path)
    with qtbot.waitSignal(page.say) as said:
        press(qtbot, page.ui.print_button)
    assert context.messages.asked[0] == (
        "ask",
        "No printer is set up on this computer.",
        "Export the papers.",
        "Export instead",
    )
    assert said.args[0] == "4 take-homes exported."


def test_a_jammed_printer_records_nothing(qtbot: QtBot, page: HandoutsPage, context: Context) -> None:
    printer_of(context).jammed = True
    context.messages.expect("tell")
    press(qtbot, page.ui.print_button)
    qtbot.waitUntil(lambda: bool(context.messages.asked))
    assert issued(context) == [] and page.ui.print_button.isEnabled()


def test_calling_the_print_dialog_off_does_nothing(
    qtbot: QtBot, page: HandoutsPage, context: Context
) -> None:
    printer_of(context).called_off = True
    press(qtbot, page.ui.print_button)
    assert page.ui.work_card.isHidden() and printer_of(context).jobs == []


def test_a_job_shows_how_far_it_is_and_can_be_stopped(
    qtbot: QtBot, page: HandoutsPage, context: Context
) -> None:
    printer = printer_of(context)
    printer.slow.clear()
    press(qtbot, page.ui.print_button)
    qtbot.waitUntil(lambda: page.ui.work_label.text() == "Printing: 1 of 4")
    assert page.ui.work_card.isVisible() and not page.ui.print_button.isEnabled()
    press(qtbot, page.ui.stop_button)
    with qtbot.waitSignal(page.say) as said:
        printer.slow.set()
    assert said.args[0] == "Printing was stopped."
    assert printer.jobs == [] and issued(context) == [] and page.ui.work_card.isHidden()


def test_the_register_and_a_benefit_sheet_are_printed_without_a_trace(
    qtbot: QtBot, page: HandoutsPage, context: Context, klass: OpenClass
) -> None:
    for key, words in ((("register", klass.session), "Register printed."), (("benefit", "bonding"),
        "Benefit sheet printed.")):  # fmt: skip
        page.open(key)
        qtbot.waitUntil(lambda kind=key[0]: page.document() == kind and len(page.chosen()) == 1)
        with qtbot.waitSignal(page.say) as said:
            press(qtbot, page.ui.print_button)
        assert said.args[0] == words
    assert page.ui.class_card.isHidden() and page.ui.paper_label.text() == "Bonding"
    assert "Bonding" in text_of(printer_of(context).jobs[1][0])
    assert issued(context) == []


def test_one_press_shows_what_the_claims_of_a_paper_rest_on(
    qtbot: QtBot, page: HandoutsPage, klass: OpenClass
) -> None:
    for key, shown in ((("benefit", "bonding"), True), (("take_homes", klass.session), True),
        (("register", klass.session), False)):  # fmt: skip
        page.open(key)
        qtbot.waitUntil(lambda kind=key[0]: page.document() == kind and len(page.chosen()) > 0)
        assert page.ui.evidence_button.isHidden() is not shown
        if shown:
            with qtbot.waitSignal(page.go) as asked:
                press(qtbot, page.ui.evidence_button)
            assert asked.args[0] == "curriculum" and asked.args[1][0] == "benefit"
            assert key[0] != "benefit" or asked.args[1] == ("benefit", "bonding")


def test_the_paper_of_a_plan_is_printed_without_a_trace_and_follows_its_name(
    qtbot: QtBot, page: HandoutsPage, context: Context
) -> None:
    page.open(("plan", "four_60"))
    qtbot.waitUntil(lambda: page.document() == "plan" and len(page.chosen()) == 1)
    step = partial(plan_edits.rename_plan, label="Spring")
    context.tasks.write(partial(plans_service.change_plan, code="four_60", edit=step, now=NOW))
    qtbot.waitUntil(lambda: page.ui.paper_label.text() == "Spring")
    assert page.ui.documents_combo.currentText() == "Course plan: Spring"
    with qtbot.waitSignal(page.say) as said:
        press(qtbot, page.ui.print_button)
    assert said.args[0] == "Course plan printed." and page.ui.class_card.isHidden()
    assert "Spring" in text_of(printer_of(context).jobs[0][0])
    assert issued(context) == []


def test_a_family_s_paper_opens_at_its_latest_class(
    qtbot: QtBot, page: HandoutsPage, context: Context, klass: OpenClass
) -> None:
    page.open(("take_home", klass.dyads[2].family))
    qtbot.waitUntil(lambda: page.ui.paper_label.text() == "Finn")
    with qtbot.waitSignal(page.say) as said:
        press(qtbot, page.ui.print_button)
    assert said.args[0] == "1 take-home printed."
    with store_of(context).write() as session:
        new = a_family(session, "Zoë").family
    page.open(("take_home", new))
    qtbot.waitUntil(lambda: page.chosen() == ())
    assert not page.ui.print_button.isEnabled() and page.ui.preview.isHidden()
    choose_document(qtbot, page, 0)
    qtbot.waitUntil(lambda: page.ui.subtitle_label.text() == "4 papers chosen")


def test_another_class_is_chosen_by_the_box(
    qtbot: QtBot, page: HandoutsPage, context: Context, klass: OpenClass
) -> None:
    with store_of(context).read() as session:
        second = classes_of(session, klass.course)[1]
    combo = page.ui.class_combo
    combo.setFocus()
    combo.setCurrentIndex(combo.findData(str(second)))
    combo.activated.emit(combo.currentIndex())
    qtbot.waitUntil(lambda: rows(page) == [])
    assert page.ui.preview.isHidden() and not page.ui.print_button.isEnabled()
    page.open(("take_homes", klass.session))
    qtbot.waitUntil(lambda: len(rows(page)) == 4)


def test_an_empty_studio_says_what_belongs_here(qtbot: QtBot, context: Context) -> None:
    page = HandoutsPage(context)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.empty_state is not None)
    with qtbot.waitSignal(page.go) as gone:
        page.empty_state.button.click()
    assert gone.args == ["classes", None]
    choose_document(qtbot, page, 4)
    qtbot.waitUntil(lambda: not page.ui.preview.page().isNull())
    assert page.ui.paper_label.text() == "Touch"


def test_hostile_names_reach_files_and_rows_safely(
    qtbot: QtBot, page: HandoutsPage, context: Context, tmp_path: Path
) -> None:
    with store_of(context).write() as session:
        klass = a_class(session, "../../<b>x</b>&y", "CON", "a" * 200, now=NOW)
        families.add_flag(
            session, baby_id=klass.dyads[0].baby, kind="skin", what="<i>", since=NOW.date(), expires=None
        )
        attendance_service.mark_rest_absent(session, session_id=klass.session, now=NOW)
        read_stories(session, klass.session)
    page.open(("take_homes", klass.session))
    qtbot.waitUntil(lambda: len(rows(page)) == 3)
    assert rows(page)[0] == "../../<b>x</b>&y absent"
    context.messages.expect("folder_to_save", tmp_path)
    with qtbot.waitSignal(page.say):
        press(qtbot, page.ui.export_button)
    written = sorted(path.name for path in tmp_path.glob("*.pdf"))
    assert len(written) == 3 and "CON take-home week 1.pdf" in written
    assert all(name.endswith("take-home week 1.pdf") for name in written)
    assert not list(tmp_path.parent.glob("*.pdf"))


def test_pages_come_out_of_a_real_printer_upright_and_whole(page: HandoutsPage, tmp_path: Path) -> None:
    papers = tuple(page.handing_out.renderer.paper(draft).content for draft in page.chosen()[:2])
    register = page.handing_out.renderer.paper(page.page_data.papers.register).content
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setFullPage(True)
    done: list[int] = []
    assert Printing().send(printer, "papers", (*papers, register), progressed=done.append)
    assert done == [1, 2, 3]
    document = pypdfium2.PdfDocument(tmp_path / "printed.pdf")
    assert len(document) == 5
    assert {round(size) for size in document.get_page_size(4)} <= {595, 596, 842}
    document.close()


def test_the_cue_sheet_of_a_class_is_reached_by_its_key_and_exported(
    qtbot: QtBot, page: HandoutsPage, klass: OpenClass, tmp_path: Path
) -> None:
    page.open(("cue_sheet", klass.session))
    settle(page.context.tasks)
    assert page.document() == "cue_sheet"
    [draft] = page.chosen()
    assert (draft.kind, draft.session_id) == ("cue_sheet", klass.session)
    target = tmp_path / "sheet.pdf"
    messages = cast(RecordingMessages, page.context.messages)
    messages.expect("file_to_save", target)
    page.ui.export_button.click()
    qtbot.waitUntil(target.exists)
    settle(page.context.tasks)
    assert "Looks away" in text_of(target.read_bytes())


def test_a_filled_cue_sheet_is_typed_in_from_here_once_the_class_has_begun(
    qtbot: QtBot, page: HandoutsPage, klass: OpenClass
) -> None:
    assert page.ui.enter_button.isHidden()
    page.open(("cue_sheet", klass.session))
    settle(page.context.tasks)
    with qtbot.waitSignal(page.go) as gone:
        press(qtbot, page.ui.enter_button)
    assert gone.args == ["quick_entry", klass.session]
    with store_of(page.context).read() as session:
        later = classes_of(session, klass.course)[1]
    page.open(("cue_sheet", later))
    settle(page.context.tasks)
    assert page.ui.enter_button.isHidden()


def test_a_sheet_that_is_wanted_of_one_baby_is_chosen_alone(
    context: Context, klass: OpenClass, page: HandoutsPage
) -> None:
    _, noah, finn, ivy = klass.dyads
    for dyad, name, kind in (
        (noah, "Noah", "catch_up"),
        (ivy, "Ivy", "take_home"),
        (finn, "Finn", "take_home"),
    ):
        page.open(("sheet", (klass.session, dyad.baby)))
        settle(context.tasks)
        [draft] = page.chosen()
        assert (draft.title, draft.kind, draft.copy.baby_id if draft.copy else None) == (
            name,
            kind,
            dyad.baby,
        )
        assert page.ui.paper_label.text() == name
        assert page.ui.subtitle_label.text() == "1 paper chosen"
