"""Titles and statuses of booking sites in other languages; an unknown one is asked, as any other is."""

from __future__ import annotations

import pytest

from massage_studio.exchange.columns import Column, columns_of
from massage_studio.exchange.meanings import Meaning
from massage_studio.exchange.questions import NO_ANSWERS, Question, Status
from massage_studio.exchange.statuses import status_of
from massage_studio.exchange.tables import Table
from tests.exchange.importing import TODAY

TITLES = {
    "German": {
        "Bestellnummer": Meaning.REFERENCE,
        "Buchungsnummer": Meaning.REFERENCE,
        "Bestelldatum": Meaning.ORDERED,
        "Vorname": Meaning.GIVEN_NAME,
        "Nachname": Meaning.FAMILY_NAME,
        "Vorname des Käufers": Meaning.GIVEN_NAME,
        "Name der Mutter": Meaning.NAME,
        "E-Mail-Adresse": Meaning.EMAIL,
        "Telefonnummer": Meaning.PHONE,
        "Handynummer": Meaning.PHONE,
        "Mobilnummer": Meaning.PHONE,
        "Ticketart": Meaning.TICKET,
        "Anzahl": Meaning.QUANTITY,
        "Währung": Meaning.CURRENCY,
        "Gesamtbetrag": Meaning.PAID,
        "Bezahlt": Meaning.PAID,
        "Gutscheincode": Meaning.DISCOUNT,
        "Teilnehmerstatus": Meaning.STATUS,
        "Buchungsstatus": Meaning.STATUS,
        "Veranstaltung": Meaning.EVENT,
        "Name des Babys": Meaning.BABY,
        "Name des Kindes": Meaning.BABY,
        "Vorname des Kindes": Meaning.BABY,
        "Nachname des Kindes": Meaning.BABY_FAMILY_NAME,
        "Geburtsdatum des Babys": Meaning.BORN,
        "Geburtsdatum des Kindes": Meaning.BORN,
        "Errechneter Geburtstermin": Meaning.DUE,
        "Allergien?": Meaning.HEALTH,
        "Notfallkontakt": Meaning.UNUSED,
        "Hebamme": Meaning.UNUSED,
        "Name der Geschwister": Meaning.UNUSED,
        "Newsletter abonnieren": Meaning.UNUSED,
    },
    "French": {
        "Numéro de commande": Meaning.REFERENCE,
        "N° de commande": Meaning.REFERENCE,
        "Date de commande": Meaning.ORDERED,
        "Prénom": Meaning.GIVEN_NAME,
        "Nom de famille": Meaning.FAMILY_NAME,
        "Prénom de l'acheteur": Meaning.GIVEN_NAME,
        "Nom de la mère": Meaning.NAME,
        "Adresse e-mail": Meaning.EMAIL,
        "Courriel": Meaning.EMAIL,
        "Téléphone": Meaning.PHONE,
        "Numéro de téléphone": Meaning.PHONE,
        "Quantité": Meaning.QUANTITY,
        "Devise": Meaning.CURRENCY,
        "Montant total": Meaning.PAID,
        "Total payé": Meaning.PAID,
        "Code promo": Meaning.DISCOUNT,
        "Statut": Meaning.STATUS,
        "Événement": Meaning.EVENT,
        "Prénom du bébé": Meaning.BABY,
        "Nom de l'enfant": Meaning.BABY,
        "Nom de famille du bébé": Meaning.BABY_FAMILY_NAME,
        "Date de naissance du bébé": Meaning.BORN,
        "Date de naissance de l'enfant": Meaning.BORN,
        "Date prévue d'accouchement": Meaning.DUE,
        "Allergies": Meaning.HEALTH,
        "Contact d'urgence": Meaning.UNUSED,
        "Sage-femme": Meaning.UNUSED,
        "Prénom du frère ou de la sœur": Meaning.UNUSED,
    },
    "Dutch": {
        "Bestelnummer": Meaning.REFERENCE,
        "Ordernummer": Meaning.REFERENCE,
        "Besteldatum": Meaning.ORDERED,
        "Voornaam": Meaning.GIVEN_NAME,
        "Achternaam": Meaning.FAMILY_NAME,
        "Naam moeder": Meaning.NAME,
        "E-mailadres": Meaning.EMAIL,
        "Telefoonnummer": Meaning.PHONE,
        "Mobiel nummer": Meaning.PHONE,
        "Aantal": Meaning.QUANTITY,
        "Valuta": Meaning.CURRENCY,
        "Totaalbedrag": Meaning.PAID,
        "Betaald": Meaning.PAID,
        "Kortingscode": Meaning.DISCOUNT,
        "Evenement": Meaning.EVENT,
        "Naam baby": Meaning.BABY,
        "Naam van het kind": Meaning.BABY,
        "Achternaam kind": Meaning.BABY_FAMILY_NAME,
        "Geboortedatum baby": Meaning.BORN,
        "Uitgerekende datum": Meaning.DUE,
        "Allergieën": Meaning.HEALTH,
        "Noodcontact": Meaning.UNUSED,
        "Verloskundige": Meaning.UNUSED,
    },
    "Spanish": {
        "Número de pedido": Meaning.REFERENCE,
        "Fecha del pedido": Meaning.ORDERED,
        "Nombre": Meaning.GIVEN_NAME,
        "Apellidos": Meaning.FAMILY_NAME,
        "Nombre de la madre": Meaning.NAME,
        "Correo electrónico": Meaning.EMAIL,
        "Teléfono": Meaning.PHONE,
        "Teléfono móvil": Meaning.PHONE,
        "Cantidad": Meaning.QUANTITY,
        "Moneda": Meaning.CURRENCY,
        "Importe total": Meaning.PAID,
        "Total pagado": Meaning.PAID,
        "Código de descuento": Meaning.DISCOUNT,
        "Estado": Meaning.STATUS,
        "Evento": Meaning.EVENT,
        "Nombre del bebé": Meaning.BABY,
        "Nombre del niño": Meaning.BABY,
        "Apellidos del bebé": Meaning.BABY_FAMILY_NAME,
        "Fecha de nacimiento del bebé": Meaning.BORN,
        "Fecha prevista de parto": Meaning.DUE,
        "Alergias": Meaning.HEALTH,
        "Contacto de emergencia": Meaning.UNUSED,
        "Matrona": Meaning.UNUSED,
    },
    "Polish": {
        "Numer zamówienia": Meaning.REFERENCE,
        "Data zamówienia": Meaning.ORDERED,
        "Imię": Meaning.GIVEN_NAME,
        "Nazwisko": Meaning.FAMILY_NAME,
        "Imię i nazwisko": Meaning.NAME,
        "Adres e-mail": Meaning.EMAIL,
        "Numer telefonu": Meaning.PHONE,
        "Telefon komórkowy": Meaning.PHONE,
        "Ilość": Meaning.QUANTITY,
        "Waluta": Meaning.CURRENCY,
        "Kwota": Meaning.PAID,
        "Zapłacono": Meaning.PAID,
        "Kod rabatowy": Meaning.DISCOUNT,
        "Wydarzenie": Meaning.EVENT,
        "Imię dziecka": Meaning.BABY,
        "Nazwisko dziecka": Meaning.BABY_FAMILY_NAME,
        "Data urodzenia dziecka": Meaning.BORN,
        "Termin porodu": Meaning.DUE,
        "Alergie": Meaning.HEALTH,
        "Kontakt awaryjny": Meaning.UNUSED,
        "Położna": Meaning.UNUSED,
    },
}

