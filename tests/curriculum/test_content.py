"""The shipped content: complete, consistent, honest, and free of claims that nobody can keep."""

import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import get_args

import pytest

from massage_studio.curriculum.content import Content, filled, load
from massage_studio.curriculum.content_types import Audience
from massage_studio.errors import BugError
from tests.conftest import ROOT, load_by_path

# What texts should avoid is told to the instructor alone.
NOT_FOR_READERS = {"avoid_saying", "url", "wording"}
NOTES_TO_OURSELVES = (
    r"from memory|general knowledge|practice knowledge|verif|founding|excerpt|the app\b|app default"
    r"|check number|not seen|unsure whether|github|index id|\bTODO\b|\btbd\b|\bgk\b|page names"
)
CLAIMS_NOBODY_CAN_KEEP = (
    r"\bcures?\b|\bboosts?\b|guarantee|scientifically proven|\bfloods?\b|removes stress|more brain cells"
    r"|makes babies grow|creates secure|prevents|detox|immune system|percentile|milestone"
)


@pytest.fixture(scope="module")
def content() -> Content:
    return load()


def texts(thing: object, where: str = "") -> Iterator[tuple[str, str]]:
    """Every string that somebody may read, with the way to it."""
    if isinstance(thing, str):
        yield where, thing
    elif isinstance(thing, Mapping):
        for key, value in thing.items():
            yield from texts(value, f"{where}.{key}")
    elif isinstance(thing, tuple):
        for index, value in enumerate(thing):
            yield from texts(value, f"{where}[{getattr(value, 'code', index)}]")
    elif is_dataclass(thing):
        for each in fields(thing):
            if each.name not in NOT_FOR_READERS and not each.name.startswith("_"):
                yield from texts(getattr(thing, each.name), f"{where}.{each.name}")


def found(content: Content, pattern: str) -> list[tuple[str, str]]:
    return [(where, text) for where, text in texts(content) if re.search(pattern, text, re.IGNORECASE)]


def test_the_five_benefits_come_in_their_order(content: Content) -> None:
    assert [benefit.code for benefit in content.benefits] == [
        "touch",
        "attunement",
        "bonding",
        "hormones",
        "brain",
    ]
    assert [benefit.order for benefit in content.benefits] == [1, 2, 3, 4, 5]


def test_the_six_states_go_from_deep_sleep_to_crying(content: Content) -> None:
    assert [state.code for state in content.states] == [
        "deep_sleep",
        "light_sleep",
        "drowsy",
        "quiet_alert",
        "active_alert",
        "crying",
    ]
    assert [state.code for state in content.states if state.massage == "best"] == ["quiet_alert"]


def test_the_vocabulary_is_whole(content: Content) -> None:
    assert Counter((cue.polarity, cue.strength) for cue in content.cues) == {
        ("engagement", "potent"): 14,
        ("engagement", "subtle"): 17,
        ("disengagement", "potent"): 23,
        ("disengagement", "subtle"): 37,
    }
    assert len(content.responses) == 32
    assert len(content.areas) == 8
    assert len(content.strokes) == 52
    assert len(content.routines) == 4
    assert len(content.plans) == 5
    assert len(content.topics) == 18
    assert len(content.activities) == 29
    assert len(content.songs) == 9
    assert len(content.limits) == 15
    assert len(content.examples) == 6
    assert len(content.contraindications) == 14
    assert len(content.self_rating.statements) == 5


def test_every_body_area_has_strokes(content: Content) -> None:
    assert {stroke.area for stroke in content.strokes} == {area.code for area in content.areas}


def test_the_minutes_of_every_session_fill_it(content: Content) -> None:
    for plan in content.plans:
        for session in plan.sessions:
            assert sum(activity.minutes for activity in session.activities) == plan.session_minutes


def test_a_five_week_course_gives_each_benefit_its_week(content: Content) -> None:
    for code in ("five_60", "five_90"):
        assert {session.focus_benefit for session in content.plan(code).sessions} == {
            benefit.code for benefit in content.benefits
        }
    assert content.default_plan().code == "five_60"


def test_no_source_is_carried_without_being_used(content: Content) -> None:
    used: set[str] = set()

    def collect(thing: object) -> None:
        if isinstance(thing, Mapping):
            thing = tuple(thing.values())
        if isinstance(thing, tuple):
            for each in thing:
                collect(each)
        elif is_dataclass(thing):
            for each_field in fields(thing):
                value = getattr(thing, each_field.name)
                if each_field.name in ("sources", "claim_sources") and isinstance(value, tuple):
                    used.update(value)
                elif not each_field.name.startswith("_"):
                    collect(value)

    collect(content)
    assert used == set(content.sources) - {source.key for source in content.away["source"]}


