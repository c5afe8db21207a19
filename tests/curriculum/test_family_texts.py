"""What families read: short enough for paper, plain enough for a tired parent, and resting on something."""

import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from massage_studio.curriculum import queries
from massage_studio.curriculum.content import Content, load
from massage_studio.curriculum.handout_types import HandoutTexts
from massage_studio.curriculum.home_steps import short_steps
from massage_studio.curriculum.safety import Fact, Permitted, asked_for, permitted
from massage_studio.curriculum.service import add_item
from massage_studio.errors import BugError
from massage_studio.handouts import presenters
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from tests.conftest import ROOT
from tests.curriculum.test_content import compiler
from tests.studio_fixtures import NOW

DAY = date(2026, 11, 29)
NO_PROSE = {
    *("code", "findings", "sources", "involves", "drawing", "covers", "level", "words", "url", "checked"),
    *("kind", "main", "benefit", "whose", "title", "heading"),
}


@pytest.fixture(scope="module")
def content() -> Content:
    return load()


def prose(thing: object) -> Iterator[str]:
    """The sentences that a family reads."""
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, Mapping):
        for value in thing.values():
            yield from prose(value)
    elif isinstance(thing, tuple):
        for value in thing:
            yield from prose(value)
    elif is_dataclass(thing):
        for each in fields(thing):
            if each.name not in NO_PROSE:
                yield from prose(getattr(thing, each.name))


def average_words(texts: Iterator[str]) -> float:
    lengths = [
        len(re.findall(r"[\w'{}]+", sentence))
        for text in texts
        for sentence in re.split(r"(?<=[.?])\s+", text)
        if sentence
    ]
    return sum(lengths) / len(lengths)


def fact(kind: str, text: str) -> Fact:
    return Fact(kind, text, DAY)


def allowed(content: Content, *facts: Fact, weeks: int = 12, early: bool = False) -> Permitted:
    birth = DAY - timedelta(weeks=weeks)
    due = birth + timedelta(weeks=10) if early else None
    return permitted(content, facts, on=DAY, birth=birth, due=due, wait_hours=48)


@pytest.mark.parametrize(
    "field",
    [
        field.name
        for field in fields(HandoutTexts)
        if field.name not in ("labels", "strengths", "directions", "rests_on", "literature")
    ],
)
def test_the_sentences_of_family_texts_are_short(content: Content, field: str) -> None:
    assert average_words(prose(getattr(content.handouts, field))) <= 16


def test_the_sentences_of_benefits_and_findings_are_short(content: Content) -> None:
    assert average_words(prose(tuple(benefit.key_messages for benefit in content.benefits))) <= 16
    assert average_words(prose(tuple(benefit.honest_statement for benefit in content.benefits))) <= 16
    printed = [finding for benefit in content.benefits for finding in benefit.evidence if finding.parent]
    assert average_words(prose(tuple((one.parent, one.caveat) for one in printed))) <= 16


def test_every_source_but_practice_has_an_address(content: Content) -> None:
    withdrawn = {source.key for source in content.away["source"]}
    assert {key for key, source in content.sources.items() if not source.url} - withdrawn == {"practice"}
    for source in content.sources.values():
        assert re.match(r"https?://\S+$|$", source.url), source.key
        assert not re.search(
            r"ouci\.|medicalxpress|/hu$|Attachment Parenting", source.url + source.published_in
        )


def test_the_findings_that_were_corrected_say_what_their_abstracts_say(content: Content) -> None:
    underdown, packheiser = content.finding("bond4"), content.finding("touch2")
    assert underdown is not None and underdown.direction == "mixed"
    assert "only where the mother was depressed" in underdown.parent
    assert (
        packheiser is not None and packheiser.parent == "Newborn babies who were touched gained more weight."
    )
    bennett = content.finding("touch3")
    assert bennett is not None
    assert "34 studies, 20 of them at high risk of bias" in bennett.population
    assert "only length" in bennett.parent
    feldman = content.finding("horm2")
    assert feldman is not None and "fathers who gave much lively touch" in feldman.parent
    # Whether cortisol fell is not in the abstract.
    held_back = content.finding("horm5")
    assert held_back is not None and not held_back.verified and not held_back.parent


