"""The Money page: what is to come in, what came in, and the receipts."""

from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QButtonGroup, QHeaderView, QTableView, QWidget

from massage_studio.bookings import money_service
from massage_studio.bookings.ledger_queries import money_page_data
from massage_studio.bookings.ledger_views import MoneyPageData
from massage_studio.bookings.money_queries import latest_receipts
from massage_studio.bookings.money_views import IncomeBy, OutstandingRow, ReceiptView
from massage_studio.gui import wording
from massage_studio.gui.bookings import export_money
from massage_studio.gui.bookings.due_row import due_actions, due_row
from massage_studio.gui.bookings.money_tables import BAR, LABEL, IncomeColumn, IncomeTable, ReceiptTable
from massage_studio.gui.bookings.receipt_dialog import ReceiptDialog
from massage_studio.gui.context import Context
from massage_studio.gui.forms.ui_bookings_money_page import Ui_BookingsMoneyPage
from massage_studio.gui.lists.model import ListModel
from massage_studio.gui.lists.person import PersonDelegate
from massage_studio.gui.office_undo import OfficeUndo
from massage_studio.gui.page import Page
from massage_studio.gui.tasks import FailedWrite, Latest
from massage_studio.gui.widgets.empty_state import EmptyState
from massage_studio.gui.widgets.person_row import PersonRowData
from massage_studio.gui.widgets.turning_row import TurningRow
from massage_studio.store.changes import Changes, Thing
from massage_studio.store.ids import new_id

_RECEIPTS = 100
"""Receipts that are read at once; earlier ones are read when their table is scrolled to its end."""


