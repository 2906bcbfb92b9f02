"""Who says a thing: chains of origins read from sentences of the project's own."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daftar.extract.rules.attribution import AttributionIndex, attribute
from daftar.model import Passage, Report

SENTENCE = re.compile(r"(?<=[.!?])[\"”]?\s+(?=[\"“\[]?[A-Z])")


def passages_of(text: str, title: str | None = None) -> list[Passage]:
    """Sentences and paragraphs of ``text``, cut the plain way, with true offsets."""
    found = (
        [Passage(start=0, end=len(title), text=title, paragraph=0, kind="title", part="title")]
        if title
        else []
    )
    for number, block in enumerate(re.finditer(r"[^\n]+", text)):
        at = block.start()
        for stop in [*SENTENCE.finditer(text, block.start(), block.end()), None]:
            end = block.end() if stop is None else stop.start() + (text[stop.start()] in '"”')
            kind = (
                "caption" if text[at:end].startswith("Photo:") or "--" in text[at:end][-20:] else "sentence"
            )
            found.append(Passage(start=at, end=end, text=text[at:end], paragraph=number, kind=kind))
            at = end if stop is None else stop.end()
    return found


def index_of(text: str, publisher: str | None = None, title: str | None = None) -> AttributionIndex:
    report = Report(
        id="r", sha256="0", text=text, source="t", media_type="text/plain", publisher=publisher, title=title
    )
    return attribute(report, passages_of(text, title))


def chain(text: str, words: str, publisher: str | None = None, title: str | None = None) -> str:
    """The chain of the passage words ``words``, as "kind:name[organisation] > ..."."""
    part, whole = ("title", title) if title and words in title else ("text", text)
    assert whole is not None
    start = whole.index(words)
    passages = passages_of(text, title)
    number = next(i for i, p in enumerate(passages) if p.part == part and p.start <= start < p.end)
    links = index_of(text, publisher, title).chain(number, start, start + len(words))
    return " > ".join(f"{o.kind}:{o.name}" + (f"[{o.organisation}]" if o.organisation else "") for o in links)


SAID = [
    # before the words, behind them, turned round
    ("The police said four people were shot.", "four", "police:police"),
    ("Four people were shot, police said.", "Four", "police:police"),
    ("Four people were shot, said police.", "Four", "police:police"),
    ("According to residents, twelve people were killed.", "twelve", "witness:residents"),
    (
        "Twelve people were killed, according to residents of the valley.",
        "Twelve",
        "witness:residents of the valley",
    ),
    ("Twelve people, according to residents, were killed in Darun.", "Twelve", "witness:residents"),
    ("Twelve people, according to residents, were killed in Darun.", "killed", "witness:residents"),
    ("Police say two men were shot.", "two men", "police:police"),
    ("The ministry has confirmed that nine died.", "nine", "government:ministry"),
    ("The deaths of nine were announced by the army.", "nine", "military:army"),
    ("The interior ministry put the death toll at nine.", "nine", "government:interior ministry"),
    # stripped commas
    ("A raid killed 4 people the Northern Observatory said.", "killed 4", "monitor:Northern Observatory"),
    ("Seven people were killed in the town activists said.", "Seven", "witness:activists"),
    (
        "Twenty people died in Karsa residents said adding that women were among them.",
        "Twenty",
        "witness:residents",
    ),
    (
        "Twenty people died in Karsa residents said adding that women were among them.",
        "women",
        "witness:residents",
    ),
    ("Killing 12 people Omar Abdel Karim told AFP.", "12", "media:AFP > unknown:Omar Abdel Karim"),
    (
        "A shell killed 12 people said a medical source in Karsa.",
        "12",
        "health_authority:medical source in Karsa",
    ),
    ("Lina a 30-year-old baker living in Karsa said she saw two bodies.", "two", "witness:Lina"),
    (
        "Tom Reed deputy emergencies director at the Berlin-based group says five died.",
        "five",
        "official:Tom Reed",
    ),
    (
        "The Karsa Network for Human Rights a London-based monitoring group said at least 17 died.",
        "17",
        "monitor:Karsa Network for Human Rights",
    ),
    # people and what they speak for
    (
        "Samir Haddad, a spokesman for the Karsa Rescue Service, said six were killed.",
        "six",
        "rescue_service:Samir Haddad[Karsa Rescue Service]",
    ),
    ("Six were killed, said Samir Haddad, a police spokesman.", "Six", "police:Samir Haddad[police]"),
    ("Police spokesman John Smith said six were killed.", "six", "police:John Smith[police]"),
    ("Hospital director Nadia Aziz said six were killed.", "six", "health_authority:Nadia Aziz[hospital]"),
    ("Interior Minister Paul Ro told reporters that six died.", "six", "government:Paul Ro"),
    ("Colonel Anna Berg told reporters that six died.", "six", "military:Anna Berg"),
    ("Pentagon spokesman Rear Admiral Lee Cole said six died.", "six", "military:Lee Cole[Pentagon]"),
    (
        "Omar Said, 45, a farmer who lost two sons, told AFP that 4 died.",
        "4 died",
        "media:AFP > witness:Omar Said",
    ),
    (
        "The head of the provincial council, Abdul Rahim, said 4 died.",
        "4",
        "government:Abdul Rahim[provincial council]",
    ),
    (
        "Ann Lee, a candidate of the Green Party (GP) today said that five died.",
        "five",
        "unknown:Ann Lee[Green Party]",
    ),
    ("A spokeswoman for the Red Cross said nine died.", "nine", "ngo:spokeswoman for the Red Cross[ICRC]"),
    ("Medics from MSF said nine died.", "nine", "ngo:Medics from MSF[Médecins Sans Frontières]"),
    # sources without a name
    ("A security official said nine died.", "nine", "official:security official"),
    ("Local sources said nine died.", "nine", "witness:local sources"),
    ("A medical source told us nine died.", "nine", "health_authority:medical source"),
    ("State media said nine died.", "nine", "media:state media"),
    ("The health ministry said nine died.", "nine", "health_authority:health ministry"),
    ("The defence ministry said nine died.", "nine", "military:defence ministry"),
    ("A rebel commander said nine died.", "nine", "armed_group:rebel commander"),
    ("Her brother said nine died.", "nine", "family:brother"),
    ("Social media users said nine died.", "nine", "social_media:social media users"),
    ("An aid worker said nine died.", "nine", "ngo:aid worker"),
    ("A human rights group said nine died.", "nine", "monitor:human rights group"),
    ("UNICEF said that 12 children were killed.", "12", "un:UNICEF"),
    ("The U.N. said 12 children were killed.", "12", "un:United Nations"),
    # outlets between the reader and the speaker
    ("A doctor told the BBC that nine died.", "nine", "media:BBC > health_authority:doctor"),
    ("Reuters reported that the army said nine died.", "nine", "media:Reuters > military:army"),
    ("State TV said nine died, citing a doctor.", "nine", "media:State TV > health_authority:doctor"),
    (
        "Nine died, state news agency SANA reported, quoting a military source.",
        "Nine",
        "media:SANA > military:military source",
    ),
    ("SANA quoted a police source as saying that nine died.", "nine", "media:SANA > police:police source"),
    (
        "The minister was quoted by Reuters as saying that nine died.",
        "nine",
        "media:Reuters > government:minister",
    ),
    (
        "In a statement carried by SANA, the army said it had killed nine.",
        "nine",
        "media:SANA > military:army",
    ),
    (
        "The civil guard reported to Radio Norte that nine died.",
        "nine",
        "media:Radio Norte > police:civil guard",
    ),
    (
        "Nine were killed, according to volunteer medics, reports aljazeera.",
        "Nine",
        "media:Al Jazeera > rescue_service:volunteer medics",
    ),
    ("Nine died, according to an AFP tally.", "Nine", "media:AFP tally[AFP]"),
    ("Nine died, a monitor told the newspaper Al-Nahda.", "Nine", "media:Al-Nahda > monitor:monitor"),
    # capitals
    (
        "ARMED FORCES SPOKESMAN COLONEL LUIS ROJAS SAID THAT NINE DIED.",
        "NINE",
        "military:LUIS ROJAS[ARMED FORCES]",
    ),
    ("NINE PEOPLE DIED, THE POLICE REPORTED.", "NINE", "police:POLICE"),
    ("ACCORDING TO MILITARY SOURCES, NINE DIED.", "NINE", "military:MILITARY SOURCES"),
    # nobody speaks
    ("It was reported that nine died.", "nine", ""),
    ("Nine people were reported killed.", "Nine", ""),
    ("The blast claimed nine lives.", "nine", ""),
    ("The explosion claimed the lives of nine people.", "nine", ""),
    ("The army declared a truce after nine died.", "nine", ""),
    ("The report of the raid is that nine died.", "nine", ""),
    ("According to the law, nine judges must sit.", "nine", ""),
    ("Officials refused to say whether nine died.", "nine", ""),
    ("Nine people died in the United States.", "Nine", ""),
]


@pytest.mark.parametrize(
    ("text", "words", "expected"), SAID, ids=[f"{i}-{row[0][:38]}" for i, row in enumerate(SAID)]
)
def test_a_sentence_gives_the_chain_of_who_says_it(text: str, words: str, expected: str) -> None:
    assert chain(text, words) == expected


def test_each_clause_of_a_sentence_goes_to_its_own_speaker() -> None:
    text = "The rebels said they killed nine soldiers, while the army said two had died."
    assert chain(text, "nine") == "armed_group:rebels"
    assert chain(text, "two") == "military:army"


def test_two_trailing_attributions_split_the_sentence_at_the_conjunction() -> None:
    text = "The monitor said five had died, while nine were killed in Karsa, residents said."
    assert chain(text, "five") == "monitor:monitor"
    assert chain(text, "nine") == "witness:residents"


def test_an_attribution_in_the_middle_does_not_pass_a_contrast() -> None:
    text = "Nine have died since May, according to the United Nations, while forty have fled."
    assert chain(text, "Nine") == "un:United Nations"
    assert chain(text, "forty") == ""


def test_a_clause_before_the_speaker_of_another_is_the_publishers_own() -> None:
    text = "After a raid killed five in Karsa, the mayor said twelve were missing."
    assert chain(text, "five") == ""
    assert chain(text, "twelve") == "official:mayor"


def test_a_claim_of_responsibility_is_no_account_of_the_count_before_it() -> None:
    text = "The front claimed responsibility for the attack that killed nine."
    assert chain(text, "nine") == ""


def test_what_a_group_says_beside_its_claim_is_its_account() -> None:
    text = "The Islamic State group claimed responsibility for the attack, saying it killed nine soldiers."
    assert chain(text, "nine") == "armed_group:Islamic State"


def test_the_publisher_comes_first_and_is_not_repeated() -> None:
    text = "A doctor told Al Jazeera that nine died."
    assert chain(text, "nine", "aljazeera") == "media:aljazeera > health_authority:doctor"
    assert (
        chain(text, "nine", "Karsa Post") == "media:Karsa Post > media:Al Jazeera > health_authority:doctor"
    )


def test_a_sentence_nobody_is_named_for_is_the_publishers_alone() -> None:
    text = "The mayor said nine died. Two houses burned."
    assert chain(text, "Two houses", "Karsa Post") == "media:Karsa Post"


def test_a_dateline_agency_stands_between_publisher_and_speaker() -> None:
    text = "KARSA (Reuters) - The mayor said nine died. Two houses burned."
    assert chain(text, "nine", "Karsa Post") == "media:Karsa Post > media:Reuters > official:mayor"
    assert chain(text, "Two", "Karsa Post") == "media:Karsa Post > media:Reuters"


def test_a_wire_dateline_in_capitals_names_its_station() -> None:
    text = "NUEVA KARSA, 3 JUN 88 (RADIO SOLAR) -- [TEXT] NINE PEOPLE DIED."
    assert chain(text, "NINE") == "media:RADIO SOLAR"


def test_a_communique_is_its_authors_own_words() -> None:
    text = (
        "KARSA, 3 JUN 88 (RADIO SOLAR) -- [COMMUNIQUE] [PEOPLE'S LIBERATION FRONT] [TEXT] NINE SOLDIERS DIED."
    )
    assert chain(text, "NINE") == "media:RADIO SOLAR > armed_group:PEOPLE'S LIBERATION FRONT"


def test_a_byline_and_a_closing_credit_name_the_agency() -> None:
    assert chain("AFP - Nine people died.", "Nine", "Karsa Post") == "media:Karsa Post > media:AFP"
    assert (
        chain("Nine people died. (Source: Reuters)", "Nine", "Karsa Post")
        == "media:Karsa Post > media:Reuters"
    )


def test_an_outlet_repeated_by_an_unknown_publisher_opens_every_chain() -> None:
    text = "Nine died, according to volunteer medics, reports aljazeera. Two houses burned."
    assert chain(text, "Two houses") == "media:Al Jazeera"


def test_a_caption_takes_its_credit_and_not_the_speaker_before() -> None:
    text = "The mayor said nine died.\nRescuers at a house in Karsa --Anadolu"
    assert chain(text, "Rescuers", "Karsa Post") == "media:Karsa Post > media:Anadolu"


@pytest.mark.parametrize(
    "caption",
    [
        "Smoke over Karsa (Photo: Reuters)",
        "Smoke [Reuters]",
        "Smoke, 3 May. REUTERS/Ann Lee",
        "Smoke. Photo by Lee/Reuters",
    ],
)
def test_a_credit_is_read_in_its_usual_shapes(caption: str) -> None:
    report = Report(id="r", sha256="0", text=caption, source="t", media_type="text/plain")
    passage = Passage(start=0, end=len(caption), text=caption, paragraph=0, kind="caption")
    (link,) = attribute(report, [passage]).chain(0, 0, 5)
    assert (link.kind, link.name) == ("media", "Reuters")


def test_a_title_with_a_speaker_and_a_colon_is_attributed() -> None:
    text = "The Karsa Network for Human Rights said nine died."
    assert (
        chain(text, "Nine killed", title="Nine killed in Karsa raid: monitor")
        == "monitor:Karsa Network for Human Rights"
    )
    assert chain(text, "Nine killed", title="UN: Nine killed in Karsa raid") == "un:United Nations"


FOLLOWED = [
    ("He", "A security official told Reuters six died. He said nine were hurt.", "nine", "official:security official"),
    ("She", "Mrs Amina Bello, a resident of Karsa, said six died. She added that nine fled.", "nine", "witness:Amina Bello"),
    (
        "She passes over a spokesman",
        "Ann Lee, a nurse, said six died. Police spokesman Bo Orr agreed, a spokesman said. She said nine fled.",
        "nine",
        "health_authority:Ann Lee",
    ),
    ("It", "The Karsa Observatory said six died. It said nine fled.", "nine", "monitor:Karsa Observatory"),
    ("The group", "The Karsa Observatory said six died. The group said nine fled.", "nine", "monitor:Karsa Observatory"),
    ("The source", "A source at Karsa Police Command said six died. The source said nine fled.", "nine", "police:source at Karsa Police Command[Karsa Police Command]"),
    ("They", "Residents said six died. They said nine fled.", "nine", "witness:residents"),
    ("surname", "Samir Haddad, head of the Karsa Observatory, said six died. Nine fled, Haddad said.", "Nine", "monitor:Samir Haddad[Karsa Observatory]"),
    ("surname before the full name", "Six died, Haddad said. Police chief Samir Haddad said nine fled.", "Six", "police:Samir Haddad[police]"),
    ("acronym", "The Free Doctors Union (FDU) said six died. Nine fled, the FDU said.", "Nine", "health_authority:Free Doctors Union"),
    ("acronym without brackets", "The Free Doctors Union said six died. Nine fled, the FDU said.", "Nine", "health_authority:Free Doctors Union"),
    ("shortened body", "The Karsan Civil Defence said six died. Nine fled, the Civil Defence said.", "Nine", "rescue_service:Karsan Civil Defence"),
    ("known also as", "The Karsan Civil Defence, also known as the Blue Caps, said six died. Nine fled, the Blue Caps said.", "Nine", "rescue_service:Karsan Civil Defence"),
    ("monitor by description", "A London-based monitor said nine fled. The Karsa Network for Human Rights said six died.", "nine", "monitor:Karsa Network for Human Rights"),
    ("its own count", "The ministry said six died. By its own count nine fled.", "nine", "government:ministry"),
    ("its own count, named behind", "By its own count, the ministry buried nine.", "nine", "government:ministry"),
    ("a body that did not speak", "Two workers of the White Helmets died on Friday. The group said nine were hurt.", "nine", "rescue_service:Syrian Civil Defence"),
]  # fmt: skip


@pytest.mark.parametrize(("case", "text", "words", "expected"), FOLLOWED, ids=[row[0] for row in FOLLOWED])
def test_short_names_and_pronouns_go_back_to_who_was_named(
    case: str, text: str, words: str, expected: str
) -> None:
    assert chain(text, words).removeprefix("media:Reuters > ") == expected


@pytest.mark.parametrize(
    "text", ["Nine died, it was so-said", "Nine died (said", "said", "Nine died. According to", "told"]
)
def test_a_verb_inside_a_word_or_without_a_speaker_attributes_nothing(text: str) -> None:
    assert chain(text, text[:4]) == ""


def test_a_pronoun_that_nobody_precedes_stays_unknown() -> None:
    assert chain("He said nine died.", "nine") == "unknown:None"


def test_a_quotation_goes_on_with_the_speaker_of_the_sentence_before() -> None:
    text = '"The shelling has not stopped," Omar Said told AFP. "Nine people died in our street."'
    assert chain(text, "Nine") == "media:AFP > unknown:Omar Said"


def test_a_quotation_is_given_to_the_speaker_named_behind_it() -> None:
    text = '"Nine people died in our street. Nobody came to help," said Omar Said, a teacher.'
    assert chain(text, "Nine").endswith(":Omar Said")


def test_a_quotation_of_two_paragraphs_has_one_speaker() -> None:
    text = '"The shelling began at dawn," Omar Said said. "We ran.\n"Nine people died in our street."'
    assert chain(text, "Nine") == "unknown:Omar Said"


def test_a_sentence_after_the_quotation_is_not_the_speakers() -> None:
    text = '"We ran," Omar Said said. Nine people died in the street.'
    assert chain(text, "Nine") == ""


def test_links_quote_the_words_that_name_them() -> None:
    text = "Six died. Samir Haddad, a police spokesman, told Reuters that nine fled."
    start = text.index("nine")
    links = index_of(text).chain(1, start, start + 4)
    assert [link.quote.text for link in links if link.quote] == [
        "Reuters",
        "Samir Haddad, a police spokesman",
    ]
    assert all(link.quote and text[link.quote.start : link.quote.end] == link.quote.text for link in links)


@pytest.mark.parametrize(
    ("text", "manner"),
    [
        ("The army denied that nine civilians died.", "denied"),
        ("The coalition acknowledged killing nine civilians.", "admitted"),
        ("The ministry accused the rebels of killing nine.", "accused"),
        ("The rebels claimed nine soldiers died.", "claimed"),
        ("The UN has documented nine deaths.", "counted"),
        ("Nine died.", None),
    ],
)
def test_the_manner_of_speaking_is_told(text: str, manner: str | None) -> None:
    start = text.lower().index("nine")
    assert index_of(text).manner(0, start, start + 4) == manner


@given(st.text(max_size=300), st.integers(0, 300), st.integers(0, 40))
def test_any_text_gives_quotes_that_round_trip(noise: str, at: int, width: int) -> None:
    text = f"{noise} the police said nine died, according to {noise} of the {noise}"
    report = Report(id="r", sha256="0", text=text, source="t", media_type="text/plain")
    index = attribute(report, [Passage(start=0, end=len(text), text=text, paragraph=0)])
    for link in index.chain(0, at, at + width):
        assert link.quote is None or text[link.quote.start : link.quote.end] == link.quote.text
