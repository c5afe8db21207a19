"""The take-home sheet tells one baby's story on exactly two pages."""

import re
from dataclasses import replace
from datetime import timedelta

import pypdfium2
import pytest

from massage_studio.charts.views import RibbonSpan
from massage_studio.handouts import story, take_home
from massage_studio.handouts.views import (
    Counted,
    PaperBenefit,
    Permission,
    PermissionSaid,
    StrokeText,
    TakeHome,
)
from tests.handouts.conftest import at
from tests.paper.reading import fonts_of, images_in, pages_of, sizes_of, squeezed, text_of

LONG = "Maximiliana-Wilhelmina Featherstonehaugh-Cholmondeley-Blythe"


def words(data: bytes) -> str:
    return " ".join(text_of(data).split())


def test_it_has_two_a4_pages_with_title_language_author_and_embedded_fonts(take_home_view: TakeHome) -> None:
    data = take_home.build(take_home_view)
    document = pypdfium2.PdfDocument(data)
    meta = document.get_metadata_dict()
    document.close()
    assert sizes_of(data) == [(595, 842), (595, 842)]
    assert meta["Title"] == "Mia’s massage story"
    assert meta["Author"] == "Sunflower Baby Massage"
    assert re.search(rb"/Lang \(en-GB\)", data)
    assert b"/DisplayDocTitle true" in data
    assert all(fonts_of(data).values())
    assert images_in(data) == 0


def test_the_front_tells_what_this_baby_told_us(take_home_view: TakeHome) -> None:
    data = take_home.build(take_home_view)
    front = " ".join(pages_of(data)[0].split())
    assert "Week 3 of 5 · Sunflower Baby Massage · Riverside Children's Centre · 19 November 2026" in front
    assert "For Grace and Daniel, from today’s class" in front
    assert "10:02 drowsy" in front
    assert "Mia said “yes, more”, most often by holding your gaze. When it was enough" in front
    assert "When it was enough, Mia showed it by looking away. What helped: waiting." in front
    assert "Holds your gaze" in front
    assert "Show your hands to Mia and ask first." in front
    assert "was immunised in the last 48 hours" in front
    assert "Page 1 of 2" in front


def test_the_back_has_strokes_evidence_for_and_against_and_where_to_find_help(
    take_home_view: TakeHome,
) -> None:
    back = " ".join(pages_of(take_home.build(take_home_view))[1].split())
    assert "Water wheel. One hand after the other, ribs to navel." in back
    assert "Studies of classes are small." in back
    assert "Interaction improved." in back
    assert "A review saw no change." in back
    assert "Author (2020). Title. Journal 1:2-3" in back
    assert "Worries about feeding: health visitor or GP." in back
    assert "This sheet is yours." in back


def test_no_pronoun_of_a_baby_is_guessed(take_home_view: TakeHome) -> None:
    for view in (
        take_home_view,
        replace(take_home_view, attended=False),
        replace(take_home_view, not_massaged="asleep"),
        replace(take_home_view, permission=(PermissionSaid(Permission.NOT_NOW, words="a cuddle"),)),
    ):
        assert not re.search(r"\b(she|her|hers|he|him|his)\b", words(take_home.build(view)), re.IGNORECASE)


def test_a_baby_who_was_away_was_missed(take_home_view: TakeHome) -> None:
    told = words(
        take_home.build(replace(take_home_view, attended=False, spans=(), engaging=(), disengaging=()))
    )
    assert "We missed you this week" in told
    assert "from this week’s class" in told
    assert "What the group did" in told
    assert "told us today" not in told


def test_not_massaged_is_an_answer(take_home_view: TakeHome) -> None:
    told = words(take_home.build(replace(take_home_view, not_massaged="asleep", engaging=(), disengaging=())))
    assert "Not massaged today, and that is fine (asleep)." in told