class MoneyPage(Page):
    """Opened with nothing, or with ("receipt", its key) to show that receipt's paper."""

    shows = frozenset({Thing.PAYMENTS, Thing.BOOKINGS, Thing.FAMILIES, Thing.STUDIO})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.ui = Ui_BookingsMoneyPage()
        self.ui.setupUi(self)
        self.due = ListModel[OutstandingRow, PersonRowData](
            self, lambda row: row.booking_id, due_row, due_actions
        )
        self._no_more = False
        self._by: IncomeBy = "month"
        self._readings = Latest()
        self.undo = OfficeUndo(self, self.ui.undo_button)
        self._build()
        self._wire()

    def _build(self) -> None:
        ui = self.ui
        self.empty = EmptyState(
            "money",
            self.tr(
                "What families owe, what they paid and your receipts stand here, once there are bookings."
            ),
            self.tr("Go to the classes"),
            self,
        )
        ui.page_layout.addWidget(self.empty, 1)
        self.empty.hide()
        for words, name in (
            (self.tr("This tax year"), "this"),
            (self.tr("Last tax year"), "last"),
            (self.tr("All years"), "all"),
        ):
            ui.period_combo.addItem(words, name)
        self._group = QButtonGroup(self)
        for button in (ui.month_button, ui.course_button, ui.year_button):
            self._group.addButton(button)
            button.setMinimumWidth(button.fontMetrics().horizontalAdvance(button.text()) + 24)
        ui.month_button.setChecked(True)
        ui.due_list.use(self.due, PersonDelegate(ui.due_list))
        self.income = IncomeTable(ui.income_table)
        self.receipts = ReceiptTable(ui.receipt_table)
        _dress(ui.income_table, self.income, LABEL)
        _dress(ui.receipt_table, self.receipts, 2)
        ui.income_table.setItemDelegate(IncomeColumn(ui.income_table))
        ui.income_table.horizontalHeader().setSectionResizeMode(BAR, QHeaderView.ResizeMode.Fixed)
        ui.income_table.setColumnWidth(BAR, self.fontMetrics().horizontalAdvance("m") * 9)
        ui.income_table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        ui.receipt_table.horizontalHeader().setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        ui.receipt_button.setEnabled(False)
        TurningRow(self, ui.body_row, 90)
        for card in (ui.due_card, ui.income_card, ui.receipt_card):
            card.setMinimumHeight(self.fontMetrics().horizontalAdvance("m") * 18)

    def _wire(self) -> None:
        ui = self.ui
        ui.period_combo.currentIndexChanged.connect(self.reload)
        ui.export_button.clicked.connect(self._export)
        ui.month_button.clicked.connect(partial(self._group_by, "month"))
        ui.course_button.clicked.connect(partial(self._group_by, "course"))
        ui.year_button.clicked.connect(partial(self._group_by, "tax_year"))
        ui.due_list.opened.connect(lambda row: self.go.emit("family", row.family_id))
        ui.due_list.acted.connect(lambda row, _: self._pay(row))
        ui.receipt_table.verticalScrollBar().valueChanged.connect(self._receipts_in_view)
        ui.receipt_table.selectionModel().selectionChanged.connect(self._receipt_chosen)
        ui.receipt_table.activated.connect(self._open_chosen)
        ui.receipt_button.clicked.connect(self._open_chosen)
        self.empty.first_step.connect(lambda: self.go.emit("classes", None))
        shortcut = QShortcut(
            QKeySequence("Ctrl+E"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
        )
        shortcut.activated.connect(self._export)

    def open(self, key: Any) -> None:
        if isinstance(key, tuple) and key[0] == "receipt":
            self.open_receipt(key[1])

    def reload(self) -> None:
        first, last = self._period()
        self.context.tasks.read(
            partial(
                money_page_data,
                by=self._by,
                most=_RECEIPTS,
                today=self.context.today(),
                first=first,
                last=last,
            ),
            self._show,
            latest=self._readings,
        )
        self.undo.look()

    def _period(self) -> tuple[date | None, date | None]:
        """Return the first and the last day of the chosen period."""
        chosen = self.ui.period_combo.currentData()
        if chosen == "all":
            return None, None
        today = self.context.today()
        starts = self.context.profile.tax_year_starts
        this = _beginning(today, starts)
        if chosen == "this":
            return this, _beginning(this + timedelta(days=370), starts) - timedelta(days=1)
        return _beginning(this - timedelta(days=1), starts), this - timedelta(days=1)

    def _show(self, data: MoneyPageData) -> None:
        ui = self.ui
        nothing = not (data.used or data.outstanding or data.receipts)
        self.empty.setVisible(nothing)
        ui.body.setVisible(not nothing)
        ui.period_combo.setVisible(not nothing)
        ui.export_button.setVisible(not nothing)
        ui.subtitle.setText("" if nothing else self._summary(data))
        self._show_due(data)
        self.income.show_income(data.income, self._by)
        for column in range(self.income.columnCount()):
            ui.income_table.setColumnHidden(column, column in self.income.empty_columns())
        ui.income_table.setVisible(bool(data.income))
        ui.no_income_label.setVisible(not data.income)
        self.receipts.show_rows(data.receipts)
        self._no_more = len(data.receipts) < _RECEIPTS
        ui.receipt_table.setVisible(bool(data.receipts))
        ui.no_receipts_label.setVisible(not data.receipts)
        self._receipt_chosen()

    def _summary(self, data: MoneyPageData) -> str:
        if not data.outstanding:
            return self.tr("Everything is paid")
        families = len({row.family_id for row in data.outstanding})
        sums = wording.listed(_sums(data.outstanding))
        return self.tr("{amount} to come in from %n families", "", families).format(amount=sums)

    def _show_due(self, data: MoneyPageData) -> None:
        self.due.show((*data.outstanding, *data.to_give_back))
        self.ui.due_list.setVisible(bool(self.due.views))
        self.ui.no_due_label.setVisible(not self.due.views)

    def _receipts_in_view(self, value: int) -> None:
        """Read the next page of receipts once the end of the table is near."""
        bar = self.ui.receipt_table.verticalScrollBar()
        if self._no_more or value < bar.maximum() - bar.pageStep():
            return
        self._no_more = True
        first, last = self._period()
        above = self.receipts.rows[-1].number
        self.context.tasks.read(
            partial(
                latest_receipts,
                first=first,
                last=last,
                before=above,
                most=_RECEIPTS,
                today=self.context.today(),
            ),
            partial(self._add_receipts, above),
        )

    def _add_receipts(self, above: int, found: tuple[ReceiptView, ...]) -> None:
        # The table may have been filled anew while this answer was on its way.
        if self.receipts.rows and self.receipts.rows[-1].number == above:
            self._no_more = len(found) < _RECEIPTS
            self.receipts.add_rows(found)

    def _pay(self, row: OutstandingRow) -> None:
        # Until the page shows the new balance a second press would be a second payment.
        self.due.block(row)
        key = new_id()
        self.context.tasks.write(
            partial(
                money_service.pay,
                payment_id=new_id(),
                booking_id=row.booking_id,
                amount=row.due,
                method="cash",
                now=self.context.clock(),
                operation_id=key,
            ),
            then=partial(self._paid, row, key),
            failed=self._refused,
        )

    def _paid(self, row: OutstandingRow, key: UUID, changes: Changes) -> None:
        amount = wording.money(row.due, row.currency)
        words = self.tr("{amount} from {carer} is in the books.").format(amount=amount, carer=row.carer)
        name = self.tr("payment for {name}").format(name=row.baby)
        self.undo.tell(words, key, changes, name)

    def _refused(self, failed: FailedWrite) -> None:
        self.context.tasks.write_failed.emit(failed)
        self.reload()

    def _group_by(self, by: IncomeBy) -> None:
        self._by = by
        all_years = self.ui.period_combo.findData("all")
        if by == "tax_year" and self.ui.period_combo.currentIndex() != all_years:
            # Within one tax year there is nothing to compare; the change reloads by itself.
            self.ui.period_combo.setCurrentIndex(all_years)
        else:
            self.reload()

    def _receipt_chosen(self) -> None:
        self.ui.receipt_button.setEnabled(bool(self.ui.receipt_table.selectionModel().selectedRows()))

    def _open_chosen(self) -> None:
        chosen = self.ui.receipt_table.selectionModel().selectedRows()
        if chosen:
            self.open_receipt(self.receipts.key(chosen[0].row()))

    def open_receipt(self, receipt_id: UUID) -> None:
        """Show the paper of a receipt, to be printed or saved."""
        self.context.messages.open_dialog(ReceiptDialog(self.context, receipt_id, self))

    def _export(self) -> None:
        first, last = self._period()
        export_money.offer(self.context, self, first, last, self.ui.period_combo.currentText().casefold())


def _beginning(day: date, starts: str) -> date:
    """Return the first day of the tax year that a day is in; `starts` is such as 04-06."""
    month, first = (int(part) for part in starts.split("-"))
    year = day.year if (day.month, day.day) >= (month, first) else day.year - 1
    return date(year, month, first)


def _sums(rows: tuple[OutstandingRow, ...]) -> list[str]:
    """Return what is due in each currency."""
    sums: dict[str, Decimal] = {}
    for row in rows:
        sums[row.currency] = sums.get(row.currency, Decimal()) + row.due
    return [wording.money(amount, currency) for currency, amount in sorted(sums.items())]


def _dress(view: QTableView, model: IncomeTable | ReceiptTable, stretched: int) -> None:
    view.setModel(model)
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setProperty("role", "plain")
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setTabKeyNavigation(False)
    view.verticalHeader().hide()
    view.verticalHeader().setDefaultSectionSize(max(40, view.fontMetrics().height() + 18))
    header = view.horizontalHeader()
    header.setHighlightSections(False)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
