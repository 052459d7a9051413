"""Frameworks of skills: brought in from files, searched, and picked from for a badge."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from insigne_platform.achievements import services as achievements
from insigne_platform.achievements.models import AchievementVersion
from insigne_platform.core.errors import Invalid, NotPermitted
from insigne_platform.frameworks import permissions, selectors, services
from insigne_platform.frameworks.models import FrameworkItem
from insigne_platform.web.editor_answers import is_autosave
from insigne_platform.web.editor_steps import address_of
from insigne_platform.web.forms_frameworks import FrameworkForm
from insigne_platform.web.problems import put_on_form
from insigne_platform.web.requests import SignedInRequest
from insigne_platform.web.views.issuing.editor import version_to_edit
from insigne_platform.web.views.issuing.house import institution_for

ON_A_PAGE = 20


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def frameworks(request: SignedInRequest, public_id: str) -> HttpResponse:
    """List the frameworks, search in them, and bring in another one."""
    institution = institution_for(request.user, public_id)
    may_import = permissions.may_import(request.user, institution)
    form = FrameworkForm(request.POST or None, request.FILES or None, initial={"language": "nl"})
    if request.method == "POST" and form.is_valid():
        try:
            framework = services.import_framework(
                institution,
                form.cleaned_data["file"].read(),
                by=request.user,
                at=timezone.now(),
                name=form.cleaned_data["name"],
                language=form.cleaned_data["language"],
                base=form.cleaned_data["base"],
                columns=form.columns,
            )
        except Invalid as refused:
            put_on_form(form, refused)
        else:
            count = framework.item_count
            said = ngettext(
                "%(name)s is in, with %(n)s item.", "%(name)s is in, with %(n)s items.", count
            )
            messages.success(request, said % {"name": framework.name, "n": count})
            return redirect("frameworks", institution.public_id)
    search = request.GET.get("q", "")[:200]
    page = None
    if search.strip():
        found = Paginator(selectors.items_found(institution, search), ON_A_PAGE)
        page = found.get_page(request.GET.get("page"))
    context = {
        "institution": institution,
        "frameworks": selectors.frameworks_of(institution),
        "form": form,
        "may_import": may_import,
        "search": search,
        "page": page,
    }
    status = 422 if form.errors else 200
    return render(request, "issuing/frameworks.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: SignedInRequest, public_id: str, framework_id: UUID) -> HttpResponse:
    """Take a framework away, after one question."""
    institution = institution_for(request.user, public_id)
    framework = selectors.framework_of(institution, framework_id)
    if framework is None:
        raise Http404
    if not permissions.may_import(request.user, institution):
        raise NotPermitted(_("You do not bring in frameworks for this institution."))
    if request.method != "POST":
        context = {"institution": institution, "framework": framework}
        return render(request, "issuing/remove_framework.html", context)
    services.remove_framework(framework, by=request.user)
    messages.success(request, _("The framework is removed. Badges keep what they picked."))
    return redirect("frameworks", institution.public_id)


@login_required
@never_cache
@require_safe
def pick(request: SignedInRequest, version_id: UUID) -> HttpResponse:
    """Search the frameworks for a draft; a script gets only the list, to show while one types."""
    version = version_to_edit(request.user, version_id)
    institution = version.achievement.issuer.institution
    search = request.GET.get("q", "")[:200]
    found = selectors.items_found(institution, search)
    context = {
        "institution": institution,
        "version": version,
        "search": search,
        "has_frameworks": selectors.frameworks_of(institution).exists(),
        "page": Paginator(found, ON_A_PAGE).get_page(request.GET.get("page")),
        "picked": {item["url"] for item in version.alignments},
        "back": address_of(version, "outcomes"),
    }
    template = "found.html" if is_autosave(request) else "pick.html"
    return render(request, f"issuing/editor/{template}", context)


@login_required
@require_POST
def add(request: SignedInRequest, version_id: UUID) -> HttpResponse:
    """Put what was picked into the draft: as a skill, as an outcome, or as what it aligns with."""
    version = version_to_edit(request.user, version_id)
    institution = version.achievement.issuer.institution
    item_id, _colon, use = request.POST.get("item", "").partition(":")
    item = selectors.item_of(institution, _uuid(item_id))
    if item is None:
        raise Http404
    try:
        achievements.edit_draft(version, _with(version, item, use), by=request.user)
    except Invalid as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, _("%(name)s is added.") % {"name": item.name})
    return redirect(f"{address_of(version, 'outcomes')}#frameworks")


def _with(version: AchievementVersion, item: FrameworkItem, use: str) -> dict[str, object]:
    """What the draft says once the item is in it."""
    picked = {
        "url": item.uri, "kind": item.kind, "code": item.code, "framework": item.framework.name,
        "name_nl": item.name_nl, "name_en": item.name_en,
        "description_nl": item.description_nl, "description_en": item.description_en,
    }  # fmt: skip
    fields: dict[str, object] = {"alignments": [*version.alignments, picked]}
    if use == "outcome":
        outcome = {"nl": item.name_nl, "en": item.name_en}
        fields["learning_outcomes"] = [*version.learning_outcomes, outcome]
    elif use == "skill":
        first, second = item.name_nl, item.name_en
        name = (first or second) if version.language == "nl" else (second or first)
        fields["skills"] = [*version.skills, name[:100]]
    return fields


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None
