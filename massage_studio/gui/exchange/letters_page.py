"""Letters to the families of a course: whom they go to, what they say, and drafts of them."""

from collections import Counter
from functools import partial
from typing import Any, get_args
from uuid import UUID

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

import massage_studio.exchange.letters_queries as queries
import massage_studio.exchange.letters_service as service
from massage_studio.bookings.calendar_views import CalendarEntry
from massage_studio.bookings.mailing_views import ALL_COURSES
from massage_studio.exchange.letter_people import (
    ABOUT_A_CLASS,
    TO_ALL_COURSES,
    Recipient,
    is_address,
    recipients,
)
from massage_studio.exchange.letter_texts import BLANK, LetterKind, Template, load
from massage_studio.exchange.letters import About, Letter, write
from massage_studio.exchange.letters_queries import LettersPageData
from massage_studio.gui import wording
from massage_studio.gui.context import Context
from massage_studio.gui.exchange import drafts
from massage_studio.gui.exchange.drafts import Post
from massage_studio.gui.exchange.letter_dialog import LetterDialog
from massage_studio.gui.exchange.restriction_panel import RestrictionPanel
from massage_studio.gui.forms.ui_exchange_letters_page import Ui_ExchangeLettersPage
from massage_studio.gui.page import Page
from massage_studio.gui.tasks import Latest
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.empty_state import EmptyState
from massage_studio.gui.widgets.fields import index_of
from massage_studio.store.changes import Changes, Thing

_COURSES = 100
"""How many courses there are to choose from at first, and how many more with each press."""


