"""The rules of a knowledge base: each example of a broken one, and both edges of each rule.

A broken knowledge base is a file ``tests/kb/invalid/FILE--WHAT.yaml`` that replaces FILE.yaml of
``tests/kb/valid``. Its first lines say, in order, all that must be reported, and nothing else may:
``# expect: LINE:COLUMN RULE: part of the message``, with ``OTHER.yaml:`` before the line where the
mistake shows in another file.
"""

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple, get_args, get_type_hints

import pytest

from cramps.curation import completeness, decoding, house_style, identity, rules, statements
from cramps.curation.checking import AnyRule, Loaded, Mistake
from cramps.curation.folder import read_folder
from cramps.curation.identity import IDENTITY
from cramps.errors import Problem
from cramps.knowledge import model
from cramps.knowledge.kinds import KINDS

KB = Path(__file__).parents[1] / "kb"
EXAMPLES = sorted((KB / "invalid").glob("*.yaml"))

Altered = Callable[..., Path]


class Expected(NamedTuple):
    file: str
    line: int
    column: int
    rule: str
    message: str


_EXPECT = re.compile(r"# expect: (?:([a-z]+\.yaml):)?(\d+):(\d+) ([a-z-]+): (.+)")


def replaced_by(example: Path) -> str:
    """Name of the file that an example replaces."""
    return f"{example.stem.partition('--')[0]}.yaml"


def expected_in(example: Path) -> list[Expected]:
    found = []
    for line in example.read_text(encoding="utf-8").splitlines():
        if "expect" in line:
            match = _EXPECT.fullmatch(line)
            assert match, f"{example.name}: {line!r} does not say what is expected"
            file, number, column, rule, message = match.groups()
            found.append(
                Expected(file or replaced_by(example), int(number), int(column), rule, message)
            )
    return found


#: Broken in passing by examples of other rules: `test_warnings`.
DEMANDED = {"citation-without-place", "number-of-nobody", "band-without-basis"}


def folder_of(example: Path, folder: Path) -> Path:
    shutil.copytree(KB / "valid", folder)
    file = folder / replaced_by(example)
    assert file.exists(), f"{example.name}: there is no {file.name} to replace"
    shutil.copyfile(example, file)
    return folder


def problems(folder: Path) -> list[Problem]:
    """The errors; warnings, and what is demanded beside every number, have tests of their own."""
    return [
        problem
        for problem in read_folder(folder)[1]
        if problem.level == "error" and problem.rule not in DEMANDED
    ]


def rules_broken(folder: Path) -> list[str]:
    return [problem.rule for problem in problems(folder)]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_a_broken_knowledge_base_is_told_exactly_what_is_wrong(
    example: Path, tmp_path: Path
) -> None:
    expected = expected_in(example)
    found = problems(folder_of(example, tmp_path / "kb"))
    # Where a message has the expected part, the part stands for it.
    parts = [e.message for e in expected] + [""] * len(found)
    shown = [
        Expected(
            Path(p.file).name, p.line, p.column, p.rule, part if part in p.message else p.message
        )
        for p, part in zip(found, parts, strict=False)
    ]
    assert shown == [e._replace(message=e.message) for e in expected]
    assert expected, f"{example.name} has no line '# expect: ...'"


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_a_problem_is_one_line_an_error_and_sorted_by_file_and_place(
    example: Path, tmp_path: Path
) -> None:
    found = problems(folder_of(example, tmp_path / "kb"))
    for problem in found:
        assert problem.level == "error"
        assert len(problem.message.splitlines()) == 1
        assert problem.file.startswith(str(tmp_path))
    order = [f"{name}.yaml" for name in KINDS]
    places = [(order.index(Path(p.file).name), p.line, p.column) for p in found]
    assert places == sorted(places)
    assert len(set(found)) == len(found)


def test_the_valid_knowledge_base_has_no_problem(valid: Path) -> None:
    kb, _ = read_folder(valid)
    assert problems(valid) == []
    assert kb is not None
    assert len(kb.disorders) == 2


# The examples leave nothing out.


