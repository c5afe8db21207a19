"""Every document that is printed can be heard as well as seen."""

import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from itertools import pairwise

import pytest
from PIL import Image

from massage_studio.cues.notation import letters
from massage_studio.cues.queries import vocabulary
from massage_studio.curriculum.content import load
from massage_studio.handouts import (
    benefit_sheet,
    certificate,
    cue_sheet,
    own_words_form,
    plan_sheet,
    presenters,
    receipt,
    register,
    summary,
    take_home,
)
from massage_studio.handouts.plan_queries import plan_drafts
from massage_studio.handouts.views import (
    BenefitSheet,
    Certificate,
    CueSheet,
    CueSheetRow,
    Letterhead,
    OwnWordsForm,
    PaperBenefit,
    PaperReceipt,
    PlanSheet,
    RegisterSheet,
    TakeHome,
)
from massage_studio.store.engine import Store
from tests.handouts.summary_views import full
from tests.paper.hearing import Part, bookmarks, heard, heard_pages
from tests.paper.reading import squeezed
from tests.paper.structure import faults

NAMES = {
    "Arabic": "محمد عبد الله",
    "Hebrew": "שרה כהן",
    "Thai": "น้ำผึ้ง ศรีสุข",
    "Chinese": "王小明",
    "Devanagari": "क्षत्रिय हिन्दी",
    "Cyrillic": "Ольга Шевчук",
    "Vietnamese": "Nguyễn Thị Phương",
    "decomposed Latin": "Jose\u0301 Mu\u0308ller",
}
Make = Callable[[str], bytes]


def a_logo() -> bytes:
    png = io.BytesIO()
    Image.new("RGBA", (300, 80), (31, 122, 116, 255)).save(png, "PNG")
    return png.getvalue()


@pytest.fixture
def make(
    studio: Store,
    letterhead: Letterhead,
    take_home_view: TakeHome,
    register_view: RegisterSheet,
    benefit: PaperBenefit,
) -> dict[str, Make]:
    """Each document about a baby or a business of some name."""
    with studio.read() as session:
        legend = presenters.legend(letters(vocabulary(session)))
        plan = plan_drafts(session)[0].view
    assert isinstance(plan, PlanSheet)

    def cues(name: str) -> bytes:
        rows = tuple(CueSheetRow(i, f"{name} {i}", "9 weeks", ("nut allergy",)) for i in range(1, 15))
        return cue_sheet.build(
            CueSheet(
                letterhead,
                "Thursdays",
                3,
                5,
                "Tummy",
                "Hall",
                date(2026, 11, 19),
                time(10),
                75,
                rows,
                legend,
                ("P", "O", "I"),
            )
        )

    def registered(name: str) -> bytes:
        line = register_view.rows[1]
        rows = tuple(replace(line, number=i, baby=f"{name} {i}", carer="") for i in range(1, 17))
        return register.build(replace(register_view, rows=rows))

    def received(name: str) -> bytes:
        return receipt.build(
            PaperReceipt(
                letterhead=letterhead,
                number=12,
                given=date(2026, 11, 19),
                carer="",
                baby=name,
                what="Autumn course",
                amount="£36.00",
                deposit=False,
                paid_on=date(2026, 11, 18),
                how="in cash",
                on=date(2026, 11, 20),
                price="£72.00",
                paid="£36.00",
                due="£36.00",
            )
        )

    logo = replace(letterhead, logo=a_logo())
    return {
        "take-home": lambda name: take_home.build(replace(take_home_view, baby=name, letterhead=logo)),
        "catch-up": lambda name: take_home.build(replace(take_home_view, baby=name, attended=False)),
        "benefit sheet": lambda name: benefit_sheet.build(
            BenefitSheet(replace(letterhead, business=name), benefit)
        ),
        "course plan": lambda name: plan_sheet.build(replace(plan, letterhead=logo, label=name)),
        "register": registered,
        "cue sheet": cues,
        "receipt": received,
        "summary": lambda name: summary.build(full(baby=name)),
        "certificate": lambda name: certificate.build(
            Certificate(
                letterhead, "Autumn course", name, ("Grace",), (date(2026, 11, 5),), date(2026, 12, 3)
            )
        ),
        "five items": lambda name: own_words_form.build(five_items(name)),
    }


def five_items(name: str) -> OwnWordsForm:
    items = load().self_rating
    return OwnWordsForm(
        letterhead=Letterhead("Sunflower", "Hazel"),
        title=items.title,
        instruction=items.paper_instruction,
        statements=tuple(one.text for one in items.statements),
        ends=(items.places[0], items.places[-1]),
        places=11,
        words=items.words_before,
        on_paper=items.on_paper,
        yes_no=(items.agree, items.refuse),
        thanks=items.paper_thanks,
        note=items.note,
        about=name,
    )


