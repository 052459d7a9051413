"""The endorsements of an institution: to answer, received, asked and given; asking and giving."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from insigne_platform.achievements.models import Achievement
from insigne_platform.awards.models import Award
from insigne_platform.awards.selectors import award_for
from insigne_platform.core.addresses import path_of
from insigne_platform.core.errors import Conflict, Invalid, NotPermitted
from insigne_platform.endorsements import permissions, selectors, services
from insigne_platform.endorsements.services import Outside
from insigne_platform.institutions.models import Institution, Issuer
from insigne_platform.institutions.selectors import issuer_with, issuers_where_may_award
from insigne_platform.people.models import Person
from insigne_platform.verification.endorsing import Endorsable, find_endorsable
from insigne_platform.web.forms_endorsements import AskForm, FindForm, SaidForm
from insigne_platform.web.presentation import verdict_page
from insigne_platform.web.problems import put_on_form
from insigne_platform.web.requests import SignedInRequest
from insigne_platform.web.views.issuing.house import institution_for

ON_A_PAGE = 25
FOUND = "insigne.endorsable"
HALF_AN_HOUR = 1800
LISTS = {
    "answer": selectors.to_answer,
    "received": selectors.received_by,
    "asked": selectors.asked_by,
    "given": selectors.given_by,
}


@login_required
@never_cache
@require_safe
def endorsements(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Show one of the four lists; the first one that is asked for, or that has something."""
    institution = institution_for(request.user, public_id)
    waiting = selectors.to_answer(institution).count()
    show = request.GET.get("show", "")
    if show not in LISTS:
        show = "answer" if waiting else "received"
    found = LISTS[show](institution)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "institution": institution,
        "here": "endorsements",
        "show": show,
        "waiting": waiting,
        "page": page,
        "now": timezone.now(),
        "may_endorse": permissions.may_endorse_for(request.user, institution),
    }
    return render(request, "endorsements/institution.html", context)


def _must_endorse(person: Person, public_id: str) -> Institution:
    institution = institution_for(person, public_id)
    if not permissions.may_endorse_for(person, institution):
        raise NotPermitted(_("You do not award badges for this institution."))
    return institution


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Ask another institution, or somebody elsewhere, for an endorsement."""
    institution = _must_endorse(request.user, public_id)
    award = _award(request)
    form = AskForm(
        request.POST or None,
        issuers=list(issuers_where_may_award(request.user, institution)),
        badges=list(selectors.endorsable_badges(institution, by=request.user)),
        institutions=list(selectors.institutions_to_ask(institution)),
        award=(f"award:{award.pk}", _words_of(award)) if award else None,
        initial={"language": get_language(), "what": request.GET.get("what", "")},
    )
    if form.is_valid() and _asked(form, request.user):
        messages.success(request, _("The request is sent. You get a mail with the answer."))
        address = redirect("endorsements", institution.public_id)
        address["Location"] += "?show=asked"
        return address
    context = {"institution": institution, "here": "endorsements", "form": form}
    return render(request, "endorsements/ask.html", context, status=422 if form.errors else 200)


def _award(request: SignedInRequest) -> Award | None:
    """The award that the address is about, if it is one that the person may see."""
    named = request.POST.get("what") or request.GET.get("what") or ""
    kind, _sign, id = named.partition(":")
    try:
        return award_for(UUID(id), by=request.user) if kind == "award" else None
    except ValueError:
        return None


def _words_of(award: Award) -> str:
    whom = award.recipient_name or award.recipient_email
    return _("%(badge)s, as awarded to %(whom)s") % {"badge": award.version.name, "whom": whom}


def _asked(form: AskForm, by: Person) -> bool:
    """Send the request, or say on the form why not."""
    given = form.cleaned_data
    kind, _sign, id = given["what"].partition(":")
    of = Institution.objects.filter(pk=given["of"]).first() if given["of"] else None
    model = {"issuer": Issuer, "badge": Achievement, "award": Award}[kind]
    thing = model.objects.get(pk=id)  # type: ignore[attr-defined]  # it is one of the choices
    try:
        services.ask(
            thing,
            of=of,
            email=given["email"],
            message=given["message"],
            language=given["language"],
            by=by,
        )
    except Invalid as refused:
        put_on_form(form, refused)
    except Conflict as conflict:
        form.add_error(None, str(conflict))
    return not form.errors


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Find what is to be endorsed: first read and check it, then say what it is worth."""
    institution = _must_endorse(request.user, public_id)
    if "found" in request.POST:
        return _give(request, institution)
    form = FindForm(request.POST or None, request.FILES or None)
    context = {"institution": institution, "here": "endorsements", "form": form}
    if form.is_valid():
        source, text = form.offered()
        try:
            found = find_endorsable(source, text, at=timezone.now())
        except Invalid as refused:
            put_on_form(form, refused)
        else:
            context |= {
                "choices": [_sealed(one) for one in found.choices],
                "check": verdict_page(found.view) if found.view else None,
                "form": _said_form(request.user, institution, None),
            }
            return render(request, "endorsements/give.html", context)
    return render(request, "endorsements/find.html", context, status=422 if form.errors else 200)


