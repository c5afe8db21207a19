"""The summary of a course and its certificate: what they tell, to whom, and what they never tell."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

import massage_studio.families.service as families
from massage_studio.bookings import attendance_service
from massage_studio.cues import after_service
from massage_studio.cues.delivered_queries import delivered
from massage_studio.cues.delivered_service import go_to
from massage_studio.curriculum.own_language import languages
from massage_studio.families import private_service
from massage_studio.families.own_words_service import rate
from massage_studio.families.restrictions import Rule
from massage_studio.handouts import certificate, own_words_form, proof_service, summary, wording
from massage_studio.handouts.fitted_sentences import OWN, key_of
from massage_studio.handouts.papers import build
from massage_studio.handouts.proof_service import edit_summary, mark_summary_read
from massage_studio.handouts.proofs import CopyKey
from massage_studio.handouts.summary_queries import SummaryPapers, own_words_draft, summary_papers
from massage_studio.handouts.summary_sentences import noted, told
from massage_studio.handouts.views import Certificate, FamilySummary, OwnWordsForm, Variant
from massage_studio.progress.met_service import change_met
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from tests.handouts.summary_views import FIRST, bare, full
from tests.paper.reading import pages_of, text_of, type_sizes
from tests.progress.presses import come, finish, press
from tests.progress.weeks import begin
from tests.studio_fixtures import NOW, Dyad, OpenClass, a_booking, a_class, a_course, a_family, classes_of

LATER = NOW + timedelta(hours=2)
LONG = "Maximilian-Bartholomew Featherstonehaugh-Cholmondeley"


def flat(words: str) -> str:
    """Words as they are read, wherever a line ends."""
    return " ".join(words.split())


def papers(store: Store, dyad: Dyad, now: datetime = LATER, course: Any = None) -> SummaryPapers:
    with store.read() as session:
        return summary_papers(session, family_id=dyad.family, now=now, course_id=course)


def view_of(found: SummaryPapers, place: int = 0) -> FamilySummary:
    view = found.sheets[place].draft.view
    assert isinstance(view, FamilySummary)
    return view


def say(session: Session, of: OpenClass, words: str, *, slot: str = "highlight") -> None:
    [mia] = of.dyads
    after_service.put_words(
        session,
        action_id=new_id(),
        session_id=of.session,
        baby_id=mia.baby,
        carer_id=mia.carer,
        code=slot,
        text=words,
        layer="family" if slot == "highlight" else "private",
        now=LATER,
    )


@pytest.fixture
def held(studio: Store) -> OpenClass:
    """A class with Mia, of which there is everything to tell and everything to keep."""
    with studio.write() as session:
        of = a_class(session, "Mia")
        [mia] = of.dyads
        come(session, of, mia)
        for kind, code, minute in (
            ("permission", "yes", 2),
            ("cue", "mutual_gaze", 4),
            ("cue", "mutual_gaze", 6),
            ("cue", "yawns", 12),
            ("response", "pause", 12.5),
            ("cue", "goes_limp", 20),
        ):
            press(session, of, mia, kind, code, minute)
        finish(session, of)
        say(session, of, "Turned to Daniel's voice")
        say(session, of, "Secretly Quillon", slot="sentence")
        families.add_note(session, family_id=mia.family, layer="family", text="Well done both", now=LATER)
        for layer in ("private", "safeguarding"):
            families.add_note(session, family_id=mia.family, layer=layer, text="Kestrel", now=LATER)  # type: ignore[arg-type]
        families.add_flag(
            session, baby_id=mia.baby, kind="allergy", what="Zephyr nuts", since=NOW.date(), expires=None
        )
        private_service.keep_mark(
            session, family_id=mia.family, worries=("low_mood",), words="Marigold", since=NOW.date()
        )
        private_service.keep_check_in(
            session,
            family_id=mia.family,
            session_id=of.session,
            words="Marigold",
            on=NOW.date(),
            follow_up_on=None,
        )
    return of


def test_it_tells_what_was_seen_in_her_words_and_nothing_private(studio: Store, held: OpenClass) -> None:
    found = papers(studio, held.dyads[0])
    [sheet] = found.sheets
    said = flat(text_of(build(sheet.draft).content))
    for words in (
        "Mia and Mia's carer were with us on 19 November.",
        "“Well done both”",
        "“Turned to Daniel's voice”",
        "Mia was asked first, and said “yes” to massage.",
        "When Mia needed a break, this helped",
        "How Mia says yes",
    ):
        assert words.replace("'", "’").casefold() in said.replace("'", "’").casefold(), words
    for secret in ("Quillon", "Kestrel", "Zephyr", "Marigold", "£", "limp", "low mood or", " of 5", "score"):
        assert secret not in said
    assert [stop.kind for stop in sheet.proof.stops] == ["warning"]
    assert "on 19 November 2026" in sheet.proof.stops[0].words
    paper = flat(text_of(build(sheet.certificate).content))
    assert "Mia with Mia's carer took part in Autumn course on 19 November 2026" in paper
    assert not {"Quillon", "Kestrel", "Zephyr", "Marigold"} & set(paper.split())


def test_a_family_that_was_in_no_class_has_no_papers(studio: Store) -> None:
    with studio.write() as session:
        course, mia = a_course(session), a_family(session)
        a_booking(session, course, mia)
    assert papers(studio, mia) == SummaryPapers(mia.family, (), None, ())


def test_what_she_changes_is_what_prints_and_has_to_be_read_again(studio: Store, held: OpenClass) -> None:
    [mia] = held.dyads

    def change(key: str, words: str) -> None:
        with studio.write() as session:
            edit_summary(
                session, course_id=held.course, copy=CopyKey(mia.baby), key=key, words=words, noted="-"
            )

    [sheet] = papers(studio, mia).sheets
    with studio.write() as session:
        mark_summary_read(
            session, course_id=held.course, copy=sheet.key, version=sheet.proof.version, now=LATER
        )
    [read] = papers(studio, mia, LATER + timedelta(days=30)).sheets
    assert read.proof.is_read, "another day of printing is no other story"
    opening = sheet.proof.sentences[0]
    change(opening.key, "Lovely that you came.")
    for one in sheet.proof.sentences[1:]:
        change(one.key, "")
    [changed] = papers(studio, mia).sheets
    assert changed.proof.changed_since and not changed.proof.is_read
    said = flat(pages_of(build(changed.draft).content)[0])
    assert "Lovely that you came." in said and "Daniel" not in said and "How Mia says yes" not in said


def test_what_she_changed_in_a_take_home_stands_in_the_summary_too(studio: Store, held: OpenClass) -> None:
    [mia] = held.dyads
    for words, now in (
        ("Turned to a song", ("Well done both", "Turned to a song")),
        ("", ("Well done both",)),
    ):
        with studio.write() as session:
            proof_service.edit_sentence(
                session,
                session_id=held.session,
                copy=CopyKey(mia.baby),
                key=key_of(OWN, "Turned to Daniel's voice"),
                words=words,
                noted="Turned to Daniel's voice",
            )
        assert view_of(papers(studio, mia)).highlights == now


def test_each_home_gets_a_copy_that_tells_of_no_other_and_who_is_barred_gets_none(
    studio: Store, held: OpenClass
) -> None:
    [mia] = held.dyads
    with studio.write() as session:
        for name, apart in (("Daniel", True), ("Kurt", False)):
            families.add_carer(
                session,
                family_id=mia.family,
                carer_id=new_id(),
                given_name=name,
                relationship="father" if apart else "",
                contact_restriction="" if apart else "Court order",
                lives_apart=apart,
            )
        rate(
            session,
            carer_id=mia.carer,
            course_id=held.course,
            moment="before",
            scores={0: 3},
            on=NOW.date(),
            words="Mine alone",
            on_paper=True,
        )
    found = papers(studio, mia)
    assert [sheet.title for sheet in found.sheets] == ["Mia, for Mia's carer", "Mia, for Daniel"]
    first, second = (flat(text_of(build(sheet.draft).content)) for sheet in found.sheets)
    assert "Mine alone" in first and "Daniel" not in first and "Kurt" not in first + second
    assert "Mine alone" not in second and "carer" not in second.partition("What you learnt")[0]
    assert "Mia was with us on 19 November." in second
    assert {stop.kind for stop in found.sheets[1].proof.stops} >= {"restriction", "homes"}
    kurt = flat(text_of(build(found.sheets[1].certificate).content))
    assert "Kurt" not in kurt and "carer" not in kurt


def test_a_family_of_which_nobody_may_get_papers_has_a_copy_for_nobody(
    studio: Store, held: OpenClass
) -> None:
    [mia] = held.dyads
    with studio.write() as session:
        families.change_carer(
            session,
            carer_id=mia.carer,
            given_name="Grace",
            family_name="",
            relationship="",
            email="",
            phone="",
            contact_restriction="Court order",
            rule=Rule(),
        )
    [sheet] = papers(studio, mia).sheets
    assert view_of(papers(studio, mia)).carers == () == view_of(papers(studio, mia)).came_with
    assert "nobody of this family may get this copy" in sheet.proof.stops[1].words
    assert "Grace" not in text_of(build(sheet.draft).content) + text_of(build(sheet.certificate).content)


@pytest.mark.parametrize("on_paper", [True, False])
def test_a_carers_own_answers_stand_there_only_where_she_wants_it_and_without_a_number(
    studio: Store, held: OpenClass, on_paper: bool
) -> None:
    [mia] = held.dyads
    with studio.write() as session:
        for moment, scores in (("before", {0: 2, 1: 7}), ("after", {0: 9})):
            rate(
                session,
                carer_id=mia.carer,
                course_id=held.course,
                moment=moment,  # type: ignore[arg-type]
                scores=scores,
                on=NOW.date(),
                words=f"Words {moment}",
                on_paper=on_paper,
            )
    found = papers(studio, mia)
    said = flat(text_of(build(found.sheets[0].draft).content))
    assert ("In your own words" in said) is on_paper and ("“Words after”" in said) is on_paper
    assert "Words before" not in said
    if on_paper:
        [own] = view_of(found).own
        assert [answers[1:] for answers in own.answers][:3] == [(2, 9), (7, None), (None, None)]
        told_of = said.partition("In your own words")[2].partition("Somebody to talk to")[0]
        assert "left out" in told_of and not re.search(r"\d", told_of)
        for word in ("better", "more confident", "improved", "effect", "%", "change"):
            assert word not in told_of


def test_twins_have_a_summary_each_and_two_courses_are_told_apart(studio: Store) -> None:
    with studio.write() as session:
        mia = a_family(session)
        noah = Dyad(mia.family, mia.carer, new_id())
        families.add_baby(session, family_id=mia.family, baby_id=noah.baby, given_name="Noah")
        courses = [
            a_course(session, name, starts=(start,))
            for name, start in (("Spring", NOW), ("Summer", NOW + timedelta(days=90)))
        ]
        for course, dyads in zip(courses, ((mia, noah), (mia,)), strict=True):
            for dyad in dyads:
                a_booking(session, course, dyad)
            [klass] = classes_of(session, course)
            for dyad in dyads:
                attendance_service.mark(session, session_id=klass, baby_id=dyad.baby, status="here", now=NOW)
    late = NOW + timedelta(days=91)
    latest = papers(studio, mia, late)
    assert [name for _, name in latest.courses] == ["Summer", "Spring"]
    assert [view_of(latest, place).baby for place in range(len(latest.sheets))] == ["Mia"]
    first = papers(studio, mia, late, courses[0])
    assert {view_of(first, place).baby for place in range(2)} == {"Mia", "Noah"}
    assert {view_of(first, place).days for place in range(2)} == {(NOW.date(),)}


@pytest.mark.parametrize("seed", range(4))
def test_every_figure_is_what_a_plain_count_of_the_rows_tells(studio: Store, seed: int) -> None:
    dice = Random(seed)
    with studio.write() as session:
        of = a_class(session, "Mia")
        [mia] = of.dyads
        come(session, of, mia)
        for minute in range(2, 50, 4):
            kind, code = dice.choice(
                (("cue", "mutual_gaze"), ("cue", "yawns"), ("cue", "coos"), ("response", "pause"))
            )
            press(session, of, mia, kind, code, minute)
        for minute in sorted(dice.sample(range(5, 55), 4)):
            next_one(session, of, minute)
        finish(session, of)
    found = view_of(papers(studio, mia))
    with studio.read() as session:
        cues = session.execute(
            text("SELECT code FROM cue_note WHERE kind = 'cue' AND voided_at IS NULL")
        ).scalars()
        counted = Counter(cues)
        parts = session.execute(
            text("SELECT benefits, started_at, ended_at FROM delivered WHERE started_at IS NOT NULL")
        ).all()
    assert sum(one.count for one in (*found.engaging, *found.disengaging)) == sum(counted.values())
    minutes: Counter[str] = Counter()
    for benefits, started, ended in parts:
        lasted = (moment(ended or NOW + timedelta(minutes=60)) - moment(started)).total_seconds() / 60
        codes = re.findall(r'"(\w+)"', benefits)
        for code in codes:
            minutes[code] += lasted / len(codes)  # type: ignore[assignment]
    assert {one.code: one.minutes for one in found.minutes} == {
        code: round(number) for code, number in minutes.items() if round(number)
    }
    assert found.days == (NOW.date(),)


def moment(told_of: str | datetime) -> datetime:
    made = datetime.fromisoformat(told_of) if isinstance(told_of, str) else told_of
    return made.replace(tzinfo=NOW.tzinfo) if made.tzinfo is None else made


def next_one(session: Session, of: OpenClass, minute: int) -> None:
    waiting = [part for part in delivered(session, session_id=of.session) if part.status == "todo"]
    if waiting:
        later = NOW + timedelta(minutes=minute)
        go_to(session, session_id=of.session, delivered_id=waiting[0].id, now=later)


@pytest.mark.parametrize(
    ("rested", "massaged", "says"),
    [
        (("said_no", "said_no"), 0, "every “not now” was heard"),
        (("asleep",), 0, "every “not now” was heard"),
        (("unwell", "recent_jab"), 0, "comforted first of all"),
        (("said_no",), 2, "Both were heard."),
        ((), 2, "was asked first, and said “yes” to massage"),
        ((), 0, ""),
    ],
)
def test_a_baby_who_never_wanted_a_massage_reads_as_a_success(
    rested: tuple[str, ...], massaged: int, says: str
) -> None:
    view = bare(rested=rested, massaged=massaged)
    story = " ".join(told(view).story)
    assert says in story and bool(story) is bool(says)
    for word in ("only", "never", "unfortunately", "but", "did not", "failed", "refused", "yet", "missed"):
        assert not re.search(rf"\b{word}\b", story), word


def weeks(session: Session, number: int) -> OpenClass:
    """So many weeks of Mia: she smiled in each, looked away and was cuddled."""
    course, mia = a_course(session), a_family(session)
    a_booking(session, course, mia)
    for week, klass in enumerate(classes_of(session, course)[:number]):
        start = week * 7 * 24 * 60
        of = OpenClass(klass, course, (mia,))
        begin(session, klass, [mia])
        for minute, kind, code in (
            (4, "permission", "yes"),
            (5, "cue", "smiles"),
            (8, "cue", "turns_away"),
            (9, "response", "cuddle"),
        ):
            press(session, of, mia, kind, code, start + minute)
        finish(session, of, start + 60)
    return of


def met_on_paper(store: Store, dyad: Dyad) -> list[tuple[str, str]]:
    """Title and words of how the baby likes to be met in each copy, as they stand on paper."""
    found = []
    for sheet in papers(store, dyad, NOW + timedelta(days=40)).sheets:
        for variant in Variant:
            said = flat(text_of(build(replace(sheet.draft, variant=variant)).content))
            found.append((sheet.title, said.partition("How Mia likes to be met")[2].partition("Mia was")[0]))
    return found


def test_how_a_baby_likes_to_be_met_is_printed_in_the_words_that_stand_on_its_page(studio: Store) -> None:
    with studio.write() as session:
        of = weeks(session, 3)
        [mia] = of.dyads
    for _, said in met_on_paper(studio, mia):
        assert said.startswith(
            " Often smiles. Shows enough first by turning right away. When it is enough, cuddling helps. "
        )
    words = {"easy": "Smiles at Daniel's songs.", "calm": "", "own:1": "Loves the window."}
    with studio.write() as session:
        change_met(session, baby_id=mia.baby, words=words)
    for _, said in met_on_paper(studio, mia):
        assert "Loves the window." in said and "songs." in said and "Shows enough first by" in said
        assert "Often smiles" not in said and "cuddling" not in said
    [sheet] = papers(studio, mia, NOW + timedelta(days=40)).sheets
    met = [one for one in sheet.proof.sentences if one.part == "met"]
    assert len(met) == 3
    with studio.write() as session:
        edit_summary(
            session,
            course_id=of.course,
            copy=sheet.key,
            key=next(one.key for one in met if one.now == "Loves the window."),
            words="Watches the window.",
            noted="Loves the window.",
        )
        families.add_carer(
            session, family_id=mia.family, carer_id=new_id(), given_name="Daniel", lives_apart=True
        )
        families.add_carer(
            session,
            family_id=mia.family,
            carer_id=new_id(),
            given_name="Kurt",
            contact_restriction="Court order",
        )
        change_met(session, baby_id=mia.baby, words={"own:2": "Turns to Kurt."})
    for title, said in met_on_paper(studio, mia):
        assert "Kurt" not in said and "Shows enough first by" in said and "window." in said
        assert ("songs" in said) is (title == "Mia, for Daniel")


@pytest.mark.parametrize("variant", list(Variant))
def test_long_words_stand_whole_on_two_pages_and_those_without_room_are_known(variant: Variant) -> None:
    longest = "She looks at the hands before she looks at the face, and then smiles slowly at both. " * 4
    for number in (1, 3, 8):
        view = full(met=tuple(f"{place} {longest}"[:300].strip() for place in range(number)))
        content = summary.build(view, variant)
        said = flat(" ".join(re.sub(r"Page \d+ of \d+", "", page) for page in pages_of(content)))
        printed = {words for words in view.met if flat(words) in said}
        if variant is Variant.LARGE_PRINT:
            assert printed == set(view.met)
        else:
            without = {words for part, words in summary.without_room(view) if part == "met"}
            assert printed == set(view.met) - without and printed
            assert len(pages_of(content)) == 2
    assert not summary.without_room(bare(met=full().met))
    assert {part for part, _ in summary.without_room(full())} == {"own"}
    [*_, (part, words)] = summary.without_room(full(baby=LONG, carers=(LONG, "Grace"), came_with=(LONG,)))
    assert (part, words) == ("weeks", "When your baby cried, this helped: singing.")


def test_of_fewer_than_three_classes_nothing_is_told_of_how_a_baby_likes_to_be_met(studio: Store) -> None:
    with studio.write() as session:
        [mia] = weeks(session, 2).dyads
        change_met(session, baby_id=mia.baby, words={"own:1": "Loves the window."})
    said = flat(text_of(build(papers(studio, mia).sheets[0].draft).content))
    assert "likes to be met" not in said and "window" not in said and "How Mia says yes" in said


@pytest.mark.parametrize("number", [0, 1, 3, 12])
@pytest.mark.parametrize("variant", list(Variant))
def test_it_has_two_pages_however_many_classes_there_were(number: int, variant: Variant) -> None:
    days = tuple(FIRST + timedelta(days=7 * week) for week in range(number))
    for view in (full(days=days), bare(days=days)):
        content = summary.build(view, variant)
        pages = pages_of(content)
        if variant is not Variant.LARGE_PRINT:
            assert len(pages) <= 2
        assert min(type_sizes(content)) >= (18 if variant is Variant.LARGE_PRINT else 11)
    assert ("were with us on" in flat(" ".join(pages_of(summary.build(full(days=days)))))) is (number > 0)


@pytest.mark.parametrize("baby", [LONG, "يوسف عبد الرحمن", "雨桐", "ਗੁਰਨੂਰ", "Tèmítọ́pẹ́"])
@pytest.mark.parametrize("variant", list(Variant))
def test_names_of_every_kind_stand_whole(baby: str, variant: Variant) -> None:
    view = full(baby=baby, carers=(baby, "Grace"), came_with=(baby,))
    content = summary.build(view, variant)
    assert variant is Variant.LARGE_PRINT or len(pages_of(content)) == 2
    assert "…" not in pages_of(content)[0].partition("for ")[0]
    paper = Certificate(view.letterhead, "Autumn course", f"{baby} {baby}", (baby, baby), view.days, view.on)
    pages = pages_of(certificate.build(paper, variant))
    assert len(pages) == 1 and "…" not in pages[0]
    if baby.isascii():
        words = flat(pages[0])
        assert words.count("Cholmondeley") == 4


def test_a_certificate_promises_nothing(studio: Store, held: OpenClass) -> None:
    [sheet] = papers(studio, held.dyads[0]).sheets
    said = flat(text_of(build(sheet.certificate).content)).casefold()
    for word in ("certif", "qualified", "achiev", "success", "complet", "skill", "benefit", "expert"):
        assert word not in said
    assert "no test and no qualification" in said


def test_days_are_told_by_month() -> None:
    def days(*told_of: str) -> str:
        return wording.days([date.fromisoformat(day) for day in told_of])

    assert days("2026-11-05") == "5 November"
    assert days("2026-11-05", "2026-11-12", "2026-11-19") == "5, 12 and 19 November"
    assert days("2026-11-26", "2026-12-03") == "26 November and 3 December"
    assert days("2026-11-19", "2026-11-26", "2026-12-03") == "19 and 26 November, and 3 December"
    assert days("2026-12-31", "2027-01-07") == "31 December 2026 and 7 January"


def test_a_key_stands_for_exactly_these_words() -> None:
    one, other = noted(full()), noted(full(highlights=("Other words",)))
    assert {sentence.key for sentence in one if sentence.part == "own"}.isdisjoint(
        sentence.key for sentence in other if sentence.part == "own"
    )
    assert len({sentence.key for sentence in one}) == len(one)


@pytest.mark.parametrize("code", languages())
def test_the_page_of_five_items_fits_in_every_language_and_has_no_number(
    studio: Store, held: OpenClass, code: str
) -> None:
    with studio.read() as session:
        draft = own_words_draft(
            session,
            family_id=held.dyads[0].family,
            carer_id=held.dyads[0].carer,
            asked="before",
            course_id=held.course,
            language=code,
            now=LATER,
        )
    assert isinstance(draft.view, OwnWordsForm)
    pages = pages_of(build(draft).content)
    assert len(pages) == 1
    if code != "ar":
        said = flat(pages[0])
        for words in (*draft.view.statements, *draft.view.ends, draft.view.words, draft.view.note):
            assert flat(words)[:30] in said
        assert not re.search(r"\d", said.partition("Mia's carer")[0])
    large = own_words_form.build(replace(draft.view), Variant.LARGE_PRINT)
    assert 1 <= len(pages_of(large)) <= 2 and min(type_sizes(large)) >= 18
