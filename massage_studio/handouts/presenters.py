"""Chooses and words what papers tell, from what the rooms know; reads nothing itself."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date

from massage_studio.bookings.prices import worded
from massage_studio.bookings.views import RegisterRow, Visit
from massage_studio.charts.findings import Finding
from massage_studio.charts.views import RibbonSpan
from massage_studio.cues import pairs, timeline
from massage_studio.cues.notation import KeyLetter
from massage_studio.cues.permission import PermissionWord, permission_timeline
from massage_studio.cues.presence import Presence
from massage_studio.cues.views import MASSAGING, CueView, Vocabulary
from massage_studio.curriculum import content
from massage_studio.curriculum.content import Content
from massage_studio.curriculum.content_views import source_view
from massage_studio.curriculum.handout_types import OilText
from massage_studio.curriculum.home_steps import short_steps
from massage_studio.curriculum.safety import Fact, Permitted, asked_for
from massage_studio.curriculum.views import (
    BenefitView,
    EvidenceView,
    SignpostView,
    SourceView,
    StrokeView,
)
from massage_studio.families.age import Age
from massage_studio.families.restrictions import Purpose, may, restricted
from massage_studio.families.views import Flag
from massage_studio.handouts import views
from massage_studio.language import translate
from massage_studio.store.profile_view import Profile

_LOCALE = "en_GB"
_WEEKS_UNTIL = 26
_URGENT = ("mood_crisis", "crying", "mood")
_LEGEND = {
    ("state", ""): ("States", "ink"),
    ("cue", "engagement"): ("Engaging: yes, more", "engaging"),
    ("cue", "disengagement"): ("Disengaging: pause", "disengaging"),
    ("response", ""): ("Carer's response", "ink"),
    ("permission", ""): ("Permission", "primary"),
}
NOT_TODAY = "not today"
_REASONS = {
    "asleep": "asleep",
    "hungry": "hungry",
    "said_no": "said no",
    "recent_jab": "a recent vaccination",
    "unwell": "unwell",
    "other": NOT_TODAY,
}
# The reasons of the class room that are health flags as well.
_KINDS = {"recent_jab": "immunised", "unwell": "unwell"}
_VISITS: dict[Visit, tuple[str, ...]] = {
    "": (),
    "drop_in": ("this class only",),
    "make_up": ("makes up a class",),
}
# The key of the class room that asks for the reason; on paper the reason is written.
_OTHER_LETTERS = {
    ("permission", "asked"): "Asked, waiting",
    ("permission", "yes"): "Yes",
    ("permission", "not_now"): "Not now",
    ("permission", "unsure"): "Unsure",
    ("bookmark", ""): "Bookmark: describe it later",
    ("not_massaged", "other"): "Not today: why",
}


def letterhead(profile: Profile) -> views.Letterhead:
    """Return who hands the paper out."""
    contact = tuple(part for part in (profile.email, profile.phone, profile.website) if part)
    business = profile.business or profile.instructor
    return views.Letterhead(business, profile.instructor or business, contact, profile.logo)


def benefit_text(benefit: BenefitView) -> views.PaperBenefit:
    """Return a benefit in the words for carers, with the studio's evidence."""
    words = content.load().handouts.benefits.get(benefit.code)
    return views.PaperBenefit(
        code=benefit.code,
        title=benefit.title,
        short_title=benefit.short_title,
        messages=benefit.messages,
        honest_statement=benefit.honest_statement,
        strength=benefit.strength,
        # Only what was verified, and has a source and plain words, is printed.
        evidence=tuple(
            _evidence(line) for line in benefit.evidence if line.verified and line.sources and line.parent
        ),
        heading=words.heading if words else "",
        text=words.text if words else "",
        how_sure=words.how_sure if words else "",
        sure_line=words.sure_line if words else "",
        standing=tuple(Finding(line.direction, line.strength, line.verified) for line in benefit.evidence),
    )


def thoughts(benefit: str) -> tuple[views.Thought, ...]:
    """Return the thoughts to take home that belong to a benefit."""
    shipped = content.load()
    return tuple(
        views.Thought(seed.text, _citation(source_view(shipped, seed.sources[0])))
        for seed in shipped.handouts.seeds
        if seed.benefit == benefit
    )


def works() -> tuple[views.Work, ...]:
    """Return what there is to read and to watch after a class."""
    labels, literature = content.load().handouts.labels, content.load().handouts.literature
    return tuple(views.Work(one.title, f"{labels[one.kind]}: {one.whose}", one.url) for one in literature)


def _evidence(line: EvidenceView) -> views.EvidenceLine:
    return views.EvidenceLine(
        finding=line.parent,
        caveat=line.caveat,
        strength=content.load().handouts.strengths.get(line.strength, line.strength),
        direction=views.Direction(line.direction),
        citation=_citation(line.sources[0]),
        population=line.population,
        numbers=line.numbers,
    )


