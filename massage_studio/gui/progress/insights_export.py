"""Saves the insights as a workbook or a document, and the report for a funder, from the Progress page."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from massage_studio.errors import KnownError
from massage_studio.gui.context import Context
from massage_studio.gui.export import Export, Question
from massage_studio.gui.page import Page
from massage_studio.language import translate
from massage_studio.paths import safe_filename
from massage_studio.progress.insight_views import Insights
from massage_studio.progress.insight_words import title_of, told_of
from massage_studio.store.profile_view import Profile


def offer(context: Context, page: Page, of: Insights) -> None:
    """Ask where the figures go, as a workbook or a document, and write them there."""
    _InsightsExport(context, page).begin(of)


def offer_report(context: Context, page: Page, of: Insights) -> None:
    """Ask where the report for a funder goes, and write it there."""
    _ReportExport(context, page).begin(of)


class _InsightsExport(Export):
    """One export of the figures that are shown."""

    def begin(self, of: Insights) -> None:
        """Ask where they go."""
        kinds = self.tr("Excel workbook (*.xlsx)"), self.tr("Document (*.pdf)")
        question = Question(
            self.tr("Export the insights"),
            safe_filename(self.tr("Insights {period}").format(period=title_of(of)), ".xlsx"),
            ";;".join(kinds),
            self.tr("Its content will be replaced by the insights."),
            more=(".xlsx", ".pdf"),
        )
        self.save(question, partial(written, of, self.context.profile))

    def done(self, where: Path) -> None:
        self.end(self.tr("The insights are saved as {name}.").format(name=where.name))


class _ReportExport(Export):
    """One report for a funder."""

    def begin(self, of: Insights) -> None:
        """Ask where it goes."""
        question = Question(
            self.tr("Save the report for a funder"),
            safe_filename(self.tr("Report {period}").format(period=title_of(of)), ".pdf"),
            self.tr("Document (*.pdf)"),
            self.tr("Its content will be replaced by the report."),
        )
        profile, today = self.context.profile, self.context.today()
        self.save(question, lambda _: report(of, profile, today))

    def done(self, where: Path) -> None:
        self.end(self.tr("The report is saved as {name}. It names nobody.").format(name=where.name))


def written(of: Insights, profile: Profile, target: Path) -> bytes:
    """Return the figures as a file with this ending.

    Raises:
        KnownError: there is no such format.
    """
    formats: dict[str, Callable[[Insights, Profile], bytes]] = {".xlsx": workbook, ".pdf": sheet}
    make = formats.get(target.suffix.casefold())
    if make is None:
        raise KnownError("The insights are not written in that format.", "End the name in .xlsx or .pdf.")
    return make(of, profile)


def workbook(of: Insights, _: Profile) -> bytes:
    """Return the numbers of every chart as an Excel workbook, a sheet each, and what they say in all."""
    from massage_studio.exchange.table_files import Table, xlsx_of
    from massage_studio.progress.insight_charts import figures

    shown = figures(of)
    titles = (
        translate("Insights", "Figure"),
        translate("Insights", "In all"),
        translate("Insights", "Notes"),
    )
    tables: dict[str, Table] = {
        translate("Insights", "Insights"): (
            titles,
            [(told_of(of), "", ""), *((one.title, one.lead, " ".join(one.notes)) for one in shown)],
        )
    }
    for one in shown:
        chart = one.chart(420.0) if one.chart else None
        if chart is not None and chart.numbers is not None:
            tables[_sheet_name(one.title)] = (chart.numbers.titles, chart.numbers.rows)
    return xlsx_of(tables)


def sheet(of: Insights, profile: Profile) -> bytes:
    """Return the figures and charts of the screen as PDF."""
    from massage_studio.handouts import insights_sheet
    from massage_studio.handouts.presenters import letterhead
    from massage_studio.progress.insight_charts import figures

    return insights_sheet.build(letterhead(profile), title_of(of), told_of(of), figures(of))


def report(of: Insights, profile: Profile, on: date) -> bytes:
    """Return the report for a funder as PDF, as things stand on a day."""
    from massage_studio.handouts import funder_report
    from massage_studio.handouts.presenters import letterhead

    return funder_report.build(letterhead(profile), title_of(of), of, on)


def _sheet_name(title: str) -> str:
    """Return a title as Excel allows it for a sheet: 31 signs, none of them special."""
    return "".join(" " if sign in "[]:*?/\\" else sign for sign in title)[:31]
