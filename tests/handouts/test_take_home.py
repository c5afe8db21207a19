"""The take-home sheet tells one baby's story on exactly two pages."""

import re
from dataclasses import replace
from datetime import timedelta

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from massage_studio.charts.views import RibbonSpan
from massage_studio.curriculum import content
from massage_studio.curriculum.safety import Fact
from massage_studio.handouts import presenters, take_home, take_home_sentences
from massage_studio.handouts.fitted_sentences import edited, sentences
from massage_studio.handouts.views import (
    Counted,
    PaperBenefit,
    Permission,
    PermissionSaid,
    StepText,
    StrokeText,
    TakeHome,
    Variant,
)
from tests.handouts.conftest import ASKING, WHEEL, at
from tests.paper.hearing import heard_pages
from tests.paper.reading import fonts_of, images_in, pages_of, sizes_of, squeezed, text_of, type_sizes

SHORT_PATCH_TEST = "Try any oil on a small patch first."
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
    assert "Week 3 of 5 · Sunflower Baby Massage · Thursday 19 November Mia" in front
    assert "for Grace and Daniel, from the class of Thursday 19 November" in front
    assert "“Mia turned to your voice.” Rosa Whitfield, your instructor" in front
    assert "When you asked first, Mia said yes. When Mia needed a break, this helped: waiting." in front
    assert "Mia likes Holds your gaze Relaxes both hands Mia needs a break when Looks away" in front
    assert "1 Ask first" in front and "Show your hands to Mia and ask." in front
    assert "Not today if Mia is ill, asleep, hungry, newly jabbed or says no, or if you are worn out" in front
    assert "You noticed" in front
    assert "Page 1 of 2" in front


def test_todays_class_is_said_on_its_day_alone(take_home_view: TakeHome) -> None:
    assert "today’s class" not in words(take_home.build(take_home_view))
    assert "from today’s class" in words(take_home.build(replace(take_home_view, today=True)))


def test_a_missing_business_leaves_no_stray_dot(take_home_view: TakeHome) -> None:
    nameless = replace(take_home_view.letterhead, business="", instructor="", contact=())
    told = words(take_home.build(replace(take_home_view, letterhead=nameless)))
    assert "Week 3 of 5 · Thursday 19 November" in told
    assert "·" not in told.split("Thursday 19 November", 1)[1]


def test_the_back_has_help_first_then_strokes_ticks_and_how_sure_the_science_is(
    take_home_view: TakeHome,
) -> None:
    back = " ".join(pages_of(take_home.build(take_home_view))[1].split())
    assert back.startswith("Get help now: 999 or A&E • 38 °C or more under 3 months")
    parts = (
        "Worries about feeding: health visitor or GP.",
        "This week’s strokes",
        "Ribs to navel Stroke down, hand after hand.",
        "Leave massage for another day if",
        "Mia is hot or unwell",
        "there was a jab in the last 48 hours",
        "That parents and babies get more in tune in a class: perhaps a little.",
        "ask us to delete them.",
        "Rosa Whitfield · rosa@sunflower.example",
    )
    places = [back.index(part) for part in parts]
    assert places == sorted(places)
    for study in ("Studies of classes are small.", "Interaction improved.", "Author (2020)"):
        assert study not in back


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
    assert "We missed you, Mia for Grace and Daniel: what the group did on Thursday 19 November" in told
    assert "Here is what we did, so that you can join in at home if you like." in told
    assert "What the group did" in told
    assert "from the class" not in told and "Mia likes" not in told


def test_not_massaged_is_an_answer(take_home_view: TakeHome) -> None:
    told = words(take_home.build(replace(take_home_view, not_massaged="asleep", engaging=(), disengaging=())))
    assert "Not massaged this time, and that is fine (asleep)." in told


def test_usual_signs_are_never_passed_off_as_this_babys_own(take_home_view: TakeHome) -> None:
    quiet = replace(take_home_view, engaging=(), disengaging=(), permission=(), spans=())
    told = words(take_home.build(quiet))
    assert told.count("Signs that many babies give:") == 2
    assert "Signs that many babies give:" not in words(take_home.build(take_home_view))


