"""Break the code on purpose, and see that a test notices.

Usage: python tests/mutants.py [WORD ...]

Each mutant is one change of one line that a careless edit could make. The package is copied, changed, and
the test that promises the behaviour is run on the copy: it must fail. With words only the mutants
whose file or text has one of them. CI runs all of them; the exit code is 1 where one survives.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent


class Mutant(NamedTuple):
    """A change that must not go unnoticed."""

    file: str
    old: str
    new: str
    #: The test that promises the behaviour, and its file.
    file_of_test: str
    test: str


MUTANTS = (
    Mutant(
        "words/lookup.py",
        "            if len(meant) > 1:\n                several += meant\n                return None\n",
        "",
        "tests/code/test_lookup.py",
        "test_a_slip_that_two_records_are_as_near_to_is_not_guessed_at",
    ),
    Mutant(
        "words/folding.py",
        "if len(word) > 3 and word",
        "if len(word) > 4 and word",
        "tests/code/test_lookup.py",
        "test_the_plural_of_a_short_word_is_its_singular",
    ),
    Mutant(
        "words/lookup.py",
        "return Found(category, record_id, key, exact=marked == record_id)",
        "return Found(category, record_id, key, exact=True)",
        "tests/code/test_lookup.py",
        "test_a_narrower_word_finds_its_record_but_not_exactly",
    ),
    Mutant(
        "queries/find.py",
        "return sum(max(map(_weight_of, matches)) for matches in met if matches)",
        "return max(max(map(_weight_of, matches)) for matches in met if matches)",
        "tests/code/test_find.py",
        "test_adding_a_filter_never_adds_a_result",
    ),
    Mutant(
        "queries/find.py",
        'return -1.0 if set(match.stance) == {"avoid"} else _share(match)',
        "return _share(match)",
        "tests/code/test_find.py",
        "test_where_a_treatment_is_to_be_avoided_comes_last",
    ),
    Mutant(
        "queries/find.py",
        "any(f.id == finding and not frequency.is_never(f.frequency) for f in d.findings)",
        "any(f.id == finding for f in d.findings)",
        "tests/code/test_find.py",
        "test_who_never_has_the_broad_finding_is_not_pointed_to",
    ),
    Mutant(
        "queries/find.py",
        "(sum(map(bool, met)), _weight(met), Hit(",
        "(0, _weight(met), Hit(",
        "tests/code/test_find.py",
        "test_the_more_criteria_a_disorder_meets_the_earlier_it_stands",
    ),
    Mutant(
        "cases/case.py",
        "if f in told or not told.isdisjoint(kb.denies(f))",
        "if f in told",
        "tests/code/test_streams.py",
        "test_a_denial_of_what_is_present_is_left_out_and_said",
    ),
    Mutant(
        "words/lookup.py",
        "        if found.exact:\n            return found",
        "        if True:\n            return found",
        "tests/code/test_readers.py",
        "test_a_term_is_read_in_a_phenopacket_as_in_words",
    ),
    Mutant(
        "curation/annotations.py",
        "return None if row.label else row.frequency",
        "return row.frequency",
        "tests/code/test_annotations.py",
        "test_the_frequency_of_a_kind_is_not_that_of_the_finding",
    ),
    Mutant(
        "curation/annotations.py",
        "row.hpo not in left_out and row.id not in spoken_of",
        "row.hpo not in left_out",
        "tests/code/test_annotations.py",
        "test_an_entrys_own_word_takes_the_annotations_place",
    ),
    Mutant(
        "queries/medicines.py",
        "if other != drug_id and member_of[other]",
        "if member_of[other]",
        "tests/code/test_medicines.py",
        "test_a_medicine_does_nothing_together_with_itself",
    ),
    Mutant(
        "ranking/calibration.py",
        "((1 - best) / best) ** sureness",
        "((1 - best) / best)",
        "tests/code/test_ranking_logic.py",
        "test_calibration_says_of_the_first_what_was_right_as_often",
    ),
    Mutant(
        "weighing/tables.py",
        "ratio = min(ratio, self._of_silence(number))",
        "pass",
        "tests/code/test_differential.py",
        "test_what_none_of_a_few_had_is_no_less_against_a_disorder_than_silence",
    ),
    Mutant(
        "weighing/tables.py",
        "power *= self.weights.denial",
        "pass",
        "tests/code/test_differential.py",
        "test_a_likelihood_ratio_is_the_tempered_quotient_of_chances",
    ),
    Mutant(
        "weighing/tables.py",
        "return any(b in entry and entry[b].known for b in above)",
        "return False",
        "tests/code/test_ranking_logic.py",
        "test_a_kind_of_what_an_idiopathic_entry_counts_speaks_for_it",
    ),
    Mutant(
        "weighing/tables.py",
        "min(0.0, step) if ratio < 0 else step",
        "step",
        "tests/code/test_ranking_logic.py",
        "test_a_kind_never_helps_what_the_broad_one_speaks_against",
    ),
)


def survives(mutant: Mutant) -> bool:
    """Tell whether the tests pass in spite of a mutant. Raises SystemExit where it fits nowhere."""
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch)
        shutil.copytree(ROOT / "cramps", copy / "cramps")
        (copy / "data").symlink_to(ROOT / "data")
        file = copy / "cramps" / mutant.file
        text = file.read_text(encoding="utf-8")
        if text.count(mutant.old) != 1:
            raise SystemExit(
                f"{mutant.file}: {mutant.old!r} stands there {text.count(mutant.old)} times"
            )
        file.write_text(text.replace(mutant.old, mutant.new), encoding="utf-8")
        # From the copy's folder, so that Python finds the copy before the package that is installed.
        options = ["-q", "-x", "-n0", "-p", "no:cacheprovider", f"--rootdir={ROOT}"]
        test = f"{ROOT / mutant.file_of_test}::{mutant.test}"
        found = subprocess.run(
            [sys.executable, "-m", "pytest", "-c", ROOT / "pyproject.toml", *options, test],
            cwd=copy,
            env={**os.environ, "PYTHONPATH": str(copy), "CRAMPS_NO_CACHE": "1"},
            capture_output=True,
            check=False,
        )
        if found.returncode not in (0, 1):  # it could not be run: that is no death
            raise SystemExit(found.stdout.decode(errors="replace")[-2000:])
        return found.returncode == 0


def main() -> int:
    """Try the mutants, and name those that survive."""
    wanted = sys.argv[1:]
    chosen = [m for m in MUTANTS if not wanted or any(w in f"{m.file} {m.old}" for w in wanted)]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        alive = [
            mutant
            for mutant, alone in zip(chosen, pool.map(survives, chosen), strict=True)
            if alone
        ]
    for mutant in alive:
        print(f"survives: {mutant.file}: {mutant.old!r} -> {mutant.new!r}")
    print(f"{len(chosen) - len(alive)} of {len(chosen)} mutants die")
    return 1 if alive or not chosen else 0


if __name__ == "__main__":
    sys.exit(main())
