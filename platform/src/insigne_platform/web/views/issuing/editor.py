"""Making a badge, step by step; what is typed is saved as one goes."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from insigne_platform.achievements import selectors, services
from insigne_platform.achievements.elements import completeness
from insigne_platform.achievements.models import AchievementVersion
from insigne_platform.core.errors import Conflict, Invalid, NotPermitted
from insigne_platform.institutions import permissions
from insigne_platform.institutions.selectors import issuers_where_may_award
from insigne_platform.people.models import Person
from insigne_platform.web import editor_answers
from insigne_platform.web.badge_words import facts_of, still_missing, value_if_any
from insigne_platform.web.editor_steps import KEYS, LAST, address_of, before, next_of, steps_at
from insigne_platform.web.forms_badges import BadgeForm, NewBadgeForm
from insigne_platform.web.problems import put_on_form
from insigne_platform.web.requests import SignedInRequest
from insigne_platform.web.templatetags.parts import clock
from insigne_platform.web.views.issuing.house import institution_for

MOST_RELATABLE = 200


def version_for(person: Person, version_id: UUID) -> AchievementVersion:
    """The version of a badge, for whoever works for its issuer; for others a closed door."""
    version = selectors.badge_version(version_id, by=person)
    if version is None:
        raise NotPermitted(_("This is not a badge of an institution that you work for."))
    return version


def version_to_edit(person: Person, version_id: UUID) -> AchievementVersion:
    """The version of a badge, for whoever makes badges of its issuer."""
    version = version_for(person, version_id)
    if not permissions.may_edit_badges(person, version.achievement.issuer):
        raise NotPermitted(_("You do not make badges for this issuer."))
    return version


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Begin a badge, empty or from a template."""
    institution = institution_for(request.user, public_id)
    issuers = issuers_where_may_award(request.user, institution)
    has_issuers = issuers.exists()
    if not has_issuers and not permissions.may_administer(request.user, institution):
        raise NotPermitted(_("You do not make badges for this issuer."))
    templates = selectors.templates_of(institution)
    form = NewBadgeForm(
        request.POST or None, request.FILES or None, issuers=issuers, templates=templates
    )
    if form.is_valid():
        try:
            version = _begun(form, by=request.user)
        except Invalid as refused:
            put_on_form(form, refused)
        else:
            return _after_saving(request, form, version, KEYS[0])
    context = {
        "institution": institution,
        "form": form,
        "has_issuers": has_issuers,
        "has_templates": templates.exists(),
    }
    return render(request, "issuing/editor/new.html", context, status=422 if form.errors else 200)


def _begun(form: NewBadgeForm, *, by: Person) -> AchievementVersion:
    issuer, template = form.cleaned_data["issuer"], form.cleaned_data["template"]
    said = form.said()
    if template is None:
        return services.draft_badge(issuer, said, by=by)
    version = services.draft_from_template(template, issuer, by=by)
    return services.edit_draft(version, {k: v for k, v in said.items() if v}, by=by)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SignedInRequest, version_id: UUID, step: str = KEYS[0]) -> HttpResponse:
    """Work on one step of a draft; what is published, or waits for approval, is only shown."""
    if step not in KEYS:
        raise Http404
    version = version_for(request.user, version_id)
    may_edit = permissions.may_edit_badges(request.user, version.achievement.issuer)
    if request.method == "POST" and not may_edit:
        raise NotPermitted(_("You do not make badges for this issuer."))
    if version.is_published or not may_edit:
        return _shown(request, version, may_edit=may_edit)
    if request.method != "POST":
        if services.waiting_approval(version) is not None:
            return redirect("badge-approval", version.pk)
        return _page_of(request, _form(request, version), version, step)

    form = _form(request, version, data=request.POST, files=request.FILES)
    if not form.is_valid():
        return _refused(request, form, version, step)
    try:
        services.edit_draft(
            version, form.said() | _dropped(request, version), by=request.user,
            revision=_number(request.POST.get("revision")),
        )  # fmt: skip
    except Invalid as refused:
        put_on_form(form, refused)
        return _refused(request, form, version, step)
    except services.DraftChanged as changed:
        if editor_answers.is_autosave(request):
            return editor_answers.refused(str(changed), status=409)
        return _collision(request, version, step, changed)
    except Conflict as conflict:
        if editor_answers.is_autosave(request):
            return editor_answers.refused(str(conflict), status=409)
        raise
    if editor_answers.is_autosave(request):
        return editor_answers.saved(request, aside(version), version.revision)
    return _after_saving(request, form, version, step)


@login_required
@require_POST
def undo(request: SignedInRequest, version_id: UUID) -> HttpResponse:
    """Take the last saved change back."""
    version = version_to_edit(request.user, version_id)
    try:
        services.undo(version, by=request.user)
    except Conflict as conflict:
        messages.warning(request, str(conflict))
    else:
        messages.success(request, _("The last change is undone."))
    step = request.POST.get("step", "")
    return redirect(address_of(version, step if step in KEYS else KEYS[0]))


