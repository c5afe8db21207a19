"""The course plans: minutes at a glance, a week below them, the library beside, changed step by step."""

from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QAbstractSlider, QApplication, QMenu, QVBoxLayout, QWidget

from massage_studio.bookings.plan_course_queries import courses_to_come
from massage_studio.bookings.views import PlannedCourse
from massage_studio.curriculum import plan_edits
from massage_studio.curriculum.plan_views import LibraryItem, PlanningBook, length_words, matrix
from massage_studio.curriculum.plans_queries import planning_book, planning_items
from massage_studio.curriculum.views import ActivityView, PlanView
from massage_studio.gui import icons
from massage_studio.gui.context import Context
from massage_studio.gui.curriculum import plan_menus
from massage_studio.gui.curriculum.compare_panel import ComparePanel
from massage_studio.gui.curriculum.name_edit import NameEdit
from massage_studio.gui.curriculum.panel import CONTENT_VERBS, Panel
from massage_studio.gui.curriculum.plan_drag import Dragged
from massage_studio.gui.curriculum.plan_steps import PlanSteps
from massage_studio.gui.curriculum.plan_words import activity_line, standing
from massage_studio.gui.curriculum.use_dialog import UseDialog
from massage_studio.gui.forms.ui_curriculum_plans_panel import Ui_CurriculumPlansPanel
from massage_studio.gui.lists.view import ListView
from massage_studio.gui.office_undo import OfficeUndo
from massage_studio.gui.widgets.fields import pad_fields, show_unit
from massage_studio.gui.widgets.flow_layout import FlowLayout
from massage_studio.store.changes import Thing

_BESIDE_MATRIX = 78
"""Letters from which the library stands beside the matrix, else beside the week alone."""
_BESIDE_WEEK = 56
"""Letters from which the library stands beside the week, else below it."""
_HEAD_STANDS = 27
"""Lines from which the head stands above the plan; in less it scrolls with it, so that one bar moves all."""
_OWN_MINUTES = 5
_TYPED_MS = 600
"""How long after the last digit a length counts without Enter, which "Fit" would wait for in vain."""


