"""Standing by a report: signing it with the key that a person hands over."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from insigne.cli.examining import Examined
from insigne.cli.key_files import read_key
from insigne.keys.private_key import PrivateKey
from insigne.verification.signed_report import digest_of_hash, sign


@dataclass(frozen=True, slots=True)
class ReportSigner:
    """A key, and the address under which others find its public half."""

    key: PrivateKey
    verification_method: str

    @classmethod
    def from_file(cls, path: Path) -> "ReportSigner":
        """Read the key. Raises `Refusal` if it is none."""
        return cls(*read_key(path))

    def sign(self, examined: Examined, *, at: datetime) -> str:
        """Sign the report on a file."""
        return sign(
            examined.report,
            digest_of_hash(examined.digest),
            signer=self.key,
            verification_method=self.verification_method,
            at=at,
        )
