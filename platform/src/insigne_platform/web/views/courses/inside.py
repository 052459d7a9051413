"""A course as its learners see it: what there is to earn, and where one stands oneself."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from insigne_platform.achievements.models import AchievementVersion, Scenario
from insigne_platform.core.errors import Conflict, NotPermitted
from insigne_platform.core.tokens import id_of_token
from insigne_platform.courses import permissions, selectors, services
from insigne_platform.courses.models import Course
from insigne_platform.people.models import Person
from insigne_platform.web.badge_presentation import GAME_PICTURE, picture_of
from insigne_platform.web.requests import SignedInRequest


def course_for(person: Person, public_id: str) -> Course:
    """The course at this address; for whoever is not in it, it is a closed door."""
    course = selectors.course_with(public_id)
    if course is None or not permissions.may_look_inside(person, course):
        raise NotPermitted(_("You are not in this course."))
    return course


@login_required
@never_cache
@require_safe
def mine(request: SignedInRequest) -> HttpResponse:
    """List the courses in which one teaches or learns."""
    return render(request, "courses/mine.html", {"courses": selectors.courses_with(request.user)})


@login_required
@never_cache
@require_safe
def course(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Show the badges of a course; a learner sees which she has, and the median of everybody."""
    found = course_for(request.user, public_id)
    now = timezone.now()
    badges = selectors.badges_of(found)
    ids = [badge.achievement_id for badge, _version in badges]
    line = standing = None
    if permissions.is_learner(request.user, found):
        line = selectors.own_badges(found, request.user, ids, at=now)
        standing = selectors.standing(found, line, ids, at=now)
    context = {
        "course": found,
        "institution": found.issuer.institution,
        "standing": standing,
        "may_teach": permissions.may_teach(request.user, found),
        "tiles": [
            {
                "version": version,
                "picture": picture_of(version),
                "is_earned": line is not None and badge.achievement_id in line.earned,
            }
            for badge, version in badges
        ],
        "is_learner": line is not None,
    }
    return render(request, "courses/course.html", context)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: SignedInRequest, token: str) -> HttpResponse:
    """Show which course a link is of; joining is a press of a button."""
    found = selectors.course_to_join(token)
    if found is None:
        raise Http404
    said = ""
    if request.method == "POST":
        try:
            services.join(token, by=request.user)
        except Conflict as conflict:
            said = str(conflict)
        else:
            messages.success(request, _("You are in the course."))
            return redirect("course", found.public_id)
    context = {"course": found, "said": said}
    return render(request, "courses/join.html", context, status=409 if said else 200)


@never_cache
@require_safe
def picture(request: HttpRequest, token: str) -> HttpResponse:
    """Give the picture of a game element to who was shown a page that names this address."""
    version_id = id_of_token(GAME_PICTURE, token)
    version = (
        AchievementVersion.objects.filter(
            pk=version_id, achievement__scenario=Scenario.GAME
        ).first()
        if version_id
        else None
    )
    if version is None or not version.picture_png:
        raise Http404
    response = HttpResponse(bytes(version.picture_png), content_type="image/png")
    response["X-Robots-Tag"] = "noindex"
    return response
