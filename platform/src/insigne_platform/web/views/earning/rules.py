"""Rules that award by themselves: made, tried, and switched on."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from insigne_platform.achievements.selectors import badges_of, version_in_force
from insigne_platform.core.errors import Conflict, Invalid, NotPermitted
from insigne_platform.earning import selectors, services
from insigne_platform.earning.models import Rule
from insigne_platform.web.forms_rules import RuleForm
from insigne_platform.web.problems import put_on_form
from insigne_platform.web.requests import SignedInRequest
from insigne_platform.web.views.earning.setting_up import page_of, version_to_set_up

ON_A_PAGE = 25


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def rules(request: SignedInRequest, version_id: UUID) -> HttpResponse:
    """Show the rules of a badge, and make one."""
    version = version_to_set_up(request.user, version_id)
    institution = version.achievement.issuer.institution
    choices = badges_of(institution, by=request.user, state="published").exclude(
        achievement=version.achievement
    )
    form = RuleForm(request.POST or None, badges=choices)
    if form.is_valid():
        try:
            made = services.make_rule(version.achievement, form.said(), by=request.user)
        except Invalid as refused:
            put_on_form(form, refused)
        except Conflict as conflict:
            form.add_error(None, str(conflict))
        else:
            messages.success(request, _("The rule is made, and still off. Look whom it awards."))
            return redirect("rule", made.pk)
    page = Paginator(selectors.rules_of(version.achievement), ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    context = page_of(version) | {"form": form, "page": page}
    return render(request, "earning/rules.html", context, status=422 if form.errors else 200)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def rule(request: SignedInRequest, rule_id: UUID) -> HttpResponse:
    """Show what a rule asks and whom it would award now, and switch it on or off."""
    found = _rule(request, rule_id)
    now = timezone.now()
    if request.method == "POST":
        _switch(request, found)
        return redirect("rule", found.pk)
    version = version_in_force(found.achievement)
    earners = selectors.would_award(found, at=now)
    context = {
        "institution": found.achievement.issuer.institution,
        "here": "badges",
        "version": version,
        "rule": found,
        "badges": [version_in_force(badge) for badge in found.badges.all() if badge is not None],
        "page": Paginator(earners, 50).get_page(request.GET.get("page")),
        "count": len(earners),
        "has_begun": found.has_begun_on(timezone.localdate()),
    }
    return render(request, "earning/rule.html", context)


def _switch(request: SignedInRequest, found: Rule) -> None:
    on = "on" in request.POST
    try:
        services.switch_rule(found, on=on, by=request.user)
    except Conflict as conflict:
        messages.warning(request, str(conflict))
        return
    if not on:
        messages.success(request, _("The rule is off. What it awarded stays."))
        return
    services.run_rule(found.pk, at=timezone.now())
    messages.success(request, _("The rule is on. It awards in your name from now on."))


def _rule(request: SignedInRequest, rule_id: UUID) -> Rule:
    found = selectors.rule_for(rule_id, by=request.user)
    if found is None:
        raise NotPermitted(_("This is not a rule for a badge that you award."))
    return found
