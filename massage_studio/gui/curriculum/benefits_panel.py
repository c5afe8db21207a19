"""The benefits, each with what may honestly be said of it and everything that was found."""

from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from typing import Any
from uuid import UUID

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QAbstractSlider, QApplication, QComboBox, QMenu, QVBoxLayout, QWidget

from massage_studio.curriculum import library_queries, service
from massage_studio.curriculum.evidence_queries import evidence_library
from massage_studio.curriculum.evidence_views import EvidenceLibrary
from massage_studio.curriculum.library_views import ItemView
from massage_studio.curriculum.views import BenefitView, EvidenceView
from massage_studio.gui.context import Context
from massage_studio.gui.curriculum import code_words
from massage_studio.gui.curriculum.content_parts import as_high_as_its_lines
from massage_studio.gui.curriculum.contents_list import Chapter
from massage_studio.gui.curriculum.evidence_chapters import (
    Setting,
    benefit_chapter,
    hidden_chapter,
    others_chapter,
    part_chapter,
)
from massage_studio.gui.curriculum.evidence_filters import EvidenceFilters
from massage_studio.gui.curriculum.evidence_rows import FindingRow
from massage_studio.gui.curriculum.finding_dialog import FindingDialog
from massage_studio.gui.curriculum.history_dialog import HistoryDialog
from massage_studio.gui.curriculum.item_dialog import ItemDialog
from massage_studio.gui.curriculum.panel import CONTENT_VERBS, Panel
from massage_studio.gui.curriculum.search import holds
from massage_studio.gui.forms.ui_curriculum_benefits_panel import Ui_CurriculumBenefitsPanel
from massage_studio.gui.office_undo import OfficeUndo
from massage_studio.gui.widgets.card import Muted
from massage_studio.gui.widgets.flow_layout import FlowLayout
from massage_studio.store.changes import Changes, Thing
from massage_studio.store.ids import new_id

_FRAMEWORK = "curriculum/framework"
_ROOM_TO_READ = 22
"""Lines of text that the chips of the findings leave below them where they are shown all the time."""
_ROOM_FOR_A_LIST = 36
"""Lines of text in which the list of the benefits, and what stands below it, has room without a bar."""
_OTHERS, _HIDDEN = "other findings", "hidden findings"


