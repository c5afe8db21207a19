"""The questions behind a family's summaries and certificates of a course, and the page of five items."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from massage_studio.bookings.course_names_queries import course_heads
from massage_studio.bookings.views import PRESENT, AttendanceView
from massage_studio.cues import timeline
from massage_studio.cues.permission import permission_timeline
from massage_studio.cues.presence import THROUGHOUT, presence
from massage_studio.cues.queries import vocabulary
from massage_studio.cues.views import CueView, Vocabulary
from massage_studio.curriculum.content import Content
from massage_studio.curriculum.content_views import benefit_view, signpost_views
from massage_studio.curriculum.own_language import items_in, language_of, reads_from_the_right
from massage_studio.curriculum.queries import current
from massage_studio.families.homes import homes
from massage_studio.families.own_words_queries import own_words
from massage_studio.families.queries import family, shared_notes
from massage_studio.families.restrictions import Purpose, may
from massage_studio.families.views import Asked, BabyView, CarerView, FamilyView, OwnWordsView
from massage_studio.handouts import presenters
from massage_studio.handouts.copies import Home, copy_title, is_for
from massage_studio.handouts.fitted_sentences import OWN, key_of
from massage_studio.handouts.models import SentenceEdit, SummaryEdit, SummaryRead
from massage_studio.handouts.papers import Draft, file_names
from massage_studio.handouts.proofs import CopyKey, Proof, ProofSentence, Stop, stops
from massage_studio.handouts.summary import without_room
from massage_studio.handouts.summary_sentences import edited, noted
from massage_studio.handouts.views import (
    Certificate,
    FamilySummary,
    Letterhead,
    OwnAnswersOnPaper,
    OwnWordsForm,
    SharedMinutes,
)
from massage_studio.progress import stories
from massage_studio.progress.coverage import Coverage
from massage_studio.progress.coverage_queries import Facts, coverage_facts, covered, names_of
from massage_studio.progress.queries import met_sentences
from massage_studio.progress.views import MetSentence
from massage_studio.store.profile import profile

_SIGNPOSTS = 3
# How many days after the last class a sentence on the family's page still belongs to the course.
_AFTER_DAYS = 28
_NOBODY = Letterhead("", "")


@dataclass(frozen=True, slots=True)
class SummarySheet:
    """One copy of a baby's summary with what is to be read of it before, and the certificate beside it."""

    key: CopyKey
    title: str
    draft: Draft
    certificate: Draft
    proof: Proof


@dataclass(frozen=True, slots=True)
class SummaryPapers:
    """The papers of a family about one course; `courses` are all that its babies were in, latest first.

    Where they were in none yet, there is no sheet and no course.
    """

    family_id: UUID
    courses: tuple[tuple[UUID, str], ...]
    course_id: UUID | None
    sheets: tuple[SummarySheet, ...]


@dataclass(frozen=True, slots=True)
class _Course:
    """What all copies of one course have in common."""

    course_id: UUID
    name: str
    now: datetime
    zone: ZoneInfo
    letterhead: Letterhead
    content: Content
    words: Vocabulary
    whole: FamilyView
    facts: Facts
    covered: Mapping[UUID, Coverage]
    own: tuple[OwnWordsView, ...]
    shared: tuple[tuple[UUID | None, str], ...]
    met: Mapping[UUID, tuple[MetSentence, ...]]
    class_edits: Mapping[tuple[UUID, CopyKey], Mapping[str, str]]
    edits: Mapping[CopyKey, Mapping[str, str]]
    read: Mapping[CopyKey, str]


