"""What the babies of a class missed, and what the class can offer for it: asked beside the class itself."""

from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, QSettings, Signal

from massage_studio.cues import catch_up_service, plan_service, service
from massage_studio.cues.catch_up_views import How
from massage_studio.cues.delivered_views import DeliveredView
from massage_studio.gui import wording
from massage_studio.gui.context import Context
from massage_studio.gui.cues.class_writer import Action, ClassWriter
from massage_studio.gui.cues.room import Room
from massage_studio.gui.tasks import Latest
from massage_studio.language import translate
from massage_studio.progress import coverage_queries
from massage_studio.progress.coverage import RECAP_MINUTES, Recap, recaps
from massage_studio.progress.views import ClassCoverage

_MOST_AREAS = 2
_PUT_OFF = "class_room/recaps_put_off"
_MOST_PUT_OFF = 60
"""Of how many recaps it is remembered; those of classes of weeks ago are not offered again."""


@dataclass(frozen=True, slots=True)
class Missed:
    """What a baby missed: in a few words for its line, and all of it by class."""

    brief: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """What the plan of today can take up: `words` ask, `recap` or `left` is what would be added."""

    words: str
    recap: Recap | None = None
    left: DeliveredView | None = None


class CatchUp(QObject):
    """Asks what was missed in the class that is in view, and writes what is done about it.

    `told` carries Missed by baby, `offered` the Offer that comes first or None.
    """

    told = Signal(object)
    offered = Signal(object)

    def __init__(self, context: Context, writer: ClassWriter, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._writer = context, writer
        self._latest = Latest()
        self._room: Room | None = None
        self._offer: Offer | None = None
        self.coverage: ClassCoverage | None = None

    def open(self) -> None:
        """Turn to another class, of which nothing is known yet."""
        self.coverage, self._room, self._offer = None, None, None
        self._latest.drop()
        self.told.emit({})
        self.offered.emit(None)

    def ask(self, session_id: UUID) -> None:
        """Ask what the babies of this class missed."""
        question = partial(coverage_queries.class_coverage, session_id=session_id, now=self._context.clock())
        self._context.tasks.read(question, self._learn, latest=self._latest)

    def follow(self, room: Room) -> None:
        """Keep up with who is here."""
        self._room = room
        self._show()

    def take(self) -> None:
        """Add what is offered to the plan, behind the activity that runs."""
        offer, room = self._offer, self._room
        if offer is None or room is None:
            return
        running = room.running()
        after = running.id if running else None
        # Gone at once, so that a second press does not add it twice.
        self._show_offer(None)
        if offer.left is not None:
            self._writer.act(partial(plan_service.take_up, left_id=offer.left.id, after_id=after))
        elif offer.recap is not None:
            self._writer.act(self._adding(offer.recap, room, after))

    def leave(self) -> None:
        """Offer this no more: what was left out never again, a recap not in this class."""
        offer = self._offer
        if offer is None or self.coverage is None:
            return
        if offer.left is not None:
            self._show_offer(None)
            self._writer.act(partial(plan_service.decline, left_id=offer.left.id))
        elif offer.recap is not None:
            _put_off(_place(self.coverage, offer.recap))
            self._show()

    def tick(self, baby_id: UUID, how: How) -> None:
        """Keep that a family was told of all that it missed."""
        missed = self.coverage.missed.get(baby_id, ()) if self.coverage else ()
        if missed:
            items = tuple(one.item for one in missed)
            self._writer.act(
                partial(catch_up_service.catch_up_in_class, baby_id=baby_id, items=items, how=how)
            )

    def drawn(self, delivered_id: UUID) -> dict[str, str]:
        """Return the names of the strokes that an activity teaches, by their drawings."""
        if self.coverage is None:
            return {}
        names = self.coverage.names
        return {
            names.drawings[item.code]: names.item(item)
            for item in self.coverage.teaches.get(delivered_id, ())
            if item.kind == "stroke" and item.code in names.drawings
        }

    def _learn(self, coverage: ClassCoverage) -> None:
        if coverage.session_id == self._writer.session_id:
            self.coverage = coverage
            self._show()

    def _show(self) -> None:
        room, coverage = self._room, self.coverage
        if room is None or coverage is None:
            return
        self.told.emit({baby_id: told for baby_id in coverage.missed if (told := missed(coverage, baby_id))})
        offers = () if room.finished else self._offers(room, coverage)
        self._show_offer(next(iter(offers), None))

    def _show_offer(self, offer: Offer | None) -> None:
        self._offer = offer
        self.offered.emit(offer)

    def _offers(self, room: Room, coverage: ClassCoverage) -> tuple[Offer, ...]:
        left = [Offer(_left_words(part), left=part) for part in coverage.left_out]
        here = [row.baby.id for row in room.present()]
        put_off = _all_put_off()
        items = {key: tuple(one.item for one in found) for key, found in coverage.missed.items()}
        offered = [
            Offer(self._recap_words(one), recap=one)
            for one in recaps(items, here, coverage.planned, coverage.names.area_of)
            if _place(coverage, one) not in put_off
        ]
        return (*left, *offered)

    def _recap_words(self, recap: Recap) -> str:
        words = self.tr("{title}, {minutes}, for %n here", "", len(recap.babies))
        return words.format(title=self._title(recap), minutes=wording.minutes(RECAP_MINUTES))

    def _title(self, recap: Recap) -> str:
        assert self.coverage is not None
        if recap.kind == "area":
            area = _lower(self.coverage.names.area(recap.code))
            return self.tr("Recap: {area} strokes").format(area=area)
        return self.tr("Recap: {topic}").format(topic=_lower(self.coverage.names.topics.get(recap.code, "")))

    def _adding(self, recap: Recap, room: Room, after_id: UUID | None) -> Action:
        """Return what adds a recap to the plan; it gives what others of its kind in this class give."""
        kind = "massage" if recap.kind == "area" else "topic"
        like = next((part for part in room.view.delivered if part.kind == kind), None)
        return partial(
            service.add_activity,
            title=self._title(recap),
            minutes=RECAP_MINUTES,
            benefits=like.benefits if like else (),
            after_id=after_id,
            kind=kind,
            areas=(recap.code,) if recap.kind == "area" and recap.code else (),
            strokes=tuple(item.code for item in recap.items if item.kind == "stroke"),
            topic=recap.code if recap.kind == "topic" else "",
        )


def missed(coverage: ClassCoverage, baby_id: UUID) -> Missed | None:
    """Return in words what a baby missed, None where it missed nothing."""
    found = coverage.missed.get(baby_id, ())
    if not found:
        return None
    names = coverage.names
    areas = dict.fromkeys(names.area_of.get(one.item.code, "") for one in found if one.item.kind == "stroke")
    parts = [_lower(names.area(code)) for code in areas if code]
    if len(parts) > _MOST_AREAS:
        parts = [*parts[:_MOST_AREAS], translate("CatchUp", "more")]
    if any(one.item.kind == "topic" for one in found):
        parts.append(translate("CatchUp", "a talk"))
    by_class: dict[str, list[str]] = {}
    for one in found:
        by_class.setdefault(_week(one.session.number if one.session else 0), []).append(names.item(one.item))
    return Missed(
        translate("CatchUp", "missed {what}").format(what=", ".join(parts)),
        tuple(f"{week}: {', '.join(words)}" for week, words in by_class.items()),
    )


def _place(coverage: ClassCoverage, recap: Recap) -> str:
    return f"{coverage.session_id} {recap.kind} {recap.code}"


def _all_put_off() -> list[str]:
    """Return the recaps that are not wanted now, each with its class."""
    return str(QSettings().value(_PUT_OFF, "")).splitlines()


def _put_off(place: str) -> None:
    """Remember on this computer that a recap is not wanted in a class."""
    QSettings().setValue(_PUT_OFF, "\n".join([*_all_put_off(), place][-_MOST_PUT_OFF:]))


def _week(number: int) -> str:
    return translate("CatchUp", "Week {number}").format(number=number)


def _left_words(part: DeliveredView) -> str:
    words = translate("CatchUp", "Left out last time: {activity}, {minutes}")
    return words.format(activity=part.title, minutes=wording.minutes(part.minutes))


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]
