"""The pathways of an institution: the list, the editor, who is on the way."""

import csv
from collections.abc import Callable
from io import StringIO
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from insigne_platform.core.errors import Conflict, Invalid, NotFound, NotPermitted
from insigne_platform.institutions.selectors import issuers_where_may_award
from insigne_platform.pathways import permissions, selectors, services
from insigne_platform.pathways.models import Pathway, Step
from insigne_platform.people.models import Person
from insigne_platform.web.forms_pathways import (
    BadgeForm,
    NewPathwayForm,
    NewStepForm,
    PathwayForm,
    StepForm,
    initial_of,
)
from insigne_platform.web.pathway_words import pathway_page
from insigne_platform.web.problems import put_on_form
from insigne_platform.web.requests import SignedInRequest
from insigne_platform.web.views.issuing.house import institution_for

ON_A_PAGE = 25
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@login_required
@never_cache
@require_safe
def pathways(request: SignedInRequest, public_id: str) -> HttpResponse:
    """List the pathways, searched, by the page."""
    institution = institution_for(request.user, public_id)
    search = request.GET.get("search", "")[:200]
    found = selectors.pathways_of(institution, by=request.user, search=search)
    context = {
        "institution": institution,
        "here": "pathways",
        "search": search,
        "page": Paginator(found, ON_A_PAGE).get_page(request.GET.get("page")),
        "may_edit": issuers_where_may_award(request.user, institution).exists(),
    }
    return render(request, "pathways/pathways.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Begin a pathway."""
    institution = institution_for(request.user, public_id)
    issuers = list(issuers_where_may_award(request.user, institution))
    if not issuers:
        raise NotPermitted(_("You do not make badges for this institution."))
    form = NewPathwayForm(request.POST or None, issuers=issuers)
    if form.is_valid():
        given = form.cleaned_data
        names = {name: given[name] for name in ("name_nl", "name_en")}
        try:
            made = services.draft_pathway(form.issuers[given["issuer"]], names, by=request.user)
        except Invalid as refused:
            put_on_form(form, refused)
        else:
            return redirect("pathway-edit", made.pk)
    context = {"institution": institution, "here": "pathways", "form": form}
    return render(request, "pathways/new.html", context, status=422 if form.errors else 200)


def _pathway_for(person: Person, pathway_id: UUID) -> Pathway:
    found = selectors.pathway_for(pathway_id, by=person)
    if found is None:
        raise NotPermitted(_("This is no pathway of an institution that you work for."))
    return found


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SignedInRequest, pathway_id: UUID) -> HttpResponse:
    """Show a pathway, and change it in a list: each button sends what it says."""
    pathway = _pathway_for(request.user, pathway_id)
    if request.method != "POST":
        return render(request, "pathways/edit.html", _editor(request, pathway))
    if not permissions.may_edit(request.user, pathway):
        raise NotPermitted(_("You do not make badges for this issuer."))
    forms: dict[str, Form] = {}
    act = ACTS.get(request.POST.get("do", "save"))
    if act is None:
        raise NotFound(_("There is no such button."))
    try:
        place = act(request, pathway, forms)
    except Invalid as refused:
        form = next(iter(forms.values()), None)
        if form is not None:
            put_on_form(form, refused)
        said = "" if form is not None else str(refused)
    except Conflict as conflict:
        said = str(conflict)
    else:
        if place is not None:
            answer = redirect("pathway-edit", pathway.pk)
            answer["Location"] += f"#{place}"
            return answer
        said = ""
    context = _editor(request, _pathway_for(request.user, pathway_id), forms)
    return render(request, "pathways/edit.html", context | {"said": said}, status=422)


