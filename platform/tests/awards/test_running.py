from datetime import timedelta

import pytest

from awards.award_making import csv_of
from insigne_platform.awards import services
from insigne_platform.awards.models import Award, Batch
from insigne_platform.core.errors import Conflict, NotPermitted
from insigne_platform.core.sheets import csv_lines

pytestmark = pytest.mark.django_db


@pytest.fixture
def listed(cast, noon, ice):
    return services.preview_list(ice, "list.csv", csv_of(7), by=cast.ada, at=noon)


def test_a_batch_is_paused_taken_up_again_and_stopped(cast, noon, listed):
    batch = services.award_list(listed, only_good=True, by=cast.ada, at=noon)
    services.issue_chunk(batch.pk, at=noon, size=2)
    services.pause_batch(batch, by=cast.ada)
    assert services.issue_chunk(batch.pk, at=noon, size=2) == 0
    services.resume_batch(batch, by=cast.ada, at=noon)
    assert services.issue_chunk(batch.pk, at=noon, size=2) == 2
    with pytest.raises(NotPermitted):
        services.cancel_batch(batch, by=cast.bo, at=noon)
    services.cancel_batch(batch, by=cast.ada, at=noon)
    assert services.issue_chunk(batch.pk, at=noon) == 0
    assert Award.objects.filter(state="issued").count() == Award.objects.count() == 4
    assert len(list(services.result_rows(batch))) == 8
    with pytest.raises(Conflict):
        services.resume_batch(batch, by=cast.ada, at=noon)


def test_a_planned_batch_begins_at_its_time(cast, noon, listed):
    later = noon + timedelta(days=1)
    batch = services.award_list(listed, only_good=True, by=cast.ada, at=noon, starts_at=later)
    assert (batch.state, services.start_due(at=noon)) == ("scheduled", 0)
    assert services.start_due(at=later) == 1
    assert Batch.objects.get().state == "open"


def test_a_text_is_no_formula():
    assert list(csv_lines([["=1+1", "Ada"]]))[1] == "'=1+1;Ada\r\n"
