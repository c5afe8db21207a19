"""The menus of the plan editor: of an activity, of a week, of a plan."""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from massage_studio.curriculum import plan_edits
from massage_studio.curriculum.plan_views import PlanningBook
from massage_studio.curriculum.plans_service import Edit
from massage_studio.curriculum.views import ActivityView, PlanSessionView, PlanView
from massage_studio.language import translate

Do = Callable[[Edit], None]
Press = Callable[[str], None]


def activity_menu(
    parent: QWidget,
    book: PlanningBook,
    plan: PlanView,
    week: int,
    place: int,
    do: Do,
    press: Press,
    known: Press,
) -> QMenu:
    """Make the menu of an activity; `press` does what a key of its row does too, `known` opens a benefit."""
    one = plan.sessions[week - 1].activities[place]
    menu = _menu(parent)
    _add(menu, translate("PlanMenus", "Write the minutes"), "Enter", partial(press, "minutes"))
    _add(menu, translate("PlanMenus", "Rename"), "F2", partial(press, "rename"))
    _add(menu, translate("PlanMenus", "Duplicate"), "Ctrl+D", partial(press, "duplicate"))
    menu.addSeparator()
    benefits = {each.code: each.title for each in book.benefits if each.offered or each.code in one.benefits}
    _ticks(
        menu.addMenu(translate("PlanMenus", "Benefits")),
        benefits,
        one.benefits,
        lambda chosen: do(partial(plan_edits.set_benefits, week=week, place=place, benefits=chosen)),
    )
    _ticks(
        menu.addMenu(translate("PlanMenus", "Body areas")),
        book.areas,
        one.areas,
        lambda chosen: do(partial(plan_edits.set_areas, week=week, place=place, areas=chosen)),
    )
    _strokes(
        menu,
        book,
        one,
        lambda chosen: do(partial(plan_edits.set_strokes, week=week, place=place, strokes=chosen)),
    )
    _topics(
        menu, book, one, lambda topic: do(partial(plan_edits.set_topic, week=week, place=place, topic=topic))
    )
    if len(plan.sessions) > 1:
        to = menu.addMenu(translate("PlanMenus", "Move to week"))
        for part in plan.sessions:
            if part.number != week:
                end = len(part.activities)
                step = partial(plan_edits.move_activity, week=week, place=place)
                step = partial(step, to_week=part.number, to_place=end)
                to.addAction(_plain(f"{part.number} {part.title}"), partial(do, step))
    if one.benefits:
        found = menu.addMenu(translate("PlanMenus", "What is known of"))
        for code in one.benefits:
            found.addAction(_plain(benefits.get(code, code)), partial(known, code))
    menu.addSeparator()
    _add(menu, translate("PlanMenus", "Move up"), "Alt+Up", partial(press, "up"))
    _add(menu, translate("PlanMenus", "Move down"), "Alt+Down", partial(press, "down"))
    _add(menu, translate("PlanMenus", "Remove"), "Del", partial(press, "remove"))
    return menu


def week_menu(parent: QWidget, book: PlanningBook, part: PlanSessionView, do: Do, press: Press) -> QMenu:
    """Make the menu of a week."""
    menu = _menu(parent)
    _add(menu, translate("PlanMenus", "Rename this week"), "F2", partial(press, "rename"))
    _add(menu, translate("PlanMenus", "Duplicate this week"), "Ctrl+D", partial(press, "duplicate"))
    _add(menu, translate("PlanMenus", "Add a week after it"), "Ins", partial(press, "add"))
    menu.addSeparator()
    focus = menu.addMenu(translate("PlanMenus", "Focus of its take-home"))
    for one in book.benefits:
        if one.offered or one.code == part.focus_benefit:
            step = partial(plan_edits.set_focus, week=part.number, benefit=one.code)
            action = focus.addAction(_plain(one.title), partial(do, step))
            action.setCheckable(True)
            action.setChecked(one.code == part.focus_benefit)
    _ticks(
        menu.addMenu(translate("PlanMenus", "Body areas")),
        book.areas,
        part.areas,
        lambda chosen: do(partial(plan_edits.set_week_areas, week=part.number, areas=chosen)),
    )
    menu.addSeparator()
    _add(menu, translate("PlanMenus", "Move up"), "Alt+Up", partial(press, "up"))
    _add(menu, translate("PlanMenus", "Move down"), "Alt+Down", partial(press, "down"))
    _add(menu, translate("PlanMenus", "Remove this week"), "Del", partial(press, "remove"))
    return menu


def plan_menu(
    parent: QWidget, book: PlanningBook, plan: PlanView, press: Press, show: Callable[[str], None]
) -> QMenu:
    """Make the menu of a plan; `show` offers a hidden plan again."""
    menu = _menu(parent)
    menu.addAction(translate("PlanMenus", "Rename this plan"), partial(press, "rename"))
    _add(menu, translate("PlanMenus", "Duplicate this plan"), "Ctrl+Shift+D", partial(press, "duplicate"))
    if book.whose.get(plan.code) == "changed":
        menu.addAction(translate("PlanMenus", "Back to the plan as shipped"), partial(press, "reset"))
    menu.addAction(translate("PlanMenus", "Hide this plan"), partial(press, "hide"))
    if book.hidden:
        hidden = menu.addMenu(translate("PlanMenus", "Show a hidden plan"))
        for one in book.hidden:
            hidden.addAction(_plain(one.label), partial(show, one.code))
    return menu


def _menu(parent: QWidget) -> QMenu:
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return menu


def _add(menu: QMenu, words: str, key: str, act: Callable[[], None]) -> None:
    # After the tab stands the key that does the same from the row.
    menu.addAction(f"{words}\t{key}", act)


def _plain(text: str) -> str:
    return text.replace("&", "&&")


def _ticks(
    menu: QMenu, names: dict[str, str], ticked: tuple[str, ...], then: Callable[[tuple[str, ...]], None]
) -> None:
    """Fill a menu with names to tick; `then` gets all that are ticked, in the order of the names."""
    for code, name in names.items():
        others = set(ticked) ^ {code}
        # One that has no name any more stays ticked.
        chosen = (
            *(each for each in names if each in others),
            *(each for each in ticked if each not in names),
        )
        action = menu.addAction(_plain(name), partial(then, chosen))
        action.setCheckable(True)
        action.setChecked(code in ticked)


def _strokes(
    menu: QMenu, book: PlanningBook, one: ActivityView, then: Callable[[tuple[str, ...]], None]
) -> None:
    """Offer the strokes of the activity's body areas, or of all areas, each area in a menu of its own."""
    under = menu.addMenu(translate("PlanMenus", "Strokes"))
    areas: Iterable[str] = one.areas or book.areas
    for area in areas:
        names = {
            each.code: each.label
            for each in book.strokes
            if each.area == area and (each.offered or each.code in one.strokes)
        }
        if names:
            target = under.addMenu(_plain(book.areas[area])) if len(list(areas)) > 1 else under
            _ticks(target, names, one.strokes, then)
    under.setEnabled(bool(under.actions()))


def _topics(menu: QMenu, book: PlanningBook, one: ActivityView, then: Callable[[str], None]) -> None:
    under = menu.addMenu(translate("PlanMenus", "Topic"))
    for code, name in {"": translate("PlanMenus", "No topic"), **book.topics}.items():
        action = under.addAction(_plain(name), partial(then, code))
        action.setCheckable(True)
        action.setChecked(code == one.topic)
