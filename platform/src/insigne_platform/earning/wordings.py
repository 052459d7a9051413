"""The letters of this room: their standard texts, and the places in them that are filled in."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_noop as _

from insigne_platform.institutions.letters import EVERYWHERE, Letter

LETTERS: Mapping[str, Letter] = {
    "application_received": Letter(
        when=_("To an applicant, when the application came in"),
        subject=_("We received your application for {badge}"),
        body=_(
            "Hello {name},\n\nYour application for the badge {badge} is with {issuer}. "
            "A reviewer looks at what you sent. You get a message as soon as there is news.\n\n"
            "Only you and the reviewers see your evidence."
        ),
        button=_("Look at your application"),
    ),
    "application_asked": Letter(
        when=_("To an applicant, when a reviewer asks for more"),
        subject=_("A question about your application for {badge}"),
        body=_(
            "Hello {name},\n\n{issuer} looked at your application for the badge {badge} and asks "
            "you something:\n\n{message}\n\nAnswer on the page of your application. You can add "
            "links and files there."
        ),
        button=_("Answer the question"),
        places=(*EVERYWHERE, "message"),
    ),
    "application_approved": Letter(
        when=_("To an applicant, when the badge is awarded"),
        subject=_("Your application for {badge} is approved"),
        body=_(
            "Congratulations {name},\n\n{issuer} approved your application for the badge {badge}."
            "\n\n{message}\n\nThe badge comes in a message of its own, with a link to claim it."
        ),
        button=_("Look at your application"),
        places=(*EVERYWHERE, "message"),
    ),
    "application_denied": Letter(
        when=_("To an applicant, when the badge is not awarded"),
        subject=_("Your application for {badge}"),
        body=_(
            "Hello {name},\n\n{issuer} looked at your application for the badge {badge} and does "
            "not award it. The reason:\n\n{message}\n\nYou may apply again when you have more to "
            "show."
        ),
        button=_("Look at your application"),
        places=(*EVERYWHERE, "message"),
    ),
    "application_waits": Letter(
        when=_("To the issuer, when an application waits for a reviewer"),
        subject=_("An application for {badge} waits"),
        body=_("Somebody applied for the badge {badge} of {issuer}, or answered a question."),
        button=_("Review the application"),
        places=("badge", "issuer"),
    ),
    "nominator_invited": Letter(
        when=_("To somebody who may nominate from now on"),
        subject=_("You may nominate people for {badge}"),
        body=_(
            "Hello {name},\n\n{issuer} asks you to nominate people who earned the badge {badge}. "
            "You paste their addresses and names; the office confirms your list and awards the "
            "badge.\n\nSign in with this address, or make an account with it first."
        ),
        button=_("Nominate people"),
    ),
    "nomination_waits": Letter(
        when=_("To the issuer, when a nomination waits"),
        subject=_("A nomination for {badge} waits"),
        body=_("People were nominated for the badge {badge} of {issuer}."),
        button=_("Look at the nomination"),
        places=("badge", "issuer"),
    ),
    "nomination_decided": Letter(
        when=_("To who nominated, when the office decided"),
        subject=_("Your nomination for {badge}"),
        body=_(
            "Hello {name},\n\n{issuer} looked at your nomination for the badge {badge}: "
            "{awarded} of the {named} people whom you named are awarded it. "
            "Those who are not, and why, stand on your page."
        ),
        button=_("Look at your nomination"),
        places=(*EVERYWHERE, "awarded", "named"),
    ),
    "registration_made": Letter(
        when=_("To who registered for a test"),
        subject=_("You are registered for {test}"),
        body=_(
            "Hello {name},\n\nYou take the test {test} for the badge {badge} of {issuer}.\n\n"
            "When: {moment}\nWhere: {place}\n\nCan you not come? Cancel on the page of your "
            "registration before {closes}, and somebody else can have the seat."
        ),
        button=_("Look at your registration"),
        places=(*EVERYWHERE, "test", "moment", "place", "closes"),
    ),
    "registration_moved": Letter(
        when=_("To who registered for a test, when its time or place changes"),
        subject=_("Changed: {test}"),
        body=_(
            "Hello {name},\n\nThe time or the place of the test {test} changed. You are still "
            "registered. This holds now:\n\nWhen: {moment}\nWhere: {place}\n\nCan you not come? "
            "Cancel on the page of your registration before {closes}."
        ),
        button=_("Look at your registration"),
        places=(*EVERYWHERE, "test", "moment", "place", "closes"),
    ),
    "registration_cancelled": Letter(
        when=_("To who cancelled a registration for a test"),
        subject=_("You cancelled {test}"),
        body=_(
            "Hello {name},\n\nYou do not take the test {test} on {moment} any more. Your seat is "
            "free for somebody else. You may register again as long as there is one."
        ),
        button=_("Look at your registration"),
        places=(*EVERYWHERE, "test", "moment"),
    ),
    "waiting_made": Letter(
        when=_("To who stands on the waiting list for a test"),
        subject=_("You are on the waiting list for {test}"),
        body=_(
            "Hello {name},\n\nThe test {test} for the badge {badge} of {issuer} is full at the "
            "moment that you chose. You are on the waiting list:\n\nWhen: {moment}\n"
            "Where: {place}\n\nAs soon as a seat is free and it is your turn, you get it, and a "
            "message that says so. After {closes} nobody gets a seat this way any more."
        ),
        button=_("Look at the waiting list"),
        places=(*EVERYWHERE, "test", "moment", "place", "closes"),
    ),
    "waiting_seated": Letter(
        when=_("To who gets a seat from the waiting list"),
        subject=_("There is a seat for you: {test}"),
        body=_(
            "Hello {name},\n\nA seat is free, and it is yours. You take the test {test} for the "
            "badge {badge} of {issuer}.\n\nWhen: {moment}\nWhere: {place}\n\nCan you not come "
            "after all? Cancel on the page of your registration before {closes}, and the next on "
            "the list gets the seat."
        ),
        button=_("Look at your registration"),
        places=(*EVERYWHERE, "test", "moment", "place", "closes"),
    ),
    "waiting_moved": Letter(
        when=_("To who is on the waiting list, when the time or place of a test changes"),
        subject=_("Changed: {test}"),
        body=_(
            "Hello {name},\n\nThe time or the place of the test {test} changed. You are still on "
            "the waiting list. This holds now:\n\nWhen: {moment}\nWhere: {place}\n\nDoes it not "
            "suit you any more? Leave the list on the page of your registration."
        ),
        button=_("Look at the waiting list"),
        places=(*EVERYWHERE, "test", "moment", "place"),
    ),
    "registration_withdrawn": Letter(
        when=_("To whom the issuer takes off the list of a test"),
        subject=_("Your registration for {test} is cancelled"),
        body=_(
            "Hello {name},\n\n{issuer} cancelled your registration for the test {test} on "
            "{moment}.\n\n{message}\n\nDo you think that something is wrong? Answer to {issuer}. "
            "You may register for another moment."
        ),
        button=_("Look at your registration"),
        places=(*EVERYWHERE, "test", "moment", "message"),
    ),
    "moment_cancelled": Letter(
        when=_("To who was to take a test that does not take place"),
        subject=_("Cancelled: {test}"),
        body=_(
            "Hello {name},\n\nThe test {test} of {issuer} on {moment} does not take place."
            "\n\n{message}\n\nYou may register for another moment, if there is one."
        ),
        button=_("Look at your registration"),
        places=(*EVERYWHERE, "test", "moment", "message"),
    ),
    "registration_passed": Letter(
        when=_("To who passed a test"),
        subject=_("You passed {test}"),
        body=_(
            "Congratulations {name},\n\nYou passed the test {test} of {issuer}.\n\n{score}\n\n"
            "{message}"
        ),
        button=_("Look at your result"),
        places=(*EVERYWHERE, "test", "score", "message"),
    ),
    "registration_failed": Letter(
        when=_("To who did not pass a test"),
        subject=_("Your result of {test}"),
        body=_(
            "Hello {name},\n\nYou did not pass the test {test} of {issuer} this time.\n\n{score}"
            "\n\nThe badge {badge} is therefore not awarded. You may register again when there is "
            "a next moment. Do you think that something is wrong? Answer to {issuer}."
        ),
        button=_("Look at your result"),
        places=(*EVERYWHERE, "test", "score"),
    ),
    "evidence_waits": Letter(
        when=_("To the issuer, when a holder added evidence to a badge"),
        subject=_("Evidence with {badge} waits"),
        body=_("A holder added evidence to the badge {badge} of {issuer}, and asks for approval."),
        button=_("Look at the evidence"),
        places=("badge", "issuer"),
    ),
    "evidence_approved": Letter(
        when=_("To a holder, when evidence that they added is approved"),
        subject=_("Your evidence with {badge} is approved"),
        body=_(
            "Hello {name},\n\n{issuer} approved the evidence that you added to the badge {badge}. "
            "It is still yours alone: choose in your backpack whether those who open your links "
            "see it."
        ),
        button=_("To my backpack"),
    ),
    "evidence_declined": Letter(
        when=_("To a holder, when evidence that they added is declined"),
        subject=_("Your evidence with {badge}"),
        body=_(
            "Hello {name},\n\n{issuer} looked at the evidence that you added to the badge {badge} "
            "and does not approve it. The reason:\n\n{message}\n\nYour badge stays as it is. "
            "Nobody else sees the evidence."
        ),
        button=_("To my backpack"),
        places=(*EVERYWHERE, "message"),
    ),
}