def _citation(source: SourceView) -> views.Citation:
    where = f" {source.published_in}." if source.published_in else ""
    # A title may end in a question mark of its own.
    citation = source.citation.replace("?.", "?")
    return views.Citation(source.key, f"{citation}{where}", source.url)


def facts(notes: Iterable[CueView], on: date) -> tuple[Fact, ...]:
    """Return what the notes of a class tell of a baby's health: why it was not massaged."""
    asked = [note for note in notes if note.kind in ("not_massaged", "permission")]
    return tuple(Fact(_KINDS.get(note.code, ""), note.text, on) for note in asked)


def home_steps(areas: Iterable[str], allowed: Permitted) -> tuple[views.StepText, ...]:
    """Return three steps to try at home, those of a week's areas as far as they are allowed."""
    return tuple(
        views.StepText(step.title, step.text, picture(step.drawing))
        for step in short_steps(content.load(), areas, allowed)
    )


def picture(code: str) -> views.Picture | None:
    """Return the drawing that a stroke, a state or an action has, if any."""
    drawing = content.load().drawing(code)
    return views.Picture(drawing.code, drawing.words) if drawing else None


def strokes(taught: Iterable[StrokeView], allowed: Permitted) -> tuple[views.StrokeText, ...]:
    """Return those strokes of a week that are allowed, under the names that parents know."""
    return tuple(
        views.StrokeText(row.area_label, row.plain_name, row.how, picture(row.code))
        for row in taught
        if allowed.allows(row.involves)
    )


def not_today(now: Content) -> tuple[str, ...]:
    """Return the reasons to leave massage for another day in short, with her own words where she has some."""
    shipped = content.load()
    found = []
    for reason in now.handouts.not_today.reasons:
        own = [now.contraindication(code).parent for code in reason.covers]
        hers = [
            words
            for words, code in zip(own, reason.covers, strict=True)
            if words != shipped.contraindication(code).parent
        ]
        found.append(", or ".join((reason.text, *hers)))
    return tuple(found)


def oil(texts: OilText, weeks: int | None) -> tuple[str, ...]:
    """Return what a family is told about oil at an age in weeks, None where that is not known."""
    if weeks is None or weeks < texts.under_weeks:
        return (texts.first_weeks,)
    return texts.later, texts.patch_test


def asked(now: Content, known: Iterable[Fact], on: date) -> tuple[views.AskedFor, ...]:
    """Return what is told only to a family that asks, for what is known of its baby on a day."""
    return tuple(
        views.AskedFor(
            one.title,
            tuple(line.text for line in one.lines),
            tuple(line.text for line in one.lines if line.short),
        )
        for one in asked_for(now, known, on=on)
    )


def signposting(signposts: Iterable[SignpostView]) -> tuple[str, ...]:
    """Return where carers find help, a sentence each: what cannot wait first, then her local services."""
    told = sorted(
        (post for post in signposts if post.family),
        key=lambda post: (_URGENT.index(post.code) if post.code in _URGENT else len(_URGENT), not post.own),
    )
    return tuple(f"{post.when}: {post.to}." for post in told)


def local_services(signposts: Iterable[SignpostView]) -> int:
    """Return how many of the sentences tell of her own local services."""
    return sum(post.own and post.family for post in signposts)


def kept_signposts(signposts: Iterable[SignpostView]) -> int:
    """Return how many of the first sentences are to stand on a sheet, which end with her local services."""
    own = local_services(signposts)
    return len(_URGENT) + own if own else 2


def spans(
    notes: Iterable[CueView], words: Vocabulary, until: datetime, zone: ZoneInfo, there: Presence
) -> tuple[RibbonSpan, ...]:
    """Return a baby's states in local time, while it was there; an open one reaches to `until`."""
    return tuple(
        RibbonSpan(
            span.code,
            words.states[span.code].phrase,
            span.start.astimezone(zone),
            span.end.astimezone(zone),
        )
        for span in there.within(timeline.spans(notes, until))
    )


