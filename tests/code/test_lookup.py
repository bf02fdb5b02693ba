"""Words -> records."""

import string
from pathlib import Path

import msgspec
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cramps.errors import Ambiguous, BadQuery, CrampsError, NotFound
from cramps.knowledge.base import KnowledgeBase
from cramps.knowledge.kinds import KINDS
from cramps.knowledge.model import Finding
from cramps.opening import load
from cramps.words import own_words
from cramps.words.codes import is_code
from cramps.words.folding import fold, stems, unordered
from cramps.words.lookup import SHORTEST_SLIP, Found, Lookup, is_slip
from cramps.words.own_words import CATEGORIES, Category
from cramps.words.slips import edits
from cramps.words.word_index import WordIndex

VALID = Path(__file__).parents[1] / "kb" / "valid"
#: Outside of fixtures, so that properties can draw from it.
KB = load(VALID)
LOOKUP = Lookup(KB)

#: British, American.
SPELLINGS = [
    ("ischaemia", "ischemia"),
    ("hypocalcaemia", "hypocalcemia"),
    ("hypokalaemic periodic paralysis", "hypokalemic periodic paralysis"),
    ("oedema", "edema"),
    ("oesophagus", "esophagus"),
    ("diarrhoea", "diarrhea"),
    ("dyspnoea", "dyspnea"),
    ("anaesthesia", "anesthesia"),
    ("paraesthesiae", "paresthesie"),
    ("motor neurone disease", "motor neuron disease"),
    ("motor neurones", "motor neurons"),
    ("muscle fibre", "muscle fiber"),
    ("muscle fibres", "muscle fibers"),
    ("titre", "titer"),
    ("litres", "liters"),
    ("centre", "center"),
    ("disc prolapse", "disk prolapse"),
    ("discs", "disks"),
    ("tumour", "tumor"),
    ("tumours", "tumors"),
    ("behavioural", "behavioral"),
    ("coke-coloured urine", "coke-colored urine"),
    ("generalised", "generalized"),
    ("generalisation", "generalization"),
    ("paralysed", "paralyzed"),
    ("analyse", "analyze"),
    ("sulphonylurea", "sulfonylurea"),
    ("grey matter", "gray matter"),
    ("labelled", "labeled"),
    ("travelling", "traveling"),
]
#: Pairs that one letter or a short ending sets apart, and that must stay apart.
DIFFERENT = [
    ("dysphasia", "dysphagia"),
    ("hypokalaemia", "hyperkalaemia"),
    ("hypocalcaemia", "hypercalcaemia"),
    ("myotonia", "myotomia"),
    ("dystonia", "dystrophia"),
    ("spasm", "spasms of the face"),
    ("type 1", "type 2"),
    ("asymmetric", "symmetric"),
    ("ORPHA:68", "ORPHA:684"),
    ("HP:0002380", "HP:0002381"),
]
#: Letters and what stands between them in names; enough to reach every rule of the folding.
scraps = st.sampled_from(
    [british for british, _ in SPELLINGS]
    + ["'s", "\u2019s", "s", "ss", "es", "re", "ae", "oe", "aae", "aoe", "our", "is", "us", "HP:"]
    + ["neurone", "neuronee", "llled", "...", ":", "/", "-", " ", "  ", "\u00e9", "\u00df", "5"]
)
texts = st.one_of(
    st.text(max_size=30),
    st.text(alphabet="aeoursilctd .:'-12", max_size=20),
    st.lists(scraps, max_size=6).map("".join),
)
words = st.text(alphabet="abcr", max_size=8)


@given(texts)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(texts)
def test_space_and_accents_do_not_matter(text: str) -> None:
    spaced = "  " + "  ".join(text.split(" ")) + "\t"
    assert fold(spaced) == fold(text)
    assert fold(text.replace("e", "\u00e9")) == fold(text)


