"""The curriculum: course plans, the library, benefits with their evidence, and safety."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QAbstractSlider, QWidget

from massage_studio.gui.context import Context
from massage_studio.gui.curriculum.benefits_panel import BenefitsPanel
from massage_studio.gui.curriculum.library_panel import LibraryPanel
from massage_studio.gui.curriculum.panel import Panel
from massage_studio.gui.curriculum.plans_panel import PlansPanel
from massage_studio.gui.curriculum.safety_panel import SafetyPanel
from massage_studio.gui.forms.ui_curriculum_page import Ui_CurriculumPage
from massage_studio.gui.office_undo import take_undo_keys
from massage_studio.gui.page import Page

PLANS, LIBRARY, BENEFITS, SAFETY = range(4)
_PANELS: tuple[type[Panel], ...] = (PlansPanel, LibraryPanel, BenefitsPanel, SafetyPanel)
_ROUND_A_NAME = 36
_ROUND_TABS = 70
"""Pixels round the name of a tab, and round the heading and the tabs."""
_SHOWN_IN = {
    "session": PLANS,
    "plan": PLANS,
    "item": LIBRARY,
    "benefit": BENEFITS,
    "evidence": BENEFITS,
    "safety": SAFETY,
}


class CurriculumPage(Page):
    """Four tabs, each a page of its own that is made when it is first shown, or ahead of that."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.ui = Ui_CurriculumPage()
        self.ui.setupUi(self)
        self._panels: dict[int, Panel] = {}
        tabs = self.ui.section_tabs
        for _ in _PANELS:
            tabs.addTab("")
        self._name_tabs()
        tabs.currentChanged.connect(self._turn)
        # The bar is no part of the tab, whose own keys end there.
        take_undo_keys(tabs, lambda: self.panel().undo.undo(), lambda: self.panel().undo.redo())
        here = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys in (QKeySequence(QKeySequence.StandardKey.Find), QKeySequence("/")):
            QShortcut(keys, self, context=here).activated.connect(self._to_search)
        for keys, step in (
            (QKeySequence("PgUp"), QAbstractSlider.SliderAction.SliderPageStepSub),
            (QKeySequence("PgDown"), QAbstractSlider.SliderAction.SliderPageStepAdd),
        ):
            QShortcut(keys, self, context=here).activated.connect(partial(self._scroll, step))

    def ahead(self) -> Iterator[None]:
        self._turn()
        yield

    def showEvent(self, event: QShowEvent) -> None:
        self._turn()
        super().showEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._name_tabs()

    def _name_tabs(self) -> None:
        """Write what each tab holds; where there is little room in short, and without the page's name."""
        tabs, heading = self.ui.section_tabs, self.ui.heading
        names = (
            *(self.tr("Plans"), self.tr("Library")),
            *(self.tr("Benefits and evidence"), self.tr("Safety and services")),
        )
        needed = sum(tabs.fontMetrics().horizontalAdvance(name) + _ROUND_A_NAME for name in names)
        narrow = self.width() < heading.sizeHint().width() + needed + _ROUND_TABS
        shown = (*names[:2], self.tr("Benefits"), self.tr("Safety")) if narrow else names
        heading.setVisible(not narrow)
        for place, (name, words) in enumerate(zip(names, shown, strict=True)):
            tabs.setTabText(place, words)
            tabs.setTabToolTip(place, name if narrow else "")

    def panel(self) -> Panel:
        """Return the tab that is shown."""
        return self._panel(self.ui.section_tabs.currentIndex())

    def open(self, key: Any) -> None:
        """Show what a kind and a code name, such as ("benefit", code), else go on where the reader was."""
        if isinstance(key, tuple):
            section = _SHOWN_IN[key[0]]
            self._panel(section).open(key)
            self.ui.section_tabs.setCurrentIndex(section)

    def reload(self) -> None:
        """Show nothing of its own: each tab looks for itself."""

    def mark_stale(self) -> None:
        """Let the tab that is shown look again."""
        self.panel().mark_stale()

    def _panel(self, section: int) -> Panel:
        if section not in self._panels:
            panel = self._panels[section] = _PANELS[section](self.context)
            panel.go.connect(self.go)
            panel.say.connect(self.say)
            self.ui.section_stack.addWidget(panel)
        return self._panels[section]

    def _turn(self) -> None:
        panel = self.panel()
        self.ui.section_stack.setCurrentWidget(panel)
        # The keys that the window gives to a page are those of the tab, such as Undo.
        self.setFocusProxy(panel)

    def _to_search(self) -> None:
        self.panel().to_search()

    def _scroll(self, step: QAbstractSlider.SliderAction) -> None:
        self.panel().scroll_page(step)
