"""One family: how each baby's classes went, and who they are."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QWidget

import massage_studio.families.service as families
from massage_studio.bookings.views import SessionView
from massage_studio.cues import catch_up_service
from massage_studio.cues.catch_up_views import How, Item
from massage_studio.curriculum.content import load
from massage_studio.families import private_service
from massage_studio.families.restrictions import restricted
from massage_studio.families.views import BabyView, CarerView, ConsentKind, Flag
from massage_studio.gui import wording
from massage_studio.gui.bookings.booking_actions import BookingActions
from massage_studio.gui.context import Context
from massage_studio.gui.families.dialogs import BabyDialog, CarerDialog
from massage_studio.gui.families.fact_dialogs import FlagDialog, NoteDialog
from massage_studio.gui.families.rights_dialog import FamilyDataDialog
from massage_studio.gui.families.words import restriction_words, withdrawn
from massage_studio.gui.families.writing import WritingDialog
from massage_studio.gui.forms.ui_progress_family_page import Ui_ProgressFamilyPage
from massage_studio.gui.handouts.own_words_paper_dialog import OwnWordsPaperDialog
from massage_studio.gui.office_undo import OfficeUndo
from massage_studio.gui.page import Page
from massage_studio.gui.progress.asking import Asking
from massage_studio.gui.progress.bookings_card import BookingsCard
from massage_studio.gui.progress.card_parts import refill, sentence
from massage_studio.gui.progress.course_line import SIDE
from massage_studio.gui.progress.coverage_card import CoverageCard, minutes_chart
from massage_studio.gui.progress.met_dialog import MetDialog
from massage_studio.gui.progress.own_words_dialog import OwnWordsDialog
from massage_studio.gui.progress.papers_card import PapersCard
from massage_studio.gui.progress.private_card import PrivateCard
from massage_studio.gui.progress.shown_panel import KEY
from massage_studio.gui.tasks import Latest
from massage_studio.gui.widgets.avatar import Avatar
from massage_studio.gui.widgets.chip import Chip
from massage_studio.handouts.summary_queries import own_words_draft
from massage_studio.progress import queries
from massage_studio.progress.own_words_queries import family_own_words
from massage_studio.progress.views import BabyProgress, FamilyOwnWords, FamilyProgress
from massage_studio.store.changes import Changes, Thing
from massage_studio.store.ids import new_id
from massage_studio.store.operations import perform

_COURSES = 3
"""How many of a baby's courses its head names, the latest first."""
_NAMES = 44
"""How many letters the head needs for names beside its buttons."""