def test_a_source_is_cited_by_author_year_and_title(content: Content) -> None:
    assert content.cite("bennett2013").startswith("Bennett, Underdown & Barlow, 2013, Massage for promoting")
    assert content.cite("practice") == (
        "Common practice among infant massage instructors, no published source"
    )


def test_nothing_a_reader_sees_is_a_note_to_ourselves(content: Content) -> None:
    assert found(content, NOTES_TO_OURSELVES) == []


def test_nothing_promises_what_nobody_can_keep(content: Content) -> None:
    assert found(content, CLAIMS_NOBODY_CAN_KEEP) == []


def test_the_voice_stays_plain(content: Content) -> None:
    assert found(content, r"!|\u2013|\u2014|\.\.\.|  ") == []


def test_no_sentence_is_empty_where_a_reader_expects_one(content: Content) -> None:
    may_be_empty = re.compile(
        r"\.(note|when|direction|topic|area|year|published_in|parent|numbers|mind|checked|item|copied_from"
        r"|source|reason|service|serves|opening|for_\w+|verified_\w+)$"
    )
    assert [
        where for where, text in texts(content) if not text.strip() and not may_be_empty.search(where)
    ] == []


def test_the_review_that_speaks_against_us_is_told(content: Content) -> None:
    told = content.handouts.review_of_reviews
    assert "does not support" in told.text
    assert told.sources == ("bennett2013", "ihv_list")
    touch = content.benefit("touch")
    assert any(
        finding.direction == "against_or_null" and "bennett2013" in finding.sources
        for finding in touch.evidence
    )


def test_what_was_not_checked_is_not_marked_as_checked(content: Content) -> None:
    findings = [finding for benefit in content.benefits for finding in benefit.evidence]
    unchecked = {finding.code for finding in (*findings, *content.other_evidence) if not finding.verified}
    assert unchecked == {"att5", "colic3", "horm5"}


def test_no_sentence_about_the_science_rests_on_a_finding_that_was_not_checked(content: Content) -> None:
    told = (content.handouts.review_of_reviews, *content.handouts.benefits.values())
    for words in told:
        found = [content.finding(code) for code in words.findings]
        assert found and all(finding is not None and finding.verified for finding in found), words.text
        leant_on = {key for finding in found if finding for key in finding.sources}
        assert set(words.sources) - {"ihv_list"} <= leant_on


def test_no_word_of_jiggling_of_a_dose_or_of_teething_is_left(content: Content) -> None:
    assert found(content, r"jiggl|about \d+ times|\d times a day|twice a day for") == []
    assert found(content, r"teething") == []
    assert [where for where, text in found(content, "shake a baby") if "ever shake a baby" not in text] == []


def test_findings_from_the_ward_say_so(content: Content) -> None:
    for code in ("touch2", "touch4", "touch5", "horm1", "horm4", "horm5", "brain1", "brain3"):
        finding = content.finding(code)
        assert finding is not None
        assert re.search("born early|hospital|newborn ward", finding.population), code
    dyads = content.finding("att1")
    assert dyads is not None and "harm" in dyads.caveat


def test_every_benefit_says_how_sure_the_science_is(content: Content) -> None:
    for benefit in content.benefits:
        assert benefit.honest_statement
        assert {"weak", "moderate"} & set(re.findall(r"\w+", benefit.overall_strength))
        told = content.handouts.benefits[benefit.code]
        assert told.sources
        assert re.search("weak", told.how_sure, re.IGNORECASE)


def test_every_cue_and_response_can_be_told_to_a_parent(content: Content) -> None:
    for cue in content.cues:
        assert re.match(r"(calmly )?\w+ing\b", cue.parent), cue.code
        assert not re.search(r"\b(his|her|he|she)\b|\.$", cue.parent), cue.code
    for response in content.responses:
        assert re.match(r"\w+ing\b", response.parent), response.code
    for polarity in ("engagement", "disengagement"):
        phrases = [cue.parent for cue in content.cues if cue.polarity == polarity]
        assert len(set(phrases)) == len(phrases)


def test_signs_of_illness_are_warnings_and_told_to_no_family(content: Content) -> None:
    told = {who: {cue.code for cue in content.cues if cue.audience == who} for who in get_args(Audience)}
    assert {who: len(codes) for who, codes in told.items()} == {"family": 72, "instructor": 11, "warning": 8}
    assert {cue.code for cue in content.cues if cue.need == "unwell"} < told["warning"]
    assert told["warning"] == {
        *("goes_limp", "unusual_cry", "vomits", "gags", "colour_change"),
        *("breathes_fast", "feels_hot", "frozen"),
    }
    assert told["instructor"] == {
        *("even_colour", "steady_breathing", "glazed", "spits_up", "coughs", "sneezes"),
        *("tongue_out", "jerky", "startles", "strains", "feels_cool"),
    }
    palette = content.palette
    ordinary = {key.code for key in (*palette.engagement, *palette.disengagement)}
    assert ordinary | {"droopy_lids", "roots", "rubs_eyes", "cries", "happy_kicks"} <= told["family"]


