"""Whoever hears a page hears what others see: every word in order, figures in words, no decoration."""

import re
import unicodedata
from collections.abc import Callable

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from massage_studio.paper.boxes import listed
from massage_studio.paper.documents import Document, PaperPage, pdf
from massage_studio.paper.fonts import Weight
from massage_studio.paper.page import DrawnPage
from massage_studio.paper.shaping import clean
from massage_studio.paper.tagging import Role
from massage_studio.paper.text import Run, Style, paragraph
from tests.paper.hearing import HeardPage, bookmarks, heard_pages
from tests.paper.reading import squeezed, text_of
from tests.paper.test_text import NAMES

DARK = "#22383B"


def drawn(*draws: Callable[[DrawnPage], None], foot: str = "") -> bytes:
    return pdf(Document("Title", "Author", [PaperPage(draw, foot) for draw in draws]))


def page_of(draw: Callable[[DrawnPage], None]) -> HeardPage:
    (page,) = heard_pages(drawn(draw))
    return page


def words(sheet: DrawnPage, text: str, role: Role = Role.PARAGRAPH, top: float = 800) -> None:
    sheet.text(paragraph(text, Style(role=role), 300), 36, top)


@pytest.mark.parametrize("weight", list(Weight))
@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_a_name_is_heard_as_typed(name: str, weight: Weight) -> None:
    page = page_of(lambda sheet: sheet.text(paragraph(name, Style(weight=weight), 520), 36, 800))
    (part,) = page.roles("P")
    assert squeezed(part.heard()) == squeezed(name)
    assert not page.loose


@settings(max_examples=100, derandomize=True)
@given(st.text(st.characters(exclude_categories=("Cs", "Co", "Cn")), min_size=1, max_size=60))
def test_no_text_is_left_out_of_the_tree(text: str) -> None:
    page = page_of(lambda sheet: words(sheet, text))
    assert not page.loose
    assert len(page.roles("P")) == bool(clean(text).strip())


def test_words_are_apart_where_a_line_ends() -> None:
    plain = "Edges of hands paddle down from the ribs to below the navel, one after the other, " * 3

    def draw(sheet: DrawnPage) -> None:
        sheet.text(paragraph(plain, Style(), 140), 36, 800)
        sheet.text(paragraph((Run("Slowly: ", Weight.BOLD), plain), Style(), 140), 236, 800)
        sheet.text(paragraph(plain, Style(weight=Weight.HEADING), 140), 436, 800)

    heard = [re.sub(r"\s+", " ", part.heard()).strip() for part in page_of(draw).roles("P")]
    assert heard == [plain.strip(), f"Slowly: {plain.strip()}", plain.strip()]


def test_chinese_and_a_word_cut_at_its_hyphen_have_no_space_put_in() -> None:
    def draw(sheet: DrawnPage) -> None:
        sheet.text(paragraph("王小明" * 30, Style(), 140), 36, 800)
        sheet.text(paragraph("Featherstonehaugh-Cholmondeley-Blythe", Style(), 100), 236, 800)

    one, other = (part.text for part in page_of(draw).roles("P"))
    assert one == "王小明" * 30
    assert " " not in other


def test_a_right_to_left_name_among_english_words_is_heard_in_its_order() -> None:
    sentence = "For محمد عبد الله and Grace Okafor"
    page = page_of(lambda sheet: words(sheet, sentence))
    assert page.roles("P")[0].heard() == unicodedata.normalize("NFC", sentence)
    assert squeezed(text_of(drawn(lambda sheet: words(sheet, sentence)))).startswith(squeezed(sentence))


def test_lines_and_rectangles_are_decoration_and_a_figure_of_them_says_what_it_shows() -> None:
    def draw(sheet: DrawnPage) -> None:
        sheet.rect(0, 700, 200, 100, fill=DARK)
        words(sheet, "Before")
        sheet.line(0, 690, 200, 690, DARK)
        with sheet.figure("Two hands rest on a tummy.", 36, 500, 100, 80):
            sheet.rect(36, 500, 100, 80, stroke=DARK, radius=4)
            words(sheet, "navel")
            with sheet.figure("", 40, 510, 10, 10):
                sheet.line(40, 510, 50, 520, DARK)
        words(sheet, "After")

    data = drawn(draw)
    (page,) = heard_pages(data)
    assert [(part.role, part.heard()) for part in page.document.parts] == [
        ("P", "Before"),
        ("Figure", "Two hands rest on a tummy."),
        ("P", "After"),
    ]
    assert b"/BBox [36.00 500.00 136.00 580.00]" in data


