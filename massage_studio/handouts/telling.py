"""Chooses and words what papers tell, from what the rooms know; reads nothing itself."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.numbers import format_currency

from massage_studio.bookings.views import RegisterRow, Visit
from massage_studio.cues import timeline
from massage_studio.cues.notation import Letter
from massage_studio.cues.views import CueView, Vocabulary
from massage_studio.curriculum import content
from massage_studio.curriculum.views import (
    BenefitView,
    EvidenceView,
    PlanSessionView,
    PlanView,
    SignpostView,
    SourceView,
    StrokeView,
)
from massage_studio.families.age import Age
from massage_studio.families.views import BabyView, Flag
from massage_studio.handouts import views
from massage_studio.store.profile_view import Profile

_LOCALE = "en_GB"
_MOST_STEPS = 6
# What a carer may need; the rest of the list is for the instructor.
_FOR_CARERS = ("baby_general", "crying", "mood", "mood_crisis", "isolation")
_FOR_THE_CARER = ("carer_break", "signpost", "urgent_help")
_WEEKS_UNTIL = 26
_LEGEND = {
    ("state", ""): ("States", "ink"),
    ("cue", "engagement"): ("Engaging: yes, more", "engaging"),
    ("cue", "disengagement"): ("Disengaging: pause", "disengaging"),
    ("response", ""): ("Carer's response", "ink"),
    ("permission", ""): ("Permission", "primary"),
}
_REASONS = {
    "asleep": "asleep",
    "hungry": "hungry",
    "said_no": "said no",
    "recent_jab": "a recent vaccination",
    "unwell": "unwell",
    "other": "not today",
}
_VISITS: dict[Visit, tuple[str, ...]] = {
    "": (),
    "drop_in": ("this class only",),
    "make_up": ("makes up a class",),
}
# The key of the class room that asks for the reason; on paper the reason is written.
_OTHER_LETTERS = {
    ("permission", "yes"): "Yes",
    ("permission", "not_now"): "Not now",
    ("permission", "unsure"): "Unsure",
    ("bookmark", ""): "Bookmark: describe it later",
    ("not_massaged", "other"): "Not today, and why",
}


def letterhead(profile: Profile) -> views.Letterhead:
    """Return who hands the paper out."""
    contact = tuple(part for part in (profile.email, profile.phone, profile.website) if part)
    business = profile.business or profile.instructor
    return views.Letterhead(business, profile.instructor or business, contact, profile.logo)


def benefit_text(benefit: BenefitView) -> views.BenefitText:
    """Return a benefit in the words for carers, with the studio's evidence."""
    words = content.load().handouts.benefits.get(benefit.code)
    return views.BenefitText(
        code=benefit.code,
        title=benefit.title,
        short_title=benefit.short_title,
        messages=benefit.messages,
        honest_statement=benefit.honest_statement,
        strength=benefit.strength,
        evidence=tuple(told for line in benefit.evidence if line.sources if (told := _evidence(line))),
        heading=words.heading if words else "",
        text=words.text if words else "",
        how_sure=words.how_sure if words else "",
    )


def _evidence(line: EvidenceView) -> views.EvidenceLine | None:
    """Return a finding in plain words, those of the studio where it did not ship; None for a silent one."""
    strengths = content.load().handouts.strengths
    shipped = content.load().finding(line.code)
    if shipped and not shipped.parent:
        return None
    words = shipped or line
    return views.EvidenceLine(
        finding=shipped.parent if shipped else line.finding,
        caveat=words.caveat,
        strength=strengths.get(line.strength, line.strength),
        direction=views.Direction(line.direction),
        citation=_citation(line.sources[0]),
        population=words.population,
        numbers=shipped.numbers if shipped else "",
    )


def _citation(source: SourceView) -> views.Citation:
    shipped = content.load().sources.get(source.key)
    where = f" {shipped.published_in}." if shipped and shipped.published_in else ""
    # A title may end in a question mark of its own.
    citation = source.citation.replace("?.", "?")
    # An address that a later look took back is not printed for a studio that still has it.
    return views.Citation(source.key, f"{citation}{where}", shipped.url if shipped else source.url)


