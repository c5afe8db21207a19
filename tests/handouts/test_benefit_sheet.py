"""Each of the five benefits has one honest page."""

import re
from dataclasses import replace

import pypdfium2
import pytest

from massage_studio.charts.findings import sentence
from massage_studio.curriculum import content
from massage_studio.curriculum import queries as curriculum
from massage_studio.curriculum.service import add_item
from massage_studio.handouts import benefit_sheet, presenters, queries
from massage_studio.handouts.views import BenefitSheet, Direction, Letterhead, PaperBenefit, Variant
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from tests.paper.hearing import heard_pages
from tests.paper.reading import fonts_of, sizes_of, squeezed, text_of, type_sizes
from tests.studio_fixtures import NOW

BENEFITS = [benefit.code for benefit in content.load().benefits]


def shipped(studio: Store, code: str) -> PaperBenefit:
    with studio.read() as session:
        return presenters.benefit_text(curriculum.benefit(session, code=code))


@pytest.mark.parametrize("code", BENEFITS)
def test_a_benefit_has_every_finding_who_was_studied_and_source_in_readable_type(
    studio: Store, letterhead: Letterhead, code: str
) -> None:
    benefit = shipped(studio, code)
    data = benefit_sheet.build(BenefitSheet(letterhead, benefit))
    assert set(sizes_of(data)) == {(595, 842)} and len(sizes_of(data)) <= 4
    assert min(type_sizes(data)) >= 11
    assert all(fonts_of(data).values())
    told = squeezed(text_of(data)).replace("’", "'")
    assert squeezed(benefit.honest_statement).replace("’", "'") in told
    for line in benefit.evidence:
        for words in (line.finding, f"Who was studied: {line.population}.", line.caveat, line.numbers):
            assert squeezed(words).replace("’", "'") in told
        assert line.population
        assert squeezed(line.citation.url) in told
    assert "{baby}" not in told
    assert "…" not in told


@pytest.mark.parametrize("code", BENEFITS)
def test_findings_are_told_in_whole_sentences_without_the_jargon_of_papers(studio: Store, code: str) -> None:
    for line in shipped(studio, code).evidence:
        assert line.finding[0].isupper() and line.finding.endswith("."), line.finding
        assert not re.search(r"\b[grd] ?=? ?\.?\d|\bEEG\b|\bCI\b|dyad|baseline|cohort", line.finding)
        assert not re.search(r"verified|from memory", f"{line.finding}{line.caveat}{line.numbers}")


def test_addresses_of_strangers_and_cut_ones_are_not_printed(studio: Store) -> None:
    odd = (
        "cosmicmothers|attachmentparenting|galegroup|flipbuilder|docslib|scribd|coek|ouci|medicalxpress|/hu$"
    )
    for code in BENEFITS:
        for line in shipped(studio, code).evidence:
            assert not re.search(odd, line.citation.url), line.citation.key
            assert "?." not in line.citation.text


def test_a_finding_without_words_for_parents_is_not_printed_and_one_of_the_studio_is(studio: Store) -> None:
    own = {"benefit": "touch", "finding": "A finding of my own.", "population": "six babies"}
    own |= {"strength": "low", "direction": "supports", "caveat": "Few.", "sources": ["practice"]}
    with studio.write() as session:
        add_item(session, item_id=new_id(), kind="evidence", words=own, now=NOW)
    assert not any(line.citation.key == "tronick" for line in shipped(studio, "attunement").evidence)
    assert "A finding of my own." in [line.finding for line in shipped(studio, "touch").evidence]


@pytest.mark.parametrize("code", BENEFITS)
def test_no_finding_is_printed_that_was_not_checked(studio: Store, letterhead: Letterhead, code: str) -> None:
    benefit = shipped(studio, code)
    told = squeezed(text_of(benefit_sheet.build(BenefitSheet(letterhead, benefit)))).replace("’", "'")
    evidence = content.load().benefit(code).evidence
    assert {line.finding for line in benefit.evidence} == {
        finding.parent for finding in evidence if finding.verified and finding.parent
    }
    for finding in evidence:
        for words in (finding.parent, finding.caveat):
            assert finding.verified or not words or squeezed(words).replace("’", "'") not in told, (
                finding.code
            )


def test_of_a_benefit_written_by_the_instructor_nothing_is_cut(
    letterhead: Letterhead, benefit: PaperBenefit
) -> None:
    long = replace(
        benefit,
        messages=("A message that goes on. " * 30,) * 12,
        honest_statement="Nobody knows. " * 20,
        evidence=tuple(replace(line, finding="Found something. " * 40) for line in benefit.evidence * 4),
    )
    told = squeezed(text_of(benefit_sheet.build(BenefitSheet(letterhead, long))))
    assert told.count("Foundsomething.") == 40 * 4 * len(benefit.evidence) and "…" not in told