def test_no_way_of_touching_is_called_the_most_important_one(content: Content) -> None:
    told = " ".join(prose(tuple(benefit.key_messages for benefit in content.benefits)))
    assert "learns most" not in told and "one of the ways" in told


def test_every_stroke_has_a_name_and_a_line_for_parents(content: Content) -> None:
    assert content.stroke("legs_indian").plain_name == "Hip to foot"
    for area in content.areas:
        names = [stroke.plain_name for stroke in content.strokes if stroke.area == area.code]
        assert len(set(names)) == len(names), area.code
    for stroke in content.strokes:
        assert 0 < len(stroke.plain_name) <= 24 and 0 < len(stroke.how) <= 60, stroke.code
        assert not re.search("milking|butterfly|pit stop|swedish|indian", stroke.plain_name, re.IGNORECASE)


def test_a_stroke_of_her_own_is_told_in_her_words(studio: Store) -> None:
    words = {"area": "chest", "label": "My own", "description": "Hands rest."}
    with studio.write() as session:
        add_item(session, item_id=new_id(), kind="stroke", words=words, now=NOW)
        own = queries.strokes(session, areas=("chest",))[-1]
    assert (own.plain_name, own.how) == ("My own", "Hands rest.")


def test_papers_name_strokes_as_parents_do_and_the_class_room_as_she_does(
    studio: Store, content: Content
) -> None:
    with studio.read() as session:
        [stroke] = [one for one in queries.strokes(session) if one.code == "legs_indian"]
    assert stroke.label == "Indian milking"
    assert [told.label for told in presenters.strokes([stroke], allowed(content))] == ["Hip to foot"]


@pytest.mark.parametrize("weeks", [None, 0, 3, 5])
def test_no_oil_is_told_to_be_best_in_the_first_weeks_or_where_the_age_is_not_known(
    content: Content, weeks: int | None
) -> None:
    told = content.handouts.oil.at(weeks)
    assert "none is best" in told and "plain" not in told


def test_later_an_oil_is_plain_and_tried_first(content: Content) -> None:
    told = content.handouts.oil.at(6)
    for words in ("none is needed", "no olive", "30 minutes", "24 hours", "call 999"):
        assert words in told
    assert "Later, if you want some" in content.handouts.documents["oil"].points[0]


def test_three_short_steps_go_with_every_week_of_every_plan(content: Content) -> None:
    for plan in content.plans:
        for session in plan.sessions:
            steps = short_steps(content, session.focus_areas, allowed(content))
            assert len(steps) == 3
            for step in steps:
                assert len(step.title.split()) <= 3 and len(step.text) <= 75, step.title
                assert re.search(r"\b(once|three|six|one)\b", step.text), step.text
                drawn = {stroke.code: stroke for stroke in content.strokes}
                assert content.drawing(step.drawing) is not None
                if step.drawing in drawn:
                    assert set(drawn[step.drawing].involves) <= set(step.involves)
    chest_and_arms = short_steps(content, ("chest", "arms_hands"), allowed(content))
    assert [step.title for step in chest_and_arms] == ["Still hands", "Open book", "Shoulder to hand"]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        *(("condition", "hip harness"), ("immunised", "jab"), ("unwell", "cold"), ("condition", "stoma")),
        *(("condition", "heart"), ("skin", "eczema all over"), ("condition", "jaundice"), ("", "fell")),
    ],
)
def test_short_steps_keep_to_what_a_flag_allows_and_are_still_three(
    content: Content, kind: str, text: str
) -> None:
    permits = allowed(content, fact(kind, text))
    assert permits.forbidden
    for area in content.areas:
        steps = short_steps(content, (area.code,), permits)
        assert len(steps) == 3 == len({step.text for step in steps})
        assert all(permits.allows(step.involves) for step in steps)


