"""History, positions and who has it from whom, on an incident's page in a real browser."""

from __future__ import annotations

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

pytestmark = pytest.mark.browser

PHONE = 375


@pytest.fixture(scope="session")
def retold_page(tmp_path_factory):
    from retold_material import retold

    from daftar.publish.release import release

    folder = tmp_path_factory.mktemp("retold") / "site"
    release(retold(), "site", folder)
    (page,) = (folder / "incidents").glob("*.html")
    return page


def find(browser, selector):
    return browser.driver.find_element(By.CSS_SELECTOR, selector)


def test_a_line_of_the_history_opens_the_sentences_that_changed_the_number(browser, retold_page):
    browser.open(retold_page)
    find(browser, ".history li:last-child a.n").click()
    WebDriverWait(browser.driver, 10).until(lambda _: find(browser, "#reader").is_displayed())
    assert find(browser, "#reader-title").text.startswith("Killed, 18 May 2031: 23–31")
    assert "23 people" in find(browser, "#reader mark").text


def test_a_position_opens_what_the_belligerent_said(browser, retold_page):
    browser.open(retold_page)
    find(browser, ".stand a.n").click()
    WebDriverWait(browser.driver, 10).until(lambda _: find(browser, "#reader").is_displayed())
    assert find(browser, "#reader-title").text == "Army: admitted"


def test_a_report_in_the_graph_leads_to_its_page(browser, retold_page):
    browser.open(retold_page)
    find(browser, ".graph a").click()
    WebDriverWait(browser.driver, 10).until(lambda _: "/reports/" in browser.driver.current_url)
    assert find(browser, "h1").text.startswith(("Report by", "“"))


@pytest.mark.parametrize("width", [PHONE, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_drawings_are_readable_at_any_width_in_light_and_dark(browser, retold_page, width, scheme):
    """No name or number is smaller than 10 pixels, cut off, over another, or the colour of the paper."""
    media = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
    try:
        browser.open(retold_page, width=width, height=812)
        found = browser.run(TEXTS)
        paper = browser.run("return getComputedStyle(document.body).backgroundColor")
    finally:
        browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    assert len(found) > 20
    for one in found:
        assert one["size"] >= 10, one
        assert one["fill"] != paper, one
        assert one["left"] >= -1, one
        assert one["right"] <= one["edge"] + 1, one
    for a, b in ((a, b) for n, a in enumerate(found) for b in found[n + 1 :] if a["svg"] == b["svg"]):
        apart = (
            a["right"] <= b["left"]
            or b["right"] <= a["left"]
            or a["bottom"] <= b["top"] + 2
            or b["bottom"] <= a["top"] + 2
        )
        assert apart, (a, b)


TEXTS = """
return [...document.querySelectorAll('.graph svg, .steps')].flatMap((svg, at) => {
  const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
  return [...svg.querySelectorAll('text')].map((text) => {
    const box = text.getBoundingClientRect(), style = getComputedStyle(text);
    return {svg: at, text: text.textContent, size: parseFloat(style.fontSize) * scale, fill: style.fill, left: box.left, right: box.right,
            top: box.top, bottom: box.bottom, edge: document.documentElement.clientWidth};
  });
});
"""
