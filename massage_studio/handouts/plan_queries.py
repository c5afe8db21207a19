"""What the papers of the course plans need."""

from sqlalchemy.orm import Session

from massage_studio.curriculum.plan_views import PlanningBook, length_words, matrix
from massage_studio.curriculum.plans_queries import planning_book
from massage_studio.curriculum.views import ActivityView, PlanView
from massage_studio.handouts import presenters
from massage_studio.handouts.papers import Draft, file_names
from massage_studio.handouts.views import Letterhead, PaperActivity, PaperWeek, PlanSheet
from massage_studio.language import translate
from massage_studio.store.profile import profile


def plan_drafts(session: Session) -> tuple[Draft, ...]:
    """Return the papers of all plans that are offered, ready to be set."""
    book, head = planning_book(session), presenters.letterhead(profile(session))
    names = file_names((plan.label for plan in book.plans), "course plan")
    return tuple(
        Draft("plan_sheet", plan.label, name, plan_sheet(book, plan, head), code=plan.code)
        for plan, name in zip(book.plans, names, strict=True)
    )


def plan_sheet(book: PlanningBook, plan: PlanView, head: Letterhead) -> PlanSheet:
    """Return a plan as it is printed."""
    shown = matrix(plan, book.benefits)
    weeks = tuple(
        PaperWeek(
            part.number,
            part.title,
            length_words(row),
            ", ".join(book.areas.get(area, area) for area in part.areas),
            tuple(_activity(book, one) for one in part.activities),
        )
        for part, row in zip(plan.sessions, shown.rows, strict=True)
    )
    minutes = translate("Plans", "classes of %n minutes", None, plan.minutes)
    told = translate("Plans", "%n weeks, {minutes}", None, len(weeks)).format(minutes=minutes)
    return PlanSheet(head, plan.label, told, shown, weeks)


def _activity(book: PlanningBook, one: ActivityView) -> PaperActivity:
    titles = {each.code: each.title for each in book.benefits}
    strokes = {each.code: each.label for each in book.strokes}
    details = [book.areas.get(area, area) for area in one.areas]
    details += [strokes[code] for code in one.strokes if code in strokes]
    details += [book.topics[one.topic]] if one.topic in book.topics else []
    benefits = ", ".join(titles.get(code, code) for code in one.benefits)
    return PaperActivity(one.minutes, one.title, benefits, ", ".join(details))