class LettersPage(Page):
    """Opened with the key of a booking, class or course, or (kind, key); with nothing it stays as it was.

    ALL_COURSES is the key for those letters that go to families of all courses.
    """

    shows = frozenset({Thing.BOOKINGS, Thing.FAMILIES, Thing.PAYMENTS, Thing.STUDIO})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.ui = Ui_ExchangeLettersPage()
        self.ui.setupUi(self)
        self._data: LettersPageData | None = None
        self._key: UUID | None = None
        self._readings = Latest()
        self._most = _COURSES
        self._session_id: UUID | None = None
        self._booking_id: UUID | None = None
        # Why somebody is written to against a restriction, for the letter that is shown and no other.
        self._reasons: dict[UUID, str] = {}
        self._build()
        self._wire()

    def _build(self) -> None:
        for kind in get_args(LetterKind):
            self.ui.kind_combo.addItem(load().titles[kind], kind)
        self.empty = EmptyState(
            "classes",
            self.tr("Letters go to the families of a course. Plan one, and give out its places."),
            self.tr("Plan a course"),
            self,
        )
        self.ui.body_row.addWidget(self.empty, 1)
        self.nobody = EmptyState(
            "families",
            self.tr("The letter stands here once there is somebody to write to."),
            self.tr("Go to the course"),
            self.ui.letter_card,
        )
        self.ui.letter_column.addWidget(self.nobody, 1)
        self.restriction = RestrictionPanel(self.ui.letter_card)
        self.ui.letter_column.addWidget(self.restriction, 1)
        self.empty.hide()
        self.nobody.hide()
        self.ui.sender_label.hide()
        self.ui.nobody_label.hide()
        self.setFocusProxy(self.ui.kind_combo)

    def _wire(self) -> None:
        ui = self.ui
        ui.kind_combo.activated.connect(self.change_kind)
        ui.course_combo.activated.connect(self._change_course)
        ui.class_combo.activated.connect(self._change_class)
        ui.people_list.chosen.connect(self._preview)
        self.restriction.given.connect(self._write_all_the_same)
        ui.edit_button.clicked.connect(self._edit)
        ui.copy_button.clicked.connect(self.copy_letter)
        ui.save_button.clicked.connect(self._save)
        self.empty.first_step.connect(lambda: self.go.emit("classes", None))
        self.nobody.first_step.connect(self._to_course)

    def open(self, key: Any) -> None:
        if key is None:
            return
        kind, about = (self.kind(), key) if isinstance(key, UUID) else key
        self.ui.kind_combo.setCurrentIndex(self.ui.kind_combo.findData(kind))
        self._key = self._session_id = self._booking_id = about
        self._forget()
        self.ui.people_list.clear()
        self.mark_stale()

    def reload(self) -> None:
        self.context.tasks.read(
            partial(
                queries.page_data,
                key=self._key,
                today=self.context.today(),
                now=self.context.clock(),
                most=self._most,
            ),
            self._show,
            latest=self._readings,
        )

    def kind(self) -> LetterKind:
        """Return which kind of letter is chosen."""
        kind: LetterKind = self.ui.kind_combo.currentData()
        return kind

    def _show(self, data: LettersPageData) -> None:
        ui = self.ui
        self._data = data
        there = data.course is not None
        self.empty.setVisible(not there)
        for widget in (ui.choice_card, ui.letter_card, ui.edit_button, ui.copy_button, ui.save_button):
            widget.setVisible(there)
        ui.sender_label.setVisible(there and not is_address(data.profile.email))
        if data.course is None:
            return
        if self._booking_id not in {place.booking_id for place in data.places}:
            self._booking_id = None
        with QSignalBlocker(ui.course_combo):
            ui.course_combo.clear()
            names = Counter(course.name for course in data.courses)
            if self.kind() in TO_ALL_COURSES:
                ui.course_combo.addItem(self.tr("All courses"), ALL_COURSES)
            for course in data.courses:
                words = paint.one_line(course.name)
                if names[course.name] > 1 and course.starts is not None:
                    day = wording.full_day(course.starts.date())
                    words = self.tr("{course}, from {day}").format(course=words, day=day)
                ui.course_combo.addItem(words, course.id)
            if data.more:
                ui.course_combo.addItem(self.tr("Show earlier courses"))
            ui.course_combo.setCurrentIndex(index_of(ui.course_combo, data.course.id))
        self._show_classes()

    def _show_classes(self) -> None:
        """Offer the classes that this kind of letter may be about, and choose the one that is next."""
        assert self._data is not None
        ui, kind = self.ui, self.kind()
        about_a_class = kind in ABOUT_A_CLASS
        for widget in (ui.class_label, ui.class_combo):
            widget.setVisible(about_a_class)
        now = self.context.clock()
        fitting = [one for one in self._data.classes if (one.status == "cancelled") == (kind == "cancelled")]
        keys = [one.session_id for one in fitting]
        if self._session_id not in keys:
            coming = [one.session_id for one in fitting if one.ends >= now]
            self._session_id = next(iter(coming or keys[-1:]), None) if about_a_class else None
        with QSignalBlocker(ui.class_combo):
            ui.class_combo.clear()
            for one in fitting if about_a_class else ():
                ui.class_combo.addItem(self._class_words(one), one.session_id)
            if self._session_id is not None:
                ui.class_combo.setCurrentIndex(keys.index(self._session_id))
        self._show_people()

    def _class_words(self, one: CalendarEntry) -> str:
        day = wording.weekday_day(one.starts.date())
        words = self.tr("{day}, {time} · {number}/{of}")
        return words.format(day=day, time=wording.clock(one.starts), number=one.number, of=one.of)

    def _show_people(self) -> None:
        data, kind = self._data, self.kind()
        assert data is not None
        people: tuple[Recipient, ...] = ()
        if kind not in ABOUT_A_CLASS or self._session_id is not None:
            people = recipients(
                kind,
                data.places,
                data.babies,
                data.adults,
                data.refused,
                self._session_id,
                self._reasons,
                data.lacking,
            )
        nobody = {
            "confirmation": self.tr("Nobody has a place on this course yet."),
            "reminder": self.tr("Nobody has a place in this class yet."),
            "offer": self.tr("No place is offered, and nobody is waiting."),
            "cancelled": self.tr("Nobody has a place in this class."),
            "called_off": self.tr("Nobody has a place on this course."),
            "payment": self.tr("Nobody owes anything."),
            "missing": self.tr("Nothing is missing of anybody."),
            "waiting": self.tr("Nobody is waiting."),
            "enquiry": self.tr("Nobody asks for a place."),
            "message": self.tr("Nobody has a place in this class."),
        }[kind]
        if kind in ABOUT_A_CLASS and self._session_id is None:
            nobody = self.tr("No class of this course is cancelled.")
            if kind != "cancelled":
                nobody = self.tr("This course has no date yet.")
        self.ui.nobody_label.setText(nobody)
        self.ui.nobody_label.setVisible(not people)
        self.ui.people_list.setVisible(bool(people))
        self.ui.people_list.show_people(people, self._booking_id)

    def letter(self, one: Recipient) -> Letter:
        """Return the letter to one adult as it stands."""
        data = self._data
        assert data is not None and data.course is not None
        about = About(data.classes, self._session_id, self.context.clock(), data.profile)
        return write(self.kind(), data.templates[self.kind()], one, about)

    def _forget(self) -> None:
        """Begin another letter: ticks and reasons are of this one alone."""
        self.ui.people_list.forget()
        self._reasons.clear()

    def _preview(self) -> None:
        ui = self.ui
        one, ticked = ui.people_list.current(), ui.people_list.ticked()
        barred = one is not None and one.why == "restricted"
        ui.copy_button.setEnabled(one is not None and not barred)
        ui.save_button.setEnabled(bool(ticked))
        ui.save_button.setText(self.tr("&Save drafts", "", len(ticked)))
        ui.count_label.setText(self.tr("%n ticked", "", len(ticked)) if one else "")
        labels = (ui.subject_label, ui.to_label, ui.beside_label)
        self.nobody.setVisible(one is None)
        for widget in (*labels, ui.text_view):
            widget.setVisible(one is not None and not barred)
        self.restriction.setVisible(barred)
        if one is None:
            return
        if barred:
            self.restriction.show_person(one)
            return
        for label in labels:
            label.setToolTip("")
        made = self.letter(one)
        ui.subject_label.setText(made.subject)
        to = f"{made.name} <{made.address}>" if made.address else made.name
        ui.to_label.setText(self.tr("To {name}").format(name=to))
        beside = len(self._classes_for(one))
        ui.beside_label.setText(self.tr("With a calendar file of %n classes", "", beside) if beside else "")
        if ui.text_view.toPlainText() != made.text:
            ui.text_view.setPlainText(made.text)

    def _classes_for(self, one: Recipient) -> tuple[CalendarEntry, ...]:
        """Return the classes that go along: the one that the letter is about, else all of the booking."""
        assert self._data is not None
        classes, own = self._data.classes, one.place.session_id
        if self.kind() in ABOUT_A_CLASS:
            about = self._session_id
            return tuple(
                entry
                for entry in classes
                if about in (entry.session_id, entry.replaces_id) and own in (None, entry.session_id)
            )
        if self.kind() in TO_ALL_COURSES:
            return ()
        of_booking = tuple(entry for entry in classes if own in (None, entry.session_id))
        now = self.context.clock()
        return tuple(entry for entry in of_booking if entry.ends >= now) or of_booking

    def _withdrawn_for(self, one: Recipient) -> tuple[CalendarEntry, ...]:
        """Return the classes to come that an earlier file may have told of and that are not held any more."""
        assert self._data is not None
        if self.kind() in (*ABOUT_A_CLASS, *TO_ALL_COURSES) or one.place.session_id is not None:
            return ()
        now = self.context.clock()
        return tuple(entry for entry in self._data.withdrawn if entry.ends >= now)

    def _to_course(self) -> None:
        if self._data is not None and self._data.course is not None:
            self.go.emit("classes", self._data.course.id)

    def change_kind(self) -> None:
        """Begin another kind of letter: whom it goes to is asked anew."""
        self._booking_id = None
        self._forget()
        if self._data is None or self._data.course is None:
            return
        if self._key == ALL_COURSES and self.kind() not in TO_ALL_COURSES:
            self._key = None
            self.reload()
        else:
            self._show(self._data)

    def _change_course(self) -> None:
        chosen = self.ui.course_combo.currentData()
        if chosen is None:
            self._most += _COURSES
            self.reload()
            return
        self._key = chosen
        self._booking_id = self._session_id = None
        self._forget()
        self.reload()

    def _change_class(self) -> None:
        self._session_id = self.ui.class_combo.currentData()
        self._forget()
        self._show_people()

    def _edit(self) -> None:
        if self._data is None:
            return
        kind = self.kind()
        dialog = LetterDialog(self.context, kind, self._data.templates[kind], self)
        before = self._data.templates[kind] if kind in self._data.own else None
        dialog.saved.connect(partial(self._kept, kind, before))
        self.context.messages.open_dialog(dialog)

    def _wants_words(self) -> bool:
        """Ask for the words of a message first, where nobody has written any."""
        assert self._data is not None
        template = self._data.templates[self.kind()]
        missing = BLANK in template.text.splitlines()
        if missing:
            self._edit()
        return missing

    def _kept(self, kind: LetterKind, before: Template | None, changes: Changes) -> None:
        if changes.things:
            self.say.emit(
                self.tr("The wording is kept."), self.tr("Undo"), partial(self._put_back, kind, before)
            )

    def _put_back(self, kind: LetterKind, before: Template | None) -> None:
        if before is None:
            self.context.tasks.write(partial(service.back_to_original, kind=kind))
        else:
            self.context.tasks.write(
                partial(
                    service.keep_wording,
                    kind=kind,
                    subject=before.subject,
                    text=before.text,
                    now=self.context.clock(),
                )
            )

    def _write_all_the_same(self, reason: str) -> None:
        """Keep the reason first; then there is a letter."""
        one = self.ui.people_list.current()
        if one is None or one.barred is None:
            return
        barred = one.barred.id

        def kept(_: Changes) -> None:
            self._reasons[barred] = reason
            self.ui.people_list.tick(one)
            self._show_people()

        verb = partial(
            service.write_all_the_same,
            carer_id=barred,
            reason=reason,
            now=self.context.clock(),
            today=self.context.today(),
        )
        self.context.tasks.write(verb, kept)

    def copy_letter(self) -> None:
        """Copy the letter to the person in view, unless a restriction forbids to write to them."""
        one = self.ui.people_list.current()
        if one is not None and one.why != "restricted" and not self._wants_words():
            QGuiApplication.clipboard().setText(self.letter(one).text)
            words = self.tr("The letter to {name} is copied.").format(name=one.carer.given_name)
            self.say.emit(words, "", None)

    def _save(self) -> None:
        if self._data is None or self._data.course is None or self._wants_words():
            return
        posts = tuple(
            Post(self.letter(one), (*self._classes_for(one), *self._withdrawn_for(one)))
            for one in self.ui.people_list.ticked()
        )
        course = self._data.course.name or self.tr("All courses")
        drafts.offer(self.context, self, posts, course, self._data.profile)
