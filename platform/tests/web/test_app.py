"""The installable app, as far as the server has a say in it."""

import json
import re

import pytest
from django.contrib.staticfiles import finders
from PIL import Image

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_manifest_has_what_a_phone_asks_for(client, language):
    response = client.get("/app.webmanifest", headers={"Accept-Language": language})
    said = response.json()

    assert response.headers["Content-Type"] == "application/manifest+json"
    assert said["lang"] == language
    assert (said["start_url"], said["scope"], said["display"]) == ("/backpack", "/", "standalone")
    assert {icon["sizes"] for icon in said["icons"]} == {"any", "192x192", "512x512"}
    assert [icon.get("purpose") for icon in said["icons"]].count("maskable") == 1


def test_the_pictures_of_the_manifest_are_there_in_their_sizes(client):
    for icon in client.get("/app.webmanifest").json()["icons"]:
        path = finders.find("insigne/" + icon["src"].rpartition("/")[2])
        assert path is not None
        if icon["type"] == "image/png":
            with Image.open(path) as picture:
                assert icon["sizes"] == "x".join(str(side) for side in picture.size)


def test_the_worker_looks_after_every_page_and_everything_that_it_keeps_is_there(client):
    response = client.get("/worker.js")
    said = json.loads(re.match(r"const SAID = (.*);\n", response.text)[1])

    assert response.headers["Content-Type"].startswith("text/javascript")
    assert response.headers["Service-Worker-Allowed"] == "/"
    assert response.headers["Cache-Control"] == "no-cache"
    assert said["shell"][0] == said["offline"] == "/offline"
    assert len(said["shell"]) == 9
    for address in said["shell"][1:]:
        assert finders.find("insigne/" + address.partition("insigne/")[2]) is not None


def test_the_page_without_a_network_names_nobody(client, cast):
    client.force_login(cast.amina)

    assert cast.amina.email not in client.get("/offline").text


def test_pages_say_whose_they_are_in_a_mark_that_tells_nothing_else(client, cast):
    marks = {}
    for person in (cast.amina, cast.ada):
        client.force_login(person)
        marks[person.email] = re.search(r'<html[^>]* data-whose="(\w+)"', client.get("/").text)[1]
        assert str(person.pk) not in client.get("/").text
    client.logout()

    assert len(set(marks.values())) == 2
    assert "data-whose" not in client.get("/").text


def test_signing_out_has_the_browser_forget(client, cast):
    client.force_login(cast.amina)

    response = client.post("/account/logout/")

    assert response.headers["Clear-Site-Data"] == '"storage"'
    assert "_auth_user_id" not in client.session
