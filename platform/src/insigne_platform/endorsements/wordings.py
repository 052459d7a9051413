"""The letters of this room: their standard texts."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_noop as _

from insigne_platform.institutions.letters import Letter

LETTERS: Mapping[str, Letter] = {
    "endorsement_asked": Letter(
        when=_("To who is asked for an endorsement"),
        subject=_("{institution} asks you to endorse: {subject}"),
        body=_(
            "{institution} asks for an endorsement of {subject}.\n\n{question}\n\n"
            "An endorsement says, signed, what this is worth to you. Look at what is asked, and "
            "say yes or no:\n\n{link}\n\nIs this not for you? Then you need not do anything."
        ),
        button=_("Look and answer"),
        places=("institution", "subject", "question"),
    ),
    "endorsement_given": Letter(
        when=_("To who asked for an endorsement, when it is given"),
        subject=_("Endorsed: {subject}"),
        body=_("Hello {name},\n\n{endorser} endorses {subject}."),
        button=_("Read the answer"),
        places=("name", "subject", "endorser"),
    ),
    "endorsement_declined": Letter(
        when=_("To who asked for an endorsement, when it is declined"),
        subject=_("Not endorsed: {subject}"),
        body=_(
            "Hello {name},\n\n{endorser} does not endorse {subject}.\n\nThe reason given: {reason}"
        ),
        button=_("Read the answer"),
        places=("name", "subject", "endorser", "reason"),
    ),
}
