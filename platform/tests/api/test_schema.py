"""The API does what its description says, whatever is sent (schemathesis makes the requests)."""

from __future__ import annotations

import json
import os
from datetime import timedelta

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.db import transaction
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from insigne_platform.api.version_1 import api

# How many requests of each kind; `INSIGNE_SCHEMA_EXAMPLES=500` looks for longer.
EXAMPLES = int(os.environ.get("INSIGNE_SCHEMA_EXAMPLES", "8"))
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
schema = schemathesis.openapi.from_dict(json.loads(json.dumps(api.get_openapi_schema())))
schema.app = get_wsgi_application()


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.filterwarnings("ignore")
@schema.parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=timedelta(seconds=20),
    derandomize=True,
    suppress_health_check=list(HealthCheck),
    database=None,
)
def test_every_answer_is_one_that_is_described(case, known):
    with transaction.atomic():
        known.fill(case)
        response = case.call(headers=known.headers)
        case.validate_response(response, checks=CHECKS)
        transaction.set_rollback(True)
