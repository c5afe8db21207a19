"""Sets what is known of one row of safety and services, what she may do with it above, sources below."""

from collections.abc import Callable, Iterable
from datetime import date

from PySide6.QtWidgets import QPushButton, QVBoxLayout

from massage_studio.curriculum.content_types import Limit
from massage_studio.curriculum.safety_views import Cited, LimitView, PostView, ReasonView, SafetyPageData
from massage_studio.curriculum.views import EvidenceView, LocalService
from massage_studio.gui import wording
from massage_studio.gui.curriculum import code_words, limit_words
from massage_studio.gui.curriculum.content_parts import (
    Bold,
    ContentText,
    Copyable,
    Loud,
    MarginRow,
    Quiet,
    Sign,
    as_high_as_its_lines,
)
from massage_studio.gui.curriculum.safety_rows import checked
from massage_studio.gui.widgets.card import Card, Title
from massage_studio.gui.widgets.flow_layout import FlowLayout
from massage_studio.language import translate

Act = Callable[[str], None]
"""Takes the code of what is pressed: "change", "hide", "show", "reset", "remove" or "settings"."""

_EMS = 9.5


class _Page:
    """A card with a title, its buttons, and rows whose margins line up."""

    def __init__(self, page: QVBoxLayout, title: str, act: Act) -> None:
        self.card = Card()
        self.card.setAccessibleName(title)
        self.card.body.setContentsMargins(24, 18, 24, 14)
        self.card.body.setSpacing(0)
        heading = Title(title, self.card)
        heading.setWordWrap(True)
        as_high_as_its_lines(heading)
        self.card.body.addWidget(heading)
        # Below the title, where they wrap: beside a long one there would be no room in a narrow window.
        self._buttons = FlowLayout(gap=8)
        self._buttons.setContentsMargins(0, 0, 0, 0)
        self.card.body.addLayout(self._buttons)
        self._act, self._first = act, True
        page.insertWidget(page.count() - 1, self.card)

    def button(self, code: str, text: str, name: str) -> None:
        button = QPushButton(text, self.card)
        button.setAccessibleName(name)
        button.setObjectName(f"{code}_button")
        button.clicked.connect(lambda: self._act(code))
        self._buttons.setContentsMargins(0, 10, 0, 4)
        self._buttons.addWidget(button)

    def row(self, label: str, *texts: str, quiet: str = "") -> None:
        """Add a row unless it says nothing; `quiet` stands below in the second voice."""
        told = [text for text in texts if text]
        if not (told or quiet):
            return
        row = self.margin(label)
        for text in told:
            row.text.addWidget(ContentText(text, row))
        if quiet:
            row.text.addWidget(Quiet(quiet, row))
        self.card.body.addWidget(row)

    def margin(self, label: str) -> MarginRow:
        row = MarginRow(self.card, first=self._first, margin_ems=_EMS)
        self._first = False
        if label:
            row.margin.addWidget(Bold(label, row))
        return row

    def sources(self, cited: Iterable[Cited]) -> None:
        """Add each source with its address and the day on which it was looked at."""
        found = tuple(cited)
        if not found:
            return
        row = self.margin(translate("SafetyPanel", "Sources"))
        for one in found:
            row.text.addWidget(Quiet(one.citation, row))
            if one.url:
                row.text.addWidget(Copyable(one.url, row))
            if one.checked:
                day = wording.full_day(date.fromisoformat(one.checked))
                row.text.addWidget(Quiet(translate("SafetyPanel", "looked at on {day}").format(day=day), row))
        self.card.body.addWidget(row)