@pytest.mark.parametrize(("british", "american"), SPELLINGS)
def test_british_and_american_spelling_are_one(british: str, american: str) -> None:
    assert fold(british) == fold(american)
    assert fold(british.upper()) == fold(american)
    assert fold(british.replace(" ", "-")) == fold(american)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_words_of_different_meaning_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Parkinson\u2019s disease", "parkinson disease"),
        ("Isaacs' syndrome", "isaacs syndrome"),
        ("HP 2380", "HP:0002380"),
        ("hp_0002380", "HP:0002380"),
        ("HP:0002380", "hp0002380"),
        ("orphanet", "orphanets"),
        ("ORPHA: 803", "ORPHA:803"),
        ("ORPHA803", "ORPHA:803"),
        ("OMIM #105400", "OMIM:105400"),
        ("MONDO:4976", "mondo:0004976"),
        ("g60.0", "G60.0"),
        ("cramps", "cramp"),
        ("foot-drop", "Foot drop"),
        ("Fournier's", "fournier"),
    ],
)
def test_different_ways_to_write_one_word_fold_to_one(typed: str, meant: str) -> None:
    assert fold(typed) == fold(meant)


@pytest.mark.parametrize("word", ["status", "paralysis", "illness", "pus", "gas"])
def test_an_s_that_is_no_plural_stays(word: str) -> None:
    assert fold(word) == word


@given(words, words)
def test_a_slip_one_way_is_a_slip_the_other_way(one: str, other: str) -> None:
    assert is_slip(one, other) == is_slip(other, one)


@given(words, st.data())
def test_dropping_doubling_or_swapping_a_letter_after_the_first_is_a_slip(
    tail: str, data: st.DataObject
) -> None:
    word = f"m{tail}sn"
    place = data.draw(st.integers(1, len(word) - 1))
    assert is_slip(word[:place] + word[place + 1 :], word)
    assert is_slip(word[:place] + word[place] + word[place:], word)
    assert is_slip(f"m{tail}ns", word)


@given(st.text("abc", min_size=1, max_size=4), st.text("abc", min_size=1, max_size=5))
def test_the_edits_of_a_word_are_those_from_which_it_is_a_slip(word: str, other: str) -> None:
    assert is_slip(word, other) == (other in edits(word) and other != word)


@given(words, st.sampled_from(string.ascii_lowercase), st.data())
def test_changing_a_letter_is_no_slip(tail: str, letter: str, data: st.DataObject) -> None:
    word = f"m{tail}n"
    place = data.draw(st.integers(0, len(word) - 1))
    assert not is_slip(word[:place] + letter + word[place + 1 :], word)


@given(words)
def test_the_first_letter_must_agree(tail: str) -> None:
    assert not is_slip(tail, f"x{tail}")
    assert not is_slip(f"yx{tail}", f"xy{tail}")


own_word = st.sampled_from(
    [
        (category, record.id, word)  # type: ignore[attr-defined]  # every kind has one
        for category in CATEGORIES
        for record in own_words.records(KB, category)
        for word, _ in own_words.words_of(record)
        if word != "G60.0"  # the one code that two disorders share
    ]
)


@given(own_word, st.data())
def test_a_record_is_found_by_each_of_its_words_in_any_letter_case(
    own: tuple[Category, str, str], data: st.DataObject
) -> None:
    category, record_id, word = own
    flags = data.draw(st.lists(st.booleans(), min_size=len(word), max_size=len(word)))
    typed = "".join(c.upper() if f else c.lower() for c, f in zip(word, flags, strict=True))
    assert LOOKUP.find(typed, category) == Found(category, record_id)


@given(own_word)
def test_a_record_is_found_by_each_of_its_words_in_either_spelling(
    own: tuple[Category, str, str],
) -> None:
    category, record_id, word = own
    assert LOOKUP.find(word.replace("ae", "e").replace("E", "Ae"), category).id == record_id


@pytest.mark.parametrize(("british", "american"), SPELLINGS)
def test_a_record_named_in_one_spelling_is_found_in_the_other(british: str, american: str) -> None:
    for name, typed in ((british, american), (american, british)):
        kb = _findings(it=name)
        assert Lookup(kb).find(typed.capitalize(), "finding") == Found("finding", "it")


def _findings(**called: str) -> KnowledgeBase:
    """A knowledge base of findings with these ids and names."""
    findings = {
        record_id: Finding(id=record_id, name=name, kind="sign", ask="Is it there?")
        for record_id, name in called.items()
    }
    return KnowledgeBase({"findings": findings}, "made up")


