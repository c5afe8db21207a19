"""Writes databases/<version>.db, the studio that test_opening must open for ever.

Run once for each schema, before its release: python tests/store/write_database.py
"""

import shutil
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from massage_studio.cues import opening_service  # noqa: E402
from massage_studio.cues import service as cues  # noqa: E402
from massage_studio.families import service as families  # noqa: E402
from massage_studio.store.engine import FILE_NAME, SCHEMA_VERSIONS  # noqa: E402
from massage_studio.store.ids import new_id  # noqa: E402
from massage_studio.store.opening import open_studio  # noqa: E402
from tests.studio_fixtures import NOW, a_booking, a_class, a_family  # noqa: E402


def main() -> None:
    """Make a small studio with two families and a class that was held, and keep its file."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_studio(Path(folder))
        with store.write() as session:
            opened = a_class(session, "Mia")
            zoe = a_family(session, "Zoë", "Jürgen")
            families.change_baby(
                session,
                baby_id=zoe.baby,
                given_name="Zoë",
                family_name="Müller-Lüdenscheidt",
                birth_date=NOW.date() - timedelta(days=70),
                due_date=NOW.date() - timedelta(days=40),
            )
            families.answer_consent(session, family_id=zoe.family, kind="health", given=True, on=NOW.date())
            a_booking(session, opened.course, zoe)
            mia = opened.dyads[0]
            for kind, code in (("state", "drowsy"), ("cue", "yawns"), ("state", "quiet_alert")):
                cues.record(
                    session,
                    action_id=new_id(),
                    session_id=opened.session,
                    dyads=((mia.baby, mia.carer),),
                    kind=kind,  # type: ignore[arg-type]
                    code=code,
                    now=NOW,
                )
                session.flush()
            opening_service.finish_class(session, session_id=opened.session, now=NOW + timedelta(hours=1))
        store.close()
        kept = Path(__file__).with_name("databases") / f"{SCHEMA_VERSIONS[-1]}.db"
        kept.parent.mkdir(exist_ok=True)
        shutil.copy(Path(folder) / FILE_NAME, kept)


if __name__ == "__main__":
    main()
