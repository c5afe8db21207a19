"""The wording guard: claims that nobody can keep are found, and honest words are left alone."""

import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from massage_studio.curriculum import queries
from massage_studio.curriculum.content import Content, load
from massage_studio.curriculum.wording_guard import faults, phrase
from massage_studio.errors import BugError
from massage_studio.exchange import letter_texts
from massage_studio.store.opening import open_studio
from tests.conftest import ROOT
from tests.curriculum.test_content import compiler

FINE = (
    "There is no proof that massage cures colic.",
    "Massage does not treat or cure any illness, and a baby who is unwell stays at home.",
    "A study did not find that massage boosts the immune system.",
    "Freya treats her gently and asks before every stroke.",
    "Thai treats after class in the kitchen, all welcome.",
    "We were proven wrong: nobody minded the rain.",
    "The immune system is boosted by vaccines, so keep the date of the jab.",
    "Does baby massage cure colic?",
    "Nobody can guarantee that a baby will sleep through the night.",
    "Your place is guaranteed once you have paid.",
    "Trials in healthy babies show few proven health effects, and many trials are weak.",
    "That massage cures colic is a myth.",
    "Whether massage helps with reflux is unclear, so ask your health visitor.",
    "Your GP can diagnose reflux; in class we only watch and listen.",
    "It is not your fault when she cries.",
    "For safe sleep, put your baby on the back: that reduces the risk of SIDS.",
    "Most babies of this age do not sleep through the night.",
    "One small trial found less crying with massage than with rocking.",
    "We do not compare babies: every baby has their own pace.",
    "Bring a towel, a nappy and a drink; the heating is on from half past nine.",
    "Mia kicked her legs, looked at you and had had enough after eight minutes.",
    "If your baby has a fever, colic that worries you or a rash, call your GP first.",
    "Many families enjoy massage, and some babies are drowsy after it.",
    "We never say that massage makes babies smarter, because no trial shows it.",
    "Massage is not a treatment for eczema and will not cure it.",
    "The liver and kidneys clear toxins, so nothing has to be rubbed out of a baby.",
    "The sun was brighter than last week and the room was warm.",
    "No massage can prevent illness, boost immunity or take the place of your doctor.",
    "Some parents find that a gentle tummy massage is a pleasant part of the evening.",
    "Please tell us if you have been told that your baby is allergic to nuts.",
)
NOT_FINE = (
    ("Our gentle strokes cure colic in a week!", "cure"),
    ("Baby massage treats wind, reflux and constipation.", "treats wind"),
    ("Massage boosts your little one's immune system.", "boosts your little one's immune system"),
    ("It is clinically proven to help babies thrive.", "clinically proven"),
    ("Better nights guaranteed.", "guaranteed"),
    ("A wonderful detox for tiny tummies.", "detox"),
    ("Daily massage prevents SIDS.", "prevents SIDS"),
    ("Massage makes babies smarter.", "makes babies smarter"),
    ("After six weeks your baby will sleep through the night.", "will sleep through"),
    ("Mia was calmer than the other babies in the group.", "than the other babies"),
    ("I think your baby has reflux.", "has reflux"),
    ("She cries because you are tense.", "because you are tense"),
    ("Massage floods the brain with oxytocin.", "floods the brain with oxytocin"),
    ("Creates a secure attachment for life.", "creates a secure attachment"),
    ("Relieves colic, trapped wind and teething pain.", "relieves colic"),
    ("Learn how to ease your baby's colic the natural way.", "ease your baby's colic"),
    ("Stimulates the brain and gives a head start in life.", "stimulates the brain"),
    ("Research proves that touch heals.", "research proves"),
    ("Improves circulation and strengthens immunity.", "strengthens immunity"),
    ("Not only does it calm, it cures eczema.", "cures"),
    ("It is not expensive, but it cures colic.", "cures"),
    ("Did you know that massage boosts the immune system?", "boosts the immune system"),
    ("Say goodbye to colic!", "say goodbye to colic"),
    ("A good parent always knows what the cry means.", "good parent always"),
    ("Leo is ahead of most babies his age.", "ahead of most babies"),
    ("Recommended by doctors and midwives everywhere.", "recommended by doctors"),
    ("You won't need the doctor again, and no medicine either.", "need the doctor"),
    ("Works for every baby, every time.", "works for every baby"),
    ("Helps babies grow faster and gain weight.", "helps babies grow"),
    ("Massage removes stress hormones.", "removes stress hormones"),
)