def loaded_from(example: Path, folder: Path) -> Loaded | None:
    """What the rules are given for an example; None where its shape is wrong already."""
    captured: list[Loaded] = []
    with pytest.MonkeyPatch.context() as patch:

        def capture(loaded: Loaded) -> list[Mistake]:
            captured.append(loaded)
            return []

        patch.setattr(rules, "check", capture)
        read_folder(folder_of(example, folder / example.stem))
    return captured[0] if captured else None


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> list[Loaded]:
    """Every example whose shape is right."""
    folder = tmp_path_factory.mktemp("examples")
    return [kb for example in EXAMPLES if (kb := loaded_from(example, folder))]


#: Rules that no folder of YAML alone can break: they need the annotations of the HPO.
_WITH_ANNOTATIONS = {
    *("annotations_without_source", "unknown_annotation", "annotation_of_another_disease"),
}
#: That there is no disorder breaks the references to them first, in an example of a single file.
_OF_THE_WHOLE = {"no_disorder"}
#: House style and completeness: `test_warnings`.
_WARNINGS = {rule.__name__ for rule in (*completeness.RULES, *house_style.RULES)}
_WARNINGS |= {"broad_trigger", "named_but_registered"}
_ALONE = [
    rule
    for rule in (*IDENTITY, *rules.RULES)
    if rule.__name__ not in _WITH_ANNOTATIONS | _WARNINGS | _OF_THE_WHOLE
]


@pytest.mark.parametrize("rule", _ALONE, ids=lambda rule: rule.__name__)
def test_every_rule_is_broken_by_some_example(rule: AnyRule, loaded: list[Loaded]) -> None:
    with_sound_ids = [kb for kb in loaded if not any(any(r(kb)) for r in IDENTITY)]
    assert any(any(rule(kb)) for kb in (loaded if rule in IDENTITY else with_sound_ids))


@pytest.mark.parametrize("text", ["[]\n", "# nothing yet\n[]\n"])
def test_a_knowledge_base_without_a_disorder_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "disorders.yaml").write_text(text, encoding="utf-8")
    _, found = read_folder(tmp_path)
    assert [(p.file, p.line, p.rule) for p in found] == [
        (str(tmp_path / "disorders.yaml"), 1, "no-disorder")
    ]


def test_every_rule_explains_itself() -> None:
    for rule in (*IDENTITY, *rules.RULES):
        assert rule.__doc__