def test_usual_signs_are_never_passed_off_as_this_babys_own(take_home_view: TakeHome) -> None:
    quiet = replace(take_home_view, engaging=(), disengaging=(), permission=(), spans=())
    told = words(take_home.build(quiet))
    assert told.count("Signs that many babies give:") == 2
    assert "Signs that many babies give:" not in words(take_home.build(take_home_view))


@pytest.mark.parametrize("baby", [LONG, "نور محمد", "王小明", "Anna<Maria", "பொன்னி", "<b>R&D &amp; Sons</b>"])
def test_any_name_is_printed_whole(take_home_view: TakeHome, baby: str) -> None:
    data = take_home.build(replace(take_home_view, baby=baby, carers=(baby,)))
    assert len(pages_of(data)) == 2
    assert squeezed(text_of(data)).count(squeezed(baby)) >= 4


@pytest.mark.parametrize("baby", ["Mia", LONG, "王" * 200, "x" * 400])
def test_too_much_of_everything_stays_on_two_pages_above_the_footer(
    take_home_view: TakeHome, baby: str
) -> None:
    cues = tuple(Counted(f"{LONG} {i}", f"doing {LONG} {i}", i) for i in range(60))
    strokes = tuple(StrokeText(f"Area {i // 5}", LONG, f"{LONG} " * 9) for i in range(60))
    first = take_home_view.spans[0]
    spans = tuple(
        RibbonSpan(code, LONG, first.start + timedelta(minutes=i), first.start + timedelta(minutes=i + 1))
        for i, code in enumerate(("drowsy", "crying", "light_sleep") * 20)
    )
    long_benefit = replace(take_home_view.benefit, text=f"{LONG} " * 60, heading=f"{LONG} " * 5)
    view = replace(
        take_home_view,
        baby=baby,
        carers=(baby,) * 6,
        venue=LONG * 3,
        benefit=long_benefit,
        spans=spans,
        engaging=cues,
        disengaging=cues,
        answers=cues,
        notes=(f"{LONG} " * 40,) * 9,
        strokes=strokes,
        home_steps=(f"{LONG} " * 20,) * 12,
        not_today=(LONG,) * 12,
        signposting=(f"{LONG} " * 8,) * 12,
    )
    data = take_home.build(view)
    assert len(pages_of(data)) == 2
    assert _lowest_text_above_the_footer(data) > 54


def _lowest_text_above_the_footer(data: bytes) -> float:
    """The bottom edge, in points, of whatever begins above the footer's line at 54."""
    document = pypdfium2.PdfDocument(data)
    lowest = 842.0
    for number in range(len(document)):
        page = document[number]
        tops = [item.get_bounds() for item in page.get_objects()]
        crossing = [bottom for left, bottom, right, top in tops if top > 58]
        lowest = min([lowest, *crossing])
        page.close()
    document.close()
    return lowest


def test_nothing_on_the_sheet_counts_what_baby_or_carer_did(take_home_view: TakeHome) -> None:
    for view in (take_home_view, replace(take_home_view, answers=())):
        front = pages_of(take_home.build(view))[0]
        assert not re.search(
            r"×|\btimes?\b|\bonce\b|\btwice\b|of them|each time|answered", front.split("Attunement")[0]
        )


def test_sentences_tell_what_was_seen_and_never_blame(take_home_view: TakeHome) -> None:
    once = replace(
        take_home_view,
        permission=(PermissionSaid(Permission.NOT_NOW, words="a cuddle and a song"),),
        engaging=(Counted("Smiles", "smiling", 1),),
        disengaging=(Counted("Yawns", "yawning", 2),),
        answers=(),
    )
    assert story.story(once) == (
        "When you asked first, Mia said not now. Instead: a cuddle and a song. "
        "Mia said “yes, more” by smiling. When it was enough, Mia showed it by yawning."
    )
    helped = replace(once, answers=(Counted("Waited", "waiting", 2), Counted("Cuddled", "cuddling", 1)))
    assert story.story(helped).endswith("showed it by yawning. What helped: waiting and cuddling.")


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ((1,), " by a"),
        ((3, 3), " by a and b"),
        ((1, 1, 1, 1, 1), " by a, b, c, d and e"),
        ((1, 1, 1, 1, 1, 1, 1), " by a, b, c and in other ways"),
        ((3, 1), ", most often by a"),
        ((1, 2, 2), ", most often by b and c"),
        ((2, 0), " by a"),
        ((), ""),
    ],
)
def test_most_often_is_said_only_of_what_came_more_often_than_the_rest(
    counts: tuple[int, ...], told: str
) -> None:
    assert story.ways([Counted(x.upper(), x, n) for x, n in zip("abcdefg", counts, strict=False)]) == told