@pytest.fixture(scope="module")
def content() -> Content:
    return load()


def marked(text: str, content: Content, benefit: str = "") -> list[str]:
    return [text[fault.start : fault.end] for fault in faults(text, content, benefit)]


@pytest.mark.parametrize("sentence", FINE)
def test_honest_words_are_left_alone(sentence: str, content: Content) -> None:
    assert marked(sentence, content) == []


@pytest.mark.parametrize(("sentence", "claim"), NOT_FINE)
def test_a_claim_is_found_with_its_reason_and_a_better_sentence(
    sentence: str, claim: str, content: Content
) -> None:
    found = faults(sentence, content)
    assert any(claim.casefold() in sentence[fault.start : fault.end].casefold() for fault in found), found
    assert all(fault.reason.endswith(".") and fault.better.endswith(".") for fault in found)


def test_the_table_has_as_many_fine_sentences_as_others() -> None:
    assert (len(FINE), len(NOT_FINE)) == (30, 30)


@pytest.mark.parametrize(
    "text",
    [
        "massage BOOSTS the Immune   System",
        "massage boosts the\nimmune system",
        "massage boosts the immune-system",
        "massage boosts the immune\u2011system",
        "massage \u201cboosts\u201d the immune system",
        "massage bo\u00adosts the immune system",
        "massage is boosting the immune system",
        "massage boosts your baby\u2019s immune system",
    ],
)
def test_case_inflection_quotes_hyphens_and_line_breaks_do_not_hide_a_claim(
    text: str, content: Content
) -> None:
    (found,) = marked(text, content)
    assert found.casefold().endswith(("system", "system\u201d"))


def test_offsets_are_exact_with_emoji_and_combining_letters(content: Content) -> None:
    text = "👶🏽 Zoe\u0308 smiled 🎉. Massage cu\u0301res colic 😴, says the flyer."
    (fault,) = faults(text, content)
    assert text[fault.start : fault.end] == "Massage cu\u0301res colic"
    assert text[fault.sentence_start : fault.sentence_end].startswith("Massage cu\u0301res")
    assert text[fault.sentence_start : fault.sentence_end].endswith("flyer")


def test_a_paragraph_ends_what_is_read_together(content: Content) -> None:
    assert marked("Massage boosts\n\nimmune system", content) == []
    assert marked("There is no proof of this\n\nMassage cures colic", content) == ["Massage cures colic"]


@pytest.mark.parametrize(
    ("sentence", "is_fine"),
    [
        ("Massage is no alternative to medicine.", True),
        ("A gentle alternative to medicine.", False),
        ("There is no need to see a doctor.", False),
        ("Nothing here replaces the advice of your doctor or any medicine.", True),
    ],
)
def test_what_leads_away_from_a_doctor_is_found(sentence: str, is_fine: bool, content: Content) -> None:
    assert (faults(sentence, content) == ()) is is_fine


def test_no_two_faults_stand_over_each_other(content: Content) -> None:
    text = "Clinically proven to cure colic and boost the immune system, guaranteed."
    found = faults(text, content)
    assert len(found) >= 4
    assert all(one.end <= after.start for one, after in pairwise(found))


def test_what_not_to_say_of_a_benefit_is_found_in_other_inflections(content: Content) -> None:
    text = "Massaging removed the stress hormones."
    (fault,) = faults(text, content, "hormones")
    hormones = content.benefit("hormones")
    assert hormones.short_title in fault.reason and fault.better == hormones.honest_statement
    assert all("among what to avoid" not in one.reason for one in faults(text, content, "touch"))


