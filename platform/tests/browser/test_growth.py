"""An endorsement asked and given, a pathway completed, a course and its overview."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from browser.conftest import sign_in
from browser.test_every_page import faults
from insigne_platform.demo.university import ADA, AMINA, BO


def into(page: Page, url: str, part: str) -> None:
    """Go to a page of one's own institution."""
    page.goto(f"{url}/issuing/")
    page.locator(f"nav a[href$='/{part}']").first.click()


def test_an_endorsement_is_asked_and_given_between_two_institutions(own_demo, window):
    ada, bo = window("en"), window("nl", "phone")
    sign_in(ada, own_demo.url, ADA.email)
    into(ada, own_demo.url, "endorsements")
    assert faults(ada) == []
    ada.get_by_role("link", name="Ask for an endorsement").first.click()
    ada.locator("[name=what]").select_option(label="Data ethics")
    ada.locator("[name=of]").select_option(label="Deltawerk Engineers")
    ada.locator("[name=message]").fill("What is it worth to you?")
    assert faults(ada) == []
    ada.get_by_role("button", name="Send the request").click()
    expect(ada.get_by_text("To be answered").first).to_be_visible()

    sign_in(bo, own_demo.url, BO.email)
    into(bo, own_demo.url, "endorsements")
    assert faults(bo) == []
    bo.locator("main tbody th a").first.click()
    bo.locator("[name=comment]").fill("Hier werken wij mee.")
    bo.locator("[name=credits]").fill("2,5")
    bo.locator("[name=programme]").fill("Leerlijn Data")
    assert faults(bo) == []
    bo.get_by_role("button", name="Onderteken de aanbeveling").click()
    bo.get_by_role("link", name="Lees de aanbeveling").click()
    expect(bo.get_by_text("Telt voor 2,5 EC in Leerlijn Data")).to_be_visible()
    assert faults(bo) == []

    stranger = window("nl")
    stranger.goto(bo.url)
    stranger.locator("main a[href*='/public/badges/']").first.click()
    expect(stranger.get_by_text("Hier werken wij mee.")).to_be_visible()
    assert faults(stranger) == []


def test_who_earns_the_last_badge_gets_the_one_at_the_end(own_demo, window):
    ada, amina = window("nl"), window("nl", "phone")
    dutch = {"name": "django_language", "value": "nl", "url": own_demo.url}
    ada.context.add_cookies([dutch])
    sign_in(ada, own_demo.url, ADA.email)
    into(ada, own_demo.url, "pathways")
    assert faults(ada) == []
    ada.locator("main a[href$='/pathways/new']").first.click()
    ada.locator("[name=name_nl]").fill("Schrijven met gegevens")
    ada.get_by_role("button", name="Begin het leerpad").click()
    ada.locator("[id=id_new_name_nl]").fill("Ethiek")
    ada.get_by_role("button", name="Voeg de stap toe").click()
    ada.get_by_text(re.compile("^Badge toevoegen")).first.click()
    ada.locator("[name=badge]").first.select_option(label="Data-ethiek")
    ada.get_by_role("button", name="Voeg de badge toe").click()
    ada.locator("[name=leads_to]").select_option(label="Eerste stappen in Python")
    assert faults(ada) == []
    ada.get_by_role("button", name="Sla op").click()
    ada.get_by_role("button", name="Publiceren").click()
    expect(ada.get_by_text("Het leerpad is gepubliceerd.")).to_be_visible()

    sign_in(amina, own_demo.url, AMINA.email)
    amina.goto(f"{own_demo.url}/backpack/pathways")
    assert faults(amina) == []
    amina.get_by_role("link", name="Schrijven met gegevens").click()
    expect(amina.get_by_text("U hebt het hele leerpad afgelegd.")).to_be_visible()
    assert faults(amina) == []
    expect(amina.get_by_text("Badge aan het eind").first).to_be_attached()
    for _look in range(20):
        amina.goto(f"{own_demo.url}/backpack")
        if amina.locator("main .notice", has_text="Eerste stappen in Python").count():
            break
        amina.wait_for_timeout(500)
    expect(amina.locator("main .notice", has_text="Eerste stappen in Python")).to_be_visible()


def test_a_course_has_an_overview_for_lecturers_and_a_standing_for_learners(demo, window):
    ada, amina = window("en"), window("nl", "phone")
    sign_in(ada, demo.url, ADA.email)
    into(ada, demo.url, "courses")
    assert faults(ada) == []
    ada.locator("main tbody th a").first.click()
    earned = ada.locator(".course-cell .is-valid").count()
    assert faults(ada) == []
    ada.locator(".course-give").first.click()
    expect(ada.get_by_text("The badge is awarded to 1 learner.")).to_be_visible()
    assert ada.locator(".course-cell .is-valid").count() == earned + 1
    for tab in ("People", "Badges", "As learners see it"):
        ada.locator(".course-tabs").get_by_role("link", name=tab).click()
        assert faults(ada) == []
        ada.go_back()

    sign_in(amina, demo.url, AMINA.email)
    amina.goto(f"{demo.url}/courses/")
    assert faults(amina) == []
    amina.get_by_role("link", name="Werkgroep hydrologie").click()
    expect(amina.get_by_text("U hebt er 1 van 1.")).to_be_visible()
    expect(amina.get_by_text("De mediaan is 1.")).to_be_visible()
    assert "Sanne" not in amina.content()
    assert faults(amina) == []