@given(own_word, st.data())
def test_one_slip_is_forgiven_in_a_word_long_enough_or_nothing_is_guessed(
    own: tuple[Category, str, str], data: st.DataObject
) -> None:
    category, record_id, word = own
    folded = fold(word)
    place = data.draw(st.integers(1, max(1, len(folded) - 1)))
    typed = folded[:place] + folded[place : place + 1] + folded[place:]
    if is_code(typed) or folded[place : place + 1].isdigit():  # another code, or another vitamin
        with pytest.raises((NotFound, Ambiguous)):
            LOOKUP.find(typed, category)
        return
    try:
        meaning = LOOKUP.find(typed, category)
    except (NotFound, Ambiguous):
        assert len(fold(typed)) < SHORTEST_SLIP or _several_near(category, typed)
    else:
        index = WordIndex(KB, category)
        another_word = fold(typed) in index.everything() or index.ids_by_stems(stems(fold(typed)))
        assert meaning.id == record_id or another_word


def _ways(word: str) -> list[str]:
    """Give ways in which a word is told: as it is, turned, in other forms, of one side, with a slip."""
    parts = word.split()
    last = word[:-1] + word[-2:-1] if word[-1:].isalpha() and len(word) > SHORTEST_SLIP else word
    forms = [" ".join(f"{part}ing" if part.isalpha() else part for part in parts)]
    return [word, " ".join(reversed(parts)), *forms, f"left {word}", last]


def _with_word(record_id: str, word: str) -> KnowledgeBase:
    """Give the knowledge base with one more word for a finding."""
    finding = KB.findings[record_id]
    more = msgspec.structs.replace(finding, lay=(*finding.lay, word))
    tables = {stem: dict(KB.table(stem)) for stem in KINDS}
    return KnowledgeBase(tables | {"findings": {**tables["findings"], record_id: more}}, "made up")


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_adding_a_word_never_makes_a_known_word_unknown(data: st.DataObject) -> None:
    """It means the same, or the new record too, of which the old one is told."""
    of_findings = sorted(
        {word.text for finding in KB.findings.values() for word in own_words.words_of(finding)}
    )
    known = data.draw(st.sampled_from(of_findings))
    other = data.draw(st.sampled_from([known, *of_findings]))
    added = data.draw(st.sampled_from([*_ways(known), *_ways(other)]))
    assume(fold(added) and not is_code(added))
    richer = Lookup(_with_word(data.draw(st.sampled_from(sorted(KB.findings))), added))
    for word in _ways(known):
        before = _meant(LOOKUP, word)
        assert not before or before & _meant(richer, word) or len(_meant(richer, word)) == 1, word


def _meant(lookup: Lookup, word: str) -> set[str]:
    """Give the findings that a word may mean; none where it is not known."""
    try:
        return {lookup.find(word, "finding").id}
    except Ambiguous as several:
        return set(several.message.partition("(")[2].partition(")")[0].split(", "))
    except (NotFound, BadQuery):
        return set()


def _several_near(category: Category, typed: str) -> bool:
    near = {
        ids[0]
        for key, ids in WordIndex(KB, category).everything().items()
        if is_slip(fold(typed), key) or len(ids) > 1
    }
    return len(near) != 1


def test_a_slip_is_reported_with_the_word_that_it_was_taken_for(kb: KnowledgeBase) -> None:
    assert Lookup(kb).find("weaknes", "finding").read_as == "weakness"
    assert Lookup(kb).find("weaknness", "finding") == Found("finding", "weakness", "weakness")
    assert Lookup(kb).find("Fasciculatoins", "finding").read_as == "fasciculation"
    assert Lookup(kb).find("Fasciculations", "finding").read_as is None


@pytest.mark.parametrize("word", ["HP:0001342", "HP:00013240"])
def test_a_code_is_never_taken_for_another(kb: KnowledgeBase, word: str) -> None:
    with pytest.raises(NotFound):
        Lookup(kb).find(word, "finding")
    assert Lookup(kb).suggestions(word, "finding") == ()


def test_a_slip_that_two_records_are_as_near_to_is_not_guessed_at() -> None:
    kb = _findings(one="myotonia", other="myotomia")
    with pytest.raises(Ambiguous, match="one, other"):
        Lookup(kb).find("myotoia", "finding")
    assert set(Lookup(kb).suggestions("myotoia", "finding")) == {"one", "other"}