class FamilyPage(Page):
    """The page of one family; with twins a switch chooses whose classes are shown first."""

    shows = frozenset(
        {
            Thing.FAMILIES,
            Thing.BOOKINGS,
            Thing.REGISTER,
            Thing.PAYMENTS,
            Thing.CUES,
            Thing.HANDOUTS,
            Thing.CURRICULUM,
            Thing.STUDIO,
        }
    )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.ui = Ui_ProgressFamilyPage()
        self.ui.setupUi(self)
        self.family_id: UUID | None = None
        self._families = Latest()
        self._charts = Latest()
        self._words = Latest()
        self._baby_id: UUID | None = None
        self._family: FamilyProgress | None = None
        self._to_rights = False
        self._switch = QButtonGroup(self)
        self._avatar = Avatar(size=52)
        self.ui.head_layout.insertWidget(0, self._avatar)
        self.ui.head_layout.setAlignment(self._avatar, Qt.AlignmentFlag.AlignTop)
        names = self._avatar.sizeHint().width() + self.ui.head_layout.spacing()
        self.ui.course_line.begin_at(names - SIDE)
        ui = self.ui
        for button in (ui.baby_switch, ui.show_button, ui.note_button, ui.handout_button, ui.summary_button):
            self.ui.actions_layout.setAlignment(button, Qt.AlignmentFlag.AlignTop)
        self.ui.tabs.tabBar().setAccessibleName(self.tr("Parts of the family's page"))
        self.classes = self.ui.classes_tab
        self.details = self.ui.details_tab
        self.undo = OfficeUndo(self, only_own=True, within=ui.working_page)
        self.booking_actions = BookingActions(self, self.undo)
        self.bookings = BookingsCard(ui.bookings_card, context)
        self.papers = PapersCard(ui.papers_card, context)
        self.coverage = CoverageCard()
        ui.curriculum_card.set_title(self.tr("What you two have had"))
        ui.curriculum_card.body.addWidget(self.coverage)
        self.classes.timeline.use(context)
        self.private = PrivateCard(self.details.private_card, context)
        self._wire()

    def _wire(self) -> None:
        self.ui.note_button.clicked.connect(self._add_note)
        self.ui.handout_button.clicked.connect(self._make_handout)
        self.ui.summary_button.clicked.connect(lambda: self.go.emit("summary", self.family_id))
        words = self.classes.words
        words.screen_wanted.connect(partial(self.go.emit, "own_words"))
        words.entry_wanted.connect(self._enter_words)
        words.page_wanted.connect(self._print_page)
        words.why_wanted.connect(lambda: self.go.emit("curriculum", ("benefit", "bonding")))
        self.classes.met_wanted.connect(self._change_met)
        self.ui.course_line.wanted.connect(self._go_to_course)
        self.classes.record_wanted.connect(self._go_to_record)
        self.bookings.found.connect(self.classes.timeline.use_places)
        self.papers.found.connect(self.classes.timeline.use_papers)
        self.ui.show_button.clicked.connect(lambda: self.show_to_family(True))
        self.ui.shown_panel.back.connect(lambda: self.show_to_family(False))
        self.coverage.told.connect(self._catch_up)
        self.coverage.not_told.connect(self._not_caught_up)
        self.coverage.make_up_wanted.connect(self._make_up)
        self.coverage.sheet_wanted.connect(
            lambda key: self.go.emit("handouts", ("sheet", (key, self._baby_id)))
        )
        self.classes.classes_wanted.connect(lambda: self.go.emit("classes", None))
        self.details.carer_wanted.connect(self._edit_carer)
        self.details.baby_wanted.connect(self._edit_baby)
        self.details.flag_wanted.connect(self._add_flag)
        self.details.flag_ended.connect(self._end_flag)
        self.details.consent_answered.connect(self._answer)
        self.details.form_told.connect(self._form_told)
        self.details.rights_wanted.connect(self._see_to_rights)
        self.private.asked.connect(lambda dialog: self._ask(dialog, self.tr("Kept for you alone.")))
        self.private.asked_again.connect(self._asked_again)
        self.bookings.course_wanted.connect(partial(self.go.emit, "classes"))
        self.bookings.wanted.connect(self.booking_actions.do)
        self.bookings.receipt_wanted.connect(lambda key: self.go.emit("money", ("receipt", key)))
        self.booking_actions.full.connect(lambda _, words: self.say.emit(words, "", None))
        self.context.privacy.changed.connect(lambda _: self._fold())
        back = QShortcut(
            QKeySequence("Alt+Left"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
        )
        back.activated.connect(partial(self.go.emit, "families", None))
        shown = QShortcut(KEY, self.ui.working_page, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shown.activated.connect(self.ui.show_button.click)

    def open(self, key: Any) -> None:
        """Show the family of this key; with ("private", key) or ("rights", key) where these are seen to."""
        part, key = key if isinstance(key, tuple) else ("", key)
        if key is not None and key != self.family_id:
            self.family_id, self._baby_id, self._family = key, None, None
            self.ui.tabs.setCurrentIndex(0)
            self.classes.turn_back()
            self.show_to_family(False)
        if part:
            self.ui.tabs.setCurrentWidget(self.details)
            self.show_to_family(False)
        self._to_rights = part == "rights"
        self.mark_stale()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand the buttons below the name where they leave it too little room."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        names = self._avatar.width() + self.fontMetrics().averageCharWidth() * _NAMES
        narrow = self.width() < names + self.ui.actions_layout.sizeHint().width() + 72
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self.ui.header_layout.direction() != way:
            self.ui.header_layout.setDirection(way)

    def hideEvent(self, event: QHideEvent) -> None:
        """Fold what is for the instructor alone: the page may come back before other eyes."""
        self._fold()
        super().hideEvent(event)

    def _fold(self) -> None:
        self.private.fold()
        self.classes.fold()

    def show_to_family(self, shown: bool) -> None:
        """Show the story as the family may see it, or the instructor's own view again."""
        self.ui.views.setCurrentWidget(self.ui.shown_panel if shown else self.ui.working_page)
        if not shown:
            self.ui.shown_panel.leave()
        if not self.isVisible():
            return
        if shown:
            self._fold()
            self.ui.shown_panel.begin()
        else:
            self.ui.show_button.setFocus()

    def reload(self) -> None:
        """Ask for the family again."""
        if self.family_id is not None:
            self.context.tasks.read(
                partial(queries.family_progress, family_id=self.family_id, now=self.context.clock()),
                self._show,
                latest=self._families,
            )
            self.context.tasks.read(
                partial(family_own_words, family_id=self.family_id, now=self.context.clock()),
                self._show_words,
                latest=self._words,
            )
            self.bookings.look(self.family_id)
            self.papers.look(self.family_id)
            self.private.look(self.family_id)
            self.undo.look()

    def _show(self, whole: FamilyProgress) -> None:
        self._family = whole
        self.setUpdatesEnabled(False)
        self._show_switch(whole)
        self.classes.zone = ZoneInfo(self.context.profile.zone)
        self.details.show_family(whole)
        self._warn(whole.family.carers)
        self._show_baby()
        self.setUpdatesEnabled(True)
        if self._to_rights:
            self._to_rights = False
            self.details.go_to_rights()

    def _show_switch(self, whole: FamilyProgress) -> None:
        ids = [one.baby.id for one in whole.babies]
        if self._baby_id not in ids:
            self._baby_id = ids[0] if ids else None
        for old in self._switch.buttons():
            self._switch.removeButton(old)
        buttons: list[QWidget] = []
        for one in whole.babies if len(ids) > 1 else ():
            button = Chip(one.baby.given_name, "primary")
            button.setCheckable(True)
            button.setChecked(one.baby.id == self._baby_id)
            button.setAccessibleName(self.tr("Show {baby}").format(baby=one.baby.name))
            button.clicked.connect(lambda _=False, key=one.baby.id: self._choose(key))
            self._switch.addButton(button)
            buttons.append(button)
        refill(self.ui.baby_switch_layout, buttons)
        self.ui.baby_switch.setVisible(bool(buttons))

    def _choose(self, baby_id: UUID) -> None:
        self._baby_id = baby_id
        self.setUpdatesEnabled(False)
        self._show_baby()
        self.setUpdatesEnabled(True)

    def _shown(self) -> BabyProgress | None:
        """Return the baby that is in view."""
        babies = self._family.babies if self._family is not None else ()
        return next((one for one in babies if one.baby.id == self._baby_id), None)

    def _show_baby(self) -> None:
        whole, one = self._family, self._shown()
        if whole is None:
            return
        carers = wording.listed([carer.given_name for carer in whole.family.carers])
        for tab in (self.classes, self.ui.curriculum_area):
            self.ui.tabs.setTabEnabled(self.ui.tabs.indexOf(tab), one is not None)
        self.ui.show_button.setVisible(one is not None)
        if one is None:
            self._name(carers, self.tr("No baby is written down yet"))
            self.ui.early_line.hide()
            self.ui.course_line.hide()
            return
        self._name_show_button(whole)
        told = [wording.age(one.baby.age), self.tr("with {carers}").format(carers=carers) if carers else ""]
        self.ui.course_line.show_courses(one.courses[:_COURSES], after=self.ui.summary_button)
        self._name(one.baby.name, " · ".join(part for part in told if part))
        baby, today = one.baby, self.context.today()
        self.ui.early_line.show_baby(baby.given_name, baby.birth_date, baby.due_date, today)
        self.classes.show_baby(whole, one)
        self.coverage.show_baby(one, whole.names, ZoneInfo(self.context.profile.zone))
        self.ui.shown_panel.show_baby(one, whole.names)
        self.context.tasks.make(partial(minutes_chart, one.benefits), self._show_chart, latest=self._charts)

    def _show_chart(self, chart: Any) -> None:
        for place in (self.classes.minutes, self.coverage, self.ui.shown_panel.minutes):
            place.chart.show_chart(chart)

    def _name_show_button(self, whole: FamilyProgress) -> None:
        """Name the adult beside her, nobody where there is no one or only one who may not come."""
        barred = {carer.id for carer in restricted(whole.family.carers)}
        names = [carer.given_name for carer in whole.family.carers if carer.id not in barred]
        told = self.tr("Show to {carer}").format(carer=names[0]) if names else self.tr("Show to the family")
        self.ui.show_button.setText(told.replace("&", "&&"))
        self.ui.show_button.setAccessibleName(told)
        self._arrange()
        self.ui.show_button.setToolTip(KEY.toString(QKeySequence.SequenceFormat.NativeText))

    def _name(self, name: str, told: str) -> None:
        self._avatar.set_name(name)
        self.ui.title_label.setText(sentence(name))
        self.ui.subtitle_label.setText(sentence(told))

    def _warn(self, carers: tuple[CarerView, ...]) -> None:
        barred = restricted(carers)
        if not barred:
            self.ui.restriction_banner.clear()
            return
        self.ui.restriction_banner.show_message("warning", "\n".join(restriction_words(barred)))

    def _ask(self, dialog: WritingDialog, said: str) -> None:
        dialog.saved.connect(partial(self.undo.tell, said, dialog.operation_id))
        self.context.messages.open_dialog(dialog)

    def _perform(self, name: str, work: Callable[[Any], Changes], said: str, words: str = "") -> None:
        key = new_id()
        self.context.tasks.write(
            partial(perform, name=name, work=work, words=words, now=self.context.clock(), operation_id=key),
            then=partial(self.undo.tell, said, key),
        )

    def _add_note(self) -> None:
        if self.family_id is not None:
            self._ask(NoteDialog(self.context, self.family_id, self), self.tr("The note is kept."))

    def _change_met(self) -> None:
        one = self._shown()
        if one is not None:
            self._ask(MetDialog(self.context, one.baby, one.met, self), self.tr("The words are kept."))

    def _go_to_course(self, course_id: UUID) -> None:
        self.ui.tabs.setCurrentWidget(self.classes)
        self.classes.go_to_course(course_id)

    def _go_to_record(self, klass: SessionView, baby_id: UUID) -> None:
        if klass.status == "running":
            self.go.emit("class_room", klass.id)
        else:
            self.go.emit("after_class", (klass.id, baby_id))

    def _make_handout(self) -> None:
        self.go.emit("handouts", ("take_home", self.family_id))

    def _show_words(self, words: FamilyOwnWords) -> None:
        self.classes.words.show_words(words, load().self_rating)

    def _enter_words(self, asking: Asking) -> None:
        self._ask(OwnWordsDialog(self.context, asking, self), self.tr("The answers are kept."))

    def _print_page(self, asking: Asking) -> None:
        read = partial(
            own_words_draft,
            family_id=asking.family_id,
            carer_id=asking.carer_id,
            asked=asking.asked,
            course_id=asking.course_id,
            language=asking.language,
            now=self.context.clock(),
        )
        self.context.messages.open_dialog(OwnWordsPaperDialog(self.context, read, self))

    def _edit_carer(self, carer: CarerView | None) -> None:
        if self.family_id is not None:
            self._ask(CarerDialog(self.context, self.family_id, carer, self), self.tr("Saved."))

    def _edit_baby(self, baby: BabyView | None) -> None:
        if self.family_id is not None:
            self._ask(BabyDialog(self.context, self.family_id, baby, self), self.tr("Saved."))

    def _add_flag(self, baby: BabyView) -> None:
        self._ask(FlagDialog(self.context, baby, self), self.tr("Saved."))

    def _end_flag(self, baby: BabyView, flag: Flag) -> None:
        said = self.tr("{flag} has ended.").format(flag=flag.what)
        work = partial(families.end_flag, flag_id=flag.id, on=self.context.today())
        self._perform("end_flag", work, said, baby.given_name)

    def _catch_up(self, items: tuple[Item, ...], how: How) -> None:
        one = self._shown()
        if one is not None:
            work = partial(
                catch_up_service.catch_up,
                baby_id=one.baby.id,
                items=items,
                how=how,
                now=self.context.clock(),
            )
            self._perform("catch_up", work, self.tr("Ticked off."), one.baby.given_name)

    def _make_up(self, course_id: UUID) -> None:
        one = self._shown()
        place = self.bookings.place_of(one.baby.id, course_id) if one is not None else None
        if place is None:
            self.say.emit(self.tr("There is no place on this course any more."), "", None)
        else:
            self.booking_actions.do(place, "make_up")

    def _not_caught_up(self, ids: tuple[UUID, ...]) -> None:
        one = self._shown()
        if one is not None:
            work = partial(catch_up_service.not_caught_up, ids=ids)
            self._perform("not_caught_up", work, self.tr("It is missing again."), one.baby.given_name)

    def _asked_again(self, check_in_id: UUID) -> None:
        work = partial(private_service.asked_again, check_in_id=check_in_id, on=self.context.today())
        self._perform("keep_private", work, self.tr("Ticked off."))

    def _form_told(self, back: bool) -> None:
        if self.family_id is not None:
            on = self.context.today() if back else None
            work = partial(families.form_back, family_id=self.family_id, on=on)
            said = self.tr("The form is back.") if back else self.tr("The form is not back.")
            self._perform("form_back", work, said)

    def _see_to_rights(self) -> None:
        if self.family_id is not None:
            dialog = FamilyDataDialog(self.context, self.family_id, self)
            dialog.erased.connect(self._erased)
            self.context.messages.open_dialog(dialog)

    def _erased(self, said: str) -> None:
        self.family_id = None
        self.say.emit(said, "", None)
        self.go.emit("families", None)

    def _answer(self, kind: ConsentKind, given: bool) -> None:
        if self.family_id is not None:
            work = partial(
                families.answer_consent,
                family_id=self.family_id,
                kind=kind,
                given=given,
                on=self.context.today(),
            )
            had = self._family is not None and any(
                consent.kind == kind and consent.given for consent in self._family.family.consents
            )
            said = withdrawn(kind) if had and not given else self.tr("The answer is kept.")
            self._perform("answer_consent", work, said)
