"""The lists of the site in a real browser: heaps on the map, filters, sorting on a phone, reports, a register with nothing in it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from publish_material import sample
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from daftar.publish.release import release

pytestmark = pytest.mark.browser

PHONE = 375


def choose(browser, name, value):
    browser.run(
        "const f = document.getElementById('f-' + arguments[0]); f.value = arguments[1];"
        "f.dispatchEvent(new Event('input', {bubbles: true})); f.dispatchEvent(new Event('change', {bubbles: true}))",
        name,
        value,
    )
    WebDriverWait(browser.driver, 10).until(
        lambda _: browser.run("return location.hash.includes(arguments[0])", name)
    )


def shown(browser):
    return browser.run("return [...document.querySelectorAll('#incidents .title')].map((t) => t.textContent)")


def test_dots_over_each_other_become_heaps_that_do_not_lie_over_each_other(browser, large):
    """A heap's number is of incidents; no two numbers run into each other, and choosing a heap comes nearer."""
    browser.open(large / "index.html")
    browser.run("document.getElementById('map').scrollIntoView()")
    boxes = browser.run(
        "return [...document.querySelectorAll('.map-name.heap span')].map((one) => {"
        "const range = document.createRange(); range.selectNodeContents(one); const b = range.getBoundingClientRect();"
        "return [b.left, b.top, b.right, b.bottom, +one.textContent.replace(',', '')]})"
    )
    assert len(boxes) > 5
    for number, one in enumerate(boxes):
        assert one[4] >= 2
        for other in boxes[number + 1 :]:
            apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
            assert apart, (one, other)
    assert sum(one[4] for one in boxes) <= 609
    scale = browser.run("return document.querySelector('.leaflet-control-scale-line').textContent")
    largest = max(boxes, key=lambda one: one[4])
    browser.run(
        "const at = document.elementFromPoint(arguments[0], arguments[1]);"
        "for (const kind of ['mousemove', 'mousedown', 'mouseup', 'click'])"
        "at.dispatchEvent(new MouseEvent(kind, {bubbles: true, clientX: arguments[0], clientY: arguments[1]}))",
        (largest[0] + largest[2]) / 2,
        (largest[1] + largest[3]) / 2,
    )
    WebDriverWait(browser.driver, 10).until(
        lambda _: (
            browser.run("return document.querySelector('.leaflet-control-scale-line').textContent") != scale
        )
    )


def test_incidents_can_be_told_apart_by_grade_and_by_independent_origins(browser, told):
    browser.open(told / "index.html")
    everything = set(shown(browser))
    choose(browser, "origins", "2")
    several = set(shown(browser))
    assert {"Drone strike on a vehicle, Hass"} <= several < everything
    choose(browser, "origins", "1")
    assert not several & set(shown(browser))
    address = browser.driver.current_url
    browser.open(told / "index.html", address.partition("#")[2])
    assert browser.run("return document.getElementById('f-origins').value") == "1"
    browser.open(told / "index.html")
    choose(browser, "grade", "Fair")
    assert set(shown(browser)) == several


def test_on_a_phone_filters_are_folded_and_sorting_is_a_field(browser, told):
    """Filters do not stand before the incidents; while one of them is at work they are in sight."""
    browser.open(told / "index.html", width=PHONE, height=812)
    method = browser.driver.find_element(By.ID, "f-method")
    assert not method.is_displayed()
    browser.driver.find_element(By.ID, "f-more").click()
    assert method.is_displayed()
    assert browser.driver.find_element(By.ID, "f-more").get_attribute("aria-expanded") == "true"
    choose(browser, "sort", "-killed")
    best = browser.run(
        "return [...document.querySelectorAll('#incidents td.num[data-label=killed] .figure')]"
        ".map((one) => parseInt(one.textContent))"
    )
    assert best == sorted(best, reverse=True)
    browser.open(told / "index.html", "method=shelling", width=PHONE, height=812)
    assert browser.driver.find_element(By.ID, "f-method").is_displayed()
    browser.open(told / "index.html")
    assert browser.driver.find_element(By.ID, "f-method").is_displayed()
    assert not browser.driver.find_element(By.ID, "f-more").is_displayed()


def test_incidents_without_day_or_place_are_in_the_table_and_said_not_to_be_drawn(browser, told):
    browser.open(told / "index.html")
    assert "not known" in browser.run(
        "return [...document.querySelectorAll('#incidents td.date')].map((one) => one.textContent)"
    )
    assert "Not drawn: 1 incident" in browser.run("return document.getElementById('timeline').textContent")
    assert "Drone strike (no place named)" in browser.run(
        "return document.getElementById('unplaced').textContent"
    )


def test_a_report_is_found_by_its_outlet_title_or_day(browser, told):
    browser.open(told / "reports.html")
    count = "return document.getElementById('find-count').textContent"
    total = browser.run("return document.querySelectorAll('#reports tbody tr').length")
    field = browser.driver.find_element(By.ID, "find-text")
    for words, expected in (("שות הצפון", 1), ("coast herald", 2), ("nobody wrote this", 0)):
        field.clear()
        field.send_keys(words)
        WebDriverWait(browser.driver, 10).until(
            lambda _, some=expected: browser.run(count).startswith(f"{some} of {total}")
        )
        assert (
            browser.run(
                "return [...document.querySelectorAll('#reports tbody tr')].filter((r) => r.checkVisibility()).length"
            )
            == expected
        )


@pytest.mark.parametrize("reports", [True, False])
def test_a_register_without_incidents_says_so(browser, tmp_path, reports):
    """No empty map, no filters over nothing, no error; on every page."""
    empty = replace(sample(), records=())
    if not reports:
        empty = replace(empty, reports=(), readings=())
    release(empty, "site", tmp_path / "site")
    for name in ("index.html", "list.html", "reports.html", "about.html"):
        browser.open(tmp_path / "site" / name)
        assert browser.run("return document.querySelectorAll('h1').length") == 1
    browser.open(tmp_path / "site" / "index.html")
    words = browser.run("return document.querySelector('main').textContent")
    assert "There are no incidents yet" in words
    assert ("none of the" in words) is reports
    assert browser.run("return document.querySelectorAll('#map, #filters').length") == 0


def test_the_essentials_need_no_scripts(browser, told):
    """All incidents by month, figures that lead to their sentences, sources, disputes, ways out and tables to take along."""
    browser.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        browser.open(told / "list.html")
        text = browser.driver.find_element(By.TAG_NAME, "main").text
        assert "May 2031" in text
        assert "Day not known" in text
        assert len(browser.driver.find_elements(By.CSS_SELECTOR, ".lines li")) == len(
            list((told / "incidents").iterdir())
        )
        browser.open(next((told / "incidents").glob("*kafranbel*")))
        for section in ("#toll", "#conflicts", "#history", "#sources", "#claims"):
            assert browser.driver.find_element(By.CSS_SELECTOR, section).is_displayed()
        browser.driver.find_element(By.CSS_SELECTOR, ".side .says a").click()
        assert browser.driver.find_element(By.CSS_SELECTOR, ".claim:target mark").is_displayed()
        tables = [
            one.get_attribute("href") for one in browser.driver.find_elements(By.CSS_SELECTOR, "a[download]")
        ]
        assert {one.rpartition("/")[2] for one in tables} == {"incidents.csv", "claims.csv"}
    finally:
        browser.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