@pytest.mark.parametrize("word", ["weakxess", "peakness", "eakness", "weknes", "waeknsse"])
def test_more_than_a_slip_is_an_error(kb: KnowledgeBase, word: str) -> None:
    with pytest.raises(NotFound):
        Lookup(kb).find(word, "finding")


@pytest.mark.parametrize("word", ["kc", "ckk", "cc", "colld", "cod"])
def test_short_words_are_not_checked_for_slips(kb: KnowledgeBase, word: str) -> None:
    with pytest.raises(NotFound):
        Lookup(kb).find(word, "test", "finding")


def test_an_unknown_word_has_at_most_three_suggestions_that_exist(kb: KnowledgeBase) -> None:
    lookup = Lookup(kb)
    suggested = lookup.suggestions("example disease of the third kind", "disorder", "family")
    assert suggested == ("examples", "first", "second")
    many = _findings(a="long cramp", b="short cramp", c="night cramp", d="calf cramp")
    assert len(Lookup(many).suggestions("writing cramp", "finding")) == 3
    assert lookup.suggestions("zzz", "disorder") == ()


def test_a_word_without_end_is_refused_at_once_and_suggests_nothing(kb: KnowledgeBase) -> None:
    with pytest.raises(NotFound):
        Lookup(kb).find("x" * 1_000_000, "finding")
    assert Lookup(kb).suggestions("weakness " * 100_000, "finding") == ()


def test_a_lookup_forgets_rather_than_fills_the_memory(
    kb: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cramps.words.lookup.REMEMBERED", 3)
    lookup = Lookup(kb)
    for number in range(20):
        with pytest.raises(NotFound):
            lookup.find(f"word {number}", "finding")
    assert len(lookup._known) <= 3


def test_a_word_means_the_same_when_it_is_asked_again(kb: KnowledgeBase) -> None:
    lookup = Lookup(kb)
    assert lookup.find("weaknes", "finding") == lookup.find("weaknes", "finding")
    messages = set()
    for _ in range(2):
        with pytest.raises(NotFound) as caught:
            lookup.find("nothing of the kind", "finding")
        messages.add(caught.value.message)
    assert len(messages) == 1


def test_a_narrower_word_finds_its_record_but_not_exactly() -> None:
    record = Finding(
        id="heart",
        name="Heart rhythm disorder",
        kind="sign",
        narrower_words=("atrial fibrillation",),
        related_words=("palpitations",),
        ask="Is the pulse regular?",
    )
    lookup = Lookup(KnowledgeBase({"findings": {"heart": record}}, "made up"))
    assert lookup.find("heart rhythm disorder", "finding").exact
    for word in ("atrial fibrillation", "palpitations", "atrial fibrilation"):
        found = lookup.find(word, "finding")
        assert (found.id, found.exact) == ("heart", False)


@given(st.text(max_size=40))
def test_any_word_is_found_or_refused_and_suggestions_can_be_typed(word: str) -> None:
    try:
        meaning = LOOKUP.find(word, "disorder", "family", "finding")
    except BadQuery:
        assert not fold(word)
    except (NotFound, Ambiguous):
        suggested = LOOKUP.suggestions(word, "disorder", "family", "finding")
        assert len(suggested) <= 3
        for suggestion in suggested:
            assert LOOKUP.find(suggestion, "disorder", "family", "finding").id == suggestion
    else:
        assert meaning.category in ("disorder", "family", "finding")


def test_a_word_of_several_records_is_refused_by_naming_them(kb: KnowledgeBase) -> None:
    with pytest.raises(Ambiguous, match="first, second") as caught:
        Lookup(kb).find("g60.0", "disorder", "family")
    assert caught.value.did_you_mean == ("first", "second")


@pytest.mark.parametrize("word", ["", " ", "\t\n", "...", "'", "\u03b1"])
def test_a_word_without_letters_is_a_wrong_question(kb: KnowledgeBase, word: str) -> None:
    with pytest.raises(BadQuery):
        Lookup(kb).find(word, "disorder")


def test_the_first_category_that_knows_a_word_decides(kb: KnowledgeBase) -> None:
    assert Lookup(kb).find("ck", "test", "result").category == "test"
    assert Lookup(kb).find("ck-high", "test", "result").category == "result"
    assert Lookup(kb).find("Example diseases", "disorder", "family") == Found("family", "examples")


def test_the_message_names_what_was_looked_for_and_shows_the_word_safely(kb: KnowledgeBase) -> None:
    with pytest.raises(NotFound) as caught:
        Lookup(kb).find("\x1b[31mred\x07" + "x" * 100, "disorder", "family")
    message = caught.value.message
    assert message.startswith("no disorder is called")
    assert message.isprintable()
    assert len(message) < 100


def test_a_compiled_knowledge_base_knows_the_same_words(kb: KnowledgeBase, compiled: Path) -> None:
    opened = load(compiled)
    assert opened.prepared
    for category in CATEGORIES:
        assert WordIndex(opened, category).everything() == WordIndex(kb, category).everything()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("horse charley", "charley horse"),
        ("cramps in my hands", "hand cramps"),
        ("tingling of the feet", "feet tingling"),
    ],
)
def test_the_same_words_in_another_order_are_the_same_name(typed: str, meant: str) -> None:
    assert unordered(fold(typed)) == unordered(fold(meant)) is not None


