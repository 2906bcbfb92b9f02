"""Write the two samples that cannot be typed: a monitor's daily sheet as PDF, a charity's update as DOCX.

Both are committed; run this only to change their words. What it writes is the same every time (fixed dates and ids
inside the files). It also writes samples/broken/: a PDF that was cut short, and an empty file.

Usage: python tools/make_samples.py
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path

import docx
from reportlab import rl_config
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
MARK = "Sample report written for Daftar; the events are invented."

SHEET_TITLE = "Daily sheet: northern Hama, 6 November 2019"
SHEET = """\
Orontes Monitor, 7 November 2019

Eleven civilians were killed by shelling in the northern countryside of Hama province on Wednesday,
the Orontes Monitor has recorded. Four people were killed in Kafr Zita, three were killed in
al-Lataminah and two were killed in Morek. Our list of names is not complete.

The shells were fired from government positions near Mahardah, according to our observers. A
12-year-old boy and a nurse were among those killed in Kafr Zita.

In Morek, a shell struck the yard of the secondary school after lessons had ended. Six people were
wounded there.

Since 30 April the Orontes Monitor has documented the deaths of 1,147 civilians in north-west Syria."""

UPDATE_TITLE = "Situation update 14: attack on Kabkabiya"
UPDATE = """\
Field Relief, 7 November 2019

Armed men on camels and in pick-up trucks attacked the weekly market in the town of Kabkabiya in
North Darfur on Wednesday 6 November. They opened fire on traders and burned about 60 houses in the
east of the town.

Accounts of the dead differ. Sudan's health ministry said that 31 people were killed. The director
of the Kabkabiya hospital, Dr Amna Idris, told Field Relief that the hospital had received 19 bodies
and 42 wounded people, among them seven children.

Residents blamed a militia known as the Border Guards. Its commander denied that his men had taken
part.

Some 4,500 people have fled the town and are sleeping in the open near Tawila, our team there says.
Four volunteers of Field Relief are missing."""


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text above, each on one line, and the mark below them."""
    return [*(" ".join(part.split()) for part in text.split("\n\n")), MARK]


def write_pdf(path: Path) -> None:
    rl_config.invariant = 1  # no clock and no random id in the file
    styles = getSampleStyleSheet()
    story = [Paragraph(SHEET_TITLE, styles["Heading1"])]
    for paragraph in paragraphs(SHEET):
        story += [Paragraph(paragraph, styles["BodyText"]), Spacer(1, 8)]
    SimpleDocTemplate(str(path), pagesize=A4, title=SHEET_TITLE, author="Orontes Monitor").build(story)


def write_docx(path: Path) -> None:
    document = docx.Document()
    when = dt.datetime(2019, 11, 7, 9, 0, tzinfo=dt.UTC).replace(tzinfo=None)
    properties = document.core_properties
    properties.title, properties.author = UPDATE_TITLE, "Field Relief"
    properties.created = properties.modified = when
    document.add_heading(UPDATE_TITLE, level=1)
    for paragraph in paragraphs(UPDATE):
        document.add_paragraph(paragraph)
    packed = io.BytesIO()
    document.save(packed)
    with zipfile.ZipFile(packed) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist()):
            entry = zipfile.ZipInfo(name, date_time=(2019, 11, 7, 9, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))


def main() -> None:
    sheet = SAMPLES / "reports" / "08-orontes-monitor-hama.pdf"
    write_pdf(sheet)
    write_docx(SAMPLES / "reports" / "09-field-relief-kabkabiya.docx")
    broken = SAMPLES / "broken"
    broken.mkdir(exist_ok=True)
    (broken / "cut-short.pdf").write_bytes(sheet.read_bytes()[:700])
    (broken / "empty.txt").write_bytes(b"")


if __name__ == "__main__":
    main()
