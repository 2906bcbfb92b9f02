"""An incident's page in a real browser: the answer first, disputes, who has it from whom, where, and every sentence."""

from __future__ import annotations

from itertools import pairwise

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait
from test_retold_in_chromium import TEXTS
from told_material import MANY

pytestmark = pytest.mark.browser

PHONE = 375


def page_of(site, word):
    return next((site / "incidents").glob(f"*{word}*"))


def texts(browser, selector):
    return browser.run(
        "return [...document.querySelectorAll(arguments[0])].map((one) => one.textContent.replace(/\\s+/g, ' ').trim())",
        selector,
    )


def test_the_answer_comes_first(browser, told):
    """What it came to, who is behind it and how good it is stand above everything else, as in the tables below."""
    browser.open(page_of(told, "12-saraqib"), width=PHONE, height=812)
    short = dict(zip(texts(browser, ".brief dt"), texts(browser, ".brief dd"), strict=True))
    assert short["Killed"].startswith("14 one source: Karim Doss, Rescue Corps")
    assert short["Injured"].startswith("30 ")
    assert short["Independent origins"] == "1 behind 25 reports"
    assert short["Grade"].startswith("Weak")
    assert texts(browser, "#n-killed-all-best") == ["14"]
    assert browser.run("return document.querySelector('.brief').getBoundingClientRect().top") < 400


def test_on_a_phone_place_and_grade_come_before_the_sentences(browser, told):
    browser.open(page_of(told, "kafranbel"), width=PHONE, height=812)
    top = "return document.querySelector(arguments[0]).getBoundingClientRect().top"
    order = [browser.run(top, one) for one in ("#toll", "#facts", "#conflicts", "#sources", "#claims")]
    assert order == sorted(order)


def test_sources_that_dispute_one_number_are_one_dispute(browser, told):
    """Claims stand side by side once each, the lowest first, drawn on one scale; each way out is said once."""
    browser.open(page_of(told, "kafranbel"))
    assert browser.run("return document.querySelectorAll('.clash').length") == 1
    figures = texts(browser, ".side .says a")
    assert figures[0] == "7 people killed"
    assert figures[-1] == "24–99 people killed"
    assert len(set(figures)) == len(figures)
    assert "12 people killed" in figures
    twelve = texts(browser, ".side")[figures.index("12 people killed")]
    assert twelve.endswith("The same: Orient Ledger ← interior ministry")
    both = browser.run(
        "return [...document.querySelectorAll('.side .says a')].find((a) => a.textContent === '12 people killed').dataset.claims"
    )
    assert len(both.split()) == 2
    wide = browser.run(
        "return [...document.querySelectorAll('.side .sure')].map((one) => +one.getAttribute('width'))"
    )
    assert wide == sorted(wide)
    ways = texts(browser, ".ways li")
    assert len(set(ways)) == len(ways) > 2
    assert texts(browser, ".brief dd")[-1].split()[0] == str(
        browser.run("return document.querySelectorAll('.pairs li').length")
    )
    browser.driver.find_element(By.CSS_SELECTOR, ".side .says a").click()
    WebDriverWait(browser.driver, 10).until(
        lambda _: browser.run("return document.getElementById('reader').open")
    )
    assert "The police said 7 people died" in texts(browser, "#reader-body")[0]


def test_twenty_five_outlets_of_one_spokesman_look_like_one_source(browser, told):
    """One square, all outlets below it by name, those with the same words under one mark; and one source in the list."""
    browser.open(page_of(told, "12-saraqib"))
    assert browser.run("return document.querySelectorAll('.graph .origin').length") == 1
    assert browser.run("return document.querySelectorAll('.sources li').length") == 1
    named = texts(browser, ".graph a .name")
    assert len(named) == len(MANY) == 25
    for outlet in MANY:
        assert any(outlet[:20] in name for name in named), outlet
    alike = browser.run("return document.querySelectorAll('.graph .member').length")
    assert alike >= 3
    assert texts(browser, ".graph .alike .name") == [f"{alike} reports with the same words"]
    lines = browser.run("return document.querySelectorAll('.graph .edge').length")
    assert lines <= 25 - alike + 2