COMING = "bestätigt bezahlt abgeschlossen teilgenommen confirmé confirmée payé payée validé validée bevestigd"
COMING += " betaald voltooid aangemeld confirmado confirmada pagado pagada completado completada potwierdzone"
COMING += " potwierdzony opłacone zapłacone zakończone"
CANCELLED = "storniert abgesagt annulé annulée geannuleerd cancelado cancelada anulado anulada anulowane"
CANCELLED += " anulowana odwołane"
WAITING = (
    *("Warteliste", "auf der Warteliste", "liste d'attente", "sur liste d'attente", "wachtlijst"),
    *("op de wachtlijst", "lista de espera", "en lista de espera", "lista rezerwowa"),
)
STATUSES = {
    Status.COMING: tuple(COMING.split()),
    Status.CANCELLED: tuple(CANCELLED.split()),
    Status.WAITING: WAITING,
}


@pytest.mark.parametrize("language", TITLES)
def test_titles_of_other_languages_are_known(language: str) -> None:
    for title, meaning in TITLES[language].items():
        table = Table((title, "Other"), (("x", "y"),), "utf-8", ",")
        assert (title, columns_of(table, NO_ANSWERS, TODAY).all[0].meaning) == (title, meaning)


def test_statuses_of_other_languages_are_known_and_unknown_ones_are_asked() -> None:
    column = Column(0, "Status", Meaning.STATUS, "title")
    for status, words in STATUSES.items():
        for word in words:
            assert (word, status_of(column, word, NO_ANSWERS)) == (word, status)
            assert (word, status_of(column, word.upper(), NO_ANSWERS)) == (word, status)
    for word in ("ausstehend", "en attente", "in afwachting", "pendiente", "oczekuje", "erstattet"):
        assert isinstance(status_of(column, word, NO_ANSWERS), Question)
