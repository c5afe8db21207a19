"""Each of the five benefits has one honest page."""

from dataclasses import replace

import pytest

from massage_studio.curriculum import content
from massage_studio.handouts import benefit_sheet
from massage_studio.handouts.evidence import chosen
from massage_studio.handouts.views import (
    BenefitSheet,
    BenefitText,
    Citation,
    Direction,
    EvidenceLine,
    Letterhead,
)
from tests.handouts.reading import fonts_of, pages_of, sizes_of, squeezed, text_of

BENEFITS = [benefit.code for benefit in content.load().benefits]


def shipped(code: str) -> BenefitText:
    loaded = content.load()
    told, words = loaded.benefit(code), loaded.handouts.benefits[code]
    lines = []
    for evidence in told.evidence:
        source = loaded.sources[evidence.sources[0]]
        citation = Citation(source.key, f"{source.author} ({source.year}). {source.title}", source.url)
        strength = loaded.handouts.strengths[evidence.strength]
        lines.append(
            EvidenceLine(evidence.finding, evidence.caveat, strength, Direction(evidence.direction), citation)
        )
    return BenefitText(
        code,
        told.title,
        told.short_title,
        told.key_messages,
        told.honest_statement,
        told.overall_strength,
        tuple(lines),
        words.heading,
        words.text,
        words.how_sure,
    )


@pytest.mark.parametrize("code", BENEFITS)
def test_a_benefit_takes_one_page_with_every_finding_and_source(letterhead: Letterhead, code: str) -> None:
    benefit = shipped(code)
    data = benefit_sheet.build(BenefitSheet(letterhead, benefit))
    assert sizes_of(data) == [(595, 842)]
    assert all(fonts_of(data).values())
    told = squeezed(text_of(data)).replace("’", "'")
    assert squeezed(benefit.honest_statement).replace("’", "'") in told
    for line in benefit.evidence:
        assert squeezed(line.finding).replace("’", "'") in told
        assert squeezed(line.citation.url) in told
    assert "{baby}" not in told


def test_a_benefit_written_by_the_instructor_stays_on_one_page(
    letterhead: Letterhead, benefit: BenefitText
) -> None:
    long = replace(
        benefit,
        messages=("A message that goes on. " * 30,) * 12,
        honest_statement="Nobody knows. " * 20,
        evidence=tuple(replace(line, finding="Found something. " * 40) for line in benefit.evidence * 4),
    )
    assert len(pages_of(benefit_sheet.build(BenefitSheet(letterhead, long)))) == 1


def test_a_short_choice_of_findings_keeps_the_one_against(benefit: BenefitText) -> None:
    directions = [line.direction for line in chosen(benefit.evidence, 2)]
    assert directions == [Direction.SUPPORTS, Direction.AGAINST_OR_NULL]