def test_an_answer_to_crying_and_any_other_answer_are_told_too(take_home_view: TakeHome) -> None:
    cuddle, song = Counted("Cuddled", "cuddling", 1), Counted("Sang", "talking or singing softly", 1)
    cried = replace(
        take_home_view,
        spans=(RibbonSpan("crying", "crying", at(10, 2), at(10, 9)),),
        engaging=(),
        disengaging=(),
        answers=(),
        permission=(),
        notes=(),
    )
    assert story.story(replace(cried, soothed=(cuddle,))) == "When Mia cried, this helped: cuddling."
    assert story.story(replace(cried, offered=(song,))) == "You were there, talking or singing softly."
    both = story.story(replace(cried, soothed=(cuddle,), offered=(song,)))
    assert both.endswith("cuddling. You were there, talking or singing softly.")
    assert story.story(cried) == "We saw Mia crying."
    asked = replace(cried, permission=(PermissionSaid(),))
    assert story.story(asked) == "You asked Mia first."


def test_nothing_written_down_is_said_only_where_nothing_was(take_home_view: TakeHome) -> None:
    bare = replace(take_home_view, spans=(), engaging=(), disengaging=(), answers=(), permission=(), notes=())
    silent = "We wrote nothing down for Mia today"
    assert silent in words(take_home.build(bare))
    for noted in (
        replace(bare, spans=take_home_view.spans),
        replace(bare, notes=("Mia slept well.",)),
        replace(bare, soothed=(Counted("Cuddled", "cuddling", 1),)),
    ):
        assert silent not in words(take_home.build(noted))


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ("asleep", "Sleep comes first"),
        ("hungry", "A feed comes first"),
        ("said_no", "Mia said no, and a no is an answer."),
        ("recent_jab", "After a vaccination massage waits 48 hours"),
        ("unwell", "A baby who is unwell is comforted and not massaged."),
        ("other", "Sleeping, feeding, being cuddled and saying no"),
    ],
)
def test_the_words_after_not_massaged_fit_the_reason(
    take_home_view: TakeHome, reason: str, told: str
) -> None:
    view = replace(take_home_view, not_massaged="a reason", reason=reason)
    front = words(take_home.build(view))
    assert told in front
    assert "did not want or need" not in front


def test_a_benefit_without_handout_words_prints_its_title_and_first_message(take_home_view: TakeHome) -> None:
    bare: PaperBenefit = replace(take_home_view.benefit, heading="", text="", how_sure="", evidence=())
    told = words(take_home.build(replace(take_home_view, benefit=bare)))
    assert "Noticing a miss and putting it right builds trust." in told
    assert "weak to moderate" in told


def test_a_right_to_left_name_keeps_its_apostrophe_when_read_back(take_home_view: TakeHome) -> None:
    assert "نور's massage story" in words(take_home.build(replace(take_home_view, baby="نور")))


@pytest.mark.parametrize(
    ("hours", "told"), [(1, "the last 1 hour;"), (2, "the last 2 hours;"), (21, "21 hours;")]
)
def test_the_wait_after_a_jab_reads_right_for_any_number_of_hours(
    take_home_view: TakeHome, hours: int, told: str
) -> None:
    reasons = (take_home_view.not_today[1], "is asleep")
    sheet = take_home.build(replace(take_home_view, instructor_wait_hours=hours, not_today=reasons))
    assert squeezed(told) in squeezed(text_of(sheet))