def _editor(
    request: SignedInRequest, pathway: Pathway, forms: dict[str, Form] | None = None
) -> dict[str, object]:
    forms = forms or {}
    badges = list(selectors.badges_to_choose(pathway))
    used = selectors.needs_of(pathway).achievements
    free = [one for one in badges if one.achievement_id not in used]
    context = pathway_page(pathway)
    all_steps = list(pathway.steps.all())
    for row in context["steps"]:  # type: ignore[attr-defined]  # a list, as laid out above
        step = row["step"]
        others = [one for one in all_steps if one.pk != step.pk]
        row["form"] = forms.get(f"step:{step.pk}") or StepForm(step=step, others=others)
        row["badge_form"] = forms.get(f"badge:{step.pk}") or BadgeForm(step=step, badges=free)
        row["parts"] = step.badges.all()
    may_edit = permissions.may_edit(request.user, pathway)
    return context | {
        "here": "pathways",
        "form": forms.get("save") or PathwayForm(badges=badges, initial=initial_of(pathway)),
        "new_step": forms.get("add-step") or NewStepForm(auto_id="id_new_%s"),
        "may_edit": may_edit and not pathway.is_published,
        "may_publish": permissions.may_publish(request.user, pathway),
        "may_unpublish": may_edit and pathway.is_published,
    }


def _save(request: SignedInRequest, pathway: Pathway, forms: dict[str, Form]) -> str | None:
    form = PathwayForm(request.POST, badges=list(selectors.badges_to_choose(pathway)))
    forms["save"] = form
    if not form.is_valid():
        return None
    services.edit_pathway(pathway, form.chosen(), by=request.user)
    messages.success(request, _("The pathway is saved."))
    return "about"


def _add_step(request: SignedInRequest, pathway: Pathway, forms: dict[str, Form]) -> str | None:
    form = NewStepForm(request.POST, auto_id="id_new_%s")
    forms["add-step"] = form
    if not form.is_valid():
        return None
    step = services.add_step(pathway, **form.cleaned_data, by=request.user)
    return f"step-{step.pk}"


def _step(request: SignedInRequest, pathway: Pathway) -> Step:
    named = request.POST.get("step", "")
    found = next((one for one in pathway.steps.all() if str(one.pk) == named), None)
    if found is None:
        raise NotFound(_("There is no such step."))
    return found


def _change_step(request: SignedInRequest, pathway: Pathway, forms: dict[str, Form]) -> str | None:
    step = _step(request, pathway)
    others = [one for one in pathway.steps.all() if one.pk != step.pk]
    form = StepForm(request.POST, step=step, others=others)
    forms[f"step:{step.pk}"] = form
    if not form.is_valid():
        return None
    services.change_step(step, **form.chosen(), by=request.user)  # type: ignore[arg-type]
    return f"step-{step.pk}"


def _move(direction: int) -> "Act":
    def move(request: SignedInRequest, pathway: Pathway, forms: dict[str, Form]) -> str | None:
        step = _step(request, pathway)
        services.move_step(step, direction, by=request.user)
        return f"step-{step.pk}"

    return move


def _remove_step(request: SignedInRequest, pathway: Pathway, forms: dict[str, Form]) -> str | None:
    services.remove_step(_step(request, pathway), by=request.user)
    return "steps"


def _add_badge(request: SignedInRequest, pathway: Pathway, forms: dict[str, Form]) -> str | None:
    step = _step(request, pathway)
    form = BadgeForm(request.POST, step=step, badges=list(selectors.badges_to_choose(pathway)))
    forms[f"badge:{step.pk}"] = form
    if not form.is_valid():
        return None
    chosen = form.achievements[form.cleaned_data["badge"]]
    services.add_badge(step, chosen, overlap=form.cleaned_data["overlap"], by=request.user)
    return f"step-{step.pk}"


def _remove_badge(request: SignedInRequest, pathway: Pathway, forms: dict[str, Form]) -> str | None:
    step, named = _step(request, pathway), request.POST.get("badge", "")
    badge = next((one for one in step.badges.all() if str(one.pk) == named), None)
    if badge is None:
        raise NotFound(_("There is no such badge in this step."))
    services.remove_badge(badge, by=request.user)
    return f"step-{step.pk}"