class BenefitsPanel(Panel):
    """Leafs through the benefits; one is set at a time, and only when it is looked at."""

    shows = frozenset({Thing.CURRICULUM})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.ui = ui = Ui_CurriculumBenefitsPanel()
        ui.setupUi(self)
        self._library: EvidenceLibrary | None = None
        self._wanted: tuple[str, str] | None = None
        self._chosen = ""
        # What is set already, so that going back to it costs nothing.
        self._set: str | None = None
        self.filters = EvidenceFilters(ui.filters)
        self.undo = OfficeUndo(self, ui.undo_button, verbs=CONTENT_VERBS)
        self.undo.reach_from(ui.search_edit)
        em = self.fontMetrics().horizontalAdvance("m")
        for part in (
            *(ui.search_edit, ui.filter_button, ui.benefit_list, ui.benefits_note),
            *(ui.framework_combo, ui.new_button),
        ):
            part.setFixedWidth(em * 18)
        as_high_as_its_lines(ui.benefits_note)
        self._low = False
        self._top = FlowLayout(ui.top_row, gap=8)
        ui.benefit_combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        ui.framework_label.setProperty("leads", True)
        ui.top_row.hide()
        self.use_search_field(ui.search_edit)
        self.use_found_stack(ui.found_stack)
        self.sought.connect(self._seek)
        self.filters.chosen.connect(self._seek)
        ui.filter_button.toggled.connect(self._show_filters)
        self.nothing.first_step.connect(self._clear_filters)
        ui.benefit_combo.activated.connect(self._choose_place)
        ui.benefit_list.opened.connect(self._choose)
        ui.benefit_list.moved_to.connect(self._choose)
        ui.framework_combo.activated.connect(self._choose_framework)
        ui.new_button.clicked.connect(self._choose_new)
        here = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("Ctrl+N"), self, context=here).activated.connect(self._choose_new)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        low = self.height() < self.fontMetrics().lineSpacing() * _ROOM_FOR_A_LIST
        if low != self._low:
            self._low = low
            self._lay_out()
        self._show_filters()

    def _lay_out(self) -> None:
        """Put what chooses beside what is read; where it would have to scroll there, above it."""
        ui, keys = self.ui, QApplication.focusWidget()
        first: tuple[QWidget, ...] = (ui.search_edit, ui.filter_button)
        as_what: tuple[QWidget, ...] = (ui.framework_label, ui.framework_combo)
        buttons: tuple[QWidget, ...] = (ui.new_button, ui.undo_button)
        if self._low:
            for part in (ui.search_edit, ui.benefit_combo, ui.filter_button, *buttons, *as_what):
                self._top.addWidget(part)
        else:
            for place, part in enumerate(first):
                ui.side_column.insertWidget(place, part)
            for place, part in enumerate((*as_what, *buttons), 1):
                ui.side_layout.insertWidget(place, part)
        em = self.fontMetrics().horizontalAdvance("m")
        ui.search_edit.setFixedWidth(em * (16 if self._low else 18))
        for button in (ui.filter_button, ui.new_button):
            button.setFixedWidth(button.sizeHint().width() if self._low else em * 18)
        ui.top_row.setVisible(self._low)
        ui.side_scroll.setVisible(not self._low)
        around = (ui.search_edit, ui.benefit_combo, ui.benefit_list, ui.filter_button, ui.framework_combo)
        for before, after in pairwise((*around, ui.new_button, ui.undo_button)):
            QWidget.setTabOrder(before, after)
        if keys is not None and self.isAncestorOf(keys):
            keys.setFocus()
        # The note goes with what is read, or back beside it.
        self._set = None
        self._turn()

    def _show_filters(self) -> None:
        """Show the chips; where they would leave no room to read, behind a button that shows them."""
        chips = self.ui.filters.heightForWidth(self.ui.found_stack.width())
        short = self._low or self.height() - chips < self.fontMetrics().lineSpacing() * _ROOM_TO_READ
        opened = self.ui.filter_button.isChecked()
        self.ui.filter_button.setVisible(short)
        self.ui.filters.setVisible(not short or opened)
        for part in (self.ui.framework_label, self.ui.framework_combo):
            part.setVisible(not self._low or opened)

    def open(self, key: Any) -> None:
        """Show ("benefit", code), or ("evidence", code) where it is told."""
        self._wanted = key
        if self._library is not None:
            self._go_to_wanted()

    def reload(self) -> None:
        self.context.tasks.read(evidence_library, self._show)
        self.undo.look()

    def scroll_page(self, step: QAbstractSlider.SliderAction) -> None:
        self.ui.benefit_scroll.step(step)

    def rows(self) -> list[FindingRow]:
        """Return the findings in view, from the top."""
        page = self.ui.benefit_scroll.widget()
        return page.findChildren(FindingRow) if page else []

    # What is shown

    def _show(self, library: EvidenceLibrary) -> None:
        self._library = library
        self._show_frameworks(library)
        self._seek()
        self._go_to_wanted()

    def _show_frameworks(self, library: EvidenceLibrary) -> None:
        combo = self.ui.framework_combo
        chosen = QSettings().value(_FRAMEWORK, "")
        combo.clear()
        combo.addItem(self.tr("Five benefits"), "")
        for name in dict.fromkeys(part.framework for part in library.frameworks):
            combo.addItem(name, name)
        combo.setCurrentIndex(max(0, combo.findData(chosen)))

    def _choose_framework(self) -> None:
        QSettings().setValue(_FRAMEWORK, self.ui.framework_combo.currentData())
        self._seek()

    def _go_to_wanted(self) -> None:
        if self._wanted is None or self._library is None:
            return
        (kind, code), self._wanted = self._wanted, None
        self.ui.search_edit.clear()
        self.filters.clear()
        self.ui.framework_combo.setCurrentIndex(0)
        if kind == "benefit":
            self._chosen = code
        else:
            about = self._library.about(code)
            self._chosen = _HIDDEN if about is None else about or _OTHERS
        self._seek()
        for row in self.rows():
            if kind == "evidence" and row.finding.code == code:
                row.take_keys()
                self.ui.benefit_scroll.bring_into_view(row)

    def _seek(self) -> None:
        """Make the table of contents anew, with what holds the words that are sought."""
        self.pause.stop()
        library = self._library
        if library is None:
            return
        self._set = None
        about = [(benefit, one) for benefit in library.all_benefits for one in benefit.evidence]
        every = [*about, *((None, one) for one in library.others)]
        self.filters.count([one for benefit, one in every if self._holds(benefit, one)])
        chapters = list(self._chapters(library))
        codes = [chapter.code for chapter in chapters]
        if self._chosen not in codes:
            self._chosen = codes[0] if codes else ""
        self.ui.benefit_list.show_chapters(chapters, self._chosen)
        self.ui.benefit_combo.clear()
        for chapter in chapters:
            self.ui.benefit_combo.addItem(chapter.title)
        self._point_combo()
        self._turn()

    def _clear_filters(self) -> None:
        self.filters.clear()
        self._seek()

    def _chapters(self, library: EvidenceLibrary) -> Iterator[Chapter]:
        parts = [
            part for part in library.frameworks if part.framework == self.ui.framework_combo.currentData()
        ]
        grouped = {code for part in parts for code in part.benefits}
        for part in parts:
            benefits = [one for one in library.benefits if one.code in part.benefits]
            if any(map(self._has, benefits)):
                yield Chapter(part.code, part.label, part.benefits[0])
        for benefit in library.all_benefits:
            hidden = benefit in library.hidden
            if (hidden or benefit.code not in grouped) and self._has(benefit):
                title = self.tr("{benefit} (hidden)").format(benefit=benefit.title)
                yield Chapter(benefit.code, title if hidden else benefit.title, benefit.code)
        if any(self._lets(None, one) for one in library.others):
            yield Chapter(_OTHERS, self.tr("About no single benefit"), "neutral")
        if any(self._lets(None, one.finding) for one in library.hidden_findings):
            yield Chapter(_HIDDEN, self.tr("Hidden findings"), "neutral")

    def _has(self, benefit: BenefitView) -> bool:
        """Tell whether anything about a benefit is sought."""
        if any(self._lets(benefit, one) for one in benefit.evidence):
            return True
        said = (benefit.honest_statement, benefit.strength, *benefit.messages, *benefit.avoid_saying)
        sought = self.ui.search_edit.text()
        return not self.filters and any(holds(sought, benefit.title, sentence) for sentence in said)

    def _lets(self, benefit: BenefitView | None, finding: EvidenceView) -> bool:
        return self._holds(benefit, finding) and self.filters.lets(finding)

    def _holds(self, benefit: BenefitView | None, finding: EvidenceView) -> bool:
        return holds(
            self.ui.search_edit.text(),
            benefit.title if benefit else "",
            *(finding.topic, finding.finding, finding.population, finding.design, finding.caveat),
            finding.numbers,
            code_words.direction(finding.direction).words,
            code_words.strength(finding.strength),
            *(source.citation for source in finding.sources),
        )

    def _choose(self, chapter: Chapter) -> None:
        self._chosen = chapter.code
        self._point_combo()
        self._turn()

    def _choose_place(self, place: int) -> None:
        self.ui.benefit_list.go_to(place)
        self._choose(self.ui.benefit_list.chapters.views[place])

    def _point_combo(self) -> None:
        place = self.ui.benefit_list.chapters.place_of(self._chosen)
        self.ui.benefit_combo.setCurrentIndex(-1 if place is None else place)

    def _turn(self) -> None:
        self.show_found(bool(self._chosen))
        if self._library is None or not self._chosen or self._set == self._chosen:
            return
        self._set = self._chosen
        self.ui.benefit_scroll.show_chapter(partial(self._set_chapter, library=self._library))

    def _set_chapter(self, page: QVBoxLayout, library: EvidenceLibrary) -> None:
        code, setting = self._chosen, Setting(self._lets, self._act)
        part = next((one for one in library.frameworks if one.code == code), None)
        if code == _OTHERS:
            others_chapter(page, setting, library.others)
        elif code == _HIDDEN:
            hidden_chapter(page, setting, library.hidden_findings)
        elif part is not None and self.ui.framework_combo.currentData():
            benefits = [one for one in library.benefits if one.code in part.benefits]
            part_chapter(page, setting, part, benefits)
        else:
            benefit = next(one for one in library.all_benefits if one.code == code)
            used_by = library.used_by.get(code, ())
            benefit_chapter(page, setting, benefit, used_by, hidden=benefit in library.hidden)
        if self._low:
            note = Muted(self.ui.benefits_note.text())
            note.setWordWrap(True)
            page.insertWidget(page.count() - 1, note)

    # What the instructor does

    def _act(self, name: str, kind: str, code: str) -> None:
        """Do by name what a button of a benefit or of a finding asks."""
        if name == "print":
            self.go.emit("handouts", ("benefit", code))
        elif name == "copy":
            self.say.emit(self.tr("The source is copied."), "", None)
        elif name in ("hide", "show"):
            self._write_hidden(kind, code, hidden=name == "hide")
        elif kind == "evidence":
            self._edit_finding(code)
        else:
            then = self._edit if name == "edit" else self._history
            self.context.tasks.read(partial(library_queries.item, kind=kind, code=code), then)

    def _edit(self, view: ItemView) -> None:
        dialog = ItemDialog(self.context, view, self)
        dialog.kept.connect(partial(self._kept, view.kind))
        self.context.messages.open_dialog(dialog)

    def _history(self, view: ItemView) -> None:
        self.context.messages.open_dialog(HistoryDialog(self.context, view, self))

    def _edit_finding(self, code: str = "") -> None:
        library = self._library
        if library is None:
            return
        about = library.about(code) if code else self._chosen
        dialog = FindingDialog(self.context, library, code, about or "", self)
        dialog.kept.connect(partial(self._kept, "evidence"))
        self.context.messages.open_dialog(dialog)

    def _choose_new(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("A finding")).triggered.connect(lambda: self._edit_finding())
        menu.addAction(self.tr("A benefit")).triggered.connect(self.add_benefit)
        menu.popup(self.ui.new_button.mapToGlobal(self.ui.new_button.rect().bottomLeft()))

    def add_benefit(self) -> None:
        """Ask for a new benefit."""
        self.context.tasks.read(partial(library_queries.new_item, kind="benefit"), self._edit)

    def _kept(self, kind: str, code: str, operation_id: UUID, changes: Changes) -> None:
        self._wanted = (kind, code)
        self.undo.tell(self.tr("Kept."), operation_id, changes)

    def _write_hidden(self, kind: str, code: str, *, hidden: bool) -> None:
        operation_id = new_id()
        told = self.tr("Hidden.") if hidden else self.tr("Shown again.")
        plans = self._library.used_by.get(code, ()) if self._library and kind == "benefit" else ()
        if hidden and plans:
            told = self.tr("Hidden. It stays readable for the plans that teach it.")
        self.context.tasks.write(
            partial(
                service.hide if hidden else service.show,
                kind=kind,
                code=code,
                now=self.context.clock(),
                operation_id=operation_id,
            ),
            lambda changes: self.undo.tell(told, operation_id, changes),
        )