def test_every_form_of_text_is_broken_by_some_example(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("examples")
    messages = [
        problem.message
        for example in EXAMPLES
        for problem in problems(folder_of(example, folder / example.stem))
    ]
    for rule, hint in decoding.FORMS.values():
        assert any(hint in message for message in messages), (rule, hint)


def test_every_cited_kind_of_statement_is_left_uncited_by_some_example(
    loaded: list[Loaded],
) -> None:
    uncited = set()
    for kb in loaded:
        for mistake in statements.uncited(kb):
            node: Any = dict(kb.records(mistake.file))[int(mistake.path[0])]
            for key in mistake.path[1:]:
                node = node[key] if isinstance(key, int) else getattr(node, key)
            uncited.add(type(node))
    assert uncited == set(model.Cited.__subclasses__())


def test_every_reference_is_broken_by_some_example(loaded: list[Loaded]) -> None:
    broken = set()
    for kb in loaded:
        for mistake in identity.dangling_id(kb):
            node: Any = dict(kb.records(mistake.file))[int(mistake.path[0])]
            for key in mistake.path[1:]:
                if isinstance(key, int):
                    node = node[key]
                else:
                    broken.add((type(node), key))
                    node = getattr(node, key)
    assert broken >= set(identity.REFERENCES)
    assert any(field == "sources" for _, field in broken)


def _parts(annotation: Any) -> list[Any]:
    """An annotation, and what it is made of; a condition holds ids and conditions in one list."""
    return [annotation, *(part for arg in get_args(annotation) for part in (arg, *get_args(arg)))]


def test_every_field_that_holds_an_id_is_looked_up() -> None:
    kinds = [
        kind
        for kind in vars(model).values()
        if isinstance(kind, type) and issubclass(kind, model.Record)
    ]
    fields = {
        (kind, field)
        for kind in kinds
        for field, annotation in get_type_hints(kind, include_extras=True).items()
        if field != "id" and model.Id in _parts(annotation)
    }
    assert fields == set(identity.REFERENCES)


# Both edges of each rule, as small changes of the valid knowledge base.


@pytest.mark.parametrize(
    ("file", "code"), [("findings", "HP:0009027"), ("disorders", "OMIM:100001")]
)
def test_an_id_that_nothing_refers_to_is_no_mistake(file: str, code: str, altered: Altered) -> None:
    assert problems(altered(file, (code, code[:-1] + "9"))) == []


def test_a_record_may_be_named_before_it_is_written(altered: Altered) -> None:
    """The order of records and files decides nothing."""
    assert problems(altered("findings", ("hpo: HP:0001324", "broader: [cold]"))) == []


def test_files_but_the_disorders_may_be_missing_as_long_as_nothing_refers_to_them(
    altered: Altered,
) -> None:
    folder = altered("disorders")
    (folder / "families.yaml").unlink()
    (folder / "drugs.yaml").unlink()
    assert problems(folder) == []
    (folder / "treatments.yaml").unlink()
    assert rules_broken(folder) == ["dangling-id", "dangling-id"]


def test_two_files_may_use_one_id(altered: Altered) -> None:
    assert problems(altered("drugs", ("id: toxin", "id: first"))) == []


def test_a_result_and_a_finding_may_not_use_one_id(altered: Altered) -> None:
    """Both stand in `raised_by`, `for_this` and `for_other`."""
    assert rules_broken(altered("tests", ("id: ck-high", "id: twitching"))) == [
        *["dangling-id"] * 2,
        "duplicate-id",
    ]


def test_a_suggestion_is_made_only_where_it_is_near(altered: Altered) -> None:
    folder = altered("disorders", ("finding: cold", "finding: colds"))
    assert [p.message for p in problems(folder)] == [
        "'colds' does not stand in findings.yaml; did you mean 'cold'?"
    ]
    altered("disorders", ("finding: colds", "finding: fever"))
    assert [p.message for p in problems(folder)] == [
        "'fever' does not stand in findings.yaml; add it there or mend the id"
    ]


def test_two_ways_up_that_meet_are_no_cycle(altered: Altered) -> None:
    two_ways = "broader: [weakness, foot-drop]\n  lay: [muscle"
    assert problems(altered("findings", ("lay: [muscle", two_ways))) == []


@pytest.mark.parametrize("broader", ["foot-drop", "twitching"])
def test_a_finding_is_not_broader_than_itself(broader: str, altered: Altered) -> None:
    folder = altered(
        "findings",
        ("broader: [weakness]", f"broader: [{broader}]"),
        ("lay: [muscle", "broader: [foot-drop]\n  lay: [muscle"),
    )
    found = [p for p in problems(folder) if p.path.startswith("foot-drop")]
    assert [p.rule for p in found] == ["cycle"]


def test_while_ids_are_wrong_nothing_is_said_that_relies_on_them(altered: Altered) -> None:
    folder = altered("disorders", ("disorder: second", "disorder: first"))
    assert rules_broken(folder) == ["own-lookalike"]
    altered("disorders", ("result: ck-high", "result: ck-hi"))
    assert rules_broken(folder) == ["dangling-id"]


# Sources

PREVALENCE = "{band: 1-9/100000, figure: 3 per 100000 in Examplia, sources: [NBK1]}"
ONSET = "{bands: [young-adult], figure: about 30 years, sources: [NBK1]}"
SEX = "{skew: male, figure: 2 men to 1 woman, sources: [NBK1]}"


@pytest.mark.parametrize(
    ("cited", "instead"),
    [
        *((PREVALENCE, "{}"), (PREVALENCE, "{band: unknown}"), (PREVALENCE, "{sources: []}")),
        *((ONSET, "{}"), (ONSET, "{bands: []}"), (SEX, "{}"), (SEX, "{skew: none}")),
    ],
)
def test_what_says_nothing_needs_no_source(cited: str, instead: str, altered: Altered) -> None:
    assert problems(altered("disorders", (cited, instead))) == []


@pytest.mark.parametrize(
    ("cited", "instead"),
    [
        *((PREVALENCE, "{band: <1/1000000}"), (PREVALENCE, "{figure: rare}")),
        *((ONSET, "{bands: [late]}"), (ONSET, "{figure: 30 years}")),
        *((SEX, "{skew: female-only}"), (SEX, "{figure: 2 to 1}")),
        ("{finding: cold, sources: [NBK1]}", "{finding: cold}"),
        ("frequency: excluded, sources: [NBK1]", "frequency: excluded"),
        ("{text: It is., sources: [NBK1]}", "{text: It is., sources: []}"),
    ],
)
def test_whatever_says_something_needs_a_source(cited: str, instead: str, altered: Altered) -> None:
    assert rules_broken(altered("disorders", (cited, instead))) == ["uncited"]


def test_naming_a_possible_result_needs_no_source(altered: Altered) -> None:
    """Its words and its code claim nothing about the world."""
    with_words = "id: ck-normal\n      hpo: HP:0040081\n      synonyms: [usual]"
    assert problems(altered("tests", ("id: ck-normal", with_words))) == []


@pytest.mark.parametrize(
    "threshold", ["above: 200", "below: 200", "above: 0", "at_least: 0", "over_times: 5"]
)
def test_the_threshold_of_a_result_needs_a_source(threshold: str, altered: Altered) -> None:
    folder = altered("tests", ("level: normal", threshold))
    assert rules_broken(folder) == ["uncited"]


@pytest.mark.parametrize(
    ("cited", "instead"),
    [
        ("of: adults, sources: [NBK1]}", "of: adults}"),
        ("basis: editors}", "sources: []}"),
        ("    sources: [NBK1]\n  about", "  about"),
    ],
)
def test_what_an_assay_says_needs_a_source(cited: str, instead: str, altered: Altered) -> None:
    assert rules_broken(altered("tests", (cited, instead))) == ["uncited"]


@pytest.mark.parametrize(
    ("file", "cites"),
    [
        ("drugs", ("figure: 5 of 10 workers, sources: [NBK1]", "sources: [NBK2]")),
        ("tests", ("of: adults, sources: [NBK1]", "of: adults, sources: [NBK2]")),
        ("overview", ("text: Something made up., sources: [NBK1]", "text: A, sources: [NBK2]")),
        ("disorders", ("text: It is., sources: [NBK1]", "text: It is., sources: [NBK1, NBK2]")),
    ],
)
def test_a_source_is_used_wherever_it_is_cited_and_unused_otherwise(
    file: str, cites: tuple[str, str], altered: Altered
) -> None:
    folder = altered("sources", ("- id: NBK1", "- {id: NBK2, title: A, kind: web}\n- id: NBK1"))
    assert rules_broken(folder) == ["unused-source"]
    assert problems(altered(file, cites)) == []


# Names

CODES_OF_SECOND = "    icd10cm: [G60.0]\n  summary"


def test_disorders_may_share_an_icd_code(altered: Altered) -> None:
    folder = altered("disorders")
    assert (folder / "disorders.yaml").read_text().count("icd10cm: [G60.0]") == 2
    assert problems(folder) == []


@pytest.mark.parametrize(
    "codes",
    ["orpha: [ORPHA:1]", "omim: [OMIM:100001]", "includes: [ORPHA:1]", "includes: [OMIM:100001]"],
)
def test_disorders_share_no_code_that_means_one_disease(codes: str, altered: Altered) -> None:
    folder = altered("disorders", (CODES_OF_SECOND, f"    {codes}\n  summary"))
    assert rules_broken(folder) == ["shared-name"]


def test_a_word_that_only_looks_like_an_icd_code_is_not_shared(altered: Altered) -> None:
    folder = altered("disorders", ("aliases: [FED,", "aliases: [B12,"))
    assert problems(folder) == []
    altered("disorders", ("aliases: [SED]", "aliases: [b12]"))
    assert rules_broken(folder) == ["shared-name"]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("disorders", "[SED]", "[SED, haemo-something, hemo-something, HEMO SOMETHING]"),
        ("disorders", "[SED]", "[Second example disease, second]"),
        ("findings", "[weak muscles]", "[Creatine kinase]"),  # a test's name
        ("findings", "[weak muscles]", "[FED]"),  # a disorder's
        ("findings", "[weak muscles]", "[fasciculatio]"),  # one letter less than another's
        ("drugs", "name: Example toxin", "name: Examplin"),  # a treatment's
        ("overview", "title: Look", "title: Weakness"),  # a finding's
    ],
)
def test_a_word_may_stand_for_one_record_of_each_kind(
    file: str, old: str, new: str, altered: Altered
) -> None:
    assert problems(altered(file, (old, new))) == []


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("disorders", "[SED]", "[fed]"),
        ("disorders", "[SED]", "[hemo-example disease]"),  # the first has it in British spelling
        ("disorders", "[SED]", "[first]"),
        ("disorders", "[SED]", "[First example diseases]"),
        ("families", "[made-up diseases]", "[second]"),
        ("families", "[made-up diseases]", "[S\u00e9d]"),
        ("findings", "[weak muscles]", "[drop-foot]"),
        ("findings", "HP:0009027", "HP:0001324"),
        ("tests", "name: normal creatine kinase", "name: CPK"),
        ("tests", "name: normal creatine kinase", "name: Raised creatine kinase"),
    ],
)
def test_a_word_stands_for_one_record_of_a_kind_only(
    file: str, old: str, new: str, altered: Altered
) -> None:
    assert rules_broken(altered(file, (old, new))) == ["shared-name"]


