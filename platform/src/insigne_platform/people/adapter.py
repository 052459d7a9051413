"""How allauth's sign-up and mails are ours: our persons, our language, our fixed address."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from insigne_platform.core.addresses import absolute, base_url
from insigne_platform.core.citizen_number import REFUSED, holds_citizen_number
from insigne_platform.people.models import Language, Person


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up by address and password; links in mails never follow the request's host."""

    def save_user(
        self, request: HttpRequest, user: Person, form: BaseForm, commit: bool = True
    ) -> Person:
        """Store who signed up, with the language that the page was in."""
        user.display_name = str(form.cleaned_data.get("display_name") or "")[:200]
        language = (get_language() or "en")[:2]
        user.language = language if language in Language.values else Language.ENGLISH
        return super().save_user(request, user, form, commit)

    def clean_email(self, email: str) -> str:
        """Refuse an address of which the name could be a citizen service number."""
        if holds_citizen_number(email.partition("@")[0]):
            raise ValidationError(_(REFUSED))
        return str(super().clean_email(email))

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:
        """The link that proves an address, at our own base address."""
        return absolute(reverse("account_confirm_email", args=[emailconfirmation.key]))

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The link that sets a new password, at our own base address."""
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return absolute(path.replace("UID-KEY", quote(key)))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a mail of allauth's; the links that it makes of a request's host become ours."""
        ours = {
            name: absolute(urlsplit(context[name]).path)
            for name in ("signup_url", "password_reset_url")
            if context.get(name)
        }
        super().send_mail(template_prefix, email, {**context, **ours, "base_url": base_url()})