def summary_papers(
    session: Session, *, family_id: UUID, now: datetime, course_id: UUID | None = None
) -> SummaryPapers:
    """Return a family's summaries and certificates of a course: of its latest one where none is named."""
    studio = profile(session)
    zone = ZoneInfo(studio.zone)
    whole = family(session, family_id=family_id, today=now.astimezone(zone).date())
    content = current(session)
    facts = coverage_facts(session, babies=whole.babies, content=content, now=now)
    present = [row for row in facts.attendance if row.status in PRESENT]
    present.sort(key=lambda row: row.session.starts, reverse=True)
    courses = {row.session.course_id: row.session.course for row in present}
    chosen = course_id if course_id in courses else next(iter(courses), None)
    if chosen is None:
        return SummaryPapers(family_id, (), None, ())
    words = vocabulary(session, content)
    met = met_sentences(session, whole=whole, facts=facts, words=words)
    facts = _of_course(facts, chosen)
    course = _Course(
        course_id=chosen,
        name=courses[chosen],
        now=now,
        zone=zone,
        letterhead=presenters.letterhead(studio),
        content=content,
        words=words,
        whole=whole,
        facts=facts,
        covered=covered(facts, whole.babies),
        own=own_words(session, carer_ids=[carer.id for carer in whole.carers]),
        shared=_shared(session, family_id, facts),
        met=met,
        class_edits=_class_edits(session, facts.classes),
        edits=_edits(session, chosen),
        read=_read(session, chosen),
    )
    there = {row.baby_id for row in present if row.session.course_id == chosen}
    copies = [
        (baby, home) for baby in whole.babies if baby.id in there for home in (homes(whole.carers) or ((),))
    ]
    titles = [_title(baby, home, whole) for baby, home in copies]
    files = file_names(titles, "summary"), file_names(titles, "certificate")
    sheets = [
        _sheet(course, baby, home, title, names)
        for (baby, home), title, names in zip(copies, titles, zip(*files, strict=True), strict=True)
    ]
    return SummaryPapers(family_id, tuple(courses.items()), chosen, tuple(sheets))


def own_words_draft(
    session: Session,
    *,
    family_id: UUID,
    carer_id: UUID,
    asked: Asked,
    course_id: UUID | None,
    language: str,
    now: datetime,
) -> Draft:
    """Return the page on which a carer answers the five items, in a language that there are texts in."""
    studio = profile(session)
    whole = family(session, family_id=family_id, today=now.astimezone(ZoneInfo(studio.zone)).date())
    carer = next(one for one in whole.carers if one.id == carer_id)
    code = language_of(language)
    items = items_in(code)
    heads = course_heads(session, ids=(course_id,) if course_id else ())
    course = next((name for name, *_ in heads.values()), "")
    when = "before" if asked == "before" else "after"
    [name] = file_names((carer.given_name,), f"five items {when}")
    return Draft(
        "own_words",
        items.title,
        name,
        OwnWordsForm(
            letterhead=presenters.letterhead(studio),
            title=items.title,
            instruction=items.paper_instruction,
            statements=tuple(one.text for one in items.statements),
            ends=(items.places[0], items.places[-1]),
            places=items.maximum - items.minimum + 1,
            words=items.words_before if asked == "before" else items.words_after,
            on_paper=items.on_paper,
            yes_no=(items.agree, items.refuse),
            thanks=items.paper_thanks,
            note=items.note,
            about=" · ".join(part for part in (carer.given_name, course, when) if part),
            from_the_right=reads_from_the_right(code),
        ),
        family_id=family_id,
    )


def _title(baby: BabyView, home: Home, whole: FamilyView) -> str:
    return copy_title(baby.name, home) if len(homes(whole.carers)) > 1 else baby.name


def _of_course(facts: Facts, course_id: UUID) -> Facts:
    """Return what is known of one course alone."""
    return replace(
        facts,
        attendance=tuple(row for row in facts.attendance if row.session.course_id == course_id),
        courses={baby: frozenset({course_id}) for baby in facts.courses},
        classes={key: one for key, one in facts.classes.items() if one.course_id == course_id},
        caught_up=(),
    )


