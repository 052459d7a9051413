import pytest

from insigne_platform.core import addresses


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("https://badges.example.org/public/badges/x", "/public/badges/x"),
        ("https://badges.example.org", "/"),
        ("https://badges.example.org:443/a?b#c", "/a"),
        ("HTTPS://BADGES.example.org/a", "/a"),
        ("http://badges.example.org/a", None),
        ("https://badges.example.org:8443/a", None),
        ("https://badges.example.org.evil.example/a", None),
        ("https://badges.example.org@evil.example/a", None),
        ("https://evil@badges.example.org/a", None),
        ("https://badges.example.org:bad/a", None),
        ("https://[badges.example.org/a", None),
        ("//badges.example.org/a", None),
        ("/a", None),
        ("", None),
    ],
)
def test_own_addresses_have_a_path_and_others_have_none(url, path):
    assert addresses.path_of(url) == path
    assert addresses.is_own(url) is (path is not None)


def test_a_path_is_made_absolute_with_the_fixed_base():
    assert addresses.absolute("/a") == "https://badges.example.org/a"
    with pytest.raises(ValueError):
        addresses.absolute("https://evil.example/")
