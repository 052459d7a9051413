from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from insigne_platform.core.tokens import id_of_token, token_for

ID = UUID("12345678-1234-5678-1234-567812345678")


def test_a_token_leads_back_to_its_row():
    id = uuid4()

    assert id_of_token("claim", token_for("claim", id)) == id
    assert token_for("claim", id) == token_for("claim", id)
    assert len(token_for("claim", id)) == 43


def test_a_token_is_good_for_its_purpose_only():
    assert id_of_token("share", token_for("claim", ID)) is None


def test_another_secret_opens_nothing(settings):
    token = token_for("claim", ID)
    settings.SECRET_KEY = "another"

    assert id_of_token("claim", token) is None


@given(place=st.integers(0, 42), letter=st.sampled_from("ABCxyz019-_=+ é"))
def test_a_changed_token_opens_nothing(place, letter):
    token = token_for("claim", ID)
    changed = token[:place] + letter + token[place + 1 :]

    assert (id_of_token("claim", changed) is None) == (changed != token)


@given(st.text(max_size=60))
def test_any_text_is_answered_calmly(text):
    assert id_of_token("claim", text) is None