def test_the_class_room_keys_name_what_exists(content: Content) -> None:
    palette = content.palette
    assert "".join(key.key for key in palette.states) == "QWERTY"
    assert "".join(key.key for key in palette.engagement) == "ASDFGHJ"
    assert "".join(key.key for key in palette.disengagement) == "ZXCVBNM"
    assert [key.key for key in palette.responses] == ["F1", "F2", "F3", "F4", "F5", "F6", "F7", "F10"]
    assert [key.code for key in palette.states] == [state.code for state in content.states]
    assert {content.cue(key.code).polarity for key in palette.engagement} == {"engagement"}
    assert {content.cue(key.code).polarity for key in palette.disengagement} == {"disengagement"}
    assert [content.response(key.code).category for key in palette.responses][-2:] == ["stop", "adapt"]
    for group in (palette.states, palette.engagement, palette.disengagement, palette.responses):
        assert all(0 < len(key.chip) <= 16 for key in group)


def test_texts_ask_only_for_values_that_we_give(content: Content) -> None:
    asked = {name for _, text in texts(content) for name in re.findall(r"\{(\w*)\}", text)}
    assert asked == {"baby", "hours", "reasons"}


def test_not_today_names_the_studios_own_wait(content: Content) -> None:
    sentence = content.not_today(baby="Zoë", hours=72)
    assert sentence.startswith("Not today if Zoë has a fever or is unwell; ")
    assert "immunised in the last 72 hours" in sentence
    for reason in ("says no", "is asleep, drowsy or crying", "has diarrhoea, vomiting"):
        assert reason in sentence
    assert "health visitor" in sentence


def test_paper_names_every_sign_to_call_for_help_that_we_know(content: Content) -> None:
    told = {
        level: " ".join((lead, *(sign.text for sign in content.handouts.help.signs if sign.level == level)))
        for level, lead in content.handouts.help.leads.items()
    }
    for sign in (
        *(
            "38 °C or more under 3 months (unless vaccinated within 48 hours and well otherwise)",
            "under 36 °C",
        ),
        *("green, yellow-green or bloody", "blue", "grey", "ashen", "pale", "blotchy", "mottled", "floppy"),
        *(
            "lips, gums, tongue, palms and soles",
            "brown or black skin",
            "oddly cold",
            "not breathing properly",
        ),
        *("cannot be woken", "a fit", "rash that does not fade under a glass", "getting worse"),
        *("breathes very fast", "grunts", "too breathless to feed", "weak, high-pitched or unusual cry"),
    ):
        assert sign in told["emergency"], sign
    assert told["emergency"].startswith("Call 999 or go to A&E if a baby ")
    for sign in ("39 °C or more at 3 to 6 months", "not feeding", "very dry nappies", "sick again and again"):
        assert sign in told["urgent"], sign
    assert told["urgent"].startswith("Call NHS 111 or your GP the same day if a baby ")
    assert "green" not in told["urgent"] and "38 °C" not in told["urgent"]


def test_the_instructors_list_is_as_strict_as_the_paper(content: Content) -> None:
    posts = {one.code: one for one in content.signposting}
    emergency, urgent = posts["emergency"], posts["urgent"]
    for sign in ("Under 3 months with 38 °C", "under 36 °C", "green", "floppy", "a fit", "palms and soles"):
        assert sign in emergency.when, sign
    assert "green" not in urgent.when and "38 °C" not in urgent.when
    fever = content.contraindication("fever").text
    assert "38 °C or more: 999 or A&E" in fever


def test_every_sign_to_call_for_help_names_who_says_so_and_when_that_was_looked_at(content: Content) -> None:
    for sign in content.handouts.help.signs:
        assert sign.sources and "practice" not in sign.sources, sign.text
        assert date.fromisoformat(sign.checked) >= date(2026, 11, 1), sign.text
    gravest = [sign for sign in content.handouts.help.signs if "38 °C" in sign.text]
    assert [sign.level for sign in gravest] == ["emergency"] and len(gravest[0].sources) >= 2


def test_a_baby_with_braces_in_the_name_is_printed_as_it_is() -> None:
    assert filled("For {baby}", baby="{hours}") == "For {hours}"


def test_a_text_that_asks_for_something_else_is_our_bug() -> None:
    with pytest.raises(BugError, match="weight"):
        filled("{weight}", baby="Mia")


