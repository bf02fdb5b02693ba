"""Running text: what is named, and whether it is there."""

import itertools
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cramps.cases.notes import Mention, NoteReader
from cramps.cases.reader import CaseReader
from cramps.opening import load
from cramps.ranking.differential import Engine

VALID = Path(__file__).parents[1] / "kb" / "valid"
SMALL = NoteReader(CaseReader(load(VALID)))


@pytest.fixture(scope="module")
def reader(real: Path) -> NoteReader:
    """Give a reader with the packaged knowledge base."""
    return NoteReader(CaseReader(load(real)))


def statuses(read: tuple[Mention, ...]) -> dict[str, str]:
    """Give what was read of each record."""
    return {mention.id: mention.status for mention in read}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("He has cramps.", {"muscle-cramps": "present"}),
        (
            "no numbness, tingling or weakness",
            {"numbness": "absent", "paraesthesia": "absent", "weakness": "absent"},
        ),
        ("denies weakness but has cramps", {"weakness": "absent", "muscle-cramps": "present"}),
        ("No fever, cramps for a week.", {"fever": "absent", "muscle-cramps": "present"}),
        ("Possible weakness.", {"weakness": "uncertain"}),
        ("?weakness", {"weakness": "uncertain"}),
        ("Headaches have gone.", {"headache": "past"}),
        ("His mother had seizures.", {"seizures": "family"}),
        ("FHx: seizures\nO/E: weakness", {"seizures": "family", "weakness": "present"}),
        ("Return if weakness develops.", {"weakness": "hypothetical"}),
        ("Plan: watch for seizures.", {"seizures": "hypothetical"}),
        ("Clonus absent. Weakness.", {"clonus": "absent", "weakness": "present"}),
        ("My wife says I have cramps.", {"muscle-cramps": "present"}),
        ("not only cramps", {"muscle-cramps": "present"}),
        ("Worried about seizures", {"seizures": "hypothetical"}),
    ],
)
def test_cues_headings_and_scopes_tell_what_is_there(
    reader: NoteReader, text: str, told: dict[str, str]
) -> None:
    assert statuses(reader.read(text).read) == told


def told(reader: NoteReader, text: str) -> dict[str, str]:
    """Give what was read, with the numbers and the age."""
    note = reader.read(text)
    read = {m.id: f"{m.status} {m.value}" if m.value else m.status for m in note.read}
    return read | ({"age": f"{note.told.age:g}"} if note.told.age is not None else {})


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("denies weakness/numbness", {"weakness": "absent", "numbness": "absent"}),
        ("CK not raised", {"ck-raised": "absent"}),
        ("CK wasn't elevated", {"ck-raised": "absent"}),
        ("cramps, child of 6", {"muscle-cramps": "present", "age": "6"}),
        ("cramps, three-year-old boy", {"muscle-cramps": "present", "age": "3"}),
        ("my 6-year-old son has leg pain", {"leg-pain": "present", "age": "6"}),
        (
            "my husband twitches, I have cramps",
            {"fasciculations": "family", "muscle-cramps": "present"},
        ),
        ("he runs far", {}),
        ("has the runs", {"diarrhoea": "present"}),
        ("stopped atorvastatin last year", {"atorvastatin": "past"}),
        ("was on simvastatin until May", {"simvastatin": "past"}),
        ("off statins", {"statins": "past"}),
        ("over the past three months cramps", {"muscle-cramps": "present"}),
        ("cramps on dialysis", {"muscle-cramps": "present", "haemodialysis": "present"}),
        ("CK 25,000", {"creatine-kinase": "present 25000"}),
        ("vital capacity 1.2 L", {"vital-capacity-volume": "present 1.2 L"}),
        ("32 weeks pregnant", {"late-pregnancy": "present"}),
        ("drinking water", {}),
        ("fit and well", {}),
        ("my mouth", {}),
        ("a trip by train", {}),
        ("drowsy", {"reduced-consciousness": "present"}),
    ],
)
def test_what_was_misread_is_read_as_it_is_told(
    reader: NoteReader, text: str, wanted: dict[str, str]
) -> None:
    assert told(reader, text) == wanted


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("pale cold pulseless leg", {"pale-limb", "cold-limb", "absent-pulses"}),
        ("leg pulseless, cold and pale", {"pale-limb", "cold-limb", "absent-pulses"}),
        ("his leg has suddenly gone cold and white", {"pale-limb", "cold-limb"}),
        ("weak arms and legs", {"arm-weakness", "leg-weakness"}),
        ("weakness of the left arm and leg", {"arm-weakness", "leg-weakness"}),
        ("cold feet", {"cold-hands-and-feet"}),
        ("cold foot", {"cold-limb"}),
        ("fingers white", set()),
        ("swollen leg", {"one-swollen-leg"}),
        ("swollen legs", {"peripheral-oedema"}),
        ("cramps and swollen legs", {"muscle-cramps", "peripheral-oedema"}),
        ("leg cramps, I am cold", {"leg-cramps", "cold-exposure"}),
    ],
)
def test_what_is_said_of_a_part_of_the_body_is_read_in_any_order(
    reader: NoteReader, text: str, ids: set[str]
) -> None:
    read = {mention.id for mention in reader.read(text).read}
    assert read - {"pallor"} == ids


