"""What everybody needs of the site: contrast, headings in order, drawings with words, narrow screens, paper."""

from __future__ import annotations

import base64
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.browser

NARROW = 320  # CSS pixels; WCAG 2.2, 1.4.10 Reflow

CONTRAST = """
const clear = [0, 0, 0, 0];
const parse = (text) => {
  const found = text.match(/[\\d.]+/g);
  return found ? [+found[0], +found[1], +found[2], found.length > 3 ? +found[3] : 1] : clear;
};
const over = (top, under) => [0, 1, 2].map((n) => top[n] * top[3] + under[n] * (1 - top[3])).concat(1);
const light = (colour) => {
  const [r, g, b] = colour.map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const ground = (node) => {
  const up = [];
  for (let one = node; one; one = one.parentElement) up.push(parse(getComputedStyle(one).backgroundColor));
  return up.reverse().reduce((under, top) => over(top, under), [255, 255, 255, 1]);
};
const bad = [];
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const text = walker.currentNode.textContent.trim();
  const node = walker.currentNode.parentElement;
  if (!text || node.closest('noscript, script, option, .leaflet-container, .hear, :disabled') || !node.checkVisibility()) continue;
  const style = getComputedStyle(node);
  const under = ground(node);
  const colour = over(parse(node.closest('svg') ? style.fill : style.color), under);
  const [a, b] = [light(colour), light(under)].sort((x, y) => y - x);
  const ratio = (a + 0.05) / (b + 0.05);
  const size = parseFloat(style.fontSize);
  const large = size >= 24 || (size >= 18.66 && +style.fontWeight >= 700);
  if (ratio < (large ? 3 : 4.5)) bad.push(`${ratio.toFixed(2)} ${text.slice(0, 40)} (${node.tagName}.${node.className.baseVal ?? node.className})`);
}
return [...new Set(bad)];
"""

# What is drawn to be read (WCAG 2.2, 1.4.11): shapes against what lies beneath them.
SHAPES = {
    ".bar .sure": "fill",
    ".bar .range": "fill",
    ".graph .edge": "stroke",
    ".bar .best": "fill",
    ".graph .report circle": "stroke",
    ".graph .origin rect": "fill",
    ".steps .line": "stroke",
    ".timeline .stem": "fill",
    "input[type=search]": "borderTopColor",
    "select": "borderTopColor",
    "button": "borderTopColor",
}
SHAPE_CONTRAST = (
    CONTRAST.replace("const bad = [];", "const bad = []; const shapes = arguments[0];").partition(
        "const walker"
    )[0]
    + """
for (const [selector, property] of Object.entries(shapes)) {
  for (const node of document.querySelectorAll(selector)) {
    if (!node.checkVisibility() || node.closest('th, .leaflet-container, details')) continue;
    const under = ground(node.parentElement);
    const [a, b] = [light(over(parse(getComputedStyle(node)[property]), under)), light(under)].sort((x, y) => y - x);
    if ((a + 0.05) / (b + 0.05) < 3) bad.push(`${((a + 0.05) / (b + 0.05)).toFixed(2)} ${selector}`);
  }
}
return [...new Set(bad)];
"""
)


INCIDENTS = ("qamar", "bidar", "camp", "05-12-saraqib", "kafranbel", "undated", "05-19")


def one_of_each(site: Path) -> list[Path]:
    """A page of each kind, and every kind of incident that the invented register has."""
    return [
        *(site / name for name in ("index.html", "list.html", "reports.html", "about.html")),
        *(
            page
            for page in sorted((site / "incidents").iterdir())
            if any(one in page.name for one in INCIDENTS)
        ),
        next(iter(sorted((site / "reports").iterdir()))),
    ]


@pytest.fixture(params=["light", "dark"])
def scheme(browser, request):
    media = {"features": [{"name": "prefers-color-scheme", "value": request.param}]}
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
    yield request.param
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


@pytest.fixture(params=["small", "told"])
def site(request):
    return request.getfixturevalue(request.param)


