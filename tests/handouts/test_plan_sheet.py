"""A course plan on paper says what the plan editor shows."""

from dataclasses import replace
from functools import partial

from massage_studio.curriculum import plan_edits, plans_service
from massage_studio.handouts import plan_sheet
from massage_studio.handouts.papers import build
from massage_studio.handouts.plan_queries import plan_drafts
from massage_studio.handouts.views import PlanSheet
from massage_studio.store.engine import Store
from tests.paper.hearing import heard_pages
from tests.paper.reading import pages_of, sizes_of, squeezed, text_of, type_sizes
from tests.studio_fixtures import NOW


def sheet(studio: Store, code: str = "five_60") -> PlanSheet:
    with studio.read() as session:
        draft = next(one for one in plan_drafts(session) if one.code == code)
    assert isinstance(draft.view, PlanSheet)
    return draft.view


def test_every_plan_has_a_paper_with_all_its_weeks_and_activities(studio: Store) -> None:
    with studio.read() as session:
        drafts = plan_drafts(session)
    assert drafts[0].file_name == "Five weeks, 60 minutes course plan.pdf"
    for draft in drafts:
        view, data = draft.view, build(draft).content
        assert isinstance(view, PlanSheet)
        said = squeezed(text_of(data)).replace("’", "'")
        for week in view.weeks:
            assert squeezed(f"Week {week.number}: {week.title}") in said
            for one in week.activities:
                assert squeezed(one.title).replace("’", "'") in said and f"{one.minutes}min" in said
        assert set(sizes_of(data)) == {(595, 842)} and min(type_sizes(data)) >= 8


def test_the_matrix_is_told_in_words_to_those_who_hear_the_page(studio: Store) -> None:
    figures = heard_pages(plan_sheet.build(sheet(studio)))[0].roles("Figure")
    assert "1 Legs and feet: Touch 15 minutes, Attunement 20 minutes, Bonding 25 minutes" in figures[0].alt
    assert "In the course: Touch 91 minutes" in figures[0].alt
    assert figures[0].alt.count("Twice an equal share or more: Bonding.") == 1
    assert text_of(plan_sheet.build(sheet(studio))).count("×2") == 1, "as the plan editor marks it"


def test_the_paper_has_the_minutes_of_the_screen_and_says_what_is_over(studio: Store) -> None:
    step = partial(plan_edits.set_minutes, week=1, place=0, minutes=10)
    with studio.write() as session:
        plans_service.change_plan(session, code="five_60", edit=step, now=NOW)
    view = sheet(studio)
    said = squeezed(text_of(plan_sheet.build(view)))
    assert squeezed("65 of 60 minutes, 5 over") in said and squeezed("65, 5 over") in said
    for row in view.matrix.rows:
        assert str(row.total) in said


def test_twelve_weeks_with_long_names_stay_on_the_page(studio: Store) -> None:
    view = sheet(studio)
    name = "Gentle movements, the whole routine once more, and a long goodbye with every family"
    week = replace(view.weeks[0], title=name, activities=view.weeks[0].activities * 8)
    rows = tuple(replace(view.matrix.rows[0], number=number, title=name) for number in range(1, 13))
    long = replace(view, weeks=(week,) * 12, matrix=replace(view.matrix, rows=rows))
    pages = pages_of(plan_sheet.build(long))
    assert len(pages) > 12 and all(squeezed("Page") in squeezed(page) for page in pages)


def test_a_week_without_activities_says_so(studio: Store) -> None:
    view = sheet(studio)
    empty = replace(view, weeks=(replace(view.weeks[0], activities=()),))
    assert squeezed("Nothing is planned yet.") in squeezed(text_of(plan_sheet.build(empty)))
