"""A course as its lecturers see it: learners and badges, who is in it, and what goes outside."""

import csv
from io import BytesIO, StringIO

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from openpyxl import Workbook

from insigne_platform.core.addresses import absolute
from insigne_platform.core.errors import Conflict, Invalid, NotFound, NotPermitted
from insigne_platform.courses import permissions, selectors, services
from insigne_platform.courses.models import Course, CourseMember, CourseRole
from insigne_platform.institutions.selectors import issuers_where_may_award
from insigne_platform.people.models import Person
from insigne_platform.web.badge_presentation import picture_of
from insigne_platform.web.forms_courses import (
    OUTSIDE,
    CourseBadgeForm,
    CourseForm,
    LearnersForm,
    LecturerForm,
    NewCourseForm,
)
from insigne_platform.web.problems import put_on_form
from insigne_platform.web.requests import SignedInRequest
from insigne_platform.web.views.courses.inside import course_for
from insigne_platform.web.views.issuing.house import institution_for
from insigne_platform.web.views.pathways.issuing import safe_cell

ON_A_PAGE = 25
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
@never_cache
@require_safe
def courses(request: SignedInRequest, public_id: str) -> HttpResponse:
    """List the courses of an institution, searched, by the page."""
    institution = institution_for(request.user, public_id)
    search = request.GET.get("search", "")[:200]
    found = selectors.courses_of(institution, by=request.user, search=search)
    may_award = issuers_where_may_award(request.user, institution)
    context = {
        "institution": institution,
        "here": "courses",
        "search": search,
        "page": Paginator(found, ON_A_PAGE).get_page(request.GET.get("page")),
        "may_open": may_award.exists(),
        "managed": set(may_award.values_list("pk", flat=True)),
    }
    return render(request, "courses/courses.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Open a course."""
    institution = institution_for(request.user, public_id)
    issuers = list(issuers_where_may_award(request.user, institution))
    if not issuers:
        raise NotPermitted(_("You do not award badges for this institution."))
    form = NewCourseForm(request.POST or None, issuers=issuers)
    if form.is_valid():
        issuer = form.issuers[form.cleaned_data.pop("issuer")]
        try:
            opened = services.open_course(issuer, form.cleaned_data, by=request.user)
        except Invalid as refused:
            put_on_form(form, refused)
        else:
            messages.success(request, _("The course is open. Add its badges and its learners."))
            return redirect("course-badges", opened.public_id)
    context = {"institution": institution, "here": "courses", "form": form}
    return render(request, "courses/new.html", context, status=422 if form.errors else 200)


def _taught(person: Person, public_id: str) -> Course:
    course = course_for(person, public_id)
    if not permissions.may_teach(person, course):
        raise NotPermitted(_("You do not teach in this course."))
    return course


def _page_of(course: Course, person: Person, tab: str) -> dict[str, object]:
    return {
        "course": course,
        "institution": course.issuer.institution,
        "tab": tab,
        "may_manage": permissions.may_manage(person, course),
    }


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def overview(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Show who has which badge; award one by a click, or one to many."""
    course = _taught(request.user, public_id)
    if request.method == "POST":
        _award(request, course)
        answer = redirect("course-overview", course.public_id)
        if query := request.META.get("QUERY_STRING", "")[:500]:
            answer["Location"] += f"?{query}"
        return answer
    search = request.GET.get("search", "")[:200]
    badges = selectors.badges_of(course)
    ids = [badge.achievement_id for badge, _version in badges]
    found = selectors.members_of(course, CourseRole.LEARNER, search=search)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    lines = selectors.overview(course, page.object_list, ids, at=timezone.now())
    context = _page_of(course, request.user, "overview") | {
        "search": search,
        "page": page,
        "badges": [
            {"badge": badge, "version": version, "picture": picture_of(version)}
            for badge, version in badges
        ],
        "rows": [
            {
                "member": line.member,
                "count": len(line.earned),
                "cells": [
                    {
                        "badge": badge,
                        "version": version,
                        "is_earned": badge.achievement_id in line.earned,
                    }
                    for badge, version in badges
                ],
            }
            for line in lines
        ],
    }
    return render(request, "courses/overview.html", context)


def _award(request: SignedInRequest, course: Course) -> None:
    """Award what a button says: one badge to one learner, or the chosen badge to those ticked."""
    one_badge, _colon, one_member = request.POST.get("one", "").partition(":")
    named = one_badge or request.POST.get("badge", "")
    ticked = [one_member] if one_badge else request.POST.getlist("learner")
    badge = next((one for one in course.badges.all() if str(one.pk) == named), None)
    if badge is None:
        messages.warning(request, _("Choose a badge."))
        return
    everybody = {str(one.pk): one for one in selectors.members_of(course, CourseRole.LEARNER)}
    members = [everybody[key] for key in ticked if key in everybody]
    if not members:
        messages.warning(request, _("Tick who should get the badge."))
        return
    badge.course = course
    try:
        fresh, having = services.award_many(badge, members, by=request.user, at=timezone.now())
    except (Conflict, Invalid) as refused:
        messages.error(request, str(refused))
        return
    said = ngettext(
        "The badge is awarded to %(n)s learner.", "The badge is awarded to %(n)s learners.", fresh
    ) % {"n": fresh}
    if having:
        said += " " + _("%(n)s had it already.") % {"n": having}
    messages.success(request, said)


@login_required
@never_cache
@require_safe
def export(request: SignedInRequest, public_id: str, kind: str) -> HttpResponse:
    """Give the whole overview as a file for a spreadsheet: `csv` or `xlsx`."""
    course = _taught(request.user, public_id)
    if kind not in ("csv", "xlsx"):
        raise NotFound(_("There is no such kind of file."))
    rows = _table(course)
    if kind == "csv":
        written = StringIO()
        csv.writer(written, delimiter=";").writerows(rows)
        content: bytes = ("\ufeff" + written.getvalue()).encode()
        response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    else:
        book = Workbook(write_only=True)
        sheet = book.create_sheet(_("Badges"))
        for row in rows:
            sheet.append(row)
        file = BytesIO()
        book.save(file)
        response = HttpResponse(file.getvalue(), content_type=EXCEL)
    response["Content-Disposition"] = f'attachment; filename="course-{course.public_id}.{kind}"'
    return response


def _table(course: Course) -> list[list[object]]:
    badges = selectors.badges_of(course)
    ids = [badge.achievement_id for badge, _version in badges]
    names = [safe_cell(version.name) for _badge, version in badges]
    rows: list[list[object]] = [[_("Name"), _("E-mail address"), *names, _("Total")]]
    members = list(selectors.members_of(course, CourseRole.LEARNER))
    for start in range(0, len(members), 400):
        part = members[start : start + 400]
        for line in selectors.overview(course, part, ids, at=timezone.now()):
            cells = [1 if id in line.earned else 0 for id in ids]
            who = [safe_cell(line.member.name), safe_cell(line.member.email)]
            rows.append([*who, *cells, len(line.earned)])
    return rows


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Show who is in the course; add, remove, and open the link to join."""
    course = _taught(request.user, public_id)
    doing = request.POST.get("do", "")
    learners = LearnersForm(request.POST if doing == "learners" else None)
    lecturer = LecturerForm(request.POST if doing == "lecturer" else None)
    if request.method == "POST" and _changed(request, course, doing, learners, lecturer):
        return redirect("course-people", course.public_id)
    search = request.GET.get("search", "")[:200]
    found = selectors.members_of(course, CourseRole.LEARNER, search=search)
    context = _page_of(course, request.user, "people") | {
        "search": search,
        "page": Paginator(found, 50).get_page(request.GET.get("page")),
        "lecturers": selectors.members_of(course, CourseRole.LECTURER),
        "learners_form": learners,
        "lecturer_form": lecturer,
        "link": absolute(f"/courses/join/{selectors.join_token(course)}"),
    }
    status = 422 if learners.errors or lecturer.errors else 200
    return render(request, "courses/people.html", context, status=status)


def _changed(
    request: SignedInRequest,
    course: Course,
    doing: str,
    learners: LearnersForm,
    lecturer: LecturerForm,
) -> bool:
    """Do what a button says; what is wrong stands on the form."""
    by = request.user
    if doing == "learners":
        return learners.is_valid() and _added(request, course, learners)
    if doing == "lecturer":
        if not lecturer.is_valid():
            return False
        try:
            services.add_lecturer(course, lecturer.cleaned_data["email"], by=by)
        except Invalid as refused:
            put_on_form(lecturer, refused)
            return False
        messages.success(request, _("%(email)s teaches here now.") % lecturer.cleaned_data)
    elif doing == "remove":
        services.remove_member(_member(course, request.POST.get("member", "")), by=by)
        messages.success(request, _("They are out of the course; their badges stay theirs."))
    elif doing == "open":
        services.open_joining(course, True, by=by)
    elif doing == "close":
        services.open_joining(course, False, by=by)
    elif doing == "renew":
        services.new_join_link(course, by=by)
        messages.success(request, _("There is a new link; the one before opens nothing any more."))
    else:
        raise NotFound(_("There is no such button."))
    return True


def _added(request: SignedInRequest, course: Course, form: LearnersForm) -> bool:
    try:
        fresh, there = services.add_learners(course, form.cleaned_data["learners"], by=request.user)
    except Invalid as refused:
        put_on_form(form, refused)
        return False
    said = ngettext("%(n)s learner is added.", "%(n)s learners are added.", fresh) % {"n": fresh}
    if there:
        said += " " + _("%(n)s were there already.") % {"n": there}
    messages.success(request, said)
    return True


def _member(course: Course, named: str) -> CourseMember:
    found = next((one for one in course.members.all() if str(one.pk) == named), None)
    if found is None:
        raise NotFound(_("There is nobody like that in this course."))
    found.course = course
    return found


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def badges(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Show the badges of the course; put in, take out, and make one for outside."""
    course = _taught(request.user, public_id)
    if request.method == "POST" and not permissions.may_manage(request.user, course):
        raise NotPermitted(_("You do not award badges of this issuer."))
    doing = request.POST.get("do", "")
    choices = list(selectors.badges_to_choose(course))
    form = CourseBadgeForm(request.POST if doing == "add" else None, badges=choices)
    about = CourseForm(
        request.POST if doing == "save" else None,
        initial={name: getattr(course, name) for name in CourseForm.base_fields},
        auto_id="id_about_%s",
    )
    if request.method == "POST":
        answer = _changed_badges(request, course, doing, form, about)
        if answer is not None:
            return answer
    context = _page_of(course, request.user, "badges") | {
        "form": form,
        "about": about,
        "choices": choices,
        "outside": OUTSIDE,
        "rows": [
            {"badge": badge, "version": version, "picture": picture_of(version)}
            for badge, version in selectors.badges_of(course)
        ],
    }
    status = 422 if form.errors or about.errors else 200
    return render(request, "courses/badges.html", context, status=status)


def _changed_badges(
    request: SignedInRequest, course: Course, doing: str, form: CourseBadgeForm, about: CourseForm
) -> HttpResponse | None:
    by, here = request.user, redirect("course-badges", course.public_id)
    try:
        if doing == "add":
            if not form.is_valid():
                return None
            services.put_badge(course, form.achievements[form.cleaned_data["badge"]], by=by)
            return here
        if doing == "save":
            if not about.is_valid():
                return None
            services.change_course(course, about.cleaned_data, by=by)
            messages.success(request, _("Saved."))
            return here
        named = request.POST.get("badge", "")
        badge = next((one for one in course.badges.all() if str(one.pk) == named), None)
        if badge is None:
            raise NotFound(_("There is no such badge in this course."))
        badge.course = course
        if doing == "remove":
            services.take_badge(badge, by=by)
            return here
        draft = services.promote(badge, request.POST.get("scenario", ""), by=by)
    except Invalid as refused:
        put_on_form(about if doing == "save" else form, refused)
        return None
    messages.success(request, _("This is the badge for outside. Publish it as any other."))
    return redirect("badge-edit", draft.pk)