def test_one_thing_is_said_once(altered: Altered) -> None:
    """The alias clashes twice, at one place and with one message."""
    assert rules_broken(altered("disorders", ("[SED]", "[fed, fed]"))) == [
        "shared-name",
        "listed-twice",
    ]


@pytest.mark.parametrize("name", ["'???'", "\u7b4b\u75d9\u6523", "'-'"])
def test_a_name_has_letters_to_be_found_by(name: str, altered: Altered) -> None:
    assert rules_broken(altered("findings", ("[weak muscles]", f"[{name}]"))) == ["empty-name"]


# Lists

FIRST_TEST = "    - {test: ck, result: ck-normal, role: exclude, sources: [NBK1]}\n"
AVOID = "    - treatment: examplin\n      target: cramps\n      stance: avoid\n"


def option(target: str) -> str:
    return (
        f"    - {{treatment: examplin, target: {target}, stance: option, "
        "evidence: {level: trial}, sources: [NBK1]}\n"
    )


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("disorders", FIRST_TEST, FIRST_TEST + FIRST_TEST.replace("ck-normal", "ck-high")),
        ("disorders", AVOID, option("disease") + AVOID),
        ("disorders", "[FED,", "[FED, fed,"),
        ("disorders", "for_this: [twitching]", "for_this: [twitching, ck-high, cold]"),
        ("families", "[first, second]", "[second]"),
    ],
)
def test_what_differs_may_stand_in_one_list(
    file: str, old: str, new: str, altered: Altered
) -> None:
    assert problems(altered(file, (old, new))) == []


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("disorders", FIRST_TEST, FIRST_TEST + FIRST_TEST.replace("exclude", "screen")),
        ("disorders", AVOID, option("cramps") + AVOID),
        ("disorders", "[FED,", "[FED, FED,"),
        ("disorders", "text: At night., sources: [NBK1]", "text: A, sources: [NBK1, NBK1]"),
        ("findings", "broader: [weakness]", "broader: [weakness, weakness]"),
        ("drugs", "causes: [first]", "causes: [first, second, first]"),
    ],
)
def test_nothing_stands_twice_in_a_list(file: str, old: str, new: str, altered: Altered) -> None:
    assert rules_broken(altered(file, (old, new))) == ["listed-twice"]