def home_steps(plan: PlanView, part: PlanSessionView) -> tuple[str, ...]:
    """Return what to try at home: the week's new area step by step, then a line for each other one.

    Areas of the week before come last; a week without a new area repeats its own.
    """
    texts = content.load().handouts.areas
    before = [earlier for earlier in plan.sessions if earlier.number < part.number]
    learnt = {area for earlier in before for area in earlier.areas}
    own = [area for area in part.areas if area in texts]
    new = [area for area in own if area not in learnt] or own
    steps = list(texts[new[0]].steps) if new else []
    others = [area for area in own if area not in new[:1]]
    others += [area for area in (before[-1].areas if before else ()) if area in texts and area not in own]
    return (*steps, *(texts[area].lately for area in others))[:_MOST_STEPS]


def strokes(taught: Iterable[StrokeView], areas: Iterable[str]) -> tuple[views.StrokeText, ...]:
    """Return the strokes of a week, after them the routines that belong to its areas."""
    shipped = content.load()
    told = [views.StrokeText(row.area_label, row.label, row.description) for row in taught]
    wanted = set(areas)
    for routine in (routine for routine in shipped.routines if routine.area in wanted):
        parts = [(shipped.stroke(code).label, shipped.stroke(code).description) for code in routine.strokes]
        within = [shipped.routine(code) for code in routine.routines]
        parts += [(each.label, _sentence(each.steps)) for each in within]
        parts.append(("In this order", _sentence(routine.steps)))
        parts.append(("How often and when", _sentence((routine.repeat, routine.when))))
        parts.append(("Good to know", routine.note))
        told += [views.StrokeText(routine.label, label, words) for label, words in parts if words]
    return tuple(told)


def _sentence(parts: Iterable[str]) -> str:
    words = "; ".join(part for part in parts if part)
    return f"{_capital(words)}." if words else ""


def to_mind(baby: BabyView) -> tuple[str, ...]:
    """Return what this baby's health flags and age mean at home; no flag is named."""
    words = content.load().handouts.to_mind
    early = baby.age is not None and baby.age.corrected_days is not None
    kinds = {flag.kind for flag in baby.flags} | ({"early"} if early else set())
    return tuple(told for kind, told in words.items() if kind in kinds)


def not_today() -> tuple[str, ...]:
    """Return the main reasons to leave massage for another day."""
    shipped = content.load()
    return tuple(shipped.contraindication(code).parent for code in shipped.handouts.not_today.main)


def signposting(signposts: Iterable[SignpostView]) -> tuple[str, ...]:
    """Return where carers find help, a sentence each."""
    found = {signpost.code: signpost for signpost in signposts}
    return tuple(f"{found[code].when}: {found[code].to}." for code in _FOR_CARERS if code in found)


def spans(notes: Iterable[CueView], until: datetime, zone: ZoneInfo) -> tuple[views.StateSpan, ...]:
    """Return a baby's states in local time; an open one reaches to `until`."""
    shipped = content.load()
    return tuple(
        views.StateSpan(
            span.code,
            shipped.state(span.code).parent,
            span.start.astimezone(zone),
            span.end.astimezone(zone),
        )
        for span in timeline.spans(notes, until)
    )


def cues(
    notes: Iterable[CueView], words: Vocabulary
) -> tuple[tuple[views.Counted, ...], tuple[views.Counted, ...]]:
    """Return engaging and disengaging cues in a parent's words with their counts, most often first."""
    engaging, disengaging = (
        tuple(
            views.Counted(_capital(words.cues[code].phrase), words.cues[code].phrase, count)
            for code, count in timeline.counted(notes, polarity)
        )
        for polarity in ("engagement", "disengagement")
    )
    return engaging, disengaging


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def answers(
    notes: Iterable[CueView], words: Vocabulary
) -> tuple[tuple[views.Counted, ...], tuple[views.Counted, ...], tuple[views.Counted, ...]]:
    """Return the carer's responses to a pause, those to crying, and all others, each most often first.

    What was done for the carer's own sake is nobody else's business and stays off the sheet.
    """
    of_baby = tuple(notes)
    pauses = [note for note in of_baby if note.kind == "cue" and note.polarity == "disengagement"]
    crying = [note for note in of_baby if (note.kind, note.code) == ("state", "crying")]
    to_pause, to_crying, other = Counter[str](), Counter[str](), Counter[str]()
    for reply in of_baby:
        if reply.kind != "response" or reply.code in _FOR_THE_CARER:
            continue
        if any(_follows(reply, pause) for pause in pauses):
            to_pause[reply.code] += 1
        elif any(state.at <= reply.at and not _over(state, reply.at) for state in crying):
            to_crying[reply.code] += 1
        else:
            other[reply.code] += 1
    to, soothing, rest = (
        tuple(
            views.Counted(words.label("response", code), words.responses[code].phrase, count)
            for code, count in given.most_common()
        )
        for given in (to_pause, to_crying, other)
    )
    return to, soothing, rest