def test_a_baby_born_early_has_three_short_steps_of_holding_and_still_hands(content: Content) -> None:
    permits = allowed(content, weeks=8, early=True)
    assert permits.forbidden == {"stroking", "moving"}
    for plan in content.plans:
        for session in plan.sessions:
            steps = short_steps(content, session.focus_areas, permits)
            assert len(steps) == 3
            assert not {"stroking", "moving"} & {way for step in steps for way in step.involves}
            assert any("still_hands" in step.involves for step in steps)


def test_the_reasons_to_leave_it_are_six_and_the_adult_counts_too(content: Content) -> None:
    not_today = content.handouts.not_today
    assert len(not_today.reasons) == 6
    assert all(len(reason.text.replace("{hours}", "72")) <= 40 for reason in not_today.reasons)
    assert not_today.reasons[-1].text == "you are worn out, upset or unwell"
    first, second = not_today.lines
    assert first.startswith("Not today if ") and second.startswith("or if you are worn out.")


def test_the_short_lines_of_the_warning_box_are_as_strict_as_the_long_ones(content: Content) -> None:
    told = content.handouts.help
    emergency = [line for line in told.short if line.level == "emergency"]
    assert told.short_leads["emergency"] == "Get help now: 999 or A&E"
    assert told.short_leads["urgent"].startswith("Worried, but not this: 111")
    assert 5 <= len(emergency) <= 6 and len(told.short) == len(emergency) + 1
    grave = {sign.code for sign in told.signs if sign.level == "emergency"}
    assert {code for line in emergency for code in line.covers} >= grave
    words = " ".join(line.text for line in emergency)
    for sign in (
        *(
            "38 °C or more under 3 months (unless jabbed in 48 hours and well)",
            "below 36 °C",
            "Green",
            "a fit",
        ),
        *("brown or black skin", "lips, gums, tongue, palms and soles", "grunting", "Floppy", "high-pitched"),
        *("too breathless to feed", "does not fade under a glass", "mottled", "ashen", "oddly cold"),
    ):
        assert sign in words, sign


def test_one_line_a_benefit_says_how_sure_the_science_is(content: Content) -> None:
    for told in content.handouts.benefits.values():
        assert 0 < len(told.sure_line) <= 130
        assert re.search("not shown|no sure effect|perhaps", told.sure_line), told.code


def test_the_seeds_of_the_project_are_spread_over_benefits_and_none_is_crowded(content: Content) -> None:
    seeds = {seed.code: seed for seed in content.handouts.seeds}
    assert set(seeds) == {
        *("serve_and_return", "holding_in_mind", "marking_feelings", "strengths", "parent_expert"),
        *("adult", "parent_infant_teams", "association", "days_1001"),
    }
    for benefit in content.benefits:
        assert 1 <= sum(seed.benefit == benefit.code for seed in seeds.values()) <= 2
    for seed in seeds.values():
        assert seed.sources and len(re.findall(r"[.?](?=\s|$)", seed.text)) <= 2
    assert seeds["serve_and_return"].text.startswith("Serve and return")
    assert "speak with your health visitor" in seeds["adult"].text
    assert "Association for Infant Mental Health" in seeds["association"].text
    assert "1001 days" in seeds["days_1001"].text


def test_what_there_is_to_read_and_to_watch_says_whose_it_is_and_where(content: Content) -> None:
    works = content.handouts.literature
    assert {work.kind for work in works} == {"read", "watch"}
    assert all(work.title and work.whose and work.url.startswith("http") for work in works)
    assert all(date.fromisoformat(work.checked) >= date(2026, 11, 1) for work in works)


@pytest.mark.parametrize("told", ["colic in the evenings", "windy", "Colicky"])
def test_the_honest_lines_about_colic_are_for_those_who_ask(content: Content, told: str) -> None:
    [colic] = asked_for(content, [fact("condition", told)], on=DAY)
    words = " ".join(line.text for line in colic.lines)
    assert "no treatment" in words and "Never shake a baby" in words and "999" in words
    assert not re.search(r"\d times|twice|routine", words)
    found = [content.finding(code) for code in colic.findings]
    assert all(finding is not None and finding.verified for finding in found)