def test_one_word_alone_is_never_matched_out_of_order() -> None:
    assert unordered("weakness") is None
    assert unordered("the weakness") is None


@pytest.mark.parametrize(("short", "long"), [("can't", "cannot"), ("won't", "will not")])
def test_contractions_are_the_words_that_they_stand_for(short: str, long: str) -> None:
    assert fold(f"{short} open my hand") == fold(f"{long} open my hand")


def test_a_slip_is_not_guessed_at_where_the_word_meant_is_two_records() -> None:
    """The word nearest to what was typed names two records, so it names neither."""
    shared = Finding(id="one", name="myotonia", kind="sign", ask="Is it there?")
    other = Finding(id="other", name="myotonia", kind="sign", ask="Is it there?")
    lookup = Lookup(KnowledgeBase({"findings": {"one": shared, "other": other}}, "made up"))
    with pytest.raises(Ambiguous, match="one, other"):
        lookup.find("myotnia", "finding")


def test_the_plural_of_a_short_word_is_its_singular() -> None:
    lookup = Lookup(_findings(legs="leg", tics="tic", toes="toe"))
    for typed, meant in (("legs", "legs"), ("tics", "tics"), ("toes", "toes")):
        assert lookup.find(typed, "finding").id == meant
    assert fold("legs") == fold("leg")
    assert fold("tics") == fold("tic")


@pytest.mark.parametrize(
    "code", ["MONDO:0007743", "ORPHA:999999", "ICD10:G25.81", "SNOMED:449917004", "G99.99"]
)
def test_an_unknown_code_is_told_which_codes_are_known(code: str) -> None:
    with pytest.raises(NotFound, match=r"has the code .*HPO .*OMIM .*ICD-10-CM") as caught:
        LOOKUP.find(code, "disorder", "family")
    assert not LOOKUP.suggestions(code, "disorder", "family")
    assert "\n" not in caught.value.message


def test_a_code_of_icd_10_cm_may_have_its_name_before_it() -> None:
    assert fold("ICD10CM:G25.81") == fold("icd-10-cm g25.81") == fold("G25.81")
    assert fold("ICD10:G25.81") != fold("G25.81")  # that of the WHO has no such code


@pytest.mark.parametrize(
    ("said", "never"),
    [
        ("numbness in my left knee", "stocking-glove-sensory-loss"),
        ("numb wrist", "stocking-glove-sensory-loss"),
        ("I cannot open my eyes", "daytime-sleepiness"),
    ],
)
def test_a_small_word_that_changes_what_is_said_is_not_left_out(
    real: Path, said: str, never: str
) -> None:
    lookup = Lookup(load(real))
    try:
        found = lookup.find(said, "finding", "result", "test")
    except CrampsError:
        found = None
    assert found is None or found.id != never
    sure = lookup.sure(said, "finding", "result", "test")
    assert sure is None or sure.id != never


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("numb up to my knees", "stocking-glove-sensory-loss"),
        ("cannot keep my eyes open", "daytime-sleepiness"),
        ("I can't keep still", "agitation"),
    ],
)
def test_where_it_is_said_the_name_is_found_in_other_words_too(
    real: Path, said: str, meant: str
) -> None:
    assert Lookup(load(real)).find(said, "finding").id == meant
