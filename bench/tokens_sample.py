"""The claims of the benchmarks' SD-JWT VC, five of which may be kept back."""

from bench.sample import ISSUER, credential

DISCLOSABLE = ("given_name", "family_name", "email", "grade", "awardedDate")
CLAIMS: dict[str, object] = {
    "iss": ISSUER,
    "vct": "https://badges.example.org/types/course",
    "iat": 1793534400,
    "given_name": "Amina",
    "family_name": "Sidibe",
    "email": "student7@example.org",
    "grade": "8.5",
    "awardedDate": "2026-03-08",
    "achievement": credential()["credentialSubject"],
}
