"""Version 1 of the API: its resources, and the document that describes it (OpenAPI 3.1)."""

from __future__ import annotations

from functools import cache
from typing import Any

from ninja import NinjaAPI
from ninja.operation import Operation

from insigne_platform.api import (
    applications,
    assessments,
    award_changes,
    awards,
    badge_steps,
    badges,
    batches,
    codes,
    courses,
    endorsements,
    figures,
    frameworks,
    institution,
    nominations,
    openings,
    pathways,
    problems,
    rules,
    staff,
    templates_of_badges,
)
from insigne_platform.api.authentication import Scope
from insigne_platform.api.describing import complete

DESCRIPTION = """\
A program does here what its maker does on the pages of an institution: with the rights that this
person has at that moment, and within the scopes of its token. Everything of another institution
is not there (404). Errors are problems (RFC 9457), lists come by the page, and a request with an
`Idempotency-Key` that is sent again is not done again.
"""


class Api(NinjaAPI):
    """The API, whose description names what every operation may answer."""

    def get_openapi_schema(self, **_more: Any) -> Any:
        """Answer the description; it is the same for everybody."""
        return _described()

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """Name an operation as the function is named."""
        return operation.view_func.__name__

    def described(self) -> Any:
        """What the framework knows to say of the API."""
        return super().get_openapi_schema(path_prefix="api/v1/")

    def scopes(self) -> dict[str, str]:
        """The scope that each operation asks for, by its name."""
        return {
            self.get_openapi_operation_id(operation): _scope_of(operation)
            for router in self._get_bound_routers()
            for place in router.path_operations.values()
            for operation in place.operations
        }


api = Api(
    title="Insigne",
    version="1",
    description=DESCRIPTION,
    urls_namespace="api",
    openapi_url="/openapi.json",
    docs_url=None,
)
problems.register(api)
api.add_router("", institution.router)
api.add_router("/people", staff.people)
api.add_router("/invitations", staff.invitations)
api.add_router("/badges", badges.router)
api.add_router("/badges", badge_steps.router)
api.add_router("/templates", templates_of_badges.router)
api.add_router("/frameworks", frameworks.router)
api.add_router("/framework-items", frameworks.items)
api.add_router("/awards", awards.router)
api.add_router("/batches", batches.router)
api.add_router("/changes", award_changes.router)
api.add_router("/badges", openings.router)
api.add_router("/applications", applications.router)
api.add_router("/badges", codes.of_badges)
api.add_router("/codes", codes.router)
api.add_router("/badges", nominations.of_badges)
api.add_router("/nominators", nominations.nominators)
api.add_router("/nominations", nominations.router)
api.add_router("/badges", rules.of_badges)
api.add_router("/rules", rules.router)
api.add_router("/scores", rules.scores)
api.add_router("/pathways", pathways.router)
api.add_router("/courses", courses.router)
api.add_router("/endorsement-requests", endorsements.requests)
api.add_router("/endorsements", endorsements.router)
api.add_router("", figures.router)
api.add_router("/moments", assessments.router)


def _scope_of(operation: Operation) -> str:
    return next((each.scope for each in operation.auth_callbacks if isinstance(each, Scope)), "")


@cache
def _described() -> Any:
    return complete(api.described(), api.scopes())
