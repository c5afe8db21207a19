"""The dialog that gives a studio a passphrase, changes it, makes a new recovery key, or takes it away."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QDialog, QLabel, QWidget

from massage_studio.errors import KnownError
from massage_studio.exchange.saving import save
from massage_studio.gui.context import Context
from massage_studio.gui.forms.ui_safekeeping_passphrase_dialog import Ui_SafekeepingPassphraseDialog
from massage_studio.gui.safekeeping import remembered
from massage_studio.safekeeping import key_change
from massage_studio.safekeeping.automatic import back_up_now
from massage_studio.safekeeping.keys import fault_in
from massage_studio.safekeeping.recovery_key import grouped, new_recovery_key, typed
from massage_studio.safekeeping.unlocking import confirm
from massage_studio.store.engine import FILE_NAME
from massage_studio.store.keys import Key, held, id_in

Job = Literal["set", "change", "renew", "remove", "forgotten"]
_PAGES = {
    "set": ("choose", "paper", "typed", "work", "done"),
    "change": ("ask", "choose", "work", "done"),
    "renew": ("ask", "choose", "paper", "typed", "work", "done"),
    "remove": ("ask", "work", "done"),
    "forgotten": ("choose", "work", "done"),
}
_GROUPS_OF_A_LINE = 4


class PassphraseDialog(QDialog):
    """One question a page, the next step always the same button; nothing is done before the last question."""

    def __init__(self, context: Context, job: Job, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._job = context, job
        self._recovery_key = new_recovery_key()
        self._key: Key | None = None
        self._page = self._failed_on = _PAGES[job][0]
        self._working = False
        self.ui = ui = Ui_SafekeepingPassphraseDialog()
        ui.setupUi(self)
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("m") * 44)
        self._say()
        ui.ask_field.name(self.tr("Passphrase, or recovery key"))
        ui.first_field.name(self.tr("Passphrase"))
        ui.second_field.name(self.tr("The same again"))
        ui.next_button.clicked.connect(self._next)
        ui.back_button.clicked.connect(self._back)
        ui.leave_button.clicked.connect(self.reject)
        ui.print_button.clicked.connect(self._print)
        ui.save_button.clicked.connect(self._save)
        # Return in a field presses it, once: the page after the passphrase shows what must be written down.
        ui.next_button.setDefault(True)
        for field in (ui.ask_field, ui.first_field, ui.second_field):
            field.typed.connect(self._hide_faults)
        ui.typed_edit.textEdited.connect(self._hide_faults)
        self._turn(self._page)

    def _say(self) -> None:
        """Say in each page what its question means for this job."""
        ui, job = self.ui, self._job
        ask = {
            "change": (self.tr("Change the passphrase"), self.tr("First the one that you have now.")),
            "renew": (
                self.tr("New recovery key"),
                self.tr(
                    "For when the paper with the recovery key is lost, or somebody has seen it. From then on "
                    "the old paper opens your studio and the backups in its folder no more. Backups on "
                    "sticks keep the old key."
                ),
            ),
            "remove": (
                self.tr("Remove the passphrase"),
                self.tr(
                    "From then on whoever can use this laptop can read your notes. Backups that are there "
                    "stay encrypted: keep the passphrase or the recovery key for them."
                ),
            ),
        }
        title, told = ask.get(job, ("", ""))
        ui.ask_title.setText(title)
        ui.ask_told.setText(told)
        choose = {
            "set": self.tr(
                "Who finds or borrows this laptop can then read nothing without the passphrase: all that "
                "Massage Studio keeps is encrypted. You type it when you open the program."
            ),
            "change": self.tr("The new passphrase. The recovery key on your paper stays the same."),
            "renew": self.tr("The passphrase that opens it from then on: the one you have, or another."),
            "forgotten": self.tr(
                "Your studio is open again. Choose a passphrase that you will remember; the recovery key on "
                "your paper stays the same."
            ),
        }
        ui.choose_told.setText(choose.get(job, ""))
        groups = grouped(self._recovery_key).split("-")
        lines = (groups[:_GROUPS_OF_A_LINE], groups[_GROUPS_OF_A_LINE:])
        ui.key_label.setText("\n".join("   ".join(line) for line in lines))
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(self.font().pointSizeF() * 1.5)
        ui.key_label.setFont(font)
        ui.key_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        ui.key_label.setAccessibleName(self.tr("Recovery key"))
        ui.key_label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)

    def _turn(self, name: str) -> None:
        """Show a page, with its field ready to type."""
        ui, self._page = self.ui, name
        ui.stack.setCurrentWidget(getattr(ui, f"{name}_page"))
        self._hide_faults()
        pages = _PAGES[self._job]
        ui.back_button.setVisible(name not in (pages[0], "work", "done"))
        ui.leave_button.setVisible(name not in ("work", "done"))
        ui.next_button.setVisible(name != "work")
        last = pages[pages.index(name) + 1] == "work" if name != "done" else False
        words = {
            "set": self.tr("&Encrypt my studio"),
            "change": self.tr("&Change it"),
            "renew": self.tr("&Use the new key"),
            "remove": self.tr("&Remove the passphrase"),
            "forgotten": self.tr("&Use it"),
        }
        usual = self.tr("&Close") if name == "done" else self.tr("&Next")
        ui.next_button.setText(words[self._job] if last else usual)
        fields = {"ask": ui.ask_field, "choose": ui.first_field, "typed": ui.typed_edit}
        self._make_room()
        fields.get(name, ui.next_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_room(self) -> None:
        """Grow where the words of a page need more lines than those before: nothing in it is cut."""
        margins = self.ui.dialog_layout.contentsMargins()
        width = max(self.width(), self.minimumWidth()) - margins.left() - margins.right()
        page = getattr(self.ui, f"{self._page}_page_layout")
        high = page.heightForWidth(width) if page.hasHeightForWidth() else page.sizeHint().height()
        self.ui.stack.setMinimumHeight(max(self.ui.stack.minimumHeight(), high))

    def _back(self) -> None:
        pages = _PAGES[self._job]
        self._turn(pages[pages.index(self._page) - 1])

    def _next(self) -> None:
        if self._working:
            return
        steps: dict[str, Callable[[], None]] = {
            "ask": self._confirm,
            "choose": self._chosen,
            "typed": self._compare,
            "done": self.accept,
        }
        steps.get(self._page, self._go_on)()

    def _go_on(self) -> None:
        pages = _PAGES[self._job]
        following = pages[pages.index(self._page) + 1]
        if following == "work":
            self._do()
        else:
            self._turn(following)

    def _confirm(self) -> None:
        """Look whether what was typed opens the studio: whoever finds it open must not change this."""
        text, now = self.ui.ask_field.text(), self._context.clock()
        self._busy(True)
        self._context.tasks.with_store(
            lambda store: confirm(store.folder / FILE_NAME, text, now=now), self._confirmed, self._refuse
        )

    def _confirmed(self, key: Key) -> None:
        self._busy(False)
        self._key = key
        self._go_on()

    def _chosen(self) -> None:
        first, second = self.ui.first_field.text(), self.ui.second_field.text()
        fault = fault_in(first)
        if fault is not None:
            self._tell(str(fault))
            self.ui.first_field.setFocus()
        elif first != second:
            self._tell(self.tr("The two are not the same. Show them, and look where they differ."))
            self.ui.second_field.setFocus()
        else:
            self._go_on()

    def _compare(self) -> None:
        wanted = grouped(self._recovery_key).split("-")
        found = grouped(typed(self.ui.typed_edit.text())).split("-")
        wrong = [number for number, group in enumerate(wanted, 1) if found[number - 1 : number] != [group]]
        if wrong:
            self._tell(
                self.tr("Group {number} is not as on the paper. Look at it again.").format(number=wrong[0])
            )
        elif len(found) > len(wanted):
            self._tell(self.tr("That is more than the eight groups on the paper."))
        else:
            self._go_on()

    def _do(self) -> None:
        """Do what was asked for, with all that is open closed meanwhile."""
        ui = self.ui
        self._failed_on = self._page
        self._busy(True)
        ui.work_title.setText(
            self.tr("Encrypting your notes") if self._job in ("set", "renew") else self.tr("One moment")
        )
        ui.work_told.setText(
            self.tr(
                "Nothing is lost, even if the computer stops now: your studio is then as it was, or this is "
                "finished at the next start. All that you wrote is written anew and compared."
            )
        )
        self._turn("work")
        passphrase, key = ui.first_field.text(), self._key
        now, job, recovery_key = self._context.clock(), self._job, self._recovery_key

        def work(folder: Path) -> int:
            file = folder / FILE_NAME
            if job in ("set", "renew"):
                old = id_in(file)
                made = key_change.encrypt(folder, passphrase=passphrase, recovery_key=recovery_key)
                if old is not None and remembered.is_remembered(old):
                    remembered.forget(old)
                    remembered.remember(made)
                left = key_change.encrypt_copies(folder, made)
                back_up_now(folder, now=now)
                return left
            if job == "remove":
                old = id_in(file)
                key_change.decrypt(folder)
                if old is not None:
                    remembered.forget(old)
            else:
                known = key or held(file)
                assert known is not None
                key_change.change_passphrase(folder, known, passphrase)
            return 0

        self._context.tasks.replace_files(work, self._done, self._not_done)

    def _done(self, left: int) -> None:
        self._busy(False)
        ui = self.ui
        titles = {
            "set": self.tr("Your studio is encrypted"),
            "change": self.tr("The passphrase is changed"),
            "renew": self.tr("Your studio has a new recovery key"),
            "remove": self.tr("The passphrase is removed"),
            "forgotten": self.tr("Your studio has a new passphrase"),
        }
        told = {
            "set": self.tr(
                "The backups in its folder are encrypted too, and a new one was made. Backups on sticks and "
                "other disks that were made before can still be read by anybody: make new ones there, then "
                "delete the old ones."
            ),
            "renew": self.tr("Throw the old paper away. Make new backups on your sticks as well."),
            "remove": self.tr("It opens without asking. Older backups still ask for the passphrase."),
        }
        changed = self.tr(
            "The backups in its folder open with it too. Those on sticks and other disks still open with the "
            "passphrase of their day."
        )
        ui.done_title.setText(titles[self._job])
        ui.done_told.setText(told.get(self._job, changed))
        ui.done_copies.setText(
            self.tr("%n older copies could not be encrypted. Settings, Passphrase says more.", "", left)
        )
        ui.done_copies.setVisible(left > 0)
        ui.done_more.setText(
            self.tr(
                "What was deleted is written over, yet some disks keep traces that experts can find. Turn on "
                "the encryption of the whole disk as well, if your computer has it."
            )
        )
        ui.done_more.setVisible(self._job in ("set", "renew"))
        self._turn("done")

    def _not_done(self, error: KnownError) -> None:
        self._busy(False)
        self._turn(self._failed_on)
        self._refuse(error)

    def _refuse(self, error: KnownError) -> None:
        self._busy(False)
        self._tell(str(error))

    def _busy(self, working: bool) -> None:
        self._working = working
        self.ui.next_button.setEnabled(not working)
        self.ui.back_button.setEnabled(not working)

    def _fault_labels(self) -> dict[str, QLabel]:
        ui = self.ui
        return {
            "ask": ui.ask_error,
            "choose": ui.choose_error,
            "paper": ui.paper_error,
            "typed": ui.typed_error,
        }

    def _hide_faults(self) -> None:
        for label in self._fault_labels().values():
            label.hide()

    def _tell(self, words: str) -> None:
        label = self._fault_labels()[self._page]
        label.setText(words)
        label.show()
        self._make_room()

    def _sheet(self) -> bytes:
        # Late: only who sets a passphrase needs the paper.
        from massage_studio.handouts.recovery_sheet import build

        return build(grouped(self._recovery_key), self._context.today())

    def _print(self) -> None:
        try:
            printer = self._context.printing.choose(self)
        except KnownError as error:
            self._tell(error.message)
            return
        if printer is None:
            return
        title, printing = self.tr("Recovery key"), self._context.printing
        work = partial(_printed, self._sheet, partial(printing.send, printer, title))
        self._context.tasks.make(
            work, lambda _: self._told(self.tr("It is sent to the printer.")), self._refuse
        )

    def _save(self) -> None:
        name = self.tr("massage-studio-recovery-key.pdf")
        target = self._context.messages.file_to_save(
            self, self.tr("Save the recovery key"), name, self.tr("PDF files (*.pdf)")
        )
        if target is None:
            return
        work = partial(_saved, self._sheet, target)
        saved = self.tr("Saved as {name}. Keep it on a stick, not on this laptop.").format(name=target.name)
        self._context.tasks.make(work, lambda _: self._told(saved), self._refuse)

    def _told(self, words: str) -> None:
        self.ui.paper_note.setText(words)

    def reject(self) -> None:
        """Leave all as it is; what is being written is waited for."""
        if not self._working:
            super().reject()


def _saved(make: Callable[[], bytes], target: Path) -> None:
    save(target, make(), replace=True)


def _printed(make: Callable[[], bytes], send: Callable[[tuple[bytes, ...]], bool]) -> bool:
    return send((make(),))