#: Words of which a text may be made: names, cues, parts of the body, and what nobody knows.
_WORDS = [
    "cramps",
    "weakness",
    "no",
    "not",
    "and",
    "or",
    "but",
    "leg",
    "cold",
    "pale",
    "swollen",
    "twitching",
    "wobble",
    "xyzzy",
    "foobar",
    "denies",
    "with",
    "mother",
    "had",
    "the",
    "of",
    "calf",
    "numb",
    "CK",
    "1200",
    ",",
    ".",
    ";",
    "7",
    "statin",
    "stopped",
    "if",
    "in",
]
#: They tell nothing that could be understood.
_SILENT = {
    *[
        "no",
        "not",
        "and",
        "or",
        "but",
        "denies",
        "with",
        "mother",
        "had",
        "the",
        "of",
        "stopped",
        "if",
        "in",
        ",",
        ".",
        ";",
        "7",
    ]
}


@settings(max_examples=150, deadline=None)
@given(words=st.lists(st.sampled_from(_WORDS), max_size=12))
def test_every_word_that_tells_something_was_read_or_is_said_not_to_be_understood(
    reader: NoteReader, words: list[str]
) -> None:
    text = " ".join(words)
    note = reader.read(text)
    covered = [(m.start, m.end) for m in note.read]
    covered += [(left.start, left.start + len(left.text)) for left in note.left]
    assert all(text[left.start :].startswith(left.text) for left in note.left)
    parts = {"leg", "calf"}  # read with what is said of them
    at = 0
    for word in words:
        start, at = at, at + len(word) + 1
        if word in _SILENT or (word in parts and note.read) or word.isdigit():
            continue
        assert any(one <= start < other for one, other in covered), (text, word)


#: How a note denies, beside what is there -> what must not be read as present, and what must.
DENIALS = [
    ("denies numbness,\ntingling or weakness", {"numbness", "paraesthesia", "weakness"}, set()),
    ("No weakness,\r\nnumbness or dark urine.", {"weakness", "numbness", "dark-urine"}, set()),
    ("cramps without\nweakness or clonus", {"weakness", "clonus"}, {"muscle-cramps"}),
    ("No weakness\ncramps at night", {"weakness"}, {"nocturnal-cramps"}),
    ("cramps, dark urine: no, weakness: none", {"dark-urine", "weakness"}, {"muscle-cramps"}),
    ("Weakness (-)\nClonus -\nDark urine -ve", {"weakness", "clonus", "dark-urine"}, set()),
    ("Weakness: denied. Clonus: not seen", {"weakness", "clonus"}, set()),
    ("No: weakness, numbness", {"weakness", "numbness"}, set()),
    ("[ ] weakness\n[x] cramps", {"weakness"}, {"muscle-cramps"}),
    ("weakness? no. cramps", {"weakness"}, {"muscle-cramps"}),
    ("mother has weakness, cramps", {"weakness"}, {"muscle-cramps"}),
    ("Family: weakness (uncle)", {"weakness"}, set()),
    ("Nobody in the family has weakness", {"weakness"}, set()),
    ("no family history of weakness, cramps", {"weakness"}, {"muscle-cramps"}),
    ("afraid of a stroke, cramps in the legs", {"stroke"}, {"leg-cramps"}),
    ("Lack of weakness, cramps", {"weakness"}, {"muscle-cramps"}),
    ("neither weakness nor numbness, cramps", {"weakness", "numbness"}, {"muscle-cramps"}),
    ("cramps w/o weakness", {"weakness"}, {"muscle-cramps"}),
    ("Weakness was excluded, cramps", {"weakness"}, {"muscle-cramps"}),
    ("watch for weakness, numbness or clonus", {"weakness", "numbness", "clonus"}, set()),
    ("cramps, not without weakness", set(), {"muscle-cramps", "weakness"}),
]


@pytest.mark.parametrize(("text", "not_there", "there"), DENIALS)
def test_what_is_denied_is_not_there_and_the_complaint_is(
    reader: NoteReader, text: str, not_there: set[str], there: set[str]
) -> None:
    present = set(reader.read(text).told.present)
    assert not present & not_there
    assert there <= present


def test_numbers_age_sex_and_medicines_are_read(reader: NoteReader) -> None:
    told = reader.read(
        "58-year-old man, cramps since the age of 50. On atorvastatin. CK 1200 U/L, K 2.9."
    ).told
    assert told.results == ("creatine-kinase=1200 U/L", "potassium=2.9")
    assert (told.age, told.sex, told.onset_age) == (58, "male", 50)
    assert told.drugs == ("atorvastatin",)