@pytest.mark.parametrize("baby", [LONG, "نور محمد", "王小明", "Anna<Maria", "பொன்னி", "<b>R&D &amp; Sons</b>"])
def test_any_name_is_printed_whole(take_home_view: TakeHome, baby: str) -> None:
    data = take_home.build(replace(take_home_view, baby=baby, carers=(baby,)))
    assert len(pages_of(data)) == 2
    assert squeezed(text_of(data)).count(squeezed(baby)) >= 2


@pytest.mark.parametrize("baby", ["Mia", LONG, "王" * 200, "x" * 400])
def test_too_much_of_everything_stays_on_two_pages_above_the_footer(
    take_home_view: TakeHome, baby: str
) -> None:
    cues = tuple(Counted(f"{LONG} {i}", f"doing {LONG} {i}", i) for i in range(60))
    strokes = tuple(StrokeText(f"Area {i // 5}", LONG, f"{LONG} " * 9, WHEEL) for i in range(60))
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
        home_steps=(StepText(LONG, f"{LONG} " * 20, ASKING),) * 3,
        to_mind=(f"{LONG} " * 9,) * 4,
        oil=(f"{LONG} " * 9,) * 2,
        not_today=(LONG,) * 6,
        signposting=(f"{LONG} " * 8,) * 12,
    )
    data = take_home.build(view)
    assert len(pages_of(data)) == 2
    assert _lowest_text_above_the_footer(data) > 57
    assert pages_of(data)[1].startswith("Get help now") and "Page 2 of 2" in pages_of(data)[1]
    large = take_home.build(view, Variant.LARGE_PRINT)
    assert _lowest_text_above_the_footer(large) > 57


def _lowest_text_above_the_footer(data: bytes) -> float:
    """The bottom edge, in points, of whatever begins above the two lines of the footer."""
    document = pypdfium2.PdfDocument(data)
    lowest = 842.0
    for number in range(len(document)):
        page = document[number]
        tops = [item.get_bounds() for item in page.get_objects()]
        crossing = [bottom for left, bottom, right, top in tops if top > 66]
        lowest = min([lowest, *crossing])
        page.close()
    document.close()
    return lowest


def test_nothing_on_the_sheet_counts_what_baby_or_carer_did(take_home_view: TakeHome) -> None:
    for view in (take_home_view, replace(take_home_view, answers=())):
        front = pages_of(take_home.build(view))[0]
        assert not re.search(r"×|\btimes?\b|\bonce\b|\btwice\b|of them|each time|answered", front)


def test_sentences_tell_what_was_seen_and_never_blame(take_home_view: TakeHome) -> None:
    once = replace(
        take_home_view,
        permission=(PermissionSaid(Permission.NOT_NOW, words="a cuddle and a song"),),
        engaging=(Counted("Smiles", "smiling", 1),),
        disengaging=(Counted("Yawns", "yawning", 2),),
        answers=(),
    )
    assert take_home_sentences.story(once) == (
        "When you asked first, Mia said not now. Instead: a cuddle and a song.",
    )
    helped = replace(once, answers=(Counted("Waited", "waiting", 2), Counted("Cuddled", "cuddling", 1)))
    assert (
        take_home_sentences.story(helped)[-1] == "When Mia needed a break, this helped: waiting and cuddling."
    )
    assert take_home_sentences.lead(helped) == "Mia said “yes, more” by smiling."


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
    assert take_home_sentences.story(replace(cried, soothed=(cuddle,))) == (
        "When Mia cried, this helped: cuddling.",
    )
    assert take_home_sentences.story(replace(cried, offered=(song,))) == (
        "You were there, talking or singing softly.",
    )
    both = " ".join(take_home_sentences.story(replace(cried, soothed=(cuddle,), offered=(song,))))
    assert both.endswith("cuddling. You were there, talking or singing softly.")
    assert take_home_sentences.story(cried) == () and take_home_sentences.lead(cried) == "We saw Mia crying."
    asked = replace(cried, permission=(PermissionSaid(),))
    assert take_home_sentences.story(asked) == ("You asked Mia first.",)


def test_nothing_written_down_is_said_only_where_nothing_was(take_home_view: TakeHome) -> None:
    bare = replace(take_home_view, spans=(), engaging=(), disengaging=(), answers=(), permission=(), notes=())
    silent = "There are no notes here this time, and that is fine too."
    assert silent in words(take_home.build(bare))
    for noted in (
        replace(bare, spans=take_home_view.spans),
        replace(bare, notes=("Mia slept well.",)),
        replace(bare, soothed=(Counted("Cuddled", "cuddling", 1),)),
    ):
        assert silent not in words(take_home.build(noted))


