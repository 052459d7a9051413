"""The addresses of courses."""

from django.urls import URLPattern, path

from insigne_platform.web.views.courses import inside, teaching

urlpatterns: list[URLPattern] = [
    path("issuing/<str:public_id>/courses", teaching.courses, name="courses"),
    path("issuing/<str:public_id>/courses/new", teaching.new, name="course-new"),
    path("courses/", inside.mine, name="my-courses"),
    path("courses/join/<str:token>", inside.join, name="course-join"),
    path("courses/<str:public_id>", inside.course, name="course"),
    path("courses/<str:public_id>/overview", teaching.overview, name="course-overview"),
    path("courses/<str:public_id>/overview.<str:kind>", teaching.export, name="course-export"),
    path("courses/<str:public_id>/people", teaching.people, name="course-people"),
    path("courses/<str:public_id>/badges", teaching.badges, name="course-badges"),
    path("badge-pictures/<str:token>", inside.picture, name="game-picture"),
]
