"""What was made by one request is asked for by the next (schemathesis makes up the stories)."""

from __future__ import annotations

import json
import os
from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings

from api.test_schema import CHECKS
from insigne_platform.api.version_1 import api

# How many stories; `INSIGNE_SCHEMA_STORIES=200` looks for longer.
STORIES = int(os.environ.get("INSIGNE_SCHEMA_STORIES", "5"))


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.filterwarnings("ignore")
def test_every_story_is_answered_as_described(known):
    schema = schemathesis.openapi.from_dict(json.loads(json.dumps(api.get_openapi_schema())))
    schema.app = get_wsgi_application()
    told: list[str] = []

    class Story(schema.as_state_machine()):  # type: ignore[misc]  # made at run time
        """A story, of which nothing is left when it is told."""

        def setup(self) -> None:
            self.undone = transaction.atomic()
            self.undone.__enter__()

        def teardown(self) -> None:
            transaction.set_rollback(True)
            self.undone.__exit__(None, None, None)

        def before_call(self, case: Any) -> None:
            known.fill(case)

        def get_call_kwargs(self, case: Any) -> dict[str, Any]:
            return {"headers": known.headers}

        def validate_response(self, response: Any, case: Any, **_more: Any) -> None:
            told.append(case.operation.label)
            case.validate_response(response, checks=CHECKS)

    Story.run(
        settings=settings(
            max_examples=STORIES,
            stateful_step_count=12,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
    )

    assert len(set(told)) > 5
