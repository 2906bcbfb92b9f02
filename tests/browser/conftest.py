"""A real Chromium, and sites opened from a disk. Deselect with ``-m "not browser"`` where there is none."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from selenium import webdriver

sys.path.insert(0, str(Path(__file__).parents[1] / "publish"))  # the invented publications live there

if TYPE_CHECKING:
    from collections.abc import Iterator

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
MISSING = (
    "Chromium and its driver are not installed, and these tests drive a real browser. "
    "On Debian: apt-get install -y chromium chromium-driver. To leave them out: pytest -m 'not browser'"
)


class Browser:
    """A Chromium with what these tests ask of it: sizes, its console, and everything it tried to load."""

    def __init__(self, driver: webdriver.Chrome) -> None:
        self.driver = driver

    def open(self, page: Path, fragment: str = "", *, width: int = 1280, height: int = 900) -> None:
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        self.driver.get("about:blank")
        self.driver.get(page.as_uri() + (f"#{fragment}" if fragment else ""))

    def run(self, script: str, *arguments: object) -> object:
        return self.driver.execute_script(script, *arguments)

    def console(self) -> list[str]:
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def requested(self) -> list[str]:
        """Addresses asked for since last asked."""
        events = (json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance"))
        return [
            event["params"]["request"]["url"]
            for event in events
            if event["method"] == "Network.requestWillBeSent"
        ]


@pytest.fixture(scope="session")
def chromium(tmp_path_factory) -> Iterator[Browser]:
    binary, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if binary is None or driver is None:
        pytest.fail(MISSING)
    options = webdriver.ChromeOptions()
    options.binary_location = binary
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    opened = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
    yield Browser(opened)
    opened.quit()


@pytest.fixture
def browser(chromium: Browser) -> Iterator[Browser]:
    """The browser, with its console watched: a test that leaves an error there has failed."""
    chromium.console()
    chromium.requested()
    yield chromium
    assert chromium.console() == []
    # "chrome:" is the browser's own first tab, which it may still be drawing.
    own = ("file:", "data:", "about:", "chrome:")
    assert [url for url in chromium.requested() if not url.startswith(own)] == []


@pytest.fixture(scope="session")
def small(tmp_path_factory) -> Path:
    """The invented register as a site."""
    from publish_material import sample

    from daftar.publish.release import release

    folder = tmp_path_factory.mktemp("small") / "site"
    release(sample(), "site", folder)
    return folder


@pytest.fixture(scope="session")
def told(tmp_path_factory) -> Path:
    """A site of reports that the program read: by one, by many with one origin, by eight who disagree."""
    from told_material import told as publication

    from daftar.publish.release import release

    folder = tmp_path_factory.mktemp("told") / "site"
    release(publication(), "site", folder)
    return folder


@pytest.fixture(scope="session")
def large(tmp_path_factory) -> Path:
    """A site of some 600 incidents over two years."""
    from publish_material import many

    from daftar.publish.release import release

    folder = tmp_path_factory.mktemp("large") / "site"
    release(many(600), "site", folder)
    return folder
