"""An import lifts no contact restriction, by whatever name a barred adult orders."""

from __future__ import annotations

import pytest

from massage_studio.families.models import Carer
from massage_studio.store.engine import Store
from tests.exchange.importing import MIA, bring_in, known_families, lines_of, the_course

COURT = "Court order: must not be told where or when"


@pytest.mark.parametrize(
    "again",
    [
        MIA,
        MIA.replace("Grace", "Gracie"),
        MIA.replace("Grace,Okafor,g@example.org", "G,Okafor,G@EXAMPLE.ORG").replace("900101", "900999"),
        MIA.replace("Grace,Okafor,g@example.org", "G,Okafor,new@example.org"),
        MIA.replace("g@example.org", "new@example.org"),
    ],
)
def test_whoever_orders_from_a_barred_address_or_number_stays_barred(studio: Store, again: str) -> None:
    course = the_course(studio)
    bring_in(studio, lines_of(MIA), course)
    with studio.write() as session:
        session.query(Carer).one().contact_restriction = COURT
    other = the_course(studio, name="Winter course")
    bring_in(studio, lines_of(again.replace("1,10/02/26", "2,10/03/26", 1)), other)
    [family] = known_families(studio)
    assert {carer.contact_restriction for carer in family.carers} == {COURT}