def test_a_page_about_a_baby_begins_with_a_kind_sentence_and_never_with_two_boxes(
    take_home_view: TakeHome,
) -> None:
    kind = "It was good to have Mia in class."
    bare = replace(take_home_view, spans=(), engaging=(), disengaging=(), answers=(), permission=(), notes=())
    minding = replace(bare, to_mind=("begin with still hands",))
    broke_off = replace(bare, disengaging=take_home_view.disengaging)
    left_out = edited(take_home_view, {one.key: "" for one in sentences(take_home_view)})
    for view in (bare, minding, broke_off, left_out):
        front = " ".join(pages_of(take_home.build(view))[0].split())
        assert f"from the class of Thursday 19 November {kind}" in front
        assert ("no notes here" in front) is (view is not broke_off)
    assert kind not in words(take_home.build(take_home_view))
    assert kind not in words(take_home.build(replace(bare, not_massaged="asleep", reason="asleep")))
    assert kind not in words(take_home.build(replace(bare, attended=False)))


def test_that_oil_is_tried_first_stands_on_every_front_at_least_in_short(take_home_view: TakeHome) -> None:
    _, patch_test = take_home_view.oil
    roomy = " ".join(pages_of(take_home.build(take_home_view))[0].split())
    assert patch_test in roomy and SHORT_PATCH_TEST not in roomy
    young = replace(take_home_view, oil=("Oil: none is best in the first weeks.",))
    full = replace(
        take_home_view,
        notes=("Mia turned to your voice and laughed. " * 20,),
        to_mind=("begin with still hands and ask again before each of them",) * 4,
        home_steps=(StepText("Ask first", "Show your hands to your baby and ask. " * 4, ASKING),) * 3,
    )
    for view in (young, full):
        for variant in (Variant.A4, Variant.BLACK_AND_WHITE):
            data = take_home.build(view, variant)
            front = " ".join(pages_of(data)[0].split())
            assert SHORT_PATCH_TEST in front and patch_test not in front
            assert len(pages_of(data)) == 2 and _lowest_text_above_the_footer(data) > 57


COLIC = content.load().handouts.on_request[0]


def asking(view: TakeHome) -> TakeHome:
    colic = [Fact("condition", "Colic in the evenings", view.on)]
    return replace(view, asked=presenters.asked(content.load(), colic, view.on))


def test_a_family_that_asks_about_colic_is_told_honestly_in_at_most_three_lines(
    take_home_view: TakeHome,
) -> None:
    short = " ".join(line.text for line in COLIC.lines if line.short).replace("your baby", "Mia")
    assert "no treatment" in short and "Never shake a baby." in short
    for view in _classes(take_home_view):
        for variant in (Variant.A4, Variant.BLACK_AND_WHITE):
            back = pages_of(take_home.build(asking(view), variant))[1]
            told = f"About colic: {short}"
            if len(view.baby) > 14:
                told = told.replace("Mia", "your baby")
            assert told in " ".join(back.split()).replace("’", "'")
            lines = back[back.index("About colic") : back.index("Never shake a baby.")].splitlines()
            assert len(lines) <= 3
            assert len(pages_of(take_home.build(asking(view), variant))) == 2
            assert _lowest_text_above_the_footer(take_home.build(asking(view), variant)) > 57


def test_large_print_tells_a_family_that_asks_all_lines_about_colic(take_home_view: TakeHome) -> None:
    data = take_home.build(asking(take_home_view), Variant.LARGE_PRINT)
    whole = " • ".join(line.text for line in COLIC.lines).replace("your baby", "Mia")
    told = re.sub(r" Page \d of \d", "", words(data)).replace("’", "'")
    assert f"About colic: • {whole}" in told
    assert min(type_sizes(data)) >= 18 and _lowest_text_above_the_footer(data) > 57


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


def test_a_benefit_without_handout_words_says_how_strong_its_evidence_is(take_home_view: TakeHome) -> None:
    bare: PaperBenefit = replace(
        take_home_view.benefit, heading="", text="", how_sure="", sure_line="", evidence=()
    )
    assert "weak to moderate" in words(take_home.build(replace(take_home_view, benefit=bare)))


