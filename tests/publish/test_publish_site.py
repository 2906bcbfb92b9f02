"""The static site, read as files."""

from __future__ import annotations

import datetime as dt
import hashlib
import html
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from importlib import resources

import pytest
from publish_material import hostile, many, sample

from daftar.codebook import vocabularies
from daftar.model import TimeWindow
from daftar.publish.release import release
from daftar.publish.site.context import in_context
from daftar.publish.site.data import as_script
from daftar.publish.site.names import incident_slug, safe_url
from daftar.publish.site.words import days_words, says, terms
from daftar.schema import _VERSION_KINDS


class Page(HTMLParser):
    """Ids, links and loaded things of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[dict[str, str | None]] = []
        self.loads: list[str] = []
        self.tags: list[str] = []
        self.handlers: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.tags.append(tag)
        self.handlers += [name for name in found if name.startswith("on") or name == "style"]
        if found.get("id"):
            self.ids.append(found["id"])
        if tag == "a":
            self.links.append(found)
        for name in ("src", "href"):
            if tag in {"script", "link", "img", "iframe"} and found.get(name):
                self.loads.append(found[name])


def pages(folder):
    found = {path.relative_to(folder).as_posix(): Page(path.read_text()) for path in folder.rglob("*.html")}
    assert len(found) > 3
    return found


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("published") / "site"
    release(sample(), "site", folder)
    return folder


def test_every_number_of_a_toll_leads_to_the_claims_it_rests_on(site):
    for name, page in pages(site).items():
        numbers = [link for link in page.links if "data-claims" in link]
        for link in numbers:
            assert link["data-claims"].split(), name
            assert set(link["data-claims"].split()) <= set(page.ids), name
            assert link["href"].removeprefix("#") in page.ids, name
        if name.startswith("incidents/"):
            assert numbers, name


def test_no_id_is_on_a_page_twice(site):
    for name, page in pages(site).items():
        assert len(page.ids) == len(set(page.ids)), name


def test_every_link_between_pages_leads_to_a_page_and_an_id_that_are_there(site):
    known = pages(site)
    for name, page in known.items():
        for link in page.links:
            href = link["href"]
            if href.startswith(("http:", "https:")) or "=" in href:
                continue
            target, _, anchor = href.partition("#")
            path = (site / name).parent.joinpath(target).resolve() if target else site / name
            assert path.is_file(), (name, href)
            if anchor:
                assert anchor in known[path.relative_to(site.resolve()).as_posix() if target else name].ids, (
                    name,
                    href,
                )


def test_pages_load_only_what_lies_beside_them_and_hold_no_script_of_their_own(site):
    for name, page in pages(site).items():
        for load in page.loads:
            assert load == "data:," or (site / name).parent.joinpath(load).resolve().is_file(), (name, load)
        assert not page.handlers, name
        text = (site / name).read_text()
        assert "default-src 'none'" in html.unescape(text)
        assert re.search(r"<script(?![^>]*\bsrc=)", text) is None
        assert "<style" not in text


def test_links_out_tell_the_other_side_nothing(site):
    for page in pages(site).values():
        for link in page.links:
            if link["href"].startswith("http"):
                assert "noreferrer" in link["rel"]


def test_what_was_withheld_and_whose_places_these_are_stands_on_every_page(site):
    for name in pages(site):
        text = (site / name).read_text()
        assert "Withheld from this publication" in text
        assert "the name of one person harmed; the name of one private source" in text
        assert "GeoNames" in text


def test_an_internal_site_says_so_and_holds_the_names(tmp_path):
    release(replace(sample(), audience="internal"), "site", tmp_path / "site")
    text = next((tmp_path / "site" / "incidents").glob("*bidar*")).read_text()
    assert "For internal use" in text
    assert "Omar Haddad" in text


def test_hostile_text_stays_text(tmp_path):
    release(hostile(), "site", tmp_path / "site")
    for name, page in pages(tmp_path / "site").items():
        assert "img" not in page.tags, name
        assert not page.handlers, name
        assert not [link for link in page.links if link["href"].lower().startswith("javascript")], name
        assert all(load.startswith(("data:,", "static", "../static", "data/")) for load in page.loads), name
    for path in (tmp_path / "site" / "data").glob("*.js"):
        assert "<" not in path.read_text()


def test_embedded_data_is_one_string_that_parses_to_the_value():
    value = {"__proto__": "x", "t": "</script><!-- \u2028 \u2029 \\ \" ' 🕊"}
    script = as_script("X", value).decode()
    inner = re.fullmatch(r"window\.X = JSON\.parse\((.*)\);\n", script).group(1)
    assert json.loads(json.loads(inner)) == value
    assert script.isascii()


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//x", "http://", "http://[", ""]
)
def test_only_web_addresses_become_links(url):
    assert safe_url(url) is None


def test_page_names_are_plain_and_stable(publication):
    names = [incident_slug(record.incident) for record in publication.records]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z0-9-]+", name) for name in names)
    assert names == [incident_slug(record.incident) for record in sample().records]


def test_context_follows_the_report_to_the_letter(publication):
    reports = {report.id: report for report in publication.reports}
    for reading in publication.readings:
        report = reports[reading.claim.report]
        context = in_context(report, reading.claim)
        shown = context.before + context.lead + context.quote + context.tail + context.after
        assert shown in report.text
        assert context.quote == reading.claim.quote.text
        assert context.lead + context.quote + context.tail == reading.claim.passage.text
        assert context.begins == report.text.startswith(shown)


def test_every_word_of_the_codebook_has_its_wording():
    known, words = vocabularies(), terms()
    for vocabulary, codes in {
        "outcome": known.outcome, "group": known.toll_group, "method": known.method, "target": known.target,
        "origin_kind": known.origin_kind, "perpetrator_status": known.perpetrator_status, "polarity": known.polarity,
        "scope": known.scope, "grade": known.grade, "claim_kind": known.claim_kind,
        "change": _VERSION_KINDS, "position": ("not_assessed", "denied", "admitted"),
    }.items():  # fmt: skip
        assert set(words[vocabulary]) == set(codes), vocabulary
    assert set(words["who"]) >= {"people", *known.toll_group} - {"all"}


def test_days_are_worded_as_precisely_as_they_are_known():
    def worded(start, end, precision):
        return days_words(TimeWindow(start=start, end=end, precision=precision, rule="x"))

    day = dt.date(2031, 3, 4)
    assert worded(day, day, 1) == "4 March 2031"
    assert worded(day, dt.date(2031, 3, 6), 2) == "4–6 March 2031"
    assert worded(dt.date(2031, 3, 1), dt.date(2031, 3, 31), 4) == "March 2031"
    assert worded(dt.date(2031, 1, 1), dt.date(2031, 12, 31), 5) == "2031"
    assert worded(dt.date(2030, 12, 30), dt.date(2031, 1, 2), 2) == "30 December 2030 – 2 January 2031"


def test_what_a_claim_says_is_worded_from_its_figures(publication):
    said = {reading.id: says(reading.claim) for reading in publication.readings}
    assert said["morning#c1"] == "At least 22 people killed"
    assert said["morning#c6"] == "1 person killed"
    assert said["wire#c2"] == "No civilians killed"
    assert said["morning#c8"] == "3 children killed"
    assert said["wire#c4"] == "The army: denied"
    assert said["camp#c2"] == "1 home destroyed"
    assert said["camp#c3"] == "No one killed"


def test_parts_are_not_added_to_their_whole(site):
    strip = re.search(r"<dt>Killed</dt>\s*<dd><a[^>]*>([\d,]+)</a>", (site / "index.html").read_text())
    assert strip.group(1) == "53"  # 22 + 0 + 31, and not 22 + (9 + 6 + 5 + 1 + 1) + 31


def test_vendored_files_are_those_that_are_written_down():
    vendor = resources.files("daftar.publish.site") / "static" / "vendor"
    listed = re.findall(r"\| `([^`]+)` \| `([0-9a-f]{64})` \|", (vendor / "VENDORED.md").read_text())
    assert len(listed) >= 7
    for name, sha256 in listed:
        assert hashlib.sha256(vendor.joinpath(*name.split("/")).read_bytes()).hexdigest() == sha256, name


def test_a_thousand_incidents_give_a_page_each_and_a_small_first_page(tmp_path):
    release(many(1000), "site", tmp_path / "site")
    assert len(list((tmp_path / "site" / "incidents").iterdir())) == len(many(1000).records)
    assert (tmp_path / "site" / "index.html").stat().st_size < 30_000
    assert (tmp_path / "site" / "data" / "index.js").stat().st_size < 900_000