def _follows(reply: CueView, pause: CueView) -> bool:
    return reply.seq > pause.seq and timedelta() <= reply.at - pause.at <= timeline.ANSWERED_WITHIN


def _over(state: CueView, moment: datetime) -> bool:
    return state.ended is not None and state.ended <= moment


def permission(notes: Iterable[CueView]) -> tuple[views.PermissionAsked | None, str, str]:
    """Return the baby's last answer, or in words and as a code why there was no massage."""
    noted = tuple(notes)
    asked = [note for note in noted if note.kind == "permission"]
    if (reason := timeline.not_massaged(noted)) is not None:
        return None, reason.text or _REASONS[reason.code], reason.code
    if not asked:
        return None, "", ""
    last = asked[-1]
    if last.code == "not_now" and all(note.code != "yes" for note in asked):
        # Words of one's own may tell of anything; only a bare "not now" is surely the baby's.
        return None, last.text or "not now", "" if last.text else "said_no"
    known = last.code if last.code in set(views.Permission) else None
    return views.PermissionAsked(views.Permission(known) if known else None, last.text), "", ""


def register_row(row: RegisterRow) -> views.RegisterRow:
    """Return one dyad on the paper register; a telephone number under a restriction stays off it."""
    adult = row.adult
    missing = ("consent missing",) if row.consent_missing else ()
    return views.RegisterRow(
        number=row.number,
        baby=row.baby.name,
        age=_age(row.baby.age),
        carer=adult.name if adult else "",
        flags=(*(_flag(flag) for flag in row.baby.flags), *missing, *_VISITS[row.visit]),
        paid=_paid(row),
        due=format_currency(row.due, row.currency, locale=_LOCALE) if row.due > 0 else "",
        phone=adult.phone if adult and not adult.contact_restriction else "",
    )


def cue_sheet_row(row: RegisterRow) -> views.CueSheetRow:
    """Return one baby on the paper cue sheet."""
    missing = ("consent missing",) if row.consent_missing else ()
    flags = (*(_flag(flag) for flag in row.baby.flags), *missing)
    return views.CueSheetRow(row.number, row.baby.name, _age(row.baby.age), flags)


def legend(known: Iterable[Letter]) -> tuple[views.LegendGroup, ...]:
    """Return the letters of a cue sheet by what they stand for, in the order of the class room."""
    groups: dict[tuple[str, str], list[views.LegendLetter]] = {key: [] for key in _LEGEND}
    for letter in known:
        words = letter.label or _OTHER_LETTERS[letter.kind, letter.code]
        beside = letter.kind in ("not_massaged", "bookmark")
        group = ("permission", "") if beside else (letter.kind, letter.polarity)
        groups[group].append(views.LegendLetter(letter.key, words))
    return tuple(views.LegendGroup(*_LEGEND[key], tuple(found)) for key, found in groups.items() if found)


def _paid(row: RegisterRow) -> views.PaidDue:
    if not row.price:
        return views.PaidDue.FREE
    if row.due <= 0:
        return views.PaidDue.PAID
    return views.PaidDue.PART if row.due < row.price else views.PaidDue.DUE


def _flag(flag: Flag) -> str:
    if flag.kind == "immunised":
        return f"immunised {format_date(flag.since, 'd MMM', locale=_LOCALE)}"
    if flag.kind in flag.what.casefold():
        return flag.what
    return f"{flag.kind}: {flag.what}" if flag.what else flag.kind


def _age(age: Age | None) -> str:
    if age is None:
        return ""
    if age.days < 0:
        return "not born yet"
    words = _span_of_days(age.days)
    if age.corrected_days is None:
        return words
    if age.corrected_days < 0:
        return f"{words}, due in {-(age.corrected_days // 7)} weeks"
    return f"{words}, {_span_of_days(age.corrected_days)} corrected"


def _span_of_days(days: int) -> str:
    weeks = days // 7
    if weeks < _WEEKS_UNTIL:
        return f"{weeks} week{'' if weeks == 1 else 's'}"
    # A mean month is good enough to say an age in whole months.
    return f"{int(days / 30.4375)} months"