def test_every_saying_to_avoid_is_found(content: Content) -> None:
    for benefit in content.benefits:
        for saying in benefit.avoid_saying:
            assert faults(saying, content, benefit.code), saying


def read_by_parents(thing: object, where: str = "") -> Iterator[tuple[str, str]]:
    """Every text that a parent may read, with the way to it."""
    skipped = {"avoid_saying", "url", "sources", "words", "findings", "code", "forbids", "rests_on"}
    if isinstance(thing, str):
        yield where, thing
    elif isinstance(thing, Mapping):
        for key, value in thing.items():
            yield from read_by_parents(value, f"{where}.{key}")
    elif isinstance(thing, tuple):
        for place, value in enumerate(thing):
            yield from read_by_parents(value, f"{where}[{getattr(value, 'code', place)}]")
    elif is_dataclass(thing):
        for each in fields(thing):
            if each.name not in skipped:
                yield from read_by_parents(getattr(thing, each.name), f"{where}.{each.name}")


def test_no_shipped_text_for_parents_is_flagged(content: Content) -> None:
    shown = [
        *read_by_parents(content.handouts, "handouts"),
        *read_by_parents(dict(letter_texts.load().templates), "letters"),
        *read_by_parents(dict(letter_texts.load().words), "letters"),
        *read_by_parents(content.signposting, "signposts"),
        *read_by_parents(content.self_rating, "self_rating"),
    ]
    for benefit in content.benefits:
        shown += [
            (f"{benefit.code}", text)
            for text in (benefit.title, benefit.claim, benefit.honest_statement, *benefit.key_messages)
        ]
        for finding in benefit.evidence:
            shown += [(finding.code, text) for text in (finding.parent, finding.caveat, finding.population)]
    for stroke in content.strokes:
        shown += [(stroke.code, text) for text in (stroke.plain_name, stroke.how)]
    told = (*content.cues, *content.responses, *content.states, *content.contraindications)
    shown += [(one.code, one.parent) for one in told]
    shown += [(cue.code, cue.seen) for cue in content.cues]
    assert [(where, text, marked(text, content)) for where, text in shown if faults(text, content)] == []


def test_the_better_sentences_are_fine_themselves(content: Content) -> None:
    for rule in content.wording.rules:
        assert marked(rule.better, content) == [], rule.code
    for benefit in content.benefits:
        assert marked(benefit.honest_statement, content) == []


def test_every_rule_names_a_source_that_is_there(content: Content) -> None:
    for rule in content.wording.rules:
        assert rule.sources and all(key in content.sources for key in rule.sources), rule.code


def test_a_phrase_names_lists_and_leaves_endings_free() -> None:
    assert (
        phrase("help* <baby>", {"baby": ("baby", "little one")})
        == "(?:help\\S*) (?:(?:baby)|(?:little) (?:one)) "
    )


def test_a_phrase_that_names_no_list_is_no_content(tmp_path: Path) -> None:
    folder = tmp_path / "content"
    shutil.copytree(ROOT / "resources" / "content" / "en-GB", folder / "en-GB")
    file = folder / "en-GB" / "wording.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("against .. <condition>", "against .. <nobody>"), "utf-8"
    )
    with pytest.raises(BugError, match="names the list 'nobody'"):
        compiler().compile_content(folder)


def test_who_asked_the_studio_for_guarded_content_does_not_wait_with_the_first_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_studio(tmp_path / "studio")
    with store.read() as session:
        content = queries.guarded(session)
    store.close()
    made: list[str] = []
    compiled = re.compile

    def listen(pattern: str) -> re.Pattern[str]:
        made.append(pattern)
        return compiled(pattern)

    monkeypatch.setattr("massage_studio.curriculum.wording_guard.re.compile", listen)
    assert faults("Massage cures colic.", content)
    assert made == []