# Frequencies


@pytest.mark.parametrize(
    "text",
    ["16/16", "0/16", "1/1", "0%", "100%", "0-100%", "99.9-100%", "50-50%", "0.1%", "excluded"],
)
def test_a_possible_frequency_is_accepted(text: str, altered: Altered) -> None:
    assert problems(altered("disorders", ("50-70%", text))) == []


@pytest.mark.parametrize("text", ["16/15", "1000/999", "70-50%", "50.1-50%", "100-99.9%", "1-0%"])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("frequency: 50-70%", "frequency: {}"),
        ("frequency: 99%", "frequency: {}"),
        ("frequency: 99%", "sensitivity: {}"),
        ("frequency: 99%", "specificity: {}"),
        ("value: 15/16", "value: {}"),
    ],
)
def test_an_impossible_frequency_is_refused_wherever_it_stands(
    text: str, old: str, new: str, altered: Altered
) -> None:
    (problem,) = problems(altered("disorders", (old, new.format(text))))
    assert problem.rule == "impossible-frequency"
    assert problem.message.startswith(f"{text}: ")


# Texts


@pytest.mark.parametrize(
    "text",
    [
        *(
            "two\\nlines",
            "a\\ttab",
            "N\u00e4chtlich",
            "\u591c\u9593",
            "\u2265 5 \u00b5mol/l",
            "\U0001f9b5",
        ),
        *("[red]At[/red]", "<b>night</b> & **day**", "\u05d1\u05dc\u05d9\u05dc\u05d4", "a\u00a0b"),
    ],
)
def test_letters_of_any_script_line_breaks_and_marks_are_safe(text: str, altered: Altered) -> None:
    assert problems(altered("disorders", ("text: At night.", f'text: "{text}"'))) == []


