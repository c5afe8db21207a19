"""A class as it might have been, for the documents under test."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from massage_studio.charts.views import RibbonSpan
from massage_studio.handouts.views import (
    Citation,
    Counted,
    Direction,
    EvidenceLine,
    Letterhead,
    PaidDue,
    PaperBenefit,
    Permission,
    PermissionSaid,
    Picture,
    RegisterSheet,
    RegisterSheetLine,
    StepText,
    StrokeText,
    TakeHome,
)

LONDON = ZoneInfo("Europe/London")
ASKING = Picture("asking_hands", "Two open hands are shown to a baby, as a question.")
WHEEL = Picture("stomach_wheel_a", "Hands paddle down the tummy, one after the other.")
SUN_MOON = Picture("stomach_sun_moon", "A hand circles the tummy clockwise.")


def at(hour: int, minute: int) -> datetime:
    return datetime(2026, 11, 19, hour, minute, tzinfo=LONDON)


def evidence(direction: Direction, finding: str) -> EvidenceLine:
    source = Citation("who2020", "Author (2020). Title. Journal 1:2-3", "https://example.org/1")
    return EvidenceLine(finding, "A small study.", "weak evidence", direction, source)


@pytest.fixture
def letterhead() -> Letterhead:
    return Letterhead("Sunflower Baby Massage", "Rosa Whitfield", ("rosa@sunflower.example", "07700 900123"))


@pytest.fixture
def benefit() -> PaperBenefit:
    return PaperBenefit(
        code="attunement",
        title="Attunement",
        short_title="Attunement",
        messages=("Noticing a miss and putting it right builds trust.",),
        honest_statement="Studies of classes are small.",
        strength="weak to moderate",
        evidence=(
            evidence(Direction.SUPPORTS, "Interaction improved."),
            evidence(Direction.SUPPORTS_INDIRECTLY, "Programmes differed."),
            evidence(Direction.SUPPORTS, "Parents felt surer."),
            evidence(Direction.SUPPORTS, "Parents came back."),
            evidence(Direction.BACKGROUND, "Pairs are often out of step."),
            evidence(Direction.AGAINST_OR_NULL, "A review saw no change."),
        ),
        heading="Attunement: following {baby}'s lead",
        text="Each time you respond, {baby} learns what it is to be understood.",
        how_sure="Weak to moderate.",
        sure_line="That parents and babies get more in tune in a class: perhaps a little.",
    )


@pytest.fixture
def take_home_view(letterhead: Letterhead, benefit: PaperBenefit) -> TakeHome:
    return TakeHome(
        letterhead=letterhead,
        course="Thursday mornings",
        week=3,
        weeks=5,
        session_title="Tummy and talking",
        venue="Riverside Children's Centre",
        on=date(2026, 11, 19),
        starts=at(10, 0),
        ends=at(11, 20),
        baby="Mia",
        carers=("Grace", "Daniel"),
        benefit=benefit,
        spans=(
            RibbonSpan("drowsy", "drowsy", at(10, 2), at(10, 9)),
            RibbonSpan("quiet_alert", "quiet alert, ready to play", at(10, 9), at(11, 10)),
            RibbonSpan("active_alert", "active", at(11, 10), at(11, 20)),
        ),
        engaging=(
            Counted("Holds your gaze", "holding your gaze", 9),
            Counted("Relaxes both hands", "relaxing both hands", 5),
        ),
        disengaging=(Counted("Looks away", "looking away", 5),),
        answers=(Counted("Waited", "waiting", 4),),
        permission=(PermissionSaid(Permission.YES),),
        notes=("Mia turned to your voice.",),
        strokes=(
            StrokeText("Tummy", "Ribs to navel", "Stroke down, hand after hand.", WHEEL),
            StrokeText("Tummy", "Clockwise circles", "Circle clockwise.", SUN_MOON),
        ),
        home_steps=(
            StepText("Ask first", "Show your hands to your baby and ask.", ASKING),
            StepText("Ribs to navel", "Stroke down, six slow strokes.", WHEEL),
        ),
        not_today=("your baby is hot or unwell", "there was a jab in the last {hours} hours"),
        signposting=("Worries about feeding: health visitor or GP.",),
        oil=("Oil: none is needed.", "Trying it: a dab on the inner arm."),
    )


@pytest.fixture
def register_view(letterhead: Letterhead) -> RegisterSheet:
    rows = (
        RegisterSheetLine(1, "Mia Okafor", "14 weeks", "Grace Okafor", (), PaidDue.PAID, "", "07700 900101"),
        RegisterSheetLine(
            2, "Noah Lind", "9 weeks", "Tom Lind", ("nut allergy", "photo: no"), PaidDue.DUE, "£12.00"
        ),
    )
    return RegisterSheet(
        letterhead=letterhead,
        course="Thursday mornings",
        week=3,
        weeks=5,
        session_title="Tummy and talking",
        venue="Riverside Children's Centre",
        on=date(2026, 11, 19),
        starts=time(10, 0),
        ends=time(11, 20),
        rows=rows,
    )