DOCUMENTS = (
    *("take-home", "catch-up", "benefit sheet", "course plan", "register", "cue sheet", "receipt"),
    *("summary", "certificate", "five items"),
)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_all_text_is_heard_or_decoration_figures_are_told_and_no_heading_is_skipped(
    make: dict[str, Make], document: str
) -> None:
    pages = heard_pages(make[document]("Mia"))
    assert not [page.loose for page in pages if page.loose]
    assert all(figure.alt for page in pages for figure in page.roles("Figure"))
    levels = [int(part.role[1]) for page in pages for part in page.roles("H1", "H2", "H3")]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("name", ["Mia", NAMES["Arabic"], NAMES["Thai"]])
@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_object_of_the_file_is_where_it_says(make: dict[str, Make], document: str, name: str) -> None:
    assert faults(make[document](name)) == []


def test_a_file_that_is_damaged_is_noticed(make: dict[str, Make]) -> None:
    data = make["receipt"]("Mia")
    head, rest = data.split(b"\n", 1)
    for damaged in (
        head + b"  \n" + rest,
        data.replace(b"endstream", b" endstream", 1),
        data.replace(b"/Size ", b"/Size 1"),
        re.sub(rb"/Root \d+ 0 R", b"/Root 999 0 R", data),
        re.sub(rb"\n(\d{9})\d ", rb"\n\g<1>9 ", data, count=9),
    ):
        assert faults(damaged)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_lists_and_tables_are_regular(make: dict[str, Make], document: str) -> None:
    inside = {"L": {"LI"}, "LI": {"Lbl", "LBody"}, "Table": {"TR"}, "TR": {"TH", "TD"}}
    widths = set()
    for page in heard_pages(make[document]("Mia")):
        for part in page.document.all():
            if part.role in inside:
                assert part.parts and {p.role for p in part.parts} <= inside[part.role]
            for child in part.parts:
                wanted = {"LI": "L", "TR": "Table", "TH": "TR", "TD": "TR"}.get(child.role, part.role)
                assert part.role == wanted
        widths |= {len(row.parts) for row in page.roles("TR")}
        assert all(head.scope in ("Row", "Column") for head in page.roles("TH"))
    assert len(widths) <= 1


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_name_in_any_script_is_heard_as_typed(make: dict[str, Make], document: str, name: str) -> None:
    assert squeezed(name) in squeezed(heard(make[document](name)))


def test_the_take_home_is_heard_in_order_with_its_drawings_in_words(make: dict[str, Make]) -> None:
    data = make["take-home"]("Mia")
    front, back = heard_pages(data)
    assert [figure.alt for figure in front.roles("Figure")] == [
        "Logo",
        "Two open hands are shown to a baby, as a question.",
        "Hands paddle down the tummy, one after the other.",
    ]
    assert back.roles("Figure")[-1].alt == "QR code of https://example.org/1"
    said = [part.heard() for part in front.roles("H1", "H2", "H3")]
    assert said == ["Mia", "Mia likes", "Mia needs a break when", "Try at home this week", "You noticed"]
    assert [title for _, title, page in bookmarks(data) if page == 0] == said
    assert "This sheet is yours." in front.document.heard()
    assert back.document.heard().startswith("Get help now: 999 or A&E")


@pytest.mark.parametrize(("document", "columns"), [("register", 10), ("cue sheet", 19)])
def test_a_table_for_the_hall_has_a_heading_for_every_column_and_a_row_for_every_baby_alone(
    make: dict[str, Make], document: str, columns: int
) -> None:
    data = make[document]("Mia")
    pages = heard_pages(data)
    assert len(pages) == 2
    heads, *rows = [row for page in pages for row in page.roles("TR")]
    assert [(part.role, part.scope) for part in heads.parts] == [("TH", "Column")] * columns
    named = [_named(row) for row in rows]
    assert named == [f"Mia {number}" for number in range(1, len(rows) + 1)]
    assert len(rows) in (14, 16)
    assert len(bookmarks(data)) == 1


def _named(row: Part) -> str:
    (head,) = (part for part in row.parts if part.role == "TH")
    assert head.scope == "Row"
    return head.parts[0].heard()


def test_the_receipt_says_what_each_figure_is(make: dict[str, Make]) -> None:
    (page,) = heard_pages(make["receipt"]("Mia"))
    rows = [tuple(part.heard() for part in row.parts) for row in page.roles("TR")]
    assert ("For", "Mia") in rows
    assert rows[-3:] == [("Price", "£72.00"), ("Paid in all", "£36.00"), ("Still to pay", "£36.00")]
