"""Take a picture of a page with Debian's Chromium.

    python tools/screenshot.py out/site/index.html page.png --width 1280 --height 900
    python tools/screenshot.py http://localhost:8000/ phone.png --width 375 --full --dark

Needs chromium and chromium-driver (apt-get install -y chromium chromium-driver).
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.common.by import By


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("page", help="an address, or a file (with #fragment)")
    parser.add_argument("picture", type=Path, help="the PNG to write")
    parser.add_argument("--width", type=int, default=1280, help="of the viewport, in CSS pixels")
    parser.add_argument("--height", type=int, default=900, help="of the viewport, in CSS pixels")
    parser.add_argument("--full", action="store_true", help="the whole page, however long")
    parser.add_argument("--dark", action="store_true", help="as seen by those who prefer dark pages")
    parser.add_argument("--scale", type=float, default=1, help="device pixels for each CSS pixel")
    parser.add_argument("--click", metavar="SELECTOR", action="append", default=[], help="click this first")
    parser.add_argument("--scroll-to", metavar="SELECTOR", help="bring this into view")
    parser.add_argument("--wait", type=float, default=0.6, help="seconds to let the page settle")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as profile:
        browser = opened(Path(profile))
        try:
            take(browser, options)
        finally:
            browser.quit()


def opened(profile: Path) -> webdriver.Chrome:
    settings = webdriver.ChromeOptions()
    settings.binary_location = "/usr/bin/chromium"
    for flag in (
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
        "--disable-background-networking", "--disable-component-update", "--disable-sync", f"--user-data-dir={profile}",
    ):  # fmt: skip
        settings.add_argument(flag)
    return webdriver.Chrome(options=settings, service=webdriver.ChromeService("/usr/bin/chromedriver"))


def take(browser: webdriver.Chrome, options: argparse.Namespace) -> None:
    sized(browser, options, options.height)
    if options.dark:
        dark = {"features": [{"name": "prefers-color-scheme", "value": "dark"}]}
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", dark)
    browser.get(address(options.page))
    time.sleep(options.wait)
    for selector in options.click:
        browser.execute_script("arguments[0].click()", browser.find_element(By.CSS_SELECTOR, selector))
        time.sleep(options.wait)
    if options.full:
        height = browser.execute_script("return document.documentElement.scrollHeight")
        sized(browser, options, min(height, 12_000))
        time.sleep(options.wait)
    if options.scroll_to:
        element = browser.find_element(By.CSS_SELECTOR, options.scroll_to)
        browser.execute_script("arguments[0].scrollIntoView({block: 'start'})", element)
        time.sleep(options.wait)
    options.picture.parent.mkdir(parents=True, exist_ok=True)
    if not browser.save_screenshot(str(options.picture)):
        raise SystemExit(f"{options.picture}: cannot be written")


def sized(browser: webdriver.Chrome, options: argparse.Namespace, height: int) -> None:
    size = {
        "width": options.width,
        "height": height,
        "deviceScaleFactor": options.scale,
        "mobile": options.width < 600,
    }
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)


def address(page: str) -> str:
    if page.startswith(("http://", "https://", "file://")):
        return page
    path, mark, fragment = page.partition("#")
    return Path(path).resolve().as_uri() + mark + fragment


if __name__ == "__main__":
    main()