Act = Callable[[SignedInRequest, Pathway, dict[str, Form]], str | None]
ACTS: dict[str, Act] = {
    "save": _save,
    "add-step": _add_step,
    "change-step": _change_step,
    "up": _move(-1),
    "down": _move(1),
    "remove-step": _remove_step,
    "add-badge": _add_badge,
    "remove-badge": _remove_badge,
}


@login_required
@require_POST
def publish(request: SignedInRequest, pathway_id: UUID) -> HttpResponse:
    """Publish a pathway, or take it back to a draft."""
    pathway = _pathway_for(request.user, pathway_id)
    try:
        if "back" in request.POST:
            services.unpublish(pathway, by=request.user)
            messages.success(request, _("The pathway is a draft again; what it awarded stays."))
        else:
            services.publish(pathway, by=request.user, at=timezone.now())
            messages.success(request, _("The pathway is published."))
    except Invalid as refused:
        for problem in refused.problems:
            messages.error(request, problem.message)
    except Conflict as conflict:
        messages.warning(request, str(conflict))
    return redirect("pathway-edit", pathway.pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: SignedInRequest, pathway_id: UUID) -> HttpResponse:
    """Throw a draft away, after one question."""
    pathway = _pathway_for(request.user, pathway_id)
    if not permissions.may_edit(request.user, pathway):
        raise NotPermitted(_("You do not make badges for this issuer."))
    institution = pathway.issuer.institution
    if request.method == "POST":
        try:
            services.remove_pathway(pathway, by=request.user)
        except Conflict as conflict:
            messages.warning(request, str(conflict))
            return redirect("pathway-edit", pathway.pk)
        messages.success(request, _("The pathway is removed."))
        return redirect("pathways", institution.public_id)
    context = {"pathway": pathway, "institution": institution, "here": "pathways"}
    return render(request, "pathways/remove.html", context)


@login_required
@never_cache
@require_safe
def learners(request: SignedInRequest, pathway_id: UUID) -> HttpResponse:
    """Show who is on the way and how far, searched, by the page."""
    pathway = _pathway_for(request.user, pathway_id)
    search = request.GET.get("search", "")[:200]
    now = timezone.now()
    found = selectors.learners_on(pathway, by=request.user, at=now, search=search)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    rows = selectors.progress_of_learners(pathway, page.object_list, by=request.user, at=now)
    context = {
        "pathway": pathway,
        "institution": pathway.issuer.institution,
        "here": "pathways",
        "search": search,
        "page": page,
        "learners": rows,
        "steps": pathway.steps.all(),
    }
    return render(request, "pathways/learners.html", context)


@login_required
@never_cache
@require_safe
def learners_csv(request: SignedInRequest, pathway_id: UUID) -> HttpResponse:
    """Give who is on the way as a file."""
    pathway = _pathway_for(request.user, pathway_id)
    now = timezone.now()
    written = StringIO()
    lines = csv.writer(written, delimiter=";")
    steps = [safe_cell(step.name) for step in pathway.steps.all()]
    lines.writerow([_("Name"), _("E-mail address"), *steps, _("EC"), _("Completed")])
    found = list(selectors.learners_on(pathway, by=request.user, at=now))
    for start in range(0, len(found), 400):
        part = found[start : start + 400]
        for one in selectors.progress_of_learners(pathway, part, by=request.user, at=now):
            done = [f"{step.done}/{step.count}" for step in one.progress.steps]
            credits = str(one.progress.credits.normalize())
            ready = _("yes") if one.completion or one.progress.is_complete else _("no")
            lines.writerow([safe_cell(one.name), safe_cell(one.email), *done, credits, ready])
    response = HttpResponse("\ufeff" + written.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="pathway-{pathway.public_id}.csv"'
    return response


def safe_cell(text: str) -> str:
    """Write a text that a spreadsheet takes for a text, and not for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text
