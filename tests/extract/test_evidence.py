"""Evidence that a report points to, and what it says of its checking."""

import pytest

from daftar.extract.rules.attribution import attribute
from daftar.model import Evidence, Passage, Report


def evidence(text: str) -> tuple[Evidence, ...]:
    report = Report(id="r", sha256="0", text=text, source="t", media_type="text/plain")
    return attribute(report, [Passage(start=0, end=len(text), text=text, paragraph=0)]).evidence(0)


FOUND = [
    ("Videos shared online and confirmed by residents showed a burning bus.", "video", "confirmed by residents", "residents"),
    ("Footage verified by Reuters shows smoke over Karsa.", "video", "verified by Reuters", "Reuters"),
    ("AFP verified the footage of the strike.", "video", "verified by AFP", "AFP"),
    ("Photos posted on Telegram showed a crater.", "photo", None, None),
    ("Satellite images showed that the bridge was gone.", "satellite_image", None, None),
    ("Video of the raid could not be independently verified.", "video", "not independently verified", None),
    ("Reuters could not independently verify the footage.", "video", "not independently verified", "Reuters"),
    ("The toll could not be independently verified.", "witness", "not independently verified", None),
    ("Reuters was unable to verify the claims.", "witness", "not independently verified", "Reuters"),
    ("A Reuters reporter saw the bodies of two men.", "body", None, "Reuters reporter"),
    ("Hospital records seen by the BBC show nine deaths.", "document", "seen by the BBC", "BBC"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "verification", "by"), FOUND, ids=[row[0][:40] for row in FOUND])
def test_material_is_read_with_its_checking(
    text: str, kind: str, verification: str | None, by: str | None
) -> None:
    (found,) = evidence(text)
    assert (found.kind, found.verification, found.by) == (kind, verification, by)


@pytest.mark.parametrize(
    "text",
    [
        "Nine people died in Karsa.",
        "The picture in the region is bleak.",
        "Her photo album burned.",
        "The army confirmed nine deaths.",
    ],
)
def test_a_word_for_a_picture_alone_is_no_evidence(text: str) -> None:
    assert evidence(text) == ()


def test_evidence_quotes_its_words_in_place() -> None:
    text = "Videos shared online and confirmed by residents showed a burning bus."
    (found,) = evidence(text)
    assert found.quote is not None
    assert (
        text[found.quote.start : found.quote.end]
        == found.quote.text
        == "Videos shared online and confirmed by residents"
    )