def test_nobody_else_is_told_about_colic(content: Content) -> None:
    assert asked_for(content, [fact("condition", "hip harness"), fact("", "")], on=DAY) == ()
    past = Fact("condition", "colic", DAY - timedelta(days=60), DAY - timedelta(days=1))
    assert asked_for(content, [past], on=DAY) == ()


def test_helplines_carry_a_number_and_the_day_it_was_checked(content: Content) -> None:
    assert {line.number for line in content.helplines} >= {"0808 1961 776", "116 123", "0808 800 5000"}
    for line in content.helplines:
        assert line.sources and "practice" not in line.sources
        assert date.fromisoformat(line.checked) >= date(2026, 11, 1)
    for code, lines in (("mood", ("pandas",)), ("mood_crisis", ("nhs_111", "samaritans"))):
        [post] = [one for one in content.signposting if one.code == code]
        assert post.family and post.lines == lines


def test_a_local_service_that_she_adds_stands_among_the_signposts_of_papers(studio: Store) -> None:
    def told(session: Session) -> tuple[str, ...]:
        return presenters.signposting(queries.signposts(session))

    with studio.write() as session:
        shipped = told(session)
        words = {"when": "Feeding at night", "to": "Harbour Family Hub 01632 960000"}
        add_item(session, item_id=new_id(), kind="signpost", words=words, now=NOW)
        # Before what most families know, which is cut first where a sheet is full.
        hers = "Feeding at night: Harbour Family Hub 01632 960000."
        assert told(session) == (*shipped[:3], hers, *shipped[3:])
    assert not any("Safeguarding lead" in one or "999 / A&E" in one for one in shipped)


@pytest.mark.parametrize(
    ("file", "before", "after", "named"),
    [
        ("sources", "url: https://doi.org/10.1037/a0025855", "url: ''", "lucassen2011 has no address"),
        ("strokes", "how: Glide from hip", f"how: {'Softly, ' * 6}glide from hip", "the how of legs_indian"),
        ("strokes", "    plain_name: Hip to foot\n", "", "the plain_name of legs_indian"),
        ("handouts", "title: Heel to toes", "title: From heel to toes", "more than three words"),
        ("handouts", "drawing: legs_thumbs", "drawing: legs_wings", "legs_wings"),
        (
            "handouts",
            "[still_hands, tummy]\n      - title",
            "[still_hands]\n      - title",
            "Still hands involves less",
        ),
        (
            "handouts",
            "text: you are worn out, upset",
            "text: you are quite worn out, rather upset",
            "room for 40",
        ),
        ("handouts", "covers: [fever, contagious]", "covers: [fever]", "contagious"),
        ("handouts", "covers: [floppy, fit, cry]", "covers: [floppy, cry]", "no short line tells fit"),
        ("handouts", "sources: [aimh_videos]", "sources: []", "nothing"),
        ("handouts", "  cue_card: [barnard_handout, trusttracey, practice]\n", "", "cue_card"),
        ("handouts", "findings: [colic1, colic2]", "findings: [colic3]", "colic rests on a finding"),
        ("handouts", "benefit: hormones\n    text: How", "benefit: brain\n    text: How", "hormones"),
        ("safety", "lines: [pandas]", "lines: [polars]", "polars"),
        ("safety", "    number: 116 123\n", "    number: ''\n", "samaritans has no number"),
        (
            "benefits",
            "    sources: [fairhurst2014, bennett2013, rc_touch, practice]\n",
            "",
            "touch names the source",
        ),
    ],
)
def test_a_text_that_is_too_long_or_rests_on_nothing_is_refused(
    tmp_path: Path, file: str, before: str, after: str, named: str
) -> None:
    folder = tmp_path / "content"
    shutil.copytree(ROOT / "resources" / "content" / "en-GB", folder / "en-GB")
    path = folder / "en-GB" / f"{file}.yaml"
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(BugError, match=rf"{file}\.yaml.*{re.escape(named)}"):
        compiler().compile_content(folder)
