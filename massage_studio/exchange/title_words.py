"""The titles that sites give their columns in German, French, Dutch, Spanish and Polish.

They are written as `columns.simple` leaves them: without accents, in small letters.
"""

from massage_studio.exchange.meanings import Meaning

_BUYER = (
    r"(?:des |der |de (?:l'|la )?|del |van de )?(?:kaufers?|kauferin|acheteu(?:r|se)|kopers?|compradora?)"
)
_PARENT = (
    r"(?:der |des |de (?:la |l'|los )?|van (?:de )?)?"
    r"(?:mutter|eltern|mere|parents|moeder|ouders?|madre|padres|mamy|matki)"
)
_FIRST_NAME = "vorname|prenom|voornaam|nombre|imie"
FAMILY_NAME = "nachname|nom de famille|achternaam|apellidos?|nazwisko"

TITLES = {
    Meaning.REFERENCE: (
        "buchungsnummer|bestellnummer|bestellcode|n(?:umero|°|o)? de (?:commande|reservation)|bestelnummer"
        "|ordernummer|boekingsnummer|numero de(?:l)? (?:pedido|reserva)|numer (?:zamowienia|rezerwacji)"
    ),
    Meaning.GIVEN_NAME: f"(?:{_FIRST_NAME})(?: {_BUYER})?",
    Meaning.FAMILY_NAME: f"nom|(?:{FAMILY_NAME})(?: {_BUYER})?",
    Meaning.NAME: (
        "nom complet|(?:volledige )?naam|nombre completo|imie i nazwisko"
        f"|(?:name|nom|naam|nombre|imie(?: i nazwisko)?) (?:{_BUYER}|{_PARENT})"
    ),
    Meaning.EMAIL: "e-?mail-?adres(?:se)?|adresse e-?mail|courriel|correo(?: electronico)?|adres e-?mail",
    Meaning.PHONE: (
        "(?:telefon|handy|mobil|telefoon)(?:nummer)?|(?:numero de )?telephone(?: portable)?|portable"
        "|mobiel(?: nummer)?|(?:numero de )?telefono(?: movil)?|movil|(?:numer )?telefonu"
        "|telefon komorkowy"
    ),
    Meaning.STATUS: "(?:buchungs|teilnehmer|bestell|boekings)status|statut|estado",
    Meaning.CANCELLED: "storniert|annule|geannuleerd|cancelado|anulowan[eoy]",
    Meaning.TICKET: "ticketart|ticketkategorie|type de billet|tarif|tipo de entrada|rodzaj biletu",
    Meaning.QUANTITY: "anzahl|quantite|aantal|cantidad|ilosc",
    Meaning.PAID: (
        "(?:gesamt)?(?:betrag|preis)|bezahlt(?:er betrag)?|montant(?: total| paye)?|total paye"
        "|prix(?: total)?|(?:totaal)?(?:bedrag|prijs)|betaald|importe(?: total)?|total pagado|precio"
        "|kwota|zap[lł]acono|cena"
    ),
    Meaning.CURRENCY: "wahrung|devise|valuta|moneda|waluta",
    Meaning.DISCOUNT: (
        "(?:gutschein|rabatt)(?:code)?|code (?:promo|de reduction)|kortingscode"
        "|codigo (?:de descuento|promocional)|kod rabatowy"
    ),
    Meaning.ORDERED: (
        "buchungsdatum|bestelldatum|date de (?:la )?(?:commande|reservation)|besteldatum|boekingsdatum"
        "|fecha de(?:l)? (?:pedido|la reserva|reserva)|data (?:zamowienia|rezerwacji)"
    ),
    Meaning.EVENT: "veranstaltung|kurs|evenement|cours|cursus|evento|curso|wydarzenie|zajecia",
}
"""How a whole title may read, by what its column holds."""

# What a question speaks of, wherever it stands in the title.
NAMED = rf"{_FIRST_NAME}|\bnom\b|naam|nome\b|{FAMILY_NAME}"
BABY = r"babys|bebes?|enfants?|kind(?:er|es|je)?|dziecka?|nin[oa]s?|hij[oa]|bambin[oa]"
BIRTH = "geburt|geboren|geboorte|naissance|nacimiento|nascita|urodzenia"
DUE = r"geburtstermin|terme|accouchement|uitgerekende|\bparto\b|porodu"
HEALTH = "alerg|gesundheit|krankheit|maladie|gezondheid|enfermedad|chorob"
OTHER_PEOPLE = "mutter|eltern|mere\\b|moeder|ouder|madre|padre|matki|kaufer|acheteu|koper|comprador"
NOBODY_ASKED = (
    "notfall|hebamme|urgence|sage-femme|medecin|noodcontact|verloskundige|huisarts"
    "|emergencia|matrona|awaryjny|po[lł]ozna|lekarz"
)
SIBLING = "geschwister|bruders?|schwester|frere|sœur|broer|zus(?:je)?|hermanos?|hermanas?|brata|siostry"