def _sealed(one: Endorsable) -> dict[str, str]:
    """What was found, under our seal, so that the next page says what was read and no other."""
    said = {"kind": one.kind, "id": one.id, "name": one.name, "issuer": one.issuer}
    return said | {"sealed": signing.dumps(said, salt=FOUND)}


def _said_form(by: Person, institution: Institution, data: object) -> SaidForm:
    issuers = list(issuers_where_may_award(by, institution))
    initial = {"language": get_language(), "counts_at": institution.name}
    return SaidForm(data, issuers=issuers, initial=initial)


def _give(request: SignedInRequest, institution: Institution) -> HttpResponse:
    """Sign what is said of what was found before."""
    form = _said_form(request.user, institution, request.POST)
    try:
        said = signing.loads(request.POST["found"], salt=FOUND, max_age=HALF_AN_HOUR)
    except signing.BadSignature:
        messages.warning(request, _("That was too long ago. Give the address or the file again."))
        return redirect("endorsement-find", institution.public_id)
    if form.is_valid():
        try:
            services.endorse(
                _thing(said),
                form.said(),
                as_issuer=form.issuer(),
                by=request.user,
                at=timezone.now(),
            )
        except Invalid as refused:
            put_on_form(form, refused)
        except Conflict as conflict:
            form.add_error(None, str(conflict))
        else:
            messages.success(request, _("The endorsement is signed, and stands at its address."))
            answer = redirect("endorsements", institution.public_id)
            answer["Location"] += "?show=given"
            return answer
    choices = [said | {"sealed": request.POST["found"]}]
    context = {"institution": institution, "here": "endorsements", "form": form}
    return render(request, "endorsements/give.html", context | {"choices": choices}, status=422)


def _thing(said: dict[str, str]) -> Issuer | Achievement | Award | Outside:
    """Our own row, if what was read stands here; else what others have, by its identifier."""
    path = path_of(said["id"]) or ""
    parts = [part for part in path.removeprefix("/public/").removeprefix("3/").split("/") if part]
    own: Issuer | Achievement | Award | None = None
    if path.startswith("/public/") and len(parts) >= 2:
        if parts[0] == "issuers":
            own = issuer_with(parts[1])
        elif parts[0] == "badges":
            own = Achievement.objects.filter(public_id=parts[1]).select_related("issuer").first()
        elif parts[0] == "assertions":
            own = _own_award(public_id=parts[1])
    elif said["kind"] == "award":
        own = _own_award(credential_id=said["id"][:45])
    return own or Outside(said["kind"], said["id"], said["name"], said["issuer"])


def _own_award(**which: str) -> Award | None:
    return Award.objects.filter(**which).select_related("version__achievement__issuer").first()