def _sheet(course: _Course, baby: BabyView, home: Home, title: str, names: tuple[str, ...]) -> SummarySheet:
    several = len(homes(course.whole.carers)) > 1
    key = CopyKey(baby.id, home[0].id if several else None)
    rows = [row for row in course.facts.attendance if row.baby_id == baby.id and row.status in PRESENT]
    rows.sort(key=lambda row: row.session.starts)
    notes = {row.session.id: timeline.of_baby(course.facts.notes[row.session.id], baby.id) for row in rows}
    view = _view(course, baby, home, rows, notes, key)
    edits = course.edits.get(key, {})
    printed = edited(view, edits)
    others = [carer for carer in course.whole.carers if carer not in home]
    barred = [carer for carer in course.whole.carers if not may(carer, Purpose.GET_PAPERS)]
    everything = [note for of_class in notes.values() for note in of_class]
    told = stops(
        baby=baby.given_name,
        warnings=timeline.warnings(everything, course.words.cues),
        cues=course.words.cues,
        zone=course.zone,
        nothing_noted=not view.highlights and not timeline.for_family(everything, course.words.cues),
        home=home,
        others=others,
        tells_too_much=not all(
            is_for(words, baby.given_name, others, home, brought=bool(view.came_with))
            for words in edits.values()
        ),
        barred=barred,
        of_course=True,
    )
    sentences = _read_before(view, printed, edits)
    version = _version(printed, told)
    proof = Proof(sentences, told, version, course.read.get(key, ""))
    summary_name, certificate_name = names
    family_id = course.whole.id
    draft = Draft("summary", title, summary_name, printed, family_id, copy=key, version=version)
    certificate = Certificate(
        letterhead=course.letterhead,
        course=course.name,
        baby=baby.name,
        came_with=tuple(carer.name for carer in _came_with(home, rows)),
        days=tuple(row.session.starts.date() for row in rows),
        on=course.now.astimezone(course.zone).date(),
    )
    paper = Draft("certificate", title, certificate_name, certificate, family_id, copy=key)
    return SummarySheet(key, title, draft, paper, proof)


def _read_before(
    view: FamilySummary, printed: FamilySummary, edits: Mapping[str, str]
) -> tuple[ProofSentence, ...]:
    """Return the sentences as they are proof-read, each that the paper has no room for with its words."""
    cut = set(without_room(printed))
    found = ((one, edits.get(one.key, one.words)) for one in noted(view))
    return tuple(
        ProofSentence(one.key, one.part, one.words, now, now if (one.part, now) in cut else "")
        for one, now in found
    )


def _came_with(home: Home, rows: Iterable[AttendanceView]) -> tuple[CarerView, ...]:
    brought = {row.carer_id for row in rows}
    return tuple(carer for carer in home if carer.id in brought)


def _version(view: FamilySummary, told: tuple[Stop, ...]) -> str:
    """Return what tells this summary from any other, the day on which it is printed apart."""
    story = replace(view, letterhead=_NOBODY, on=view.days[0])
    return hashlib.sha256(repr((story, told)).encode()).hexdigest()[:16]


def _view(
    course: _Course,
    baby: BabyView,
    home: Home,
    rows: list[AttendanceView],
    notes: Mapping[UUID, tuple[CueView, ...]],
    key: CopyKey,
) -> FamilySummary:
    others = [carer for carer in course.whole.carers if carer not in home]
    seen = {key: timeline.for_family(of_class, course.words.cues) for key, of_class in notes.items()}
    every = tuple(note for of_class in seen.values() for note in of_class)
    engaging, disengaging = presenters.cues(every, course.words)
    answered = [presenters.answers(of_class, course.words) for of_class in seen.values()]
    permissions = [permission_timeline(of_class) for of_class in seen.values()]
    rested = [went.not_massaged for went in permissions if went.not_massaged is not None]
    content, had = course.content, course.covered[baby.id]
    areas, songs = _liked(course, seen)
    return FamilySummary(
        letterhead=course.letterhead,
        course=course.name,
        on=course.now.astimezone(course.zone).date(),
        days=tuple(row.session.starts.date() for row in rows),
        baby=baby.given_name,
        carers=tuple(carer.given_name for carer in home),
        came_with=tuple(carer.given_name for carer in _came_with(home, rows)),
        massaged=sum(
            went.not_massaged is None and any(word.note.code == "yes" for word in went.words)
            for went in permissions
        ),
        rested=tuple(note.code for note in rested),
        engaging=engaging,
        disengaging=disengaging,
        answers=presenters.added(of_class[0] for of_class in answered),
        soothed=presenters.added(of_class[1] for of_class in answered),
        liked_areas=areas,
        liked_songs=songs,
        highlights=_highlights(course, baby, home, others, rows, seen, key),
        met=_met(course, baby, home, others, rows),
        strokes=_strokes(content, had),
        songs=_songs(course, rows, notes),
        minutes=_minutes(content, had),
        own=_own(course, home),
        ends=(content.self_rating.places[0], content.self_rating.places[-1]),
        least=content.self_rating.minimum,
        most=content.self_rating.maximum,
        signposting=_talk_to(content),
    )


