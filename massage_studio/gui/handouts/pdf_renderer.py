"""Sets papers and draws their pages, away from the GUI thread, and remembers what it made."""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from massage_studio.exchange.saving import save, save_new
from massage_studio.gui.pdf_pages import fitted_page, page_count
from massage_studio.handouts.papers import Draft, Paper, build, build_in_one
from massage_studio.store.profile_view import Profile

_MOST_PAPERS = 64
_MOST_PICTURES = 24

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class View:
    """A page that the preview asks for; sizes in pixels, without a height the width alone counts."""

    draft: Draft
    page: int
    width: int
    height: int | None


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """A page as it was asked for, and how many there are."""

    view: View
    pages: int
    image: QImage


class RenderJob(QObject):
    """A longer piece of work on several papers: heard from while it goes on, and stopped by a press.

    `done` are those that left the studio with it.
    """

    progressed = Signal(int)

    def __init__(self, drafts: tuple[Draft, ...], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.drafts = drafts
        self.done: tuple[Draft, ...] = ()
        self.finished = False
        self._stop = Event()

    def stop(self) -> None:
        """Stop after the page that is under way."""
        self._stop.set()

    def stopped(self) -> bool:
        """Tell whether it shall stop."""
        return self._stop.is_set()


class PdfRenderer:
    """Lives in the thread for papers; only `memory` is shared with nobody."""

    def __init__(self) -> None:
        self._papers: OrderedDict[Draft, Paper] = OrderedDict()
        self._pictures: OrderedDict[View, RenderedPage] = OrderedDict()

    def paper(self, draft: Draft) -> Paper:
        """Return the finished PDF of a draft."""
        return _remembered(self._papers, draft, build, _MOST_PAPERS)

    def picture(self, view: View) -> RenderedPage:
        """Return one page as a picture."""
        return _remembered(self._pictures, view, self._drawn, _MOST_PICTURES)

    def _drawn(self, view: View) -> RenderedPage:
        content = self.paper(view.draft).content
        pages = page_count(content)
        number = min(view.page, pages - 1)
        return RenderedPage(view, pages, fitted_page(content, number, view.width, view.height))

    def print(self, work: RenderJob, send: Callable[..., bool], printer: object, title: str) -> RenderJob:
        """Set all papers and print them as one job."""
        contents = []
        for draft in work.drafts:
            if work.stopped():
                return work
            contents.append(self.paper(draft))
        papers = tuple(paper.content for paper in contents)
        work.finished = send(printer, title, papers, progressed=work.progressed.emit, stopped=work.stopped)
        work.done = tuple(paper.draft for paper in contents)
        return work

    def export(self, work: RenderJob, target: Path, alone: bool) -> RenderJob:
        """Write the papers into a folder under names that are free there, or one paper as a file."""
        written = []
        for draft in work.drafts:
            if work.stopped():
                break
            paper = self.paper(draft)
            if alone:
                save(target, paper.content, replace=True)
            else:
                save_new(target, paper.file_name, paper.content)
            written.append(draft)
            work.progressed.emit(len(written))
        work.done = tuple(written)
        work.finished = len(written) == len(work.drafts)
        return work

    def export_in_one(self, work: RenderJob, target: Path) -> RenderJob:
        """Write the papers as one file for a printer."""

        def drafts() -> Iterator[Draft]:
            for number, draft in enumerate(work.drafts):
                if work.stopped():
                    return
                work.progressed.emit(number)
                yield draft
            work.progressed.emit(len(work.drafts))

        content = build_in_one(drafts(), work.drafts[0].view.letterhead.business)
        if not work.stopped():
            save(target, content, replace=True)
            work.done, work.finished = work.drafts, True
        return work

    def draft_letters(self, work: RenderJob, target: Path, profile: Profile) -> RenderJob:
        """Write a draft of a letter with each paper into a folder, under names that are free there."""
        # Imported here because who only looks at a paper writes no letter.
        from massage_studio.handouts.paper_letters import paper_letter

        written = []
        for draft in work.drafts:
            if work.stopped():
                break
            paper = self.paper(draft)
            name, letter = paper_letter(paper, profile=profile)
            save_new(target, name, letter)
            written.append(draft)
            work.progressed.emit(len(written))
        work.done = tuple(written)
        work.finished = len(written) == len(work.drafts)
        return work


def _remembered(memory: OrderedDict[K, V], key: K, make: Callable[[K], V], most: int) -> V:
    """Return what was made of `key` before, or make it; the one not asked for longest is forgotten."""
    found = memory.get(key)
    if found is None:
        found = memory[key] = make(key)
        if len(memory) > most:
            memory.popitem(last=False)
    memory.move_to_end(key)
    return found
