"""The exit codes, and the way in which a command refuses."""

from enum import IntEnum


class ExitCode(IntEnum):
    """What the caller of the command can rely on (`docs/reports.md`)."""

    VALID = 0
    INVALID = 1
    UNKNOWN = 2
    USAGE = 64
    NO_CREDENTIAL = 65
    FAULT = 70
    STOPPED = 130


class Refusal(Exception):  # noqa: N818  it is no error of ours: a person is told what to do instead
    """A command that does not go through, with the sentence that says why."""

    def __init__(self, sentence: str, code: ExitCode) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.code = code
