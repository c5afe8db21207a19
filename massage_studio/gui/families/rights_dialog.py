"""What a family may ask about its own data: to see it, to have it put right, to be erased."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QListWidgetItem, QWidget

from massage_studio.cues.amendment_queries import Amendment, NoteAsWritten
from massage_studio.errors import KnownError
from massage_studio.exchange.family_files import save_family
from massage_studio.families import rights_service
from massage_studio.families.rights_queries import RightsKind, RightsRequestView
from massage_studio.gui import wording
from massage_studio.gui.context import Context
from massage_studio.gui.forms.ui_families_rights_dialog import Ui_FamiliesRightsDialog
from massage_studio.gui.operation_words import operation_name
from massage_studio.gui.tasks import FailedWrite
from massage_studio.handouts import session_card
from massage_studio.handouts.access_pack_queries import AccessPack, access_pack
from massage_studio.language import translate
from massage_studio.safekeeping.automatic import back_up_now
from massage_studio.safekeeping.backup_list import Kept
from massage_studio.safekeeping.backup_removal import remove
from massage_studio.safekeeping.erasure_service import erase_family
from massage_studio.safekeeping.rights_queries import FamilyData, backups_holding, family_data
from massage_studio.store.changes import Changes
from massage_studio.store.ids import new_id
from massage_studio.store.operations import OperationTexts, TextChange, perform

_KEY = Qt.ItemDataRole.UserRole


class FamilyDataDialog(QDialog):
    """Shows and changes what is kept about a family's rights; `erased` tells what became of its backups."""

    erased = Signal(str)

    def __init__(self, context: Context, family_id: UUID, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._family_id = context, family_id
        self._found: FamilyData | None = None
        self._holding: tuple[Kept, ...] = ()
        self.ui = ui = Ui_FamiliesRightsDialog()
        ui.setupUi(self)
        self.resize(680, 600)
        for kind, words in _kinds().items():
            ui.kind_combo.addItem(words, kind)
        ui.ask_button.clicked.connect(self._ask)
        ui.done_button.clicked.connect(self._finish)
        ui.request_list.currentRowChanged.connect(self._follow_request)
        ui.pack_button.clicked.connect(self._make_pack)
        ui.hold_button.clicked.connect(self._keep)
        ui.sure_check.toggled.connect(self._follow)
        ui.erase_button.clicked.connect(self._erase)
        ui.close_button.clicked.connect(self.reject)
        self._follow()
        self.look()

    def show_erasure(self) -> None:
        """Begin with the reason to keep the family, and its erasure."""
        self.ui.tabs.setCurrentWidget(self.ui.erase_tab)

    def look(self) -> None:
        """Ask for what is kept of the family."""
        tasks = self._context.tasks
        tasks.read(partial(family_data, family_id=self._family_id), self._show)
        tasks.with_store(
            lambda store: backups_holding(store.folder, family_id=self._family_id), self._show_backups
        )

    def _show(self, found: FamilyData) -> None:
        self._found = found
        ui = self.ui
        title = self.tr("What is held about {names}").format(names=wording.listed(list(found.names)))
        ui.dialog_title.setText(title)
        ui.request_list.clear()
        for request in found.requests:
            ui.request_list.addItem(self._request_words(request))
        ui.request_list.setVisible(bool(found.requests))
        ui.hold_edit.setText(found.hold_reason)
        ui.mention_list.clear()
        for mention in found.mentions:
            item = QListWidgetItem(mention.text, ui.mention_list)
            item.setData(_KEY, mention)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
        for widget in (ui.mention_label, ui.mention_list):
            widget.setVisible(bool(found.mentions))
        ui.changes_list.clear()
        told = [(done.operation.at, self._change_words(done)) for done in found.changes]
        told += [(one.at, self._amendment_words(one, found.babies)) for one in found.amendments]
        ui.changes_list.addItems([words for _, words in sorted(told, key=lambda one: one[0], reverse=True)])
        if not told:
            ui.changes_list.addItem(self.tr("Nothing was changed yet."))
        self._follow_request()
        self._follow()

    def _request_words(self, request: RightsRequestView) -> str:
        told = _kinds()[request.kind]
        asked = self.tr("{what}, asked on {day}").format(what=told, day=wording.full_day(request.asked_on))
        if request.done_on is not None:
            return self.tr("{asked}: done on {day}").format(
                asked=asked, day=wording.full_day(request.done_on)
            )
        return self.tr("{asked}: due by {day}").format(asked=asked, day=wording.full_day(request.due_on))

    def _when_and_who(self, moment: datetime, what: str) -> str:
        at = moment.astimezone(self._context.local_now().tzinfo)
        words = self.tr("{day}, {time}: {what}").format(
            day=wording.full_day(at.date()), time=wording.clock(at), what=what
        )
        if self._context.profile.instructor:
            words = self.tr("{words}, by {name}").format(words=words, name=self._context.profile.instructor)
        return words

    def _amendment_words(self, one: Amendment, babies: frozenset[UUID]) -> str:
        """Say what was noted in a class beside what stands there since, and name nobody else."""
        lines = [self._when_and_who(one.at, self.tr("note of a class put right"))]
        before, after = (
            "; ".join(self._note_words(note) for note in some if note.baby_id in babies)
            for some in (one.before, one.after)
        )
        if any(note.baby_id not in babies for note in one.after):
            given = self.tr("given to another baby")
            after = f"{after}; {given}" if after else given
        lines.append(self._text_words(TextChange("", "", before, after)))
        return "\n".join(lines)

    def _note_words(self, note: NoteAsWritten) -> str:
        at = note.at.astimezone(self._context.local_now().tzinfo)
        return " ".join(word for word in (wording.clock(at), note.what, note.text) if word)

    def _change_words(self, done: OperationTexts) -> str:
        words = self._when_and_who(done.operation.at, operation_name(done.operation))
        if done.undone:
            words = self.tr("{words} (taken back)").format(words=words)
        return "\n".join((words, *map(self._text_words, done.texts)))

    def _text_words(self, changed: TextChange) -> str:
        """Say what stood there beside what stands there since."""
        before, after = (_as_read(text) for text in (changed.before, changed.after))
        if not before:
            words = self.tr("written: {after}")
        elif not after:
            words = self.tr("taken out: {before}")
        else:
            words = self.tr("{before} → {after}")
        return words.format(before=before, after=after)

    def _show_backups(self, holding: tuple[Kept, ...]) -> None:
        self._holding = holding
        ui = self.ui
        ui.backup_label.setText(
            self.tr(
                "%n backups beside the studio still hold this family. Copies on sticks and elsewhere are "
                "yours to delete.",
                "",
                len(holding),
            )
            if holding
            else self.tr("No backup beside the studio holds this family.")
        )
        ui.backup_check.setVisible(bool(holding))

    def _follow_request(self) -> None:
        row = self.ui.request_list.currentRow()
        request = self._found.requests[row] if self._found is not None and row >= 0 else None
        self.ui.done_button.setEnabled(request is not None and request.done_on is None)
        self.ui.done_button.setVisible(self.ui.request_list.count() > 0)

    def _follow(self) -> None:
        held = self._found is not None and bool(self._found.hold_reason)
        self.ui.erase_button.setEnabled(
            self._found is not None and not held and self.ui.sure_check.isChecked()
        )

    def _write(self, name: str, work: Callable[[Any], Changes]) -> None:
        """Do it as the operation of this name, so that it stands among the changes too."""
        names = self._found.names if self._found is not None else ()
        verb = partial(
            perform,
            name=name,
            work=work,
            words=", ".join(names),
            now=self._context.clock(),
            operation_id=new_id(),
        )
        self._context.tasks.write(verb, then=lambda _: self.look(), failed=self._not_written)

    def _not_written(self, failed: FailedWrite) -> None:
        self._failed(failed.error)

    def _failed(self, error: KnownError) -> None:
        self.ui.error_label.setText(str(error))
        self.ui.told_label.setText(str(error))

    def _ask(self) -> None:
        kind: RightsKind = self.ui.kind_combo.currentData()
        self._write(
            "ask_right",
            partial(
                rights_service.ask,
                request_id=new_id(),
                family_id=self._family_id,
                kind=kind,
                words=self.ui.words_edit.text(),
                asked_on=self._context.today(),
            ),
        )
        self.ui.words_edit.clear()

    def _finish(self) -> None:
        if self._found is not None:
            request = self._found.requests[self.ui.request_list.currentRow()]
            work = partial(rights_service.finish, request_id=request.id, done_on=self._context.today())
            self._write("finish_right", work)

    def _keep(self) -> None:
        self._write(
            "keep_from_erasure",
            partial(
                rights_service.keep_from_erasure,
                family_id=self._family_id,
                reason=self.ui.hold_edit.text(),
            ),
        )

    def _make_pack(self) -> None:
        folder = self._context.messages.folder_to_save(self, self.tr("Where to write what is held"))
        if folder is not None:
            self._context.tasks.read(
                partial(
                    access_pack,
                    family_id=self._family_id,
                    now=self._context.clock(),
                    safeguarding=self.ui.safeguarding_check.isChecked(),
                ),
                partial(self._save, folder),
                self._failed,
            )

    def _save(self, folder: Path, pack: AccessPack) -> None:
        paper = partial(session_card.build, pack.sheet, self.tr("Your data"))
        self._context.tasks.make(partial(save_family, folder, pack.rows, paper), self._saved, self._failed)

    def _saved(self, made: Iterable[Path]) -> None:
        names = wording.listed([file.name for file in made])
        self.ui.told_label.setText(self.tr("Written: {names}").format(names=names))

    def _erase(self) -> None:
        self.ui.erase_button.setEnabled(False)
        items = (self.ui.mention_list.item(row) for row in range(self.ui.mention_list.count()))
        also = [item.data(_KEY) for item in items if item.checkState() == Qt.CheckState.Checked]
        self._context.tasks.write(
            partial(
                erase_family,
                family_id=self._family_id,
                now=self._context.clock(),
                today=self._context.today(),
                also=also,
            ),
            then=self._forget,
            failed=self._not_written,
        )

    def _forget(self, _: Changes) -> None:
        """Take the last bytes out of the file, and out of the backups where she asked for that."""
        holding, now = self._holding, self._context.clock()
        delete = bool(holding) and self.ui.backup_check.isChecked()

        def work(store: Any) -> int:
            store.forget()
            if not delete:
                return len(holding)
            # First the new one: there is never a studio without a backup.
            back_up_now(store.folder, now=now)
            remove(store.folder, holding)
            return 0

        self._context.tasks.with_store(work, self._done, self._partly_done)

    def _done(self, left: int) -> None:
        if left:
            told = self.tr("Erased. %n backups still hold this family until they are thinned out.", "", left)
        else:
            told = self.tr("Erased. Nothing beside the studio holds this family any more.")
        self.erased.emit(told)
        self.accept()

    def _partly_done(self, error: KnownError) -> None:
        self.erased.emit(self.tr("Erased from the studio. {problem}").format(problem=error))
        self.accept()


def _as_read(text: str) -> str:
    """Return a day as it is read, and any other words as they were written."""
    try:
        return wording.full_day(date.fromisoformat(text))
    except ValueError:
        return text


def _kinds() -> dict[RightsKind, str]:
    return {
        "access": translate("FamilyData", "To see what is held"),
        "correction": translate("FamilyData", "To have something put right"),
        "erasure": translate("FamilyData", "To be erased"),
        "withdrawal": translate("FamilyData", "Took a consent back"),
    }
