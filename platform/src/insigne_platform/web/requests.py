"""A request by somebody who is signed in, as views behind `login_required` get it."""

from django.http import HttpRequest

from insigne_platform.people.models import Person


class SignedInRequest(HttpRequest):
    """A request whose `user` is a person, never nobody."""

    user: Person