@pytest.mark.parametrize(("word", "reports"), [("hass", 2), ("kafranbel", 8), ("12-saraqib", 25)])
@pytest.mark.parametrize("width", [PHONE, 1280])
def test_who_has_it_from_whom_is_readable_whatever_the_number(browser, told, word, reports, width):
    """Each report is named once; no name is smaller than 10 pixels, cut off or over another."""
    browser.open(page_of(told, word), width=width, height=812)
    assert browser.run("return document.querySelectorAll('.graph a').length") == reports
    found = browser.run(TEXTS.replace(", .steps", ""))
    for one in found:
        assert one["size"] >= 10, one
        assert one["left"] >= -1, one
        assert one["right"] <= one["edge"] + 1, one
    lines = sorted(found, key=lambda one: one["top"])
    for above, below in pairwise(lines):
        assert above["bottom"] <= below["top"] + 3, (above, below)


def test_a_name_written_from_right_to_left_keeps_its_day_after_it(browser, told):
    browser.open(page_of(told, "12-saraqib"))
    places = browser.run(
        "const text = [...document.querySelectorAll('.graph .name')].find((one) => one.textContent.includes('شبكة'));"
        "const whole = text.textContent;"
        "return [...whole].map((letter, at) => [letter, text.getExtentOfChar(at).x])"
    )
    name = [x for letter, x in places if "\u0600" <= letter <= "\u06ff"]
    day = [x for letter, x in places if letter in "12May"]
    assert len(day) == 5
    assert min(day) > max(name)


DARKNESS = """
const canvas = document.querySelector('#place-map .leaflet-overlay-pane canvas');
const box = document.getElementById('place-map').getBoundingClientRect();
const at = canvas.getBoundingClientRect();
const scale = canvas.width / at.width;
const [x, y] = [(box.left + box.width / 2 - at.left) * scale, (box.top + box.height / 2 - at.top) * scale];
return canvas.getContext('2d').getImageData(Math.round(x) - 1, Math.round(y) - 1, 3, 3).data.filter((_, n) => n % 4 === 3).reduce((a, b) => a + b) / 9;
"""


def test_an_uncertain_place_looks_uncertain(browser, small):
    """A town is a filled dot; a camp whose position is rounded is a hollow one, and the page says why."""
    browser.open(page_of(small, "port-nadir"))
    filled = browser.run(DARKNESS)
    browser.open(page_of(small, "camp"))
    hollow = browser.run(DARKNESS)
    assert filled > 120
    assert hollow < 60
    assert "Position rounded to about 11 km" in browser.run(
        "return document.getElementById('place-map').getAttribute('aria-label')"
    )
    browser.open(page_of(small, "qamar"))
    assert "The mark on the map stands for all of it" in texts(browser, ".facts dd")[0]


def test_everything_said_stands_report_by_report_and_a_card_by_itself_names_its_report(browser, told):
    browser.open(page_of(told, "kafranbel"))
    assert len(texts(browser, ".told h3")) == 8
    assert browser.run("return document.querySelectorAll('.told .claim').length") == browser.run(
        "return new Set([...document.querySelectorAll('.claim')].map((one) => one.id)).size"
    )
    assert not browser.run("return document.querySelector('.told .of-report').checkVisibility()")
    browser.driver.find_element(By.ID, "n-killed-all-low").click()
    WebDriverWait(browser.driver, 10).until(
        lambda _: browser.run("return document.getElementById('reader').open")
    )
    assert browser.run("return document.querySelector('#reader .of-report').checkVisibility()")


def test_an_incident_without_a_day_or_a_place_says_so(browser, told):
    browser.open(page_of(told, "undated"))
    assert texts(browser, ".opening .lede")[0].startswith("Day not known")
    browser.open(page_of(told, "05-19"))
    assert texts(browser, ".opening .lede")[0].endswith("Place not known")
    assert browser.run("return document.getElementById('place-map')") is None