@login_required
@require_POST
def settle(request: SignedInRequest, version_id: UUID) -> HttpResponse:
    """Save, of what two people changed at the same time, what the second one chose."""
    version = version_to_edit(request.user, version_id)
    step = request.POST.get("step", "")
    step = step if step in KEYS else KEYS[0]
    mine = editor_answers.fields_in(request.POST.get("mine", ""))
    chosen = {name: mine[name] for name in mine if request.POST.get(f"take_{name}") != "theirs"}
    try:
        services.edit_draft(
            version, chosen, by=request.user, revision=_number(request.POST.get("revision"))
        )
    except services.DraftChanged as changed:
        return _collision(request, version, step, changed)
    messages.success(request, _("Saved at %(time)s.") % {"time": clock(timezone.now())})
    return redirect(address_of(version, step))


def aside(version: AchievementVersion) -> dict[str, Any]:
    """What stands beside a step: how the badge looks, and what is still missing."""
    return {"version": version, "sewn": completeness(version), "missing": still_missing(version)}


def _form(request: SignedInRequest, version: AchievementVersion, **sent: Any) -> BadgeForm:
    relatable = selectors.relatable_badges(version)[:MOST_RELATABLE]
    related = [(each.achievement.public_id, each.name) for each in relatable]
    known = {public_id for public_id, _name in related}
    related += [(each, each) for each in version.related if each not in known]
    rows = _number(request.GET.get("outcomes")) or 0
    return BadgeForm.of(version, rows=rows, related=related, **sent)


def _page_of(
    request: SignedInRequest, form: BadgeForm, version: AchievementVersion, step: str
) -> HttpResponse:
    context: Mapping[str, Any] = {
        "institution": version.achievement.issuer.institution,
        "form": form,
        "step": step,
        "step_template": f"issuing/editor/{step}.html",
        "steps": steps_at(version, step),
        "back": "" if step == KEYS[0] else address_of(version, before(step)),
        "can_undo": version.states.exists(),
        "returned": next(iter(selectors.approvals_of(version)), None),
        **aside(version),
    }
    status = 422 if form.errors else 200
    return render(request, "issuing/editor/step.html", context, status=status)


def _refused(
    request: SignedInRequest, form: BadgeForm, version: AchievementVersion, step: str
) -> HttpResponse:
    if editor_answers.is_autosave(request):
        field, found = next(iter(form.errors.items()))
        label = form.fields[field].label if field in form.fields else ""
        said = f"{label}: {found[0]}" if label else str(found[0])
        return editor_answers.refused(said, status=422)
    return _page_of(request, form, version, step)


def _collision(
    request: SignedInRequest, version: AchievementVersion, step: str, changed: services.DraftChanged
) -> HttpResponse:
    context = {
        "institution": version.achievement.issuer.institution,
        "version": version,
        "step": step,
        **editor_answers.collision(changed),
    }
    return render(request, "issuing/editor/collision.html", context, status=409)


def _dropped(request: SignedInRequest, version: AchievementVersion) -> dict[str, Any]:
    """Take the item of a framework out whose button was pressed."""
    if "drop" not in request.POST:
        return {}
    kept = [item for item in version.alignments if item["url"] != request.POST["drop"]]
    return {"alignments": kept}


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) < 9 else None


def _after_saving(
    request: SignedInRequest, form: BadgeForm, version: AchievementVersion, step: str
) -> HttpResponse:
    """Store the picture if there is one, and go where the pressed button leads."""
    upload = form.cleaned_data["picture"]
    if upload is not None:
        try:
            services.set_picture(version, upload.read(), by=request.user)
        except Invalid as refused:
            again = _form(request, version, data=request.POST)
            for problem in refused.problems:
                again.add_error("picture", problem.message)
            return _page_of(request, again, version, step)
    if "more" in request.POST:
        here = reverse("badge-step", args=[version.pk, "outcomes"])
        return redirect(f"{here}?outcomes={form.rows + 1}#outcomes")
    if "publish" in request.POST:
        return redirect("badge-publish", version.pk)
    messages.success(request, _("Saved at %(time)s.") % {"time": clock(timezone.now())})
    if "next" in request.POST:
        return redirect(address_of(version, next_of(step)))
    if step == KEYS[0]:
        return redirect("badge-edit", version.pk)
    return redirect(address_of(version, step))


def _shown(
    request: SignedInRequest, version: AchievementVersion, *, may_edit: bool
) -> HttpResponse:
    issuer = version.achievement.issuer
    context: dict[str, Any] = {
        "institution": issuer.institution,
        "version": version,
        "versions": selectors.versions_of(version.achievement),
        "value": value_if_any(version),
        "facts": facts_of(version),
        "may_edit": may_edit,
        "may_award": permissions.may_award(request.user, issuer),
        "waiting": services.waiting_approval(version),
        "last_step": LAST,
    }
    return render(request, "issuing/badge.html", context)
