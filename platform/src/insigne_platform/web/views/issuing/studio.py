"""The picture studio: a badge picture is put together, or brought along."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from insigne_platform.achievements import services
from insigne_platform.achievements.models import AchievementVersion
from insigne_platform.achievements.pictures import logo_for_drawing
from insigne_platform.achievements.studio.design import Design
from insigne_platform.core.errors import Invalid, NotPermitted
from insigne_platform.institutions import permissions
from insigne_platform.people.models import Person
from insigne_platform.web.forms_studio import PictureForm, StudioForm
from insigne_platform.web.problems import put_on_form
from insigne_platform.web.requests import SignedInRequest
from insigne_platform.web.studio_presentation import (
    begun_design,
    choices,
    look_of,
    palettes_for,
    with_palette,
)
from insigne_platform.web.views.issuing.editor import version_for


def _draft_of(person: Person, version_id: UUID) -> AchievementVersion:
    """The version of a badge, for whoever makes badges of its issuer."""
    version = version_for(person, version_id)
    if not permissions.may_edit_badges(person, version.achievement.issuer):
        raise NotPermitted(_("You do not make badges for this issuer."))
    return version


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def studio(request: SignedInRequest, version_id: UUID) -> HttpResponse:
    """Put a picture together; without scripts a button shows what was chosen."""
    version = _draft_of(request.user, version_id)
    if version.is_published:
        messages.info(request, _("A published version never changes. Make a new version."))
        return redirect("badge-edit", version.pk)
    if request.method != "POST":
        return _page(request, version, _begun(version))
    if "upload" in request.POST:
        return _brought(request, version)

    form = StudioForm(request.POST, has_logo=_has_logo(version))
    if "show" in request.POST or "palette" in request.POST:
        return _page(request, version, _shown(request, version, form))
    if form.is_valid():
        alts = {name: form.cleaned_data[name] for name in ("alt_nl", "alt_en")}
        try:
            services.set_design(version, Design.read(form.described), by=request.user, **alts)
        except Invalid as refused:
            put_on_form(form, refused)
        else:
            messages.success(request, _("The picture is saved."))
            return redirect("badge-step", version.pk, "picture")
    return _page(request, version, form)


@login_required
@never_cache
@require_safe
def look(request: SignedInRequest, version_id: UUID) -> HttpResponse:
    """Say how a design looks, as JSON: the picture itself, hints, and words for it."""
    version = _draft_of(request.user, version_id)
    try:
        design = Design.read(request.GET.dict())
    except Invalid as refused:
        problems = {problem.field: problem.message for problem in refused.problems}
        return JsonResponse({"problems": problems}, status=422)
    return JsonResponse(look_of(design, version.achievement.issuer.institution))


def _has_logo(version: AchievementVersion) -> bool:
    return bool(logo_for_drawing(version.achievement.issuer.institution))


def _begun(version: AchievementVersion) -> StudioForm:
    """The form at first: the stored design, with its words or those that follow from it."""
    design = begun_design(version)
    proposed = look_of(design, version.achievement.issuer.institution)
    is_other = bool(version.picture_png) and not version.picture_design
    alts = {
        f"alt_{language}": (not is_other and getattr(version, f"picture_alt_{language}"))
        or str(proposed[f"alt_{language}"])
        for language in ("nl", "en")
    }
    return StudioForm.of(design, has_logo=_has_logo(version), alts=alts)


def _shown(request: SignedInRequest, version: AchievementVersion, form: StudioForm) -> StudioForm:
    """The form with what was chosen, in the palette whose button was pressed."""
    institution = version.achievement.issuer.institution
    palette = palettes_for(institution).get(request.POST.get("palette", ""))
    described = with_palette(form.described, palette) if palette else form.described
    try:
        design = Design.read(described)
    except Invalid as refused:
        form.is_valid()
        put_on_form(form, refused)
        return form
    proposed = look_of(design, institution)
    alts = {
        name: request.POST.get(name, "").strip() or str(proposed[name])
        for name in ("alt_nl", "alt_en")
    }
    return StudioForm.of(design, has_logo=_has_logo(version), alts=alts)


def _brought(request: SignedInRequest, version: AchievementVersion) -> HttpResponse:
    form = PictureForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            services.set_picture(version, form.cleaned_data["picture"].read(), by=request.user)
        except Invalid as refused:
            put_on_form(form, refused)
        else:
            messages.success(
                request, _("The picture is saved. Say below what it shows, in both languages.")
            )
            return redirect("badge-step", version.pk, "picture")
    return _page(request, version, _begun(version), upload=form)


def _page(
    request: SignedInRequest,
    version: AchievementVersion,
    form: StudioForm,
    *,
    upload: PictureForm | None = None,
) -> HttpResponse:
    institution = version.achievement.issuer.institution
    try:
        design = Design.read(form.described)
    except Invalid:
        design = begun_design(version)
    context = {
        "institution": institution,
        "here": "badges",
        "version": version,
        "form": form,
        "upload": upload or PictureForm(),
        "look": look_of(design, institution),
        **choices(palettes_for(institution)),
    }
    is_wrong = form.errors or (upload is not None and upload.errors)
    return render(request, "studio/studio.html", context, status=422 if is_wrong else 200)
