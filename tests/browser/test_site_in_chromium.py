"""The published site, opened from a disk in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.browser

PHONE = 375


def wait(browser, question, *arguments):
    return WebDriverWait(browser.driver, 10).until(lambda _: browser.run(f"return {question}", *arguments))


def titles(browser):
    return browser.run("return [...document.querySelectorAll('#incidents .title')].map((t) => t.textContent)")


def type_into(browser, name, text):
    browser.run(
        "const f = document.getElementById('f-' + arguments[0]); f.value = arguments[1];"
        "f.dispatchEvent(new Event('input', {bubbles: true}))",
        name,
        text,
    )


def find(browser, selector):
    return browser.driver.find_element(By.CSS_SELECTOR, selector)


def press(browser, *keys):
    ActionChains(browser.driver).send_keys(*keys).perform()


def incident(site: Path, word: str) -> Path:
    return next((site / "incidents").glob(f"*{word}*.html"))


def test_the_first_page_shows_incidents_map_and_timeline(browser, small):
    browser.open(small / "index.html")
    assert titles(browser) == [
        "Planted explosive, Port Nadir",
        "Air strike, Qamar",
        "Attack on a shelter, Zaytun",
        "Shelling on a camp, near Amal camp",
    ]
    assert find(browser, "#count").text == "4 incidents"
    assert browser.run("return document.querySelectorAll('#timeline .day').length") == 4
    assert browser.run("return document.querySelectorAll('#map canvas').length") >= 1
    assert "whose place could not be told" in find(browser, "#unplaced summary").text


@pytest.mark.parametrize(
    ("field", "value", "left"),
    [
        ("text", "coast herald", ["Planted explosive, Port Nadir"]),
        ("text", "delta strikes", ["Air strike, Qamar"]),
        ("place", "bidar", ["Air strike, Qamar"]),
        ("method", "shelling", ["Shelling on a camp, near Amal camp"]),
        ("outcome", "homes_destroyed", ["Attack on a shelter, Zaytun"]),
        ("from", "2031-05-15", ["Planted explosive, Port Nadir"]),
        ("to", "2031-05-12", ["Attack on a shelter, Zaytun", "Shelling on a camp, near Amal camp"]),
        ("text", "nothing like this", []),
    ],
)
def test_each_filter_leaves_what_fits_and_is_kept_in_the_address(browser, small, field, value, left):
    browser.open(small / "index.html")
    type_into(browser, field, value)
    wait(browser, "location.hash.length > 1")
    assert titles(browser) == left
    address = browser.driver.current_url
    browser.open(small / "index.html", address.partition("#")[2])
    assert titles(browser) == left
    find(browser, "#f-clear").click()
    wait(browser, "document.querySelectorAll('#incidents .title').length === 4")


def test_parts_can_be_shown_beside_their_whole(browser, small):
    browser.open(small / "index.html")
    find(browser, "#f-parts").click()
    wait(browser, "document.querySelectorAll('#incidents .title').length === 9")
    assert browser.run("return document.querySelectorAll('#incidents tr.part').length") == 5


def test_a_number_opens_the_sentences_it_rests_on_with_the_words_marked(browser, small):
    browser.open(incident(small, "qamar"))
    find(browser, "#n-killed-all-low").click()
    WebDriverWait(browser.driver, 10).until(lambda _: find(browser, "#reader").is_displayed())
    assert find(browser, "#reader-title").text == "Killed, all people, low: 22"
    marks = [mark.text for mark in browser.driver.find_elements(By.CSS_SELECTOR, "#reader mark")]
    assert len(marks) == 8
    assert marks[0] == "At least 22 people were killed"
    first = find(browser, "#reader .claim")
    assert "five towns in the south of Qamar district" in first.text
    assert "Ardan News" in first.text
    assert "Karim Doss, Rescue Corps" in first.text
    assert "14 May 2031" in first.text
    links = [link.get_attribute("href") for link in first.find_elements(By.TAG_NAME, "a")]
    assert "https://news.example/morning" in links
    find(browser, "#reader-close").click()
    assert not find(browser, "#reader").is_displayed()


def test_a_number_on_the_first_page_opens_its_sentences_too(browser, small):
    browser.open(small / "index.html")
    find(browser, "#incidents .figure").click()
    wait(browser, "document.getElementById('reader')?.open")
    assert find(browser, "#reader-title").text == "Killed, all people, best: 31"
    assert find(browser, "#reader mark").text == "rose to 31"


def test_every_number_of_every_incident_opens_at_least_one_sentence(browser, small):
    for page in sorted((small / "incidents").glob("*.html")):
        browser.open(page)
        counts = browser.run(
            "return [...document.querySelectorAll('a.n')].map((link) => { link.click();"
            "const marks = document.querySelectorAll('#reader mark').length;"
            "document.getElementById('reader').close(); return marks; })"
        )
        assert counts
        assert min(counts) >= 1, page.name


def test_all_of_it_works_by_keyboard(browser, small):
    """Skip link, filter, sort, timeline, an incident, a number, its sentences, and back: no pointer at all."""
    browser.open(small / "index.html")
    press(browser, Keys.TAB)
    assert browser.run("return document.activeElement.className") == "skip"
    assert browser.run("return document.activeElement.getBoundingClientRect().top >= 0")
    press(browser, Keys.ENTER)
    assert browser.run("return document.activeElement.id") == "main"
    tab_to(browser, "document.activeElement.id === 'f-text'")
    press(browser, "bidar")
    wait(browser, "document.querySelectorAll('#incidents .title').length === 1")
    tab_to(browser, "document.activeElement.classList.contains('day')")
    assert "22 killed in 1 incident" in browser.run(
        "return document.activeElement.getAttribute('aria-label')"
    )
    press(browser, Keys.ENTER)
    wait(browser, "document.getElementById('f-from').value === '2031-05-13'")
    tab_to(browser, "document.activeElement.closest('th')?.dataset.key === 'killed'")
    press(browser, Keys.ENTER)
    assert (
        browser.run("return document.activeElement.closest('th').getAttribute('aria-sort')") == "descending"
    )
    tab_to(browser, "document.activeElement.closest('.title') !== null")
    press(browser, Keys.ENTER)
    wait(browser, "location.pathname.includes('/incidents/') && document.readyState === 'complete'")
    tab_to(browser, "document.activeElement.id === 'n-killed-all-best'")
    outline = browser.run("return getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    press(browser, Keys.ENTER)
    assert browser.run("return document.getElementById('reader').open")
    assert browser.run("return document.activeElement.id") == "reader-close"
    press(browser, Keys.ESCAPE)
    wait(browser, "!document.getElementById('reader').open")
    assert browser.run("return document.activeElement.id") == "n-killed-all-best"


def tab_to(browser, question, most=60):
    for _ in range(most):
        press(browser, Keys.TAB)
        if browser.run(f"return {question}"):
            return
    pytest.fail(f"the tab key never came to where {question}")


def test_arrows_move_along_the_timeline_and_leave_one_stop_for_the_tab_key(browser, small):
    browser.open(small / "index.html")
    browser.run("document.querySelector('#timeline .day').focus()")
    press(browser, Keys.ARROW_RIGHT, Keys.END)
    assert "15 May 2031: 31 killed" in browser.run("return document.activeElement.getAttribute('aria-label')")
    assert browser.run("return document.querySelectorAll('#timeline .day[tabindex=\"0\"]').length") == 1


@pytest.mark.parametrize("site", ["small", "large"])
def test_nothing_runs_over_the_edge_of_a_phone(browser, site, request):
    folder = request.getfixturevalue(site)
    one_of_each = [
        folder / "index.html", folder / "reports.html", folder / "about.html", folder / "list.html",
        incident(folder, "qamar"), incident(folder, "port-nadir"), next((folder / "reports").glob("ardan*")),
    ]  # fmt: skip
    for page in one_of_each:
        browser.open(page, width=PHONE, height=812)
        assert browser.run("return document.documentElement.scrollWidth") <= PHONE, page.name
    browser.open(incident(folder, "qamar"), "n-killed-all-low", width=PHONE, height=812)
    wait(browser, "document.getElementById('reader').open")
    assert browser.run("return document.getElementById('reader').scrollWidth") <= PHONE


def test_hundreds_of_incidents_come_in_pages_and_sort_by_number(browser, large):
    browser.open(large / "index.html")
    assert len(titles(browser)) == 50
    assert "1–50 of 604" in find(browser, "#pager").text
    find(browser, "#pager button:last-child").click()
    assert "51–100 of 604" in find(browser, "#pager").text
    browser.run("document.querySelector('#incidents th[data-key=killed] button').click()")
    shown = browser.run(
        "return [...document.querySelectorAll('#incidents td:nth-child(3) .figure')].map((a) => parseInt(a.textContent))"
    )
    assert shown == sorted(shown, reverse=True)
    assert shown[0] == 31


def test_printing_puts_all_rows_on_paper(browser, large):
    browser.open(large / "index.html")
    browser.run("window.dispatchEvent(new Event('beforeprint'))")
    assert len(titles(browser)) == 604
    browser.run("window.dispatchEvent(new Event('afterprint'))")
    assert len(titles(browser)) == 50


def test_without_scripts_a_number_still_leads_to_its_sentence(browser, small):
    browser.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        browser.open(incident(small, "qamar"))
        find(browser, "#n-killed-all-low").click()
        target = find(browser, ".claim:target mark")
        assert target.text == "At least 22 people were killed"
        browser.open(small / "index.html")
        assert not find(browser, "#filters").is_displayed()
        assert find(browser, "noscript a").is_displayed()
    finally:
        browser.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_hostile_reports_run_nothing(browser, tmp_path):
    from publish_material import hostile

    from daftar.publish.release import release

    release(hostile(), "site", tmp_path / "site")
    for page in sorted((tmp_path / "site").rglob("*.html")):
        browser.open(page)
        assert browser.run("return document.querySelectorAll('img[src=x], [onerror]').length") == 0
        assert browser.run("return document.querySelector('h1').textContent.length") > 0


def test_the_page_may_not_load_or_run_anything_from_outside(browser, small):
    """The policy holds: a script written into the page and a picture from elsewhere are refused."""
    browser.open(small / "about.html")
    browser.run(
        "window.refused = []; document.addEventListener('securitypolicyviolation', (e) => window.refused.push(e.effectiveDirective));"
        "const s = document.createElement('script'); s.textContent = 'window.ran = true'; document.head.append(s);"
        "const i = new Image(); i.src = 'https://example.invalid/x.png'; document.body.append(i);"
    )
    wait(browser, "window.refused.length >= 2")
    assert browser.run("return window.ran === undefined")
    assert {"script-src-elem", "img-src"} <= set(browser.run("return window.refused"))
    browser.console()
    browser.requested()  # the refusals, which were asked for
