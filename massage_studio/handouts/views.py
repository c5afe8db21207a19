"""What each printed document needs, already chosen, counted and worded.

Every moment is a timezone-aware local time of the studio. Every text is plain: nothing here is markup, and
whatever a family typed is printed exactly as typed. Tuples are in the order in which they are printed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Literal

from massage_studio.charts.findings import Finding
from massage_studio.charts.views import RibbonSpan
from massage_studio.curriculum.plan_views import Matrix


class Direction(StrEnum):
    """Which way a finding points with regard to the claim of its benefit."""

    SUPPORTS = "supports"
    SUPPORTS_INDIRECTLY = "supports_indirectly"
    MIXED = "mixed"
    AGAINST_OR_NULL = "against_or_null"
    BACKGROUND = "background"
    CRITIQUE = "critique"


class Variant(StrEnum):
    """How a family's paper is set: as usual, in large print, or in ink alone without tints."""

    A4 = "a4"
    LARGE_PRINT = "large_print"
    BLACK_AND_WHITE = "black_and_white"


class Permission(StrEnum):
    """What the baby answered when asked, as the carer and instructor saw it."""

    YES = "yes"
    NOT_NOW = "not_now"
    UNSURE = "unsure"


class PaidDue(StrEnum):
    """Where one booking stands with its payment."""

    PAID = "paid"
    PART = "part"
    DUE = "due"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who hands the paper out; `logo` is a PNG that stands in the band of take-homes and benefit sheets."""

    business: str
    instructor: str
    contact: tuple[str, ...] = ()
    logo: bytes | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """A cue or an answer and how often it was noted, which orders a list and is never printed.

    `label` stands in a list ("Holds your gaze"), `phrase` follows the word "by" ("holding your gaze").
    """

    label: str
    phrase: str
    count: int


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a finding was published; `text` is author, year and journal, `url` is printed as plain text."""

    key: str
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One finding, what to be careful about, how strong it is in words, and which way it points.

    `population` says who was studied, `numbers` give the size of the finding for those who want it.
    """

    finding: str
    caveat: str
    strength: str
    direction: Direction
    citation: Citation
    population: str = ""
    numbers: str = ""


@dataclass(frozen=True, slots=True)
class Thought:
    """A thought about babies and parents, and what it rests on; "{baby}" in it is replaced by a name."""

    text: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Work:
    """Something to read or to watch: its title, whose it is with which of the two, and its address."""

    title: str
    whose: str
    url: str


@dataclass(frozen=True, slots=True)
class PaperBenefit:
    """One of the benefits in the words for carers; `code` chooses its colour.

    `heading`, `text`, `how_sure` and `sure_line`, the same in one line, are the handout's own words for
    parents (empty: title, first message and strength are printed instead). "{baby}" in any of these texts is
    replaced by the baby's name. `standing` are all findings, those too that are not printed, for the chart.
    """

    code: str
    title: str
    short_title: str
    messages: tuple[str, ...]
    honest_statement: str
    strength: str
    evidence: tuple[EvidenceLine, ...] = ()
    heading: str = ""
    text: str = ""
    how_sure: str = ""
    sure_line: str = ""
    standing: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing by its code, with the words for those who hear the page."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class StrokeText:
    """One stroke: the body area it belongs to, its name for parents, how to do it, and its drawing."""

    area: str
    label: str
    description: str
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class StepText:
    """One short step to try at home; "your baby" in it may be replaced by the baby's name."""

    title: str
    text: str
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class AskedFor:
    """What only a family is told that asks: all lines, and those of them for which there is always room."""

    title: str
    lines: tuple[str, ...]
    short: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PermissionSaid:
    """One word about permission: an answer, or the code of a reason against massage such as "asleep".

    Neither where only the asking was noted. `words` are what was written down with it, such as what happened
    instead. `done` are what the carer was seen to do at it: the code of each response and its phrase.
    """

    answer: Permission | None = None
    reason: str = ""
    words: str = ""
    done: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class TakeHome:
    """One family's sheet after one session: two A4 pages.

    `attended` False prints "We missed you" with the week's content as a catch-up, and "Welcome" for a family
    that `joined_later`, whom nobody expected. `not_massaged` carries the reason where the baby came and was
    not massaged ("asleep"), which is an answer and not a gap. `today` says that it is printed on the day of
    the class.
    `answers` were each the answer to a pause, `soothed` came while the baby cried, `offered` are all other
    responses.
    `brought` False says that another adult than these carers came with the baby: nothing tells who.
    `reason` is the code behind `not_massaged`, which chooses the words after it. `permission` is all that was
    said about it, in its order, but for what `not_massaged` tells.
    `notes` are the instructor's own words for this family. Each of `not_today` completes "Leave massage
    for another day if"; `signposting` are whole sentences, of which the first `kept_signposts` are to be
    printed and the last of those are `local_services`. Each of `to_mind` goes on from "For Mia: ". `oil`
    is what is told about oil at this baby's age, first things first; `asked` what the family asked about.
    "{baby}" and "{hours}" (`instructor_wait_hours`) in texts from the content are filled in here.
    `website` is the address of the instructor's own page. `edits` has, by the key of a sentence, the
    words that stand for it after a proof-read; "" leaves it out.
    """

    letterhead: Letterhead
    course: str
    week: int
    weeks: int
    session_title: str
    venue: str
    on: date
    starts: datetime
    ends: datetime
    baby: str
    carers: tuple[str, ...]
    benefit: PaperBenefit
    attended: bool = True
    joined_later: bool = False
    brought: bool = True
    not_massaged: str = ""
    reason: str = ""
    spans: tuple[RibbonSpan, ...] = ()
    engaging: tuple[Counted, ...] = ()
    disengaging: tuple[Counted, ...] = ()
    answers: tuple[Counted, ...] = ()
    soothed: tuple[Counted, ...] = ()
    offered: tuple[Counted, ...] = ()
    permission: tuple[PermissionSaid, ...] = ()
    notes: tuple[str, ...] = ()
    strokes: tuple[StrokeText, ...] = ()
    home_steps: tuple[StepText, ...] = ()
    to_mind: tuple[str, ...] = ()
    not_today: tuple[str, ...] = ()
    instructor_wait_hours: int = 48
    signposting: tuple[str, ...] = ()
    kept_signposts: int = 2
    local_services: int = 0
    oil: tuple[str, ...] = ()
    asked: tuple[AskedFor, ...] = ()
    website: str = ""
    today: bool = False
    edits: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class RegisterSheetLine:
    """One dyad on the register; `age` is already in words, `flags` are short ("nut allergy").

    `marked` says that the family's page has something to read that is no matter for paper.
    """

    number: int
    baby: str
    age: str
    carer: str
    flags: tuple[str, ...] = ()
    paid: PaidDue = PaidDue.DUE
    due: str = ""
    phone: str = ""
    marked: bool = False