def test_an_unknown_code_is_our_bug(content: Content) -> None:
    with pytest.raises(BugError, match="smirks"):
        content.cue("smirks")
    with pytest.raises(BugError, match="nobody2020"):
        content.cite("nobody2020")


def test_content_is_read_once() -> None:
    assert load() is load()


def compiler() -> ModuleType:
    return load_by_path(ROOT / "packaging" / "compile_content.py")


def test_the_content_is_compiled_again_when_a_text_changes_and_not_before(tmp_path: Path) -> None:
    folder, compile_content = tmp_path / "content", compiler().compile_content
    shutil.copytree(ROOT / "resources" / "content" / "en-GB", folder / "en-GB")
    assert compile_content(folder) == [folder / "en-GB.json"]
    assert compile_content(folder) == []
    first = (folder / "en-GB.json").read_bytes()
    palette = folder / "en-GB" / "palette.yaml"
    text = palette.read_text(encoding="utf-8")
    palette.write_text(text.replace("chip: Drowsy", "chip: Sleepy"), encoding="utf-8")
    assert compile_content(folder) == [folder / "en-GB.json"]
    assert (folder / "en-GB.json").read_bytes() != first
    (folder / "en-GB").rename(folder / "en-IE")
    assert compile_content(folder) == [folder / "en-IE.json"]
    assert sorted(path.name for path in folder.iterdir()) == ["en-IE", "en-IE.json"]


def test_what_was_compiled_is_what_the_files_say(content: Content) -> None:
    written = (ROOT / "resources" / "content" / "en-GB" / "cues.yaml").read_text(encoding="utf-8")
    assert [cue.code for cue in content.cues] == re.findall(r"^  - code: (\w+)", written, re.MULTILINE)


def test_the_program_reads_its_content_without_a_parser_of_yaml() -> None:
    load_it = "from massage_studio.curriculum import content; content.load()"
    command = [sys.executable, "-c", f"import sys; {load_it}; sys.exit('yaml' in sys.modules)"]
    subprocess.run(command, check=True, cwd=ROOT)


@pytest.mark.parametrize(
    ("file", "before", "after", "named"),
    [
        ("plans", "minutes: 20", "minutes: 25", "five_60 session 1"),
        ("plans", "topic: crying", "topic: shouting", "shouting"),
        ("plans", "item: arrive", "item: depart", "five_60 session 1 names the item depart"),
        ("plans", "benefits: [touch], item: arrive", "benefits: [touch]", "names the item nothing"),
        ("library", "benefits: [attunement]", "benefits: [fame]", "fame"),
        ("library", "leave_out: [allergy]", "leave_out: [dragons]", "dragons"),
        ("library", "areas: [back]", "areas: [tail]", "tail"),
        ("library", "minutes: 8", "minutes: 0", "takes 0 minutes"),
        ("library", "sources: [practice]", "sources: []", "no benefit or no source"),
        ("library", "code: hello_song", "code: arrive", "arrive is there twice"),
        (
            "benefits",
            "benefits: [attunement, bonding]",
            "benefits: [fame]",
            "names the benefit fame",
        ),
        ("cues", "responses: [continue, mirror]", "responses: [mirror, tickle]", "tickle"),
        ("cues", "need: social", "need: fame", "fame"),
        ("cues", "audience: family", "audience: everybody", "everybody"),
        ("cues", "    audience: family\n", "", "mutual_gaze has no audience"),
        ("cues", "need: social", "need: unwell", "mutual_gaze is a sign of illness"),
        ("benefits", "sources: [fairhurst2014]", "sources: [nobody2020]", "nobody2020"),
        ("strokes", "area: chest", "area: tail", "tail"),
        ("examples", "state: drowsy", "state: dizzy", "dizzy"),
        ("palette", "code: yawns", "code: smiles", "smiles"),
        ("palette", "key: X", "key: Z", "Z is there twice"),
        ("handouts", "main: [fever", "main: [dragons", "dragons"),
        ("states", "label: Drowsy", "lable: Drowsy", "drowsy has no label"),
        ("safety", "wait_hours: 48", "wait_hours: two days", "wait_hours of immunised"),
        ("safety", "forbids: [legs]", "forbids: [tail]", "tail"),
        ("strokes", "involves: [still_hands, chest]", "involves: []", "chest_resting"),
        ("handouts", "involves: [still_hands, chest]", "involves: [chest]", "does not say how it touches"),
        ("handouts", "findings: [att3, att1]", "findings: [att5]", "attunement rests on a finding"),
        ("glossary", "glossary:", "glossary: [", "not YAML"),
    ],
)
def test_a_slip_in_a_file_names_the_file_and_the_code(
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
    assert not list(folder.glob("*.json"))
