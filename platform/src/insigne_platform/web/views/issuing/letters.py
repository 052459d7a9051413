"""The letters of an institution: in its own words, looked at before anybody gets them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from insigne_platform.core.errors import Invalid
from insigne_platform.institutions import selectors, services
from insigne_platform.institutions.letters import problems_with_words
from insigne_platform.institutions.models import Institution
from insigne_platform.people.models import Language
from insigne_platform.web.forms_letters import LetterForm
from insigne_platform.web.letter_book import BOOK, places_of, previews
from insigne_platform.web.problems import put_on_form
from insigne_platform.web.requests import SignedInRequest
from insigne_platform.web.views.issuing.house import administered

NAMES = {"nl": gettext_lazy("Dutch"), "en": gettext_lazy("English")}


@login_required
@require_safe
def letters(request: SignedInRequest, public_id: str) -> HttpResponse:
    """List the letters, and say which are in words of the institution's own."""
    institution = administered(request.user, public_id)
    own = selectors.own_letters(institution)
    rows = [
        {
            "kind": kind,
            "when": _(letter.when),
            "own": [str(NAMES[language]) for language in NAMES if (kind, language) in own],
        }
        for kind, letter in BOOK.items()
    ]
    context = {"institution": institution, "rows": rows}
    return render(request, "issuing/settings/letters.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: SignedInRequest, public_id: str, kind: str) -> HttpResponse:
    """Write a letter in one's own words, or go back to the standard text."""
    institution = administered(request.user, public_id)
    if kind not in BOOK:
        raise Http404
    language = request.POST.get("standard", "")
    if language in Language.values:
        services.restore_letter(institution, kind, language, by=request.user)
        messages.success(request, _("This letter has its standard text again."))
        return redirect("settings-letter", public_id, kind)

    form = LetterForm(_words(institution, kind), request.POST or None)
    if form.is_valid():
        try:
            if not _is_preview(request, form, kind):
                words = form.words()
                services.set_letter(institution, kind, BOOK[kind], words, by=request.user)
                messages.success(request, _("This is saved."))
                return redirect("settings-letters", public_id)
        except Invalid as refused:
            put_on_form(form, refused)
    return _page(request, institution, kind, form)


def _words(institution: Institution, kind: str) -> dict[str, tuple[str, str]]:
    own = selectors.own_letters(institution)
    return {
        language: selectors.words_of(own, kind, BOOK[kind], language)
        for language in Language.values
    }


def _is_preview(request: SignedInRequest, form: LetterForm, kind: str) -> bool:
    """Say whether the letter is only looked at; what is wrong with it is said then too."""
    if "preview" not in request.POST:
        return False
    if problems := problems_with_words(BOOK[kind], form.words()):
        raise Invalid(problems)
    return True


def _page(
    request: SignedInRequest, institution: Institution, kind: str, form: LetterForm
) -> HttpResponse:
    own = selectors.own_letters(institution)
    pairs = [
        {
            "language": language,
            "mark": language.upper(),
            "name": NAMES[language],
            "subject": form[f"subject_{language}"],
            "body": form[f"body_{language}"],
            "is_own": (kind, language) in own,
        }
        for language in Language.values
    ]
    context = {
        "institution": institution,
        "when": _(BOOK[kind].when),
        "form": form,
        "pairs": pairs,
        "places": places_of(BOOK[kind]),
        "previews": previews(BOOK[kind], form.words(), institution),
    }
    status = 422 if form.errors else 200
    return render(request, "issuing/settings/letter.html", context, status=status)