@pytest.mark.parametrize(
    "character",
    [
        *(
            "\\0",
            "\\a",
            "\\b",
            "\\v",
            "\\f",
            "\\r",
            "\\e",
            "\\x1f",
            "\\x7f",
            "\\x80",
            "\\x9b",
            "\\x9f",
        ),
        *("\\u061c", "\\u200e", "\\u200f", "\\u202a", "\\u202e", "\\u2066", "\\u2069"),
    ],
)
@pytest.mark.parametrize(
    ("file", "old"),
    [("disorders", "text: At night."), ("findings", "ask: Does cold bring it on?")],
)
def test_a_character_that_misleads_a_terminal_is_refused_in_any_text(
    file: str, old: str, character: str, altered: Altered
) -> None:
    key = old.partition(":")[0]
    folder = altered(file, (old, f'{key}: "a{character}b"'))
    assert rules_broken(folder) == ["unsafe-text"]


def test_an_address_with_an_escape_is_refused_wherever_it_is_cited(altered: Altered) -> None:
    folder = altered("sources")
    for file in folder.glob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        file.write_text(
            re.sub(r"NBK1(?:#[a-z0-9-]+)?", r'"https://example.org/\\e31m"', text), encoding="utf-8"
        )
    assert set(rules_broken(folder)) == {"unsafe-text"}


# Look-alikes, disputes, red flags


def test_two_disorders_may_be_look_alikes_of_each_other(altered: Altered) -> None:
    back = "  lookalikes: [{disorder: first, text: It twitches., sources: [NBK1]}]\n"
    last = "      sources: ['PMID:11111111']\n  reviewed: 2026-11-22\n"
    assert (
        problems(altered("disorders", (last, last.replace("  reviewed", back + "  reviewed"))))
        == []
    )


def test_a_disorder_is_not_its_own_look_alike(altered: Altered) -> None:
    assert rules_broken(altered("disorders", ("disorder: second", "disorder: first"))) == [
        "own-lookalike"
    ]


POSITION = "        - {text: It is., sources: [NBK1]}\n"
OTHER_POSITION = "        - {text: It is not., sources: ['PMID:11111111']}\n"


def test_a_dispute_may_have_three_positions(altered: Altered) -> None:
    third = POSITION.replace("It is", "Perhaps")
    assert problems(altered("disorders", (POSITION, POSITION + third))) == []


@pytest.mark.parametrize("left", [POSITION, OTHER_POSITION, "        []\n"])
def test_a_dispute_has_two_positions_at_least(left: str, altered: Altered) -> None:
    folder = altered("disorders", (POSITION + OTHER_POSITION, left))
    assert rules_broken(folder) == ["one-sided-dispute"]


def test_what_is_not_critical_may_have_red_flags_or_none(altered: Altered) -> None:
    """The second disorder has none and is not critical."""
    assert problems(altered("disorders", ("critical: true", "critical: false"))) == []


def test_what_is_critical_says_what_to_look_out_for(altered: Altered) -> None:
    folder = altered("disorders", ("phenomenon: [contr", "critical: true\n  phenomenon: [contr"))
    (problem,) = problems(folder)
    assert (problem.rule, problem.path) == ("no-red-flag", "second.critical")


# Places


def test_a_problem_names_its_record_and_the_place_in_it(altered: Altered) -> None:
    folder = altered("disorders", ("finding: cold", "finding: colds"))
    altered("tests", ("high: 200", "high: high"))
    altered("findings", ("kind: trigger", "kind: triggers"))
    assert [p.path for p in problems(folder)] == ["cold.kind", "ck.assay.limits[0].high"]
    altered("tests", ("high: high", "high: 200"))
    altered("findings", ("kind: triggers", "kind: trigger"))
    assert [p.path for p in problems(folder)] == ["first.findings[2].finding"]


def test_a_record_without_an_id_is_named_by_its_number(altered: Altered) -> None:
    folder = altered("findings", ("- id: cold\n  name", "- name"))
    assert [(p.path, p.rule) for p in problems(folder)] == [("[3]", "missing-key")]