def _talk_to(content: Content) -> tuple[str, ...]:
    """Return where to find somebody to talk to; what is for a crisis stands on every take-home."""
    posts = [post for post in signpost_views(content) if post.code != "mood_crisis"]
    return presenters.signposting(posts)[:_SIGNPOSTS]


def _highlights(
    course: _Course,
    baby: BabyView,
    home: Home,
    others: list[CarerView],
    rows: list[AttendanceView],
    seen: Mapping[UUID, tuple[CueView, ...]],
    key: CopyKey,
) -> tuple[str, ...]:
    """Return the instructor's own words for this home, the latest first, as she changed them for a class."""
    brought = _brought(home, rows)
    written = []
    for klass, of_class in seen.items():
        edits = course.class_edits.get((klass, key), {})
        for note in of_class:
            if note.kind == "note" and note.text:
                words = edits.get(key_of(OWN, note.text), note.text)
                written.append((note.at, words, brought[klass]))
    of_family = [
        (words, all(brought.values())) for baby_id, words in course.shared if baby_id in (None, baby.id)
    ]
    of_classes = [(words, there) for _, words, there in sorted(written, key=lambda one: one[0])]
    told = [
        words
        for words, there in reversed((*of_classes, *of_family))
        if not others or is_for(words, baby.given_name, others, home, brought=there)
    ]
    return tuple(dict.fromkeys(" ".join(words.split()) for words in told if words))


def _brought(home: Home, rows: Iterable[AttendanceView]) -> dict[UUID, bool]:
    """Return of each class whether an adult of this home may have brought the baby."""
    return {row.session.id: row.carer_id in {None, *(carer.id for carer in home)} for row in rows}


def _met(
    course: _Course, baby: BabyView, home: Home, others: list[CarerView], rows: list[AttendanceView]
) -> tuple[str, ...]:
    """Return how the baby likes to be met without what tells of an adult of another home."""
    there = all(_brought(home, rows).values())
    every = [" ".join(sentence.words.split()) for sentence in course.met[baby.id]]
    return tuple(
        words for words in every if not others or is_for(words, baby.given_name, others, home, brought=there)
    )


