"""This room is for everything that can go wrong, in one tree that follows a credential's life."""

from __future__ import annotations


class InsigneError(Exception):
    """The root of the tree: catch it at a door."""


class MalformedError(InsigneError):
    """Not what it claims to be; trying again will not help.

    `path` says where, as a reader would write it (`credentialSubject.achievement[0].name`);
    it is empty when the whole is meant.
    """

    def __init__(self, message: str, *, path: str = "") -> None:
        """Keep *message*, and *path* both beside it and in what is shown."""
        super().__init__(f"{path}: {message}" if path else message)
        self.message = message
        self.path = path


class UnsupportedError(InsigneError):
    """Well-formed, in a dialect that we do not speak."""


class SigningError(InsigneError):
    """The signer could not, or would not."""


class FetchError(InsigneError):
    """The world did not answer; retrying may help."""

    def __init__(self, message: str, *, url: str = "", status: int | None = None) -> None:
        """Keep *message*, the address that was asked, and its answer's status if there was one."""
        super().__init__(message)
        self.url = url
        self.status = status


class VerificationError(InsigneError):
    """We looked, and the answer is no; `report` says why."""

    def __init__(self, report: object) -> None:
        """Carry *report*, a `insigne.verification.report.Report`."""
        super().__init__(str(report))
        self.report = report
