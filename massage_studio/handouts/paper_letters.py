"""A take-home as a draft of a letter to the adult who gets it, for the instructor's own mail program."""

from massage_studio.exchange.letter_files import draft
from massage_studio.exchange.letters import Letter
from massage_studio.handouts.papers import Paper
from massage_studio.handouts.views import TakeHome
from massage_studio.language import translate
from massage_studio.store.profile_view import Profile


def paper_letter(paper: Paper, *, profile: Profile) -> tuple[str, bytes]:
    """Return the name of a draft with this take-home beside it, and the draft.

    Raises:
        KnownError: nobody of the paper's home has an address that a draft may go to.
    """
    view, reader = paper.draft.view, paper.draft.reader
    assert isinstance(view, TakeHome)
    letter = Letter(
        name=reader.name if reader else "",
        address=reader.email if reader else "",
        subject=translate("Handouts", "{baby}’s paper, week {week}").format(baby=view.baby, week=view.week),
        text=_text(view, reader.given_name if reader else "", profile),
    )
    name = f"{paper.file_name.removesuffix('.pdf')}.eml"
    return name, draft(letter, profile=profile, paper=paper.content, paper_name=paper.file_name)


def _text(view: TakeHome, name: str, profile: Profile) -> str:
    greeting = translate("Handouts", "Dear {adult},").format(adult=name)
    what = translate("Handouts", "here is the paper for {baby} from week {week} of {course}.")
    told = what.format(baby=view.baby, week=view.week, course=view.course)
    signed = "\n".join(part for part in (profile.instructor, profile.business, profile.phone) if part)
    return "\n\n".join(part for part in (greeting, told, signed) if part)