def _liked(
    course: _Course, seen: Mapping[UUID, tuple[CueView, ...]]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return body areas and songs in which the baby said more often yes than pause."""
    labels = {area.code: area.label for area in course.content.areas}
    areas = stories.area_stories(seen, course.facts.parts, labels)
    titles = _song_titles(course.content)
    items = {part.id: part.item for parts in course.facts.parts.values() for part in parts}
    liked: dict[str, int] = {}
    for note in (note for of_class in seen.values() for note in of_class if note.kind == "cue"):
        song = titles.get(items.get(note.delivered_id, "")) if note.delivered_id else None
        if song:
            liked[song] = liked.get(song, 0) + (1 if note.polarity == "engagement" else -1)
    return (
        tuple(one.label[:1].lower() + one.label[1:] for one in areas if one.engaging > one.disengaging),
        tuple(song for song, balance in liked.items() if balance > 0),
    )


def _song_titles(content: Content) -> dict[str, str]:
    return {song.code: song.title for song in (*content.songs, *content.away.get("song", ()))}


def _songs(
    course: _Course, rows: list[AttendanceView], notes: Mapping[UUID, tuple[CueView, ...]]
) -> tuple[str, ...]:
    """Return the songs that were sung while the baby was there."""
    titles, found = _song_titles(course.content), dict[str, None]()
    for row in rows:
        there = presence(row, notes[row.session.id]) or THROUGHOUT
        for part in course.facts.parts[row.session.id]:
            song = titles.get(part.item)
            if song and part.started is not None and not (there.left and part.started >= there.left):
                found.setdefault(song)
    return tuple(found)


def _strokes(content: Content, had: Coverage) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the strokes that a family learnt, by body area; one that it watched too."""
    names = names_of(content)
    by_area: dict[str, list[str]] = {}
    for item in dict.fromkeys((*had.had, *had.seen)):
        if item.kind == "stroke":
            by_area.setdefault(names.area_of.get(item.code, ""), []).append(names.item(item))
    return tuple((names.area(area), tuple(found)) for area, found in by_area.items())


def _minutes(content: Content, had: Coverage) -> tuple[SharedMinutes, ...]:
    found = []
    for benefit in content.benefits:
        minutes = round(had.minutes.get(benefit.code, 0.0))
        if minutes:
            words = presenters.benefit_text(benefit_view(content, benefit))
            sure = words.sure_line or words.honest_statement
            found.append(SharedMinutes(benefit.code, words.short_title, minutes, sure))
    return tuple(found)


def _own(course: _Course, home: Home) -> tuple[OwnAnswersOnPaper, ...]:
    """Return what the adults of a home said themselves and want on paper."""
    statements = [one.text for one in course.content.self_rating.statements]
    found = []
    for carer in home:
        said = next(
            (one for one in course.own if (one.carer_id, one.course_id) == (carer.id, course.course_id)), None
        )
        if said is None:
            continue
        last = said.after or said.before
        if last is None or not last.on_paper:
            continue
        answers = (
            tuple(zip(statements, said.before.scores, said.after.scores, strict=True))
            if said.before is not None and said.after is not None
            else ()
        )
        if answers or last.words:
            found.append(OwnAnswersOnPaper(carer.given_name, last.words, answers))
    return tuple(found)


def _shared(session: Session, family_id: UUID, facts: Facts) -> tuple[tuple[UUID | None, str], ...]:
    """Return what was written for a family on its own page while the course lasted and soon after."""
    starts = [row.session.starts for row in facts.attendance]
    found = shared_notes(
        session,
        family_ids=(family_id,),
        since=min(starts).replace(hour=0, minute=0, second=0, microsecond=0),
        until=max(starts) + timedelta(days=_AFTER_DAYS),
    )
    return tuple((baby_id, words) for _, baby_id, words in found)


def _class_edits(session: Session, classes: Iterable[UUID]) -> dict[tuple[UUID, CopyKey], dict[str, str]]:
    """Return what she changed in the take-homes of these classes, by class and copy."""
    found: dict[tuple[UUID, CopyKey], dict[str, str]] = {}
    for row in session.scalars(select(SentenceEdit).where(SentenceEdit.session_id.in_(list(classes)))):
        found.setdefault((row.session_id, CopyKey(row.baby_id, row.home_id)), {})[row.key] = row.words
    return found


def _edits(session: Session, course_id: UUID) -> dict[CopyKey, dict[str, str]]:
    found: dict[CopyKey, dict[str, str]] = {}
    for row in session.scalars(
        select(SummaryEdit).where(SummaryEdit.course_id == course_id).order_by(SummaryEdit.key)
    ):
        found.setdefault(CopyKey(row.baby_id, row.home_id), {})[row.key] = row.words
    return found


def _read(session: Session, course_id: UUID) -> dict[CopyKey, str]:
    rows = session.scalars(select(SummaryRead).where(SummaryRead.course_id == course_id))
    return {CopyKey(row.baby_id, row.home_id): row.version for row in rows}