def reason_detail(page: QVBoxLayout, reason: ReasonView, data: SafetyPageData, act: Act) -> None:
    """Set a reason to wait, adapt or leave massage for today."""
    item, made = reason.item, _Page(page, reason.item.label, act)
    row = made.margin("")
    row.margin.addWidget(Sign(code_words.action(item.action), row))
    row.text.addWidget(Loud(item.text, row))
    made.card.body.addWidget(row)
    wait = translate("SafetyPanel", "How long to wait")
    if item.code == "immunised":
        hours = data.wait_hours
        made.row(wait, translate("SafetyPanel", "%n hours in your classes, as set in Settings", None, hours))
        made.button(
            "settings",
            translate("SafetyPanel", "Set the wait"),
            translate("SafetyPanel", "Set the wait after an immunisation in Settings"),
        )
    elif item.wait_hours:
        made.row(wait, translate("SafetyPanel", "%n hours", None, item.wait_hours))
    not_today = translate("SafetyPanel", "Not today if Mia {words}")
    asked = item.parent.replace("{hours}", str(data.wait_hours))
    made.row(translate("SafetyPanel", "On the take-home"), not_today.format(words=asked))
    made.sources(reason.sources)


def limit_detail(
    page: QVBoxLayout, limit: LimitView, data: SafetyPageData, act: Act, *, covered: bool
) -> None:
    """Set a safety rule: hers, and beside it what ships where she changed it.

    Her reason may name somebody, so that it is not for visitors: where the page is `covered` it is left out.
    """
    now, made = limit.now, _Page(page, limit.now.label, act)
    _limit_buttons(made, limit)
    if limit.hidden:
        hidden = translate("SafetyPanel", "Hidden: it leaves nothing out until it is shown again.")
        made.row("", hidden)
    made.row(translate("SafetyPanel", "Your reason"), "" if covered else now.reason)
    for label, told in _facets():
        said = told(now)
        ships = told(limit.shipped) if limit.shipped is not None else said
        quiet = ""
        if ships != said:
            nothing = translate("SafetyPanel", "nothing")
            quiet = translate("SafetyPanel", "As it ships: {words}").format(words=ships or nothing)
        made.row(label, said, quiet=quiet)
    if "immunised" in now.kinds:
        hours = translate("SafetyPanel", "at least your %n hours of Settings", None, data.wait_hours)
        made.row("", quiet=hours)
    made.row(translate("SafetyPanel", "Where it comes from"), now.source)
    made.sources(limit.sources)


def _limit_buttons(made: _Page, limit: LimitView) -> None:
    known = {
        "change": (translate("SafetyPanel", "Change"), translate("SafetyPanel", "Change {rule}")),
        "hide": (translate("SafetyPanel", "Hide"), translate("SafetyPanel", "Hide {rule}")),
        "show": (translate("SafetyPanel", "Show again"), translate("SafetyPanel", "Let {rule} hold again")),
        "reset": (
            translate("SafetyPanel", "As it ships"),
            translate("SafetyPanel", "Let {rule} be as it ships"),
        ),
    }
    codes = ["show"] if limit.hidden else ["change", "hide"]
    for code in (*codes, "reset") if limit.changed else codes:
        text, name = known[code]
        made.button(code, text, name.format(rule=limit.now.label))


def _facets() -> tuple[tuple[str, Callable[[Limit], str]], ...]:
    return (
        (translate("SafetyPanel", "On paper"), lambda limit: limit_words.named(limit.mind)),
        (translate("SafetyPanel", "Leave out"), limit_words.leaves_out),
        ("", limit_words.leaves_out_later),
        (translate("SafetyPanel", "Counts for"), limit_words.counts_for),
        (translate("SafetyPanel", "By itself"), limit_words.by_itself),
        (translate("SafetyPanel", "Known by"), limit_words.known_by),
    )


def post_detail(page: QVBoxLayout, post: PostView, act: Act) -> None:
    """Set where a family is sent."""
    made = _Page(page, translate("SafetyPanel", "Where to send a family"), act)
    made.row(translate("SafetyPanel", "When"), post.post.when)
    made.row(translate("SafetyPanel", "To"), post.post.to)
    printed = translate("SafetyPanel", "On the back of take-homes, as far as there is room.")
    kept = translate("SafetyPanel", "For you alone; take-homes do not name it.")
    made.row(translate("SafetyPanel", "On paper"), quiet=printed if post.post.family else kept)
    made.sources(post.sources)