def test_a_figure_without_words_is_decoration() -> None:
    def draw(sheet: DrawnPage) -> None:
        with sheet.figure("", 36, 500, 100, 80):
            words(sheet, "flourish")

    page = page_of(draw)
    assert (page.document.parts, page.loose) == ([], "")
    assert "flourish" in page.decoration


def test_nothing_of_decoration_is_heard_though_it_has_words_and_parts() -> None:
    def draw(sheet: DrawnPage) -> None:
        with sheet.artifact(), sheet.tagged(Role.TABLE):
            words(sheet, "Again")

    page = page_of(draw)
    assert not page.document.parts
    assert "Again" in page.decoration


def test_a_list_has_items_with_mark_and_body() -> None:
    box = listed(["First wait.", "Then ask."], Style(), 200, ["1.", "2."], 17)
    (part,) = page_of(lambda sheet: box.draw(sheet, 36, 800)).document.parts
    assert part.role == "L"
    assert [[(p.role, p.heard()) for p in item.parts] for item in part.parts] == [
        [("Lbl", "1."), ("LBody", "First wait.")],
        [("Lbl", "2."), ("LBody", "Then ask.")],
    ]


def test_a_list_of_nothing_is_nothing() -> None:
    assert not page_of(lambda sheet: listed([], Style(), 200).draw(sheet, 36, 800)).document.parts


def test_a_table_goes_on_over_pages_and_its_headings_say_what_they_head() -> None:
    def rows(sheet: DrawnPage, name: str, *, first: bool) -> None:
        with sheet.tagged(Role.TABLE, continued=not first):
            with sheet.artifact(when=not first), sheet.tagged(Role.ROW):
                words(sheet, "Baby", Role.COLUMN_HEADING)
                words(sheet, "Age", Role.COLUMN_HEADING)
            with sheet.tagged(Role.ROW):
                words(sheet, name, Role.ROW_HEADING)
                words(sheet, "9 weeks", Role.CELL)

    data = drawn(
        lambda sheet: rows(sheet, "Mia", first=True), lambda sheet: rows(sheet, "Noah", first=False), foot="f"
    )
    one, two = heard_pages(data)
    assert [[(c.role, c.scope, c.heard()) for c in row.parts] for row in one.roles("TR")] == [
        [("TH", "Column", "Baby"), ("TH", "Column", "Age")],
        [("TH", "Row", "Mia"), ("TD", "", "9 weeks")],
    ]
    assert "Baby" in two.decoration and "9 weeks" in two.document.heard()
    assert data.count(b"/S/Table/") == 1


def test_the_foot_is_heard_once_and_the_number_of_a_page_never() -> None:
    data = drawn(lambda _sheet: None, lambda _sheet: None, foot="Keep out of sight.")
    one, two = heard_pages(data)
    assert one.document.heard() == "Keep out of sight."
    assert not two.document.heard()
    assert one.decoration == "Page 1 of 2"


def test_headings_are_bookmarks_where_there_is_more_than_one_page() -> None:
    def draw(sheet: DrawnPage) -> None:
        words(sheet, "Story of 王小明", Role.TITLE)
        words(sheet, "Try at home", Role.HEADING, 700)
        words(sheet, "Tummy", Role.SUBHEADING, 600)
        words(sheet, "Tummy", Role.SUBHEADING, 600)

    def back(sheet: DrawnPage) -> None:
        words(sheet, "Ask for help", Role.HEADING)

    assert bookmarks(drawn(draw)) == [(0, "Story of 王小明", 0)]
    assert bookmarks(drawn(draw, back)) == [
        (0, "Story of 王小明", 0),
        (1, "Try at home", 0),
        (2, "Tummy", 0),
        (2, "Tummy", 0),
        (1, "Ask for help", 1),
    ]


def test_the_document_says_that_it_is_tagged_and_in_which_language() -> None:
    data = pdf(Document("R&D <Sons>", "A & B", [PaperPage(lambda sheet: words(sheet, "Mia"), "")]))
    assert b"/Marked true" in data and b"/Lang (en-GB)" in data and b"/DisplayDocTitle true" in data
    assert b"<pdfuaid:part>1</pdfuaid:part>" in data
    assert b"R&amp;D &lt;Sons&gt;" in data and b"A &amp; B" in data
    assert re.search(rb"/StructParents 0\s+/Tabs /S", data)
    document = pypdfium2.PdfDocument(data)
    assert document.is_tagged()
    document.close()
