"""This room is for who acts in Open Badges 3.0, and for how persons and things are named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from insigne.credentials.open_badges_3_terms import IDENTIFIER_TYPES, require_term, require_url
from insigne.credentials.reading import Json
from insigne.credentials.recipient import identity_hash
from insigne.credentials.writing import number, present


@dataclass(frozen=True, slots=True)
class Image:
    """A picture by its address, which may be a data URL."""

    id: str
    caption: str | None = None

    def __post_init__(self) -> None:
        """Hold the rule that an id is a URL."""
        require_url(self.id, "the id of an image")

    def to_json(self) -> dict[str, object]:
        """Write the image in the specification's own terms."""
        return present(id=self.id, type="Image", caption=self.caption)


@dataclass(frozen=True, slots=True)
class IdentifierEntry:
    """What else something is called: `ext:BRIN`, `ext:SCHAC`, `ext:ROR`, `ext:CROHO`."""

    identifier: str
    identifier_type: str

    def __post_init__(self) -> None:
        """Hold the rule for the type."""
        require_term(self.identifier_type, IDENTIFIER_TYPES, "an identifierType")

    def to_json(self) -> dict[str, object]:
        """Write the identifier in the specification's own terms."""
        return {
            "type": "IdentifierEntry",
            "identifier": self.identifier,
            "identifierType": self.identifier_type,
        }


@dataclass(frozen=True, slots=True)
class GeoCoordinates:
    """Where something is on the globe, in degrees (WGS 84)."""

    latitude: float
    longitude: float

    def to_json(self) -> dict[str, object]:
        """Write the place in the specification's own terms."""
        return {
            "type": "GeoCoordinates",
            "latitude": number(self.latitude),
            "longitude": number(self.longitude),
        }


@dataclass(frozen=True, slots=True)
class Address:
    """Where an organisation is; the country as an ISO 3166-1 code of two letters."""

    address_country_code: str | None = None
    address_country: str | None = None
    address_region: str | None = None
    address_locality: str | None = None
    street_address: str | None = None
    postal_code: str | None = None
    post_office_box_number: str | None = None
    geo: GeoCoordinates | None = None

    def to_json(self) -> dict[str, object]:
        """Write the address in the specification's own terms."""
        return present(
            type=["Address"],
            streetAddress=self.street_address,
            postOfficeBoxNumber=self.post_office_box_number,
            postalCode=self.postal_code,
            addressLocality=self.address_locality,
            addressRegion=self.address_region,
            addressCountry=self.address_country,
            addressCountryCode=self.address_country_code,
            geo=self.geo and self.geo.to_json(),
        )


@dataclass(frozen=True, slots=True)
class Profile:
    """An organisation or a person that issues, creates or endorses.

    The names of a person in parts, and the date of birth, are for persons. Endorsements were
    secured by whoever made them, and are kept as they came.
    """

    id: str
    name: str | None = None
    url: str | None = None
    email: str | None = None
    phone: str | None = None
    description: str | None = None
    image: Image | None = None
    address: Address | None = None
    other_identifier: tuple[IdentifierEntry, ...] = ()
    official: str | None = None
    parent_org: Profile | None = None
    endorsement: tuple[Json, ...] = ()
    endorsement_jwt: tuple[str, ...] = ()
    family_name: str | None = None
    given_name: str | None = None
    additional_name: str | None = None
    patronymic_name: str | None = None
    honorific_prefix: str | None = None
    honorific_suffix: str | None = None
    family_name_prefix: str | None = None
    date_of_birth: date | None = None

    def __post_init__(self) -> None:
        """Hold the rule that an id and an address are URLs."""
        require_url(self.id, "the id of a profile")
        require_url(self.url, "the url of a profile")

    def to_json(self) -> dict[str, object]:
        """Write the profile in the specification's own terms."""
        return present(
            id=self.id,
            type=["Profile"],
            name=self.name,
            url=self.url,
            phone=self.phone,
            description=self.description,
            image=self.image and self.image.to_json(),
            email=self.email,
            address=self.address and self.address.to_json(),
            otherIdentifier=[entry.to_json() for entry in self.other_identifier],
            official=self.official,
            parentOrg=self.parent_org and self.parent_org.to_json(),
            endorsement=[*self.endorsement],
            endorsementJwt=[*self.endorsement_jwt],
            familyName=self.family_name,
            givenName=self.given_name,
            additionalName=self.additional_name,
            patronymicName=self.patronymic_name,
            honorificPrefix=self.honorific_prefix,
            honorificSuffix=self.honorific_suffix,
            familyNamePrefix=self.family_name_prefix,
            dateOfBirth=self.date_of_birth.isoformat() if self.date_of_birth else None,
        )


@dataclass(frozen=True, slots=True)
class IdentityObject:
    """An identity of the recipient, as a salted hash or in the clear."""

    identity_hash: str
    identity_type: str = "emailAddress"
    hashed: bool = True
    salt: str | None = None

    def __post_init__(self) -> None:
        """Refuse the national citizen number, hashed or not: it has no place in a credential."""
        require_term(self.identity_type, IDENTIFIER_TYPES, "an identityType")
        if self.identity_type == "nationalIdentityNumber":
            raise ValueError("a national identity number is never put in a credential")

    @classmethod
    def of_email(cls, email: str, *, salt: str) -> IdentityObject:
        """Hash an e-mail address with *salt*."""
        return cls(identity_hash(email, salt), salt=salt)

    def to_json(self) -> dict[str, object]:
        """Write the identity in the specification's own terms."""
        return present(
            type="IdentityObject",
            hashed=self.hashed,
            identityHash=self.identity_hash,
            identityType=self.identity_type,
            salt=self.salt,
        )