@dataclass(frozen=True, slots=True)
class RegisterSheet:
    """The paper register of one session; `capacity` is in babies and decides how many empty rows follow."""

    letterhead: Letterhead
    course: str
    week: int
    weeks: int
    session_title: str
    venue: str
    on: date
    starts: time
    ends: time
    rows: tuple[RegisterSheetLine, ...]
    capacity: int = 8


@dataclass(frozen=True, slots=True)
class CueSheetRow:
    """One baby on the cue sheet; `age`, `flags` and `marked` are as on the register."""

    number: int
    baby: str
    age: str = ""
    flags: tuple[str, ...] = ()
    marked: bool = False


@dataclass(frozen=True, slots=True)
class LegendLetter:
    """A letter and what it stands for."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class LegendGroup:
    """Letters that belong together; `tone` is the token that colours them."""

    title: str
    tone: str
    letters: tuple[LegendLetter, ...]


@dataclass(frozen=True, slots=True)
class CueSheet:
    """The paper cue sheet of one session of `minutes`; `permission` are the letters to ring."""

    letterhead: Letterhead
    course: str
    week: int
    weeks: int
    session_title: str
    venue: str
    on: date
    starts: time
    minutes: int
    rows: tuple[CueSheetRow, ...]
    legend: tuple[LegendGroup, ...]
    permission: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BenefitSheet:
    """One benefit with its findings and their sources, thoughts to take home and works to turn to after."""

    letterhead: Letterhead
    benefit: PaperBenefit
    thoughts: tuple[Thought, ...] = ()
    works: tuple[Work, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperActivity:
    """A planned activity, with the names of its benefits and what else there is to know of it."""

    minutes: int
    title: str
    benefits: str
    details: str


@dataclass(frozen=True, slots=True)
class PaperWeek:
    """A week of a plan; `told` says how its minutes stand to the length of a class."""

    number: int
    title: str
    told: str
    areas: str
    activities: tuple[PaperActivity, ...]


@dataclass(frozen=True, slots=True)
class PlanSheet:
    """A course plan; `told` says in words how many weeks it has and how long a class lasts."""

    letterhead: Letterhead
    label: str
    told: str
    matrix: Matrix
    weeks: tuple[PaperWeek, ...]


@dataclass(frozen=True, slots=True)
class PaperReceipt:
    """A numbered receipt; amounts are worded, with their currency. `carer` is empty where none may be named.

    `what` says for what in words, `how` how it was paid. `price`, `paid` and `due` are of the whole place as
    of `on`; `due` is empty where nothing is left to pay.
    """

    letterhead: Letterhead
    number: int
    given: date
    carer: str
    baby: str
    what: str
    amount: str
    deposit: bool
    paid_on: date
    how: str
    on: date
    price: str
    paid: str
    due: str


@dataclass(frozen=True, slots=True)
class SharedMinutes:
    """The minutes of a benefit in the classes that a baby was in, and how sure the science is of it."""

    code: str
    title: str
    minutes: int
    sure_line: str


@dataclass(frozen=True, slots=True)
class OwnAnswersOnPaper:
    """What a carer said before and after a course and wants on paper, by statement.

    `answers` is empty where there are not two of them; `words` are a sentence of the carer's own, or empty.
    """

    carer: str
    words: str
    answers: tuple[tuple[str, int | None, int | None], ...]


@dataclass(frozen=True, slots=True)
class FamilySummary:
    """A course as one baby had it, for one home of its family: two A4 pages.

    `days` are those on which the baby was there, `came_with` the adults of this home who brought it. `rested`
    is why there was no massage, by code, in the classes without one; `massaged` in how many there was a yes.
    `liked_areas` and `liked_songs` met more often a yes than a pause. `highlights` are the instructor's own
    words for this family, the latest first. `met` says how the baby likes to be met, in the words that stand
    on its family's page. `strokes` are by body area. `least` and `most` are the ends of a carer's line, which
    `ends` says in words. `edits` has, by the key of a sentence, what stands for it; "" leaves it out.
    """

    letterhead: Letterhead
    course: str
    on: date
    days: tuple[date, ...]
    baby: str
    carers: tuple[str, ...]
    came_with: tuple[str, ...]
    massaged: int = 0
    rested: tuple[str, ...] = ()
    engaging: tuple[Counted, ...] = ()
    disengaging: tuple[Counted, ...] = ()
    answers: tuple[Counted, ...] = ()
    soothed: tuple[Counted, ...] = ()
    liked_areas: tuple[str, ...] = ()
    liked_songs: tuple[str, ...] = ()
    highlights: tuple[str, ...] = ()
    met: tuple[str, ...] = ()
    strokes: tuple[tuple[str, tuple[str, ...]], ...] = ()
    songs: tuple[str, ...] = ()
    minutes: tuple[SharedMinutes, ...] = ()
    own: tuple[OwnAnswersOnPaper, ...] = ()
    ends: tuple[str, str] = ("", "")
    least: int = 0
    most: int = 10
    signposting: tuple[str, ...] = ()
    edits: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Certificate:
    """That a baby took part in a course, with the adults who came with it; it promises nothing."""

    letterhead: Letterhead
    course: str
    baby: str
    came_with: tuple[str, ...]
    days: tuple[date, ...]
    on: date


@dataclass(frozen=True, slots=True)
class OwnWordsForm:
    """The page on which a carer answers the five items, in her language; `about` is for the instructor."""

    letterhead: Letterhead
    title: str
    instruction: str
    statements: tuple[str, ...]
    ends: tuple[str, str]
    places: int
    words: str
    on_paper: str
    yes_no: tuple[str, str]
    thanks: str
    note: str
    about: str
    from_the_right: bool = False


@dataclass(frozen=True, slots=True)
class CardSection:
    """A few lines under a heading: steps in their order, points, or the lines of a song."""

    heading: str
    lines: tuple[str, ...]
    marks: Literal["numbers", "points", "none"] = "points"


@dataclass(frozen=True, slots=True)
class CardPart:
    """One part of a session card: its name, what it is in a line, and its drawing by code and in words."""

    title: str
    facts: str
    sections: tuple[CardSection, ...]
    drawing: str = ""
    drawing_words: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SessionCard:
    """One item of the library, or the parts of a week, for the instructor."""

    letterhead: Letterhead
    title: str
    under: str
    parts: tuple[CardPart, ...]