class PlansPanel(Panel):
    """Makes course plans: each step is shown at once, kept, and named by Undo."""

    shows = frozenset({Thing.CURRICULUM, Thing.BOOKINGS})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.ui = Ui_CurriculumPlansPanel()
        self.ui.setupUi(self)
        self._courses: tuple[PlannedCourse, ...] = ()
        self.compare_panel: ComparePanel | None = None
        self.undo = OfficeUndo(self, self.ui.undo_button, verbs=CONTENT_VERBS)
        self.steps = PlanSteps(self, self.undo)
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        ui, em = self.ui, self.fontMetrics().horizontalAdvance("m")
        ui.plan_combo.setFixedWidth(em * 20)
        ui.library_card.setFixedWidth(em * 22)
        show_unit(ui.length_spin, lambda number: self.tr(" minutes", "", number))
        ui.length_spin.setToolTip(self.tr("Ctrl+M"))
        for button in (ui.plan_menu_button, ui.week_menu_button):
            button.setProperty("role", "quiet")
            icons.set_icon(button, "more", "muted_strong")
        for box, parts in (
            (ui.choice_box, (ui.plan_combo, ui.plan_menu_button, ui.length_spin, ui.fit_button)),
            (ui.button_box, (ui.undo_button, ui.compare_button, ui.print_button, ui.use_button)),
        ):
            flow = FlowLayout(box, gap=8)
            for part in parts:
                flow.addWidget(part)
        pad_fields(self)
        ui.length_spin.setFixedWidth(em * 10)
        ui.week_title.setWordWrap(True)
        self.search_edit = ui.adding_panel.search_edit
        self.undo.reach_from(self.search_edit, ui.length_spin)

    def _wire(self) -> None:
        ui = self.ui
        self.steps.shown.connect(self._show_plan)
        self.context.privacy.changed.connect(self._show_standing)
        ui.plan_combo.activated.connect(lambda: self.steps.choose_plan(ui.plan_combo.currentData()))
        ui.length_spin.valueChanged.connect(self._give_length)
        self._typed = QTimer(self, singleShot=True, interval=_TYPED_MS)
        self._typed.timeout.connect(self._take_typed_length)
        ui.length_spin.lineEdit().textEdited.connect(self._typed.start)
        ui.fit_button.clicked.connect(lambda: self.steps.do(plan_edits.fit))
        ui.compare_button.toggled.connect(self._compare)
        ui.print_button.clicked.connect(self._print)
        ui.use_button.clicked.connect(self._use)
        ui.plan_menu_button.clicked.connect(self._open_plan_menu)
        for chosen in (ui.plan_matrix.list.opened, ui.plan_matrix.list.moved_to):
            chosen.connect(lambda line: self.steps.choose_week(line.row.number))
        ui.plan_matrix.list.menu_wanted.connect(self._open_week_menu)
        ui.plan_matrix.list.key_wanted.connect(lambda line, code: self.press_week(line.row.number, code))
        ui.plan_matrix.list.dropped.connect(self._drop_on_week)
        ui.week_menu_button.clicked.connect(self._open_week_menu)
        ui.add_button.clicked.connect(self.to_search)
        ui.week_list.wanted.connect(self.press)
        ui.week_list.dropped.connect(self._drop)
        ui.week_list.minutes_given.connect(self._give_minutes)
        ui.week_list.title_given.connect(self._give_title)
        ui.week_list.benefit_wanted.connect(self._open_benefit)
        ui.week_list.selectionModel().currentChanged.connect(self._follow_place)
        ui.plan_matrix.list.moved_to.connect(lambda: self._keep_in_view(ui.plan_matrix.list))
        # A list that grew or shrank has its new height first.
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._show_place)
        ui.adding_panel.added.connect(self._add_item)
        ui.adding_panel.written.connect(self._add_own)
        ui.adding_panel.left.connect(ui.week_list.setFocus)
        for keys, act in (
            ("Ctrl+L", self.to_search),
            ("Ctrl+M", self._to_length),
            ("Ctrl+Shift+D", partial(self.press_plan, "duplicate")),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def open(self, key: Any) -> None:
        """Show ("session", code of a week) or ("plan", code)."""
        _, code = key
        self.steps.want(code)

    def reload(self) -> None:
        """Ask for plans, library and the courses that follow a plan, unless a step is still to be kept."""
        if not self.steps.under_way:
            self.context.tasks.read(planning_book, self.steps.take)
            self.context.tasks.read(planning_items, self.ui.adding_panel.show_items)
            self.context.tasks.read(courses_to_come, self._show_courses)
            self.undo.look()

    def scroll_page(self, step: QAbstractSlider.SliderAction) -> None:
        self.ui.plan_scroll.verticalScrollBar().triggerAction(step)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        ui, letters = self.ui, self.width() / self.fontMetrics().horizontalAdvance("m")
        beside = letters >= _BESIDE_MATRIX
        self.place_head(ui.head_grid, ui.button_box)
        self._place_whole_head()
        if beside:
            ui.edit_row.addWidget(ui.library_card)
        else:
            ui.plan_grid.addWidget(ui.library_card, *((1, 1) if letters >= _BESIDE_WEEK else (2, 0)))
        ui.plan_grid.addWidget(ui.matrix_card, 0, 0, 1, 1 if beside else 2)
        ui.add_button.setText(self.tr("Add (Ctrl+L)") if beside else self.tr("Add"))

    def _place_whole_head(self) -> None:
        """Let the head stand above the plan, or where that leaves little room, scroll with it."""
        ui, column = self.ui, self.layout()
        assert isinstance(column, QVBoxLayout)
        low = self.height() < self.fontMetrics().lineSpacing() * _HEAD_STANDS
        wanted = ui.plan_column if low and not ui.compare_button.isChecked() else column
        if wanted.indexOf(ui.plan_head) < 0:
            keys = QApplication.focusWidget()
            wanted.insertWidget(0, ui.plan_head)
            ui.plan_head.show()
            if keys is not None and ui.plan_head.isAncestorOf(keys):
                keys.setFocus()

    def to_search(self) -> None:
        super().to_search()
        if self.ui.plan_scroll.isAncestorOf(self.search_edit):
            self.ui.plan_scroll.ensureWidgetVisible(self.search_edit)

    def _to_length(self) -> None:
        self.ui.length_spin.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.ui.length_spin.selectAll()

    # What is shown.

    def _show_courses(self, courses: tuple[PlannedCourse, ...]) -> None:
        self._courses = courses
        self._show_standing()

    def _show_plan(self) -> None:
        """Show the plan as it is now, with the chosen week and the chosen activity of it."""
        ui, steps = self.ui, self.steps
        book, plan = steps.book, steps.plan
        if book is None or plan is None:
            return
        self._show_names(book, plan)
        shown, part = matrix(plan, book.benefits), steps.part()
        ui.plan_matrix.show_matrix(shown, steps.week)
        if ui.length_spin.value() != plan.minutes:
            with QSignalBlocker(ui.length_spin):
                ui.length_spin.setValue(plan.minutes)
        fit = self.tr("Fit every week to %n minutes", "", plan.minutes)
        ui.fit_button.setAccessibleName(fit)
        ui.fit_button.setToolTip(fit)
        off = any(row.total != row.length for row in shown.rows)
        if ui.fit_button.hasFocus() and not off:
            # Else the keys would go on to Undo, which is next to it.
            ui.plan_matrix.list.setFocus(Qt.FocusReason.OtherFocusReason)
        ui.fit_button.setEnabled(off)
        row = shown.rows[steps.week - 1]
        told = length_words(row)
        ui.week_title.setText(self.tr("Week {number}: {title}").format(number=part.number, title=part.title))
        ui.week_total.set_words(told, "engaging" if row.total == row.length else "warning")
        ui.week_band.show_parts(
            [((*one.benefits, "neutral")[0], one.minutes) for one in part.activities], told
        )
        lines = [activity_line(book, place, one) for place, one in enumerate(part.activities)]
        ui.week_list.show_lines(lines, steps.place)
        ui.week_list.setVisible(bool(lines))
        ui.week_hint.setText(self._hint(bool(lines)))
        if self.compare_panel is not None and ui.compare_button.isChecked():
            self.compare_panel.show_plan(book, plan)
        self._show_standing()
        self._later.start()

    def _show_names(self, book: PlanningBook, plan: PlanView) -> None:
        names = {one.code: plan.label if one.code == plan.code else one.label for one in book.plans}
        combo = self.ui.plan_combo
        if [(combo.itemData(row), combo.itemText(row)) for row in range(combo.count())] != [*names.items()]:
            combo.clear()
            for code, name in names.items():
                combo.addItem(name, code)
        combo.setCurrentIndex(combo.findData(plan.code))
        combo.setToolTip(plan.label)

    def _hint(self, any_activity: bool) -> str:
        if any_activity:
            return self.tr(
                "Alt+Up and Alt+Down move · + and − change minutes · Enter writes them · F2 renames"
            )
        return self.tr(
            "Nothing is planned for this week yet. Add something from the library, or write your own."
        )

    def _show_standing(self) -> None:
        book, plan = self.steps.book, self.steps.plan
        if book is not None and plan is not None:
            names = not self.context.privacy.drawn
            self.ui.standing_label.setText(standing(book, plan, self._courses, names=names))

    def _follow_place(self) -> None:
        if self.ui.week_list.currentIndex().isValid():
            self.steps.place = self.ui.week_list.currentIndex().row()
            self._keep_in_view(self.ui.week_list)

    def _show_place(self) -> None:
        for listed in (self.ui.plan_matrix.list, self.ui.week_list):
            self._keep_in_view(listed)

    def _keep_in_view(self, listed: ListView) -> None:
        """Scroll to the current row of a list that has the keys: it is as high as all its rows."""
        if listed.hasFocus():
            self._scroll_to(listed, listed.currentIndex().row())

    def _scroll_to(self, listed: ListView, number: int) -> None:
        row = listed.visualRect(listed.model().index(number, 0))
        place = listed.viewport().mapTo(self.ui.plan_content, row.center())
        self.ui.plan_scroll.ensureVisible(place.x(), place.y(), 0, row.height())

    def _compare(self, on: bool) -> None:
        """Show two plans side by side, in a panel that is made when it is first wanted, or the plan alone."""
        if self.compare_panel is None:
            self.compare_panel = ComparePanel()
            self.ui.view_stack.addWidget(self.compare_panel)
        keys = self.ui.compare_button.hasFocus()
        self.ui.view_stack.setCurrentIndex(1 if on else 0)
        self._place_whole_head()
        if keys:
            self.ui.compare_button.setFocus()
        self._show_plan()

    # What is done.

    def press(self, place: int, code: str) -> None:
        """Do what a key or a button of an activity asks for."""
        if code in ("minutes", "rename"):
            self._scroll_to(self.ui.week_list, place)
        if code == "minutes":
            self.ui.week_list.write_minutes(place)
        elif code == "rename":
            self.ui.week_list.write_title(place)
        elif code == "more":
            self._open_activity_menu(place)
        else:
            self.steps.press(place, code)

    def press_week(self, week: int, code: str) -> None:
        """Do what a key or the menu of a week asks for."""
        if code == "rename":
            self._scroll_to(self.ui.plan_matrix.list, week - 1)
            self.ui.plan_matrix.write_title(week, partial(self._give_week_title, week))
        else:
            self.steps.press_week(week, code)

    def press_plan(self, code: str) -> None:
        """Do what the menu of the plan asks for."""
        if code == "rename" and self.steps.plan is not None:
            combo, words = self.ui.plan_combo, self.tr("Name of the plan")
            label = self.steps.plan.label
            NameEdit(self.ui.choice_box, combo.geometry(), label, words, self._give_label, back=combo)
        else:
            self.steps.press_plan(code)

    def _give_length(self, minutes: int) -> None:
        self.steps.do(partial(plan_edits.set_length, minutes=minutes))

    def _take_typed_length(self) -> None:
        if self.ui.length_spin.lineEdit().hasAcceptableInput():
            self.ui.length_spin.interpretText()

    def _give_label(self, label: str) -> None:
        self.steps.do(partial(plan_edits.rename_plan, label=label))

    def _give_minutes(self, place: int, written: str) -> None:
        week, minutes = self.steps.week, int(written or 0)
        self.steps.do(partial(plan_edits.set_minutes, week=week, place=place, minutes=minutes))

    def _give_title(self, place: int, title: str) -> None:
        week = self.steps.week
        self.steps.do(partial(plan_edits.rename_activity, week=week, place=place, title=title))

    def _give_week_title(self, week: int, title: str) -> None:
        self.steps.do(partial(plan_edits.rename_week, week=week, title=title))

    def _add_item(self, item: LibraryItem) -> None:
        self._add(item.activity)

    def _add_own(self, title: str) -> None:
        focus = (self.steps.part().focus_benefit,)
        self._add(ActivityView("", "discussion", title, _OWN_MINUTES, focus, ()))

    def _add(self, activity: ActivityView, place: int | None = None, week: int = 0) -> None:
        self.steps.add(activity, place, week)
        self.ui.week_list.setFocus(Qt.FocusReason.OtherFocusReason)
        self._keep_in_view(self.ui.week_list)

    def _drop(self, dragged: Dragged, gap: int) -> None:
        kind, code = dragged
        if kind == "activity":
            self.steps.move(int(code), gap)
        elif (item := self.ui.adding_panel.item(kind, code)) is not None:
            self._add(item.activity, gap)

    def _drop_on_week(self, week: int, dragged: Dragged) -> None:
        assert self.steps.plan is not None
        kind, code = dragged
        if kind == "activity":
            self.steps.move_to_week(int(code), week)
        elif (item := self.ui.adding_panel.item(kind, code)) is not None:
            self._add(item.activity, len(self.steps.plan.sessions[week - 1].activities), week)

    # Menus, paper and courses.

    def _open_activity_menu(self, place: int) -> None:
        steps, listed = self.steps, self.ui.week_list
        assert steps.book is not None and steps.plan is not None
        press = partial(self.press, place)
        menu = plan_menus.activity_menu(
            self, steps.book, steps.plan, steps.week, place, steps.do, press, self._open_benefit
        )
        menu.popup(listed.below_action(listed.view_at(place), "more"))

    def _open_week_menu(self) -> None:
        steps = self.steps
        if steps.book is not None:
            press = partial(self.press_week, steps.week)
            menu = plan_menus.week_menu(self, steps.book, steps.part(), steps.do, press)
            _below(self.ui.week_menu_button, menu)

    def _open_plan_menu(self) -> None:
        steps = self.steps
        if steps.book is not None and steps.plan is not None:
            menu = plan_menus.plan_menu(self, steps.book, steps.plan, self.press_plan, steps.show_hidden)
            _below(self.ui.plan_menu_button, menu)

    def _open_benefit(self, code: str) -> None:
        self.go.emit("curriculum", ("benefit", code))

    def _print(self) -> None:
        if self.steps.plan is not None:
            self.go.emit("handouts", ("plan", self.steps.plan.code))

    def _use(self) -> None:
        plan = self.steps.plan
        if plan is not None:
            dialog = UseDialog(self.context, plan, self._courses, self.undo.tell, self)
            dialog.new_course.connect(partial(self.go.emit, "classes", ("plan", plan.code)))
            self.context.messages.open_dialog(dialog)


def _below(button: QWidget, menu: QMenu) -> None:
    menu.popup(button.mapToGlobal(QPoint(0, button.height())))
