"""What the plan editor says of a plan and of an activity."""

from massage_studio.bookings.views import PlannedCourse
from massage_studio.curriculum.plan_views import PlanningBook
from massage_studio.curriculum.views import ActivityView, PlanView
from massage_studio.gui import wording
from massage_studio.gui.curriculum.week_list import ActivityLine
from massage_studio.language import translate


def activity_line(book: PlanningBook, place: int, one: ActivityView) -> ActivityLine:
    """Return an activity as its row is painted and read out."""
    names = {each.code: each.title for each in book.benefits}
    strokes = {each.code: each.label for each in book.strokes}
    told = [book.areas[area] for area in one.areas if area in book.areas]
    told += [strokes[code] for code in one.strokes if code in strokes]
    if one.topic in book.topics:
        told.append(book.topics[one.topic])
    return ActivityLine(
        place,
        one,
        tuple((code, names.get(code, code)) for code in one.benefits),
        ", ".join(told),
        _hidden(book, one),
    )


def _hidden(book: PlanningBook, one: ActivityView) -> str:
    """Return in words what an activity uses that is hidden in the curriculum, nothing where nothing is."""
    gone = [each.title for each in book.benefits if each.code in one.benefits and not each.offered]
    gone += [each.label for each in book.strokes if each.code in one.strokes and not each.offered]
    if not one.benefits:
        return translate("PlansPanel", "Counts for no benefit")
    words = translate("PlansPanel", "Hidden in the curriculum: {names}")
    return words.format(names=", ".join(gone)) if gone else ""


def standing(book: PlanningBook, plan: PlanView, courses: tuple[PlannedCourse, ...], *, names: bool) -> str:
    """Return whose a plan is, and which courses follow it; without `names` no private one by its name."""
    whose = {
        "shipped": translate("PlansPanel", "As shipped"),
        "changed": translate("PlansPanel", "Shipped, in your words"),
        "own": translate("PlansPanel", "Your own"),
    }[book.whose.get(plan.code, "shipped")]
    origin = book.plan(plan.copied_from)
    if origin is not None:
        whose = translate("PlansPanel", "From “{plan}”").format(plan=origin.label)
    following = [one for one in courses if one.plan_code == plan.code]
    told = [whose]
    named = [one.name for one in following if names or not one.private][:2]
    more = len(following) - len(named)
    if more:
        named.append(translate("PlansPanel", "%n more courses", None, more))
    if named:
        told.append(translate("PlansPanel", "followed by {courses}").format(courses=wording.listed(named)))
    if plan.note and book.whose.get(plan.code) == "shipped":
        told.append(plan.note)
    return " · ".join(told)
