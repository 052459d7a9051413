"""The sentences of a verdict in Dutch and in English; whoever verifies is addressed as *u*."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from insigne_platform.verification.view import Look, Words

NOTHING: Final = Words("", "")

HEADLINES: Final[Mapping[Look, Words]] = {
    Look.VALID: Words("Geldig", "Valid"),
    Look.UNLISTED: Words(
        "Echt. De uitgever staat niet op uw lijst.", "Authentic. The issuer is not on your list."
    ),
    Look.UNKNOWN: Words("Niet vast te stellen", "Cannot tell yet"),
    Look.INVALID: Words("Ongeldig", "Invalid"),
}

# --- the sentence under the verdict -------------------------------------------------------------

ISSUED_TO: Final = Words(
    "Door {issuer} uitgegeven aan {holder}.", "Issued by {issuer} to {holder}."
)
ISSUED: Final = Words("Uitgegeven door {issuer}.", "Issued by {issuer}.")
UNCHANGED_NOT_REVOKED: Final = Words(
    "De badge is ongewijzigd en niet ingetrokken.", "The badge is unchanged and not revoked."
)
UNCHANGED: Final = Words("De badge is ongewijzigd.", "The badge is unchanged.")
CONFIRMED: Final = Words(
    "De uitgever bevestigt de badge en heeft hem niet ingetrokken.",
    "The issuer confirms the badge and has not revoked it.",
)
UP_TO_YOU: Final = Words(
    "Of u die uitgever vertrouwt, beslist u zelf.", "Whether you trust that issuer is up to you."
)
SAYS_NOTHING_BAD: Final = Words(
    "Dat zegt niets over de badge.", "That says nothing bad about the badge."
)
AUTHENTIC_WITHOUT_ADDRESS: Final = Words(
    "De badge is echt, maar er staat geen e-mailadres in om mee te vergelijken.",
    "The badge is authentic, but it carries no e-mail address to compare with.",
)
REVOKED_ON: Final = Words(
    "De uitgever heeft deze badge ingetrokken op {date}.",
    "The issuer revoked this badge on {date}.",
)
REVOKED: Final = Words(
    "De uitgever heeft deze badge ingetrokken.", "The issuer revoked this badge."
)
SUSPENDED_ON: Final = Words(
    "De uitgever heeft deze badge voorlopig opgeschort op {date}.",
    "The issuer suspended this badge for now, on {date}.",
)
SUSPENDED: Final = Words(
    "De uitgever heeft deze badge voorlopig opgeschort.",
    "The issuer suspended this badge for now.",
)
DO_NOT_RELY: Final = Words("Ga er niet op af.", "Do not rely on it.")
ASK_WHO_GAVE_IT: Final = Words(
    "Vraag er eerst naar bij wie u de badge gaf. Die weet soms nog niet dat hij is ingetrokken.",
    "Ask whoever gave you the badge about it first. They may not know yet that it was revoked.",
)
AN_ISSUER: Final = Words("een uitgever zonder naam", "an issuer without a name")

# --- the three levels ---------------------------------------------------------------------------

MATCHES: Final = Words("Klopt", "Matches")
DOES_NOT_MATCH: Final = Words("Klopt niet", "Does not match")
CANNOT_TELL: Final = Words("Niet vast te stellen", "Cannot tell")
NOT_CHECKED: Final = Words("Niet nagegaan", "Not checked")
WORD_OF_CODE: Final[Mapping[str, Words]] = {
    "status.revoked": Words("Ingetrokken", "Revoked"),
    "status.suspended": Words("Opgeschort", "Suspended"),
    "validity.expired": Words("Verlopen", "Expired"),
    "validity.not_yet": Words("Nog niet geldig", "Not yet valid"),
}
SIGNED: Final = Words(
    "De handtekening past bij de inhoud. Sinds de ondertekening is geen teken gewijzigd.",
    "The signature fits the content. Not a character has changed since it was signed.",
)
HOSTED: Final = Words(
    "De badge heeft geen eigen handtekening. De uitgever bevestigt hem op zijn eigen adres.",
    "The badge has no signature of its own. The issuer confirms it at its own address.",
)
AWARDED_THEN_REVOKED: Final = Words(
    "De uitgever heeft de badge uitgereikt en daarna ingetrokken.",
    "The issuer awarded the badge, and revoked it afterwards.",
)
AWARDED_THEN_SUSPENDED: Final = Words(
    "De uitgever heeft de badge uitgereikt. Hij telt nu niet, en later misschien weer wel.",
    "The issuer awarded the badge. It does not count now, and may count again later.",
)
NOT_ASKED: Final = Words(
    "U gaf geen e-mailadres, dus wij zijn niet nagegaan van wie deze badge is.",
    "You gave no e-mail address, so we did not check whose badge this is.",
)
RECIPIENT_OK: Final = Words(
    "Het e-mailadres dat u opgaf, is dat in de badge.",
    "The e-mail address that you gave is the one in the badge.",
)
RECIPIENT_OK_UNPROVEN: Final = Words(
    "Het e-mailadres dat u opgaf, staat in wat u aanbood. Of dat klopt, staat niet vast.",
    "The e-mail address that you gave is in what you offered. Whether that is right is not proven.",
)
RECIPIENT_OTHER: Final = Words(
    "De badge is gegeven aan een ander e-mailadres dan u opgaf. "
    "De houder kan er meer hebben: vraag met welk adres de badge is gegeven.",
    "The badge was given to another e-mail address than you gave. "
    "The holder may have several: ask with which one the badge was given.",
)
RECIPIENT_UNKNOWN: Final = Words(
    "In de badge staat geen e-mailadres, dus er is niets om het uwe mee te vergelijken. "
    "De houder kan een versie met adres aanbieden.",
    "The badge carries no e-mail address, so there is nothing to compare yours with. "
    "The holder can offer a version with an address.",
)
ISSUED_HERE: Final = Words("Hier uitgegeven", "Issued here")
HOSTED_HERE: Final = Words(
    "{issuer} geeft zijn badges uit op deze site, {host}. "
    "Dat is geen keurmerk: het zegt niets over de kwaliteit van het onderwijs.",
    "{issuer} issues its badges on this site, {host}. "
    "That is no quality label: it says nothing about the quality of the education.",
)
NOT_LISTED: Final = Words("Niet op uw lijst", "Not on your list")
KNOWN_BY_ADDRESS: Final = Words(
    "Vast staat dat de badge van {host} komt. De naam {issuer} geeft de uitgever zichzelf. "
    "Er is geen lijst waarmee wij die vergelijken; dat is geen verdenking.",
    "It is certain that the badge comes from {host}. The issuer gives itself the name {issuer}. "
    "There is no list that we compare it with; that is no suspicion.",
)
KNOWN_BY_KEY: Final = Words(
    "Vast staat alleen dat de eigenaar van één sleutel de badge gaf. De naam {issuer} geeft die "
    "zichzelf. Vraag de uitgever of deze sleutel van hem is.",
    "It is only certain that the owner of one key gave the badge. The name {issuer} is what they "
    "call themselves. Ask the issuer whether this key is theirs.",
)
NOT_CONFIRMED: Final = Words("Niet bevestigd", "Not confirmed")
CLAIMED: Final = Words(
    "De badge noemt {issuer} als uitgever. Dat is niet bevestigd.",
    "The badge names {issuer} as its issuer. That is not confirmed.",
)

# --- what we did not check ----------------------------------------------------------------------

IDENTITY_OF: Final = Words(
    "Of wie u de badge gaf ook werkelijk {holder} is. Vraag zo nodig om een identiteitsbewijs.",
    "Whether the person who gave you the badge really is {holder}. "
    "If it matters, ask for proof of identity.",
)
IDENTITY: Final = Words(
    "Of wie u de badge gaf ook degene is die hem verdiende. "
    "Vraag zo nodig om een identiteitsbewijs.",
    "Whether the person who gave you the badge is the one who earned it. "
    "If it matters, ask for proof of identity.",
)
NO_ADDRESS_ASKED: Final = Words(
    "Of de badge bij een e-mailadres hoort. U vroeg er niet om.",
    "Whether the badge belongs to an e-mail address. You did not ask.",
)
A_PART: Final = Words(
    "De houder kan delen hebben weggelaten, zoals een cijfer. Wat je ziet, is wel door de uitgever "
    "ondertekend.",
    "The holder may have left parts out, such as a grade. What you see was signed by the issuer.",
)
QUALITY: Final = Words(
    "Of de uitgever een keurmerk heeft of erkend is, en of het onderwijs goed was.",
    "Whether the issuer has a quality label or is recognised, and whether the education was good.",
)
NO_REVOCATION: Final = Words(
    "Of de uitgever de badge heeft ingetrokken. Hij biedt geen manier om dat te zien.",
    "Whether the issuer revoked the badge. It offers no way to see that.",
)
EVIDENCE: Final = Words(
    "Wat er staat achter de links naar bewijs in de badge.",
    "What stands behind the links to evidence in the badge.",
)
ENDORSEMENTS: Final = Words(
    "De aanbevelingen van anderen die in de badge staan.",
    "The endorsements by others that the badge carries.",
)

# --- labels -------------------------------------------------------------------------------------

VALUE_LABELS: Final[Mapping[str, Words]] = {
    "workload": Words("Studielast", "Workload"),
    "level": Words("Niveau", "Level"),
    "assessment": Words("Toetsvorm", "Assessment"),
    "participation": Words("Deelnamevorm", "Participation"),
    "supervision": Words("Toezicht", "Supervision"),
    "quality_assurance": Words("Kwaliteitszorg", "Quality assurance"),
}
FACT_LABELS: Final[Mapping[str, Words]] = {
    "holder": Words("Badgehouder", "Recipient"),
    "name": Words("Naam", "Name"),
    "issuer": Words("Uitgever", "Issuer"),
    "awarded": Words("Uitgereikt", "Awarded"),
    "revoked": Words("Ingetrokken", "Revoked"),
    "description": Words("Omschrijving", "Description"),
    "criteria": Words("Criteria", "Criteria"),
    "outcomes": Words("Leeruitkomsten", "Learning outcomes"),
    "skills": Words("Vaardigheden", "Skills"),
    "grade": Words("Resultaat", "Result"),
    "narrative": Words("Toelichting", "About this award"),
    "evidence": Words("Bewijs", "Evidence"),
    "prerequisites": Words("Toelatingseisen", "Prerequisites"),
}
HOURS: Final = Words("{number} uur", "{number} hours")
NO_END: Final = Words("{date}, geldig zonder einddatum", "{date}, valid without an end date")
WITH_END: Final = Words("{date}, geldig tot en met {end}", "{date}, valid until {end}")