def cues(
    notes: Iterable[CueView], words: Vocabulary
) -> tuple[tuple[views.Counted, ...], tuple[views.Counted, ...]]:
    """Return engaging and disengaging cues in a parent's words with their counts, most often first."""
    engaging, disengaging = (
        tuple(
            views.Counted(
                _capital(words.cues[code].seen or words.cues[code].phrase), words.cues[code].phrase, count
            )
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
    """Return the carer's answers to a pause, those to crying, and the rest, most often first."""
    of_baby = tuple(notes)
    to = pairs.answered(of_baby)
    to_pause, to_crying, other = Counter[str](), Counter[str](), Counter[str]()
    for reply in of_baby:
        sign = to.get(reply.id)
        # What was done at a "not now" is told with it, and that the massage goes on is no answer to a pause.
        if reply.kind != "response" or reply.code == MASSAGING or (sign and not pairs.is_pause(sign)):
            continue
        if sign is not None:
            to_pause[reply.code] += 1
        elif timeline.while_crying(reply, of_baby):
            to_crying[reply.code] += 1
        else:
            other[reply.code] += 1
    answering, soothing, rest = (
        tuple(
            views.Counted(words.label("response", code), words.responses[code].phrase, count)
            for code, count in given.most_common()
        )
        for given in (to_pause, to_crying, other)
    )
    return answering, soothing, rest


def added(given: Iterable[Iterable[views.Counted]]) -> tuple[views.Counted, ...]:
    """Return what was given in several classes as one, most often first."""
    found: dict[str, views.Counted] = {}
    for one in (one for of_class in given for one in of_class):
        before = found.get(one.label)
        found[one.label] = replace(one, count=one.count + (before.count if before else 0))
    return tuple(sorted(found.values(), key=lambda one: -one.count))


def permission(
    notes: Iterable[CueView], words: Vocabulary
) -> tuple[tuple[views.PermissionSaid, ...], str, str]:
    """Return what was said about permission in its order, and in words and as a code why no massage was.

    What tells why there was no massage is not told twice, unless the carer was seen to go with it.
    """
    went = permission_timeline(notes)
    why = went.not_massaged
    said: list[views.PermissionSaid] = []
    for one in (_said(word, words) for word in went.words if word.note is not why or _respected(word)):
        if said and replace(said[-1], done=()) == replace(one, done=()):
            # A "not now" and the reason that says the same are one word.
            said[-1] = replace(one, done=(*said[-1].done, *one.done))
        else:
            said.append(one)
    if went.waiting is not None and (said or why is None):
        said.append(views.PermissionSaid())
    if why is None:
        return tuple(said), "", ""
    if why.kind == "permission":
        # Words of one's own may tell of anything; only a bare "not now" is surely the baby's.
        return tuple(said), why.text or "not now", "" if why.text else "said_no"
    return tuple(said), why.text or _REASONS[why.code], why.code


def _respected(word: PermissionWord) -> bool:
    return word.is_no and bool(word.done)


def _said(word: PermissionWord, words: Vocabulary) -> views.PermissionSaid:
    note = word.note
    if note.kind == "not_massaged" and note.code != "said_no":
        return views.PermissionSaid(reason=note.code, words=note.text)
    done = dict.fromkeys(reply.code for reply in word.done)
    answer = views.Permission.NOT_NOW if word.is_no else views.Permission(note.code)
    phrases = tuple((code, words.responses[code].phrase) for code in done)
    return views.PermissionSaid(answer, words=note.text, done=phrases)


def register_row(row: RegisterRow) -> views.RegisterSheetLine:
    """Return one dyad on the paper register; of an adult under a restriction neither name nor telephone."""
    adult = row.adult if row.adult and may(row.adult, Purpose.GET_PAPERS) else None
    missing = ("consent missing",) if row.consent_missing else ()
    return views.RegisterSheetLine(
        number=row.number,
        baby=row.baby.name,
        age=_age(row.baby.age),
        carer=adult.name if adult else "",
        flags=(*(_flag(flag) for flag in row.baby.flags), *missing, *_VISITS[row.visit], *_elsewhere(row)),
        paid=_paid(row),
        due=worded(row.due, row.currency) if row.due > 0 else "",
        phone=adult.phone if adult else "",
        marked=bool(restricted(row.adults)),
    )


def _elsewhere(row: RegisterRow) -> tuple[str, ...]:
    """Return the mark of a baby that makes this class up in another course and does not come."""
    return ("made up elsewhere",) if row.status == "elsewhere" else ()


def cue_sheet_row(row: RegisterRow) -> views.CueSheetRow:
    """Return one baby on the paper cue sheet."""
    missing = ("consent missing",) if row.consent_missing else ()
    flags = (*(_flag(flag) for flag in row.baby.flags), *missing, *_elsewhere(row))
    marked = bool(restricted(row.adults))
    return views.CueSheetRow(row.number, row.baby.name, _age(row.baby.age), flags, marked)


def legend(known: Iterable[KeyLetter]) -> tuple[views.LegendGroup, ...]:
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
        return translate("Handouts", "not born yet")
    words = _span_of_days(age.days)
    if age.corrected_days is None:
        return words
    if age.corrected_days < 0:
        weeks = -(age.corrected_days // 7)
        return translate("Handouts", "{age}, due in %n weeks", None, weeks).format(age=words)
    corrected = _span_of_days(age.corrected_days)
    return translate("Handouts", "{age}, {corrected} corrected").format(age=words, corrected=corrected)


def _span_of_days(days: int) -> str:
    weeks = days // 7
    if weeks < _WEEKS_UNTIL:
        return translate("Handouts", "%n weeks", None, weeks)
    # A mean month is good enough to say an age in whole months.
    return translate("Handouts", "%n months", None, int(days / 30.4375))
