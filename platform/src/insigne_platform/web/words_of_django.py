"""Sentences of Django's that our catalogue says in its own way: a holder is *je*, also here."""

from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext_lazy

ABOUT_PASSWORDS = (
    _("Your password can’t be too similar to your other personal information."),
    _("Your password can’t be a commonly used password."),
    ngettext_lazy(
        "Your password must contain at least %(min_length)d character.",
        "Your password must contain at least %(min_length)d characters.",
        "min_length",
    ),
    ngettext_lazy(
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
    ),
    _("The password is too similar to the %(verbose_name)s."),
    _("This password is too common."),
)
