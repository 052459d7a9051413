"""What happens in courses: opened, joined, badges awarded inside, and promoted to outside."""

from insigne_platform.courses.services.badges import (
    award_many,
    promote,
    put_badge,
    take_badge,
)
from insigne_platform.courses.services.people import (
    add_learners,
    add_lecturer,
    change_course,
    join,
    new_join_link,
    open_course,
    open_joining,
    remove_member,
)

__all__ = [
    "add_learners",
    "add_lecturer",
    "award_many",
    "change_course",
    "join",
    "new_join_link",
    "open_course",
    "open_joining",
    "promote",
    "put_badge",
    "remove_member",
    "take_badge",
]