def test_a_right_to_left_name_keeps_its_apostrophe_when_read_back(take_home_view: TakeHome) -> None:
    document = pypdfium2.PdfDocument(take_home.build(replace(take_home_view, baby="نور")))
    assert document.get_metadata_dict()["Title"] == "نور's massage story"
    document.close()


@pytest.mark.parametrize(
    ("hours", "told"), [(1, "the last 1 hour"), (2, "the last 2 hours"), (21, "the last 21 hours")]
)
def test_the_wait_after_a_jab_reads_right_for_any_number_of_hours(
    take_home_view: TakeHome, hours: int, told: str
) -> None:
    back = pages_of(take_home.build(replace(take_home_view, instructor_wait_hours=hours)))[1]
    assert f"there was a jab in {told} How sure" in " ".join(back.split())


def _classes(view: TakeHome) -> list[TakeHome]:
    return [
        view,
        replace(view, attended=False, notes=()),
        replace(view, not_massaged="asleep", reason="asleep", notes=()),
        replace(view, notes=(), engaging=(), disengaging=(), answers=(), permission=(), spans=()),
        replace(view, baby="x" * 300, carers=(LONG, LONG), to_mind=(LONG,)),
    ]


@pytest.mark.parametrize(("variant", "least"), [("a4", 11), ("black_and_white", 11), ("large_print", 18)])
def test_no_type_is_smaller_than_a_tired_parent_can_read(
    take_home_view: TakeHome, variant: str, least: int
) -> None:
    for view in _classes(take_home_view):
        data = take_home.build(view, Variant(variant))
        assert min(type_sizes(data)) >= least
        assert variant == "large_print" or len(pages_of(data)) == 2


def test_large_print_says_all_that_the_usual_paper_says(take_home_view: TakeHome) -> None:
    for view in _classes(take_home_view):
        usual, large = (
            words(take_home.build(view, variant)) for variant in (Variant.A4, Variant.LARGE_PRINT)
        )
        # In short only where there is no room to say it in full.
        usual = usual.replace(SHORT_PATCH_TEST, take_home_view.oil[1])
        lacking = {word for word in usual.split() if word not in large and not word.startswith("x")}
        assert lacking <= {"2"}, lacking


def test_black_and_white_has_no_colour_at_all(take_home_view: TakeHome) -> None:
    document = pypdfium2.PdfDocument(take_home.build(take_home_view, Variant.BLACK_AND_WHITE))
    for page in document:
        picture = page.render(scale=1).to_pil().convert("HSV")
        strong = picture.getchannel("S").point(lambda s: 255 if s > 150 else 0).histogram()[255]
        assert strong < 40
        page.close()
    document.close()


def test_yes_and_pause_differ_by_their_frame(take_home_view: TakeHome) -> None:
    document = pypdfium2.PdfDocument(take_home.build(take_home_view))
    page = document[0]
    dashed = [pdfium.FPDFPageObj_GetDashCount(item.raw) > 0 for item in page.get_objects()]
    page.close()
    document.close()
    assert dashed.count(True) == 1


def test_a_very_long_name_is_told_in_the_title_of_the_document(take_home_view: TakeHome) -> None:
    name = "Anna-Lena " * 30
    data = take_home.build(replace(take_home_view, baby=name.strip()))
    document = pypdfium2.PdfDocument(data)
    assert document.get_metadata_dict()["Title"] == f"{name.strip()}’s massage story"
    document.close()
    front = pages_of(data)[0]
    assert "…" in front and front.count("Anna-Lena") < 12 and "Your baby likes" in front


@pytest.mark.parametrize(
    ("website", "address"),
    [
        ("rosa.example/baby", "https://rosa.example/baby"),
        ("http://rosa.example", "http://rosa.example"),
        ("", "https://example.org/1"),
        ("ask me", "https://example.org/1"),
    ],
)
def test_the_qr_code_leads_to_her_page_or_else_to_the_study(
    take_home_view: TakeHome, website: str, address: str
) -> None:
    data = take_home.build(replace(take_home_view, website=website))
    figures = [part.alt for page in heard_pages(data) for part in page.roles("Figure")]
    assert f"QR code of {address}" in figures


def test_without_an_address_there_is_no_qr_code(take_home_view: TakeHome) -> None:
    bare = replace(take_home_view.benefit, evidence=())
    data = take_home.build(replace(take_home_view, benefit=bare))
    assert not [part for page in heard_pages(data) for part in page.roles("Figure") if "QR" in part.alt]