def test_findings_are_grouped_for_unsure_and_against(letterhead: Letterhead, benefit: PaperBenefit) -> None:
    mixed = replace(benefit.evidence[0], direction=Direction.MIXED, finding="Some did, some did not.")
    view = BenefitSheet(letterhead, replace(benefit, evidence=(*benefit.evidence, mixed)))
    for variant, least in ((Variant.A4, 11), (Variant.LARGE_PRINT, 18)):
        data = benefit_sheet.build(view, variant)
        told = " ".join(text_of(data).split())
        parts = (
            "What speaks for it",
            "Interaction improved.",
            "Programmes differed.",
            "Unsure",
            "Some did, some did not.",
            "No effect found, or against it",
            "A review saw no change.",
            "Background",
            "Pairs are often out of step.",
        )
        places = [told.index(part) for part in parts]
        assert places == sorted(places)
        assert min(type_sizes(data)) >= least


def sheets(studio: Store) -> list[BenefitSheet]:
    with studio.read() as session:
        return list(queries.benefit_sheet_views(session))


@pytest.mark.parametrize("variant", list(Variant))
def test_every_thought_of_the_project_is_on_the_sheet_of_its_benefit_with_its_source_or_practice(
    studio: Store, variant: Variant
) -> None:
    shipped = content.load()
    for view in sheets(studio):
        told = squeezed(text_of(benefit_sheet.build(view, variant))).replace("’", "'")
        for seed in shipped.handouts.seeds:
            words = seed.text.replace("{baby}", "your baby")
            own = seed.benefit == view.benefit.code
            assert (squeezed(words) in told) is own, (view.benefit.code, seed.code)
            if own:
                source = shipped.source(seed.sources[0])
                assert squeezed(source.author) in told and squeezed(source.url) in told, seed.code
                practice = squeezed("infant massage instructors. No published source.")
                assert (practice in told) is (view.benefit.code == "touch")
        assert "Thoughtstotakehome" in told and "{baby}" not in told


def test_what_to_read_and_watch_closes_every_sheet_with_qr_codes_of_20_mm_and_addresses_in_words(
    studio: Store,
) -> None:
    works = content.load().handouts.literature
    for view in sheets(studio):
        for variant, least in ((Variant.A4, 11), (Variant.BLACK_AND_WHITE, 11), (Variant.LARGE_PRINT, 18)):
            data = benefit_sheet.build(view, variant)
            assert min(type_sizes(data)) >= least
            pages = heard_pages(data)
            told = squeezed(text_of(data)).split("Toreadandwatch")[1].replace("’", "'")
            places = [told.index(squeezed(work.title)) for work in works]
            assert places == sorted(places)
            for work in works:
                assert squeezed(f"To {work.kind}: {work.whose}") in told
                assert squeezed(work.url.partition("://")[2].rstrip("/")) in told
            codes = [f"QR code of {work.url}" for work in works]
            figures = [figure.alt for page in pages for figure in page.roles("Figure")]
            # Before them stands the chart of the findings, where it has room.
            assert figures[-len(codes) :] == codes and len(figures) <= len(codes) + 1
            if variant is not Variant.LARGE_PRINT:
                assert [figure.alt for figure in pages[-1].roles("Figure")][-len(codes) :] == codes
                assert len(pages) <= 4
            assert _squares_of_20_mm(data) == len(works)


def _squares_of_20_mm(data: bytes) -> int:
    side = 20 * 72 / 25.4
    document = pypdfium2.PdfDocument(data)
    found = 0
    for page in document:
        for item in page.get_objects():
            left, bottom, right, top = item.get_bounds()
            found += abs(right - left - side) < 0.5 and abs(top - bottom - side) < 0.5
        page.close()
    document.close()
    return found


def test_a_sheet_without_thoughts_or_works_has_no_empty_heading(
    letterhead: Letterhead, benefit: PaperBenefit
) -> None:
    told = text_of(benefit_sheet.build(BenefitSheet(letterhead, benefit)))
    assert "Thoughts" not in told and "To read" not in told


@pytest.mark.parametrize("code", BENEFITS)
def test_the_sheet_shows_how_all_findings_stand_where_that_needs_no_page_more(
    studio: Store, letterhead: Letterhead, code: str
) -> None:
    benefit = shipped(studio, code)
    assert len(benefit.standing) == len(content.load().benefit(code).evidence)
    bare = replace(benefit, standing=())
    for variant in Variant:
        data = benefit_sheet.build(BenefitSheet(letterhead, benefit), variant)
        assert len(sizes_of(data)) == len(
            sizes_of(benefit_sheet.build(BenefitSheet(letterhead, bare), variant))
        )
        assert min(type_sizes(data)) >= 11
        told = " ".join(text_of(data).split())
        if "How the studies stand" in told:
            (chart,) = (figure.alt for page in heard_pages(data) for figure in page.roles("Figure"))
            assert chart == sentence(benefit.standing)


def test_the_chart_stands_on_most_sheets(studio: Store) -> None:
    told = [text_of(benefit_sheet.build(view)) for view in sheets(studio)]
    assert sum("How the studies stand" in words for words in told) >= 3