def service_detail(page: QVBoxLayout, one: LocalService, today: date, act: Act) -> None:
    """Set a local service of hers."""
    made = _Page(page, one.when, act)
    for code, text, name in (
        ("change", translate("SafetyPanel", "Change"), translate("SafetyPanel", "Change {name}")),
        ("remove", translate("SafetyPanel", "Remove"), translate("SafetyPanel", "Remove {name}")),
    ):
        made.button(code, text, name.format(name=one.when))
    made.row(translate("SafetyPanel", "Kind of help"), limit_words.service(one.service))
    made.row(translate("SafetyPanel", "Number or address"), one.to)
    made.row(translate("SafetyPanel", "Area"), one.serves)
    made.row(translate("SafetyPanel", "Open"), one.opening)
    made.row(translate("SafetyPanel", "Checked"), quiet=checked(one, today))
    printed = translate("SafetyPanel", "On the back of take-homes, as far as there is room.")
    made.row(translate("SafetyPanel", "On paper"), quiet=printed)


def gains_detail(page: QVBoxLayout, data: SafetyPageData, act: Act) -> None:
    """Set who a course is for: what was found, for whom, and what was not."""
    made = _Page(page, translate("SafetyPanel", "Which families gain most"), act)
    row = made.margin("")
    row.text.addWidget(
        Loud(
            translate(
                "SafetyPanel",
                "In a small evaluation in the UK, mothers in moderate difficulty gained, and only in good "
                "programmes. Families at low risk are not shown to need a course: they did not change, and "
                "reviewers do not support massage for them on the evidence so far.",
            ),
            row,
        )
    )
    made.card.body.addWidget(row)
    made.row(
        translate("SafetyPanel", "Low mood"),
        translate(
            "SafetyPanel",
            "In a small trial with depressed mothers the interaction improved after massage classes; the low "
            "mood eased in both groups. A class is no treatment: send her to her GP or health visitor too.",
        ),
    )
    made.row(
        translate("SafetyPanel", "Feeding, crying"),
        translate(
            "SafetyPanel",
            "That a worry about feeding or crying makes a family gain more is practice; none of these "
            "studies tells.",
        ),
    )
    made.row(
        translate("SafetyPanel", "Great difficulty"),
        translate(
            "SafetyPanel",
            "Mothers in great difficulty did not benefit, with a hint of harm: other help comes first.",
        ),
    )
    made.row(
        translate("SafetyPanel", "To mark a family"),
        quiet=translate(
            "SafetyPanel",
            "On the family's own page, under Particulars, in the card For you alone. No paper, letter, list "
            "or other page tells of it.",
        ),
    )
    for finding, cited in data.gains:
        _finding(page, finding, cited, act)


def _finding(page: QVBoxLayout, finding: EvidenceView, cited: tuple[Cited, ...], act: Act) -> None:
    made = _Page(page, translate("SafetyPanel", "Finding {code}").format(code=finding.code), act)
    row = made.margin("")
    row.margin.addWidget(Sign(code_words.direction(finding.direction), row))
    row.margin.addWidget(Quiet(code_words.strength(finding.strength), row))
    row.text.addWidget(ContentText(finding.finding, row))
    made.card.body.addWidget(row)
    studied = translate("SafetyPanel", "{population} ({design})")
    made.row(
        translate("SafetyPanel", "Who was studied"),
        studied.format(population=finding.population, design=finding.design),
    )
    made.row(translate("SafetyPanel", "Bear in mind"), quiet=finding.caveat)
    if not finding.verified:
        made.row("", quiet=translate("SafetyPanel", "Not checked against the published text yet."))
    made.sources(cited)