def test_the_age_of_another_is_not_the_patients(reader: NoteReader) -> None:
    assert reader.read("Her mother died at 60 years. Cramps for 30 years.").told.age is None


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("my 3 week old baby is jittery, has spasms", 0.06),
        ("6 month old, floppy, cramps", 0.5),
        ("baby is 10 days old, seizures", 0.03),
        ("I have a 3 week old baby and cramps in my legs", None),
        ("cramps, a 3 week old wound", None),
        ("45F, cramps, her 6 month old baby is well", 45),
        ("6 month history of cramps", None),
    ],
)
def test_an_infants_age_is_told_in_days_weeks_or_months(
    reader: NoteReader, text: str, age: float | None
) -> None:
    assert reader.read(text).told.age == age


def test_a_run_is_no_diarrhoea(reader: NoteReader) -> None:
    assert "diarrhoea" not in reader.read("cramps in the run, weakness").told.present
    assert "diarrhoea" in reader.read("cramps, has the runs").told.present


def test_only_what_is_there_or_denied_makes_the_case(reader: NoteReader) -> None:
    told = reader.read("Mother had seizures. Return if weakness. Cramps, no fever.").told
    assert told.present == ("muscle-cramps",)
    assert told.absent == ("fever",)


def test_text_and_codes_of_one_case_give_one_answer(reader: NoteReader) -> None:
    engine = Engine(reader.kb)
    note = reader.read("Cramps and fasciculations with brisk reflexes. No sensory loss. Aged 58.")
    words = reader.cases.read(note.told).case
    codes = reader.cases.read(
        type(note.told)(
            present=("muscle-cramps", "HP:0002380", "hyperreflexia"),
            absent=("sensory-loss",),
            age=58,
        )
    ).case
    assert words == codes
    assert engine.differential(words) == engine.differential(codes)


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet="Cold feet, no twitching or weakness.\n?:;-ck 5", max_size=200))
def test_what_is_read_stands_where_it_is_said_to_stand(text: str) -> None:
    read = SMALL.read(text).read
    for mention in read:
        assert text[mention.start : mention.end] == mention.text
    places = [(mention.start, mention.end) for mention in read]
    assert places == sorted(places)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(places))


@given(at=st.integers(1, 11), doubled=st.booleans())
def test_a_slip_is_read_as_what_is_meant_and_said(at: int, doubled: bool) -> None:
    word = "fasciculation"
    typed = word[:at] + word[at] * 2 * doubled + word[at + 1 :]
    read = SMALL.read(f"He has {typed} and weakness.").read
    assert statuses(read)["weakness"] == "present"
    for mention in read:
        if mention.id == "twitching":
            assert (mention.how == "slip") == (mention.text != word)
            assert mention.text == typed
    assert "twitching" in statuses(read)


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("I feel shame about it", "tremor"),
        ("a collage of pictures", "collagen"),
        ("Mr Twiching came with weakness", "fasciculations"),
        ("bloods were ordered and a scan arranged", "behavioural-change"),
        ("good sleep, an ulcer in the mouth", "reduced-consciousness"),
        ("dysphasia since yesterday", "dysphagia"),
    ],
)
def test_a_word_of_its_own_is_no_slip(reader: NoteReader, text: str, never: str) -> None:
    assert never not in statuses(reader.read(text).read)


def test_several_slips_are_read_in_one_text(reader: NoteReader) -> None:
    read = reader.read("Terrible crmaps and twiching in my calfs, no weaknes, dificulty swalowing.")
    assert statuses(read.read) == {
        "muscle-cramps": "present",
        "calf-fasciculations": "present",
        "weakness": "absent",
        "dysphagia": "present",
    }
    assert read.told.absent == ("weakness",)


@settings(max_examples=60)
@given(st.text(max_size=40))
def test_words_that_are_added_behind_take_nothing_back(more: str) -> None:
    told = "Twitching in the cold. No foot drop."
    before = SMALL.read(told).read
    assert SMALL.read(f"{told}\n\n{more}").read[: len(before)] == before


@pytest.mark.parametrize(
    "unit",
    ["no cramps, ", "cramps ", "if weakness or ", "CK 12 ", "a", "((", "no or nor and ", "9 "],
)
def test_time_grows_with_the_length_and_no_faster(reader: NoteReader, unit: str) -> None:
    def took(times: int) -> float:
        text = unit * times
        best = 9.0
        for _ in range(2):
            began = time.perf_counter()
            reader.read(text)
            best = min(best, time.perf_counter() - began)
        return best

    took(10)
    short, long = took(500), took(4000)
    assert long < 8 * 3 * short + 0.05