def test_every_word_stands_out_from_its_ground(browser, site, scheme):
    """WCAG 2.2 AA, 1.4.3: 4.5 to 1, and 3 to 1 for large letters."""
    for page in one_of_each(site):
        browser.open(page)
        browser.run("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        assert browser.run(CONTRAST) == [], (scheme, page.name)


def test_what_is_drawn_and_what_is_typed_into_stands_out(browser, site, scheme):
    """WCAG 2.2 AA, 1.4.11: 3 to 1."""
    for page in one_of_each(site):
        browser.open(page)
        assert browser.run(SHAPE_CONTRAST, SHAPES) == [], (scheme, page.name)


def test_headings_are_in_order(browser, site):
    """One first heading on a page, and none that leaves out a level."""
    for page in one_of_each(site):
        browser.open(page)
        levels = browser.run(
            "return [...document.querySelectorAll('main h1, main h2, main h3, main h4, main h5')]"
            ".filter((one) => !one.closest('dialog')).map((one) => +one.tagName[1])"
        )
        assert levels.count(1) == 1, page.name
        assert levels[0] == 1, page.name
        assert all(after <= before + 1 for before, after in pairwise(levels)), (
            page.name,
            levels,
        )


def test_every_drawing_is_told_in_words_or_is_said_to_be_none(browser, site):
    """Drawings without words are hidden from those who listen; fields and buttons have names, ids are there once."""
    for page in one_of_each(site):
        browser.open(page)
        assert browser.run(UNNAMED) == [], page.name


UNNAMED = """
const bad = [];
for (const svg of document.querySelectorAll('main svg')) {
  if (svg.closest('.leaflet-container')) continue;
  if (svg.getAttribute('aria-hidden') !== 'true' && !(svg.getAttribute('role') && svg.getAttribute('aria-label'))) bad.push(svg.outerHTML.slice(0, 80));
}
for (const one of document.querySelectorAll('input, select')) if (!one.closest('label') && !one.getAttribute('aria-label')) bad.push(one.id);
for (const one of document.querySelectorAll('button, a[href]')) if (!one.textContent.trim() && !one.getAttribute('aria-label')) bad.push(one.outerHTML.slice(0, 80));
for (const one of document.querySelectorAll('section')) {
  const name = one.getAttribute('aria-labelledby');
  if (name && !document.getElementById(name)) bad.push(name);
}
const ids = [...document.querySelectorAll('[id]')].map((one) => one.id);
for (const id of ids) if (ids.indexOf(id) !== ids.lastIndexOf(id)) bad.push(`twice: ${id}`);
return bad;
"""


@pytest.mark.parametrize("width", [NARROW, 375, 768])
def test_nothing_runs_over_the_edge_at_any_width(browser, site, width):
    """However narrow the screen, nobody has to scroll sideways; not for a word of two hundred letters either."""
    for page in one_of_each(site):
        browser.open(page, width=width, height=800)
        assert browser.run("return document.documentElement.scrollWidth") <= width, page.name


def printed(browser, page: Path) -> tuple[int, str]:
    """(sheets of A4, their words) as the page is printed."""
    import pypdfium2

    browser.open(page)
    made = browser.driver.execute_cdp_cmd("Page.printToPDF", {"paperWidth": 8.27, "paperHeight": 11.69})
    document = pypdfium2.PdfDocument(base64.b64decode(made["data"]))
    words = "".join(sheet.get_textpage().get_text_range() for sheet in document)
    return len(document), " ".join(words.split())


def test_paper_holds_what_the_screen_shows(browser, small):
    """Figures, why, the sentences, addresses and what was withheld; not the ways about the site."""
    page = next((small / "incidents").glob("*qamar*"))
    _, words = printed(browser, page)
    for said in (
        "Air strike, Qamar",
        "9 + 6 + 5 + 1 + 1 = 22, as claimed",
        "The army denied that it had struck",
    ):
        assert said in words
    assert "<https://news.example/morning>" in words
    assert "Withheld from this publication" in words
    assert "All incidents ›" not in words
    assert "Choose a figure" not in words


def test_a_long_dispute_breaks_over_sheets(browser, told):
    """What is kept together leaves no sheet half empty: a hundred claims take no more than their room."""
    page = next((told / "incidents").glob("*kafranbel*"))
    sheets, _ = printed(browser, page)
    height = browser.run("return document.querySelector('main').scrollHeight")
    assert sheets <= 2 + height / 700
