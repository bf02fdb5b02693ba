"""The knowledge base as an SQLite database, for the sqlite3 shell, Datasette and other readers.

Every sentence and every figure is a row of ``statements``, with its sources in ``citations``; the
other tables refer to it. ``statements_fts`` is a full-text index over them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec

from cramps.errors import CrampsError
from cramps.exports import LICENCE
from cramps.exports.statement_rows import joined
from cramps.knowledge import frequency
from cramps.knowledge.citations import place_of, source_of
from cramps.knowledge.conditions import leaves
from cramps.version import __version__

if TYPE_CHECKING:
    import sqlite3

    from cramps.knowledge.base import KnowledgeBase
    from cramps.knowledge.model import Assay, Disorder, Test

#: Tables in an order in which no row refers to a later one. A disorder may refer to any other, so
#: what links disorders comes after all of them.
SCHEMA: Final = """
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE sources (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, authors TEXT, year INTEGER, journal TEXT,
    kind TEXT NOT NULL, seen TEXT);
CREATE TABLE statements (
    id INTEGER PRIMARY KEY,
    record_kind TEXT NOT NULL, record_id TEXT NOT NULL, name TEXT NOT NULL,
    section TEXT NOT NULL, text TEXT NOT NULL);
CREATE TABLE citations (
    statement_id INTEGER NOT NULL REFERENCES statements(id),
    source_id TEXT NOT NULL REFERENCES sources(id),
    place TEXT NOT NULL,
    PRIMARY KEY (statement_id, source_id, place)) WITHOUT ROWID;
CREATE TABLE findings (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, hpo TEXT, ask TEXT NOT NULL,
    at_large TEXT, statement_id INTEGER REFERENCES statements(id));
CREATE TABLE finding_words (
    finding_id TEXT NOT NULL REFERENCES findings(id), word TEXT NOT NULL, kind TEXT NOT NULL);
CREATE TABLE finding_broader (
    finding_id TEXT NOT NULL REFERENCES findings(id),
    broader_id TEXT NOT NULL REFERENCES findings(id));
CREATE TABLE tests (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, tier TEXT NOT NULL, unit TEXT);
CREATE TABLE assays (
    test_id TEXT PRIMARY KEY REFERENCES tests(id), molar_mass REAL, charge INTEGER,
    plausible_low REAL NOT NULL, plausible_high REAL NOT NULL,
    statement_id INTEGER REFERENCES statements(id));
CREATE TABLE loinc (
    test_id TEXT NOT NULL REFERENCES tests(id), code TEXT NOT NULL);
CREATE TABLE limits (
    test_id TEXT NOT NULL REFERENCES tests(id), low REAL, high REAL, unit TEXT, sex TEXT,
    from_age REAL, to_age REAL, whose TEXT NOT NULL, statement_id INTEGER REFERENCES statements(id));
CREATE TABLE test_words (
    test_id TEXT NOT NULL REFERENCES tests(id), word TEXT NOT NULL, kind TEXT NOT NULL);
CREATE TABLE results (
    id TEXT PRIMARY KEY, test_id TEXT NOT NULL REFERENCES tests(id), name TEXT NOT NULL, hpo TEXT,
    level TEXT, grade TEXT, above REAL, below REAL, at_least REAL, at_most REAL, over_times REAL,
    statement_id INTEGER REFERENCES statements(id));
CREATE TABLE result_broader (
    result_id TEXT NOT NULL REFERENCES results(id), broader_id TEXT NOT NULL);
CREATE TABLE result_words (
    result_id TEXT NOT NULL REFERENCES results(id), word TEXT NOT NULL, kind TEXT NOT NULL);
CREATE TABLE treatments (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, class TEXT NOT NULL, subclass TEXT);
CREATE TABLE treatment_words (
    treatment_id TEXT NOT NULL REFERENCES treatments(id), word TEXT NOT NULL, kind TEXT NOT NULL);
CREATE TABLE disorders (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, disorder_group TEXT NOT NULL,
    prevalence TEXT NOT NULL, sex TEXT NOT NULL, critical INTEGER NOT NULL,
    summary TEXT NOT NULL, reviewed TEXT NOT NULL);
CREATE TABLE disorder_words (
    disorder_id TEXT NOT NULL REFERENCES disorders(id), word TEXT NOT NULL, kind TEXT NOT NULL);
CREATE TABLE disorder_codes (
    disorder_id TEXT NOT NULL REFERENCES disorders(id), vocabulary TEXT NOT NULL,
    code TEXT NOT NULL);
CREATE TABLE disorder_features (
    disorder_id TEXT NOT NULL REFERENCES disorders(id), feature TEXT NOT NULL,
    value TEXT NOT NULL);
CREATE TABLE disorder_findings (
    disorder_id TEXT NOT NULL REFERENCES disorders(id),
    finding_id TEXT NOT NULL REFERENCES findings(id),
    frequency TEXT, lowest REAL, highest REAL, note TEXT,
    statement_id INTEGER NOT NULL REFERENCES statements(id));
CREATE TABLE disorder_results (
    disorder_id TEXT NOT NULL REFERENCES disorders(id),
    result_id TEXT NOT NULL REFERENCES results(id),
    role TEXT NOT NULL, frequency TEXT, lowest REAL, highest REAL, sensitivity TEXT,
    specificity TEXT, note TEXT, statement_id INTEGER NOT NULL REFERENCES statements(id));
CREATE TABLE disorder_treatments (
    disorder_id TEXT NOT NULL REFERENCES disorders(id),
    treatment_id TEXT NOT NULL REFERENCES treatments(id),
    target TEXT NOT NULL, stance TEXT NOT NULL, evidence TEXT NOT NULL, figure TEXT, dose TEXT,
    note TEXT, statement_id INTEGER NOT NULL REFERENCES statements(id));
CREATE TABLE mechanism_steps (
    disorder_id TEXT NOT NULL REFERENCES disorders(id), step INTEGER NOT NULL, text TEXT NOT NULL,
    statement_id INTEGER NOT NULL REFERENCES statements(id));
CREATE TABLE red_flags (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, urgency TEXT NOT NULL, action TEXT NOT NULL, text TEXT,
    raised_when TEXT NOT NULL, -- JSON, as in the knowledge base
    statement_id INTEGER NOT NULL REFERENCES statements(id));
CREATE TABLE red_flag_items ( -- findings and results that take part in raising it
    red_flag_id TEXT NOT NULL REFERENCES red_flags(id),
    finding_id TEXT REFERENCES findings(id), result_id TEXT REFERENCES results(id),
    CHECK ((finding_id IS NULL) <> (result_id IS NULL)));
CREATE TABLE red_flag_disorders ( -- what it points to
    red_flag_id TEXT NOT NULL REFERENCES red_flags(id),
    disorder_id TEXT NOT NULL REFERENCES disorders(id));
CREATE TABLE disorder_red_flags (
    disorder_id TEXT NOT NULL REFERENCES disorders(id),
    red_flag_id TEXT NOT NULL REFERENCES red_flags(id),
    note TEXT, statement_id INTEGER REFERENCES statements(id));
CREATE TABLE lookalikes (
    id INTEGER PRIMARY KEY, disorder_id TEXT NOT NULL REFERENCES disorders(id),
    other_id TEXT NOT NULL REFERENCES disorders(id), text TEXT NOT NULL,
    statement_id INTEGER NOT NULL REFERENCES statements(id));
CREATE TABLE lookalike_items (
    lookalike_id INTEGER NOT NULL REFERENCES lookalikes(id), speaks_for TEXT NOT NULL
        REFERENCES disorders(id),
    finding_id TEXT REFERENCES findings(id), result_id TEXT REFERENCES results(id),
    CHECK ((finding_id IS NULL) <> (result_id IS NULL)));
CREATE TABLE disputes (
    disorder_id TEXT NOT NULL REFERENCES disorders(id), question TEXT NOT NULL,
    position TEXT NOT NULL, statement_id INTEGER NOT NULL REFERENCES statements(id));
CREATE TABLE families (id TEXT PRIMARY KEY, name TEXT NOT NULL, summary TEXT NOT NULL);
CREATE TABLE family_members (
    family_id TEXT NOT NULL REFERENCES families(id),
    disorder_id TEXT NOT NULL REFERENCES disorders(id));
CREATE TABLE drugs (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, class TEXT NOT NULL, link TEXT NOT NULL);
CREATE TABLE drug_groups (
    drug_id TEXT NOT NULL REFERENCES drugs(id), group_id TEXT NOT NULL REFERENCES drugs(id));
CREATE TABLE drug_interactions (
    drug_id TEXT NOT NULL REFERENCES drugs(id),
    other_id TEXT NOT NULL REFERENCES drugs(id),
    statement_id INTEGER NOT NULL REFERENCES statements(id));
CREATE TABLE drug_words (
    drug_id TEXT NOT NULL REFERENCES drugs(id), word TEXT NOT NULL, kind TEXT NOT NULL);
CREATE TABLE drug_effects (
    drug_id TEXT NOT NULL REFERENCES drugs(id), phenomenon TEXT NOT NULL, text TEXT NOT NULL,
    figure TEXT, statement_id INTEGER NOT NULL REFERENCES statements(id));
CREATE TABLE drug_causes (
    drug_id TEXT NOT NULL REFERENCES drugs(id),
    disorder_id TEXT NOT NULL REFERENCES disorders(id));
CREATE TABLE overview (
    id TEXT PRIMARY KEY, part TEXT NOT NULL, title TEXT NOT NULL, phenomenon TEXT);
CREATE INDEX citations_of_source ON citations(source_id);
CREATE INDEX statements_of_record ON statements(record_kind, record_id);
CREATE INDEX findings_of_disorder ON disorder_findings(disorder_id);
CREATE INDEX disorders_with_finding ON disorder_findings(finding_id);
CREATE INDEX results_of_disorder ON disorder_results(disorder_id);
CREATE INDEX disorders_with_result ON disorder_results(result_id);
CREATE INDEX treatments_of_disorder ON disorder_treatments(disorder_id);
CREATE INDEX disorders_with_treatment ON disorder_treatments(treatment_id);
"""

_FULL_TEXT: Final = """
CREATE VIRTUAL TABLE statements_fts USING fts5(
    record_kind UNINDEXED, record_id UNINDEXED, name, section UNINDEXED, text,
    content="statements", content_rowid="id",
    tokenize="unicode61 remove_diacritics 2");
INSERT INTO statements_fts(statements_fts) VALUES ('rebuild');
INSERT INTO statements_fts(statements_fts) VALUES ('optimize');
"""


def database(kb: KnowledgeBase) -> bytes:
    """Give the bytes of the database file. Raises CrampsError where SQLite lacks full text."""
    import sqlite3

    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.executescript(SCHEMA)
        _Writer(kb, connection).write()
        connection.executescript(_FULL_TEXT)
        connection.commit()
        connection.execute("VACUUM")
        return bytes(connection.serialize())
    except sqlite3.OperationalError as error:  # pragma: no cover  (a Python built without FTS5)
        raise CrampsError(f"this Python's SQLite cannot write the database: {error}") from error
    finally:
        connection.close()


class _Writer:
    """Fills the tables."""

    def __init__(self, kb: KnowledgeBase, connection: sqlite3.Connection) -> None:
        self.kb = kb
        self.connection = connection
        self.number = 0

    def write(self) -> None:
        """Write everything: what others refer to first."""
        for key, value in (("cramps", __version__), ("licence", LICENCE)):
            self._add("about", key, value)
        for s in self.kb.sources.values():
            self._add("sources", s.id, s.title, s.authors, s.year, s.journal, s.kind, s.seen)
        self._findings()
        for test in self.kb.tests.values():
            self._test(test)
        self._treatments()
        for disorder in self.kb.disorders.values():
            self._disorder(disorder)
        self._dangers()
        for disorder in self.kb.disorders.values():
            self._links(disorder)
        self._drugs()
        self._others()

    def _add(self, table: str, *values: Any) -> int:
        """Add a row and give its number."""
        places = ", ".join("?" * len(values))
        cursor = self.connection.execute(f"INSERT INTO {table} VALUES ({places})", values)
        return cursor.lastrowid or 0

    def _say(
        self, kind: str, record: Any, section: str, sources: tuple[str, ...], *text: str | None
    ) -> int:
        """Add a statement with its citations and give its number."""
        self.number += 1
        name = getattr(record, "name", None) or record.title
        self._add("statements", self.number, kind, record.id, name, section, joined(*text))
        for cited in dict.fromkeys(sources):
            self._add("citations", self.number, source_of(cited), place_of(cited))
        return self.number

    def _words(self, kind: str, record: Any) -> None:
        """Add the words of a record, and a statement by which full text finds it."""
        words = {
            "alias": getattr(record, "aliases", ()),
            "synonym": getattr(record, "synonyms", ()),
            "lay": getattr(record, "lay", ()),
        }
        for sort, of_sort in words.items():
            for word in of_sort:
                self._add(f"{kind}_words", record.id, word, sort)
        every = [word for of_sort in words.values() for word in of_sort]
        self._say(kind, record, "words", (), "; ".join([record.name, *every]))

    def _findings(self) -> None:
        for f in self.kb.findings.values():
            common, said_so = None, None
            if f.at_large:
                common, text = f.at_large.value, f.at_large.text
                said_so = self._say("finding", f, "at large", f.at_large.sources, common, text)
            self._add("findings", f.id, f.name, f.kind, f.hpo, f.ask, common, said_so)
            self._words("finding", f)
            self._say("finding", f, "ask", (), f.ask)
        for f in self.kb.findings.values():
            for above in f.broader:
                self._add("finding_broader", f.id, above)

    def _test(self, test: Test) -> None:
        self._add("tests", test.id, test.name, test.kind, test.tier, test.unit)
        self._words("test", test)
        for said in test.about:
            self._say("test", test, "about", said.sources, said.text)
        if test.assay:
            self._assay(test, test.assay)
        for r in test.results:
            said_so = self._say("result", r, "result", r.sources, r.name)
            self._add(
                "results",
                *(r.id, test.id, r.name, r.hpo, r.level, r.grade),
                *(r.above, r.below, r.at_least, r.at_most, r.over_times, said_so),
            )
            self._words("result", r)
            for above in r.broader:
                self._add("result_broader", r.id, above)

    def _assay(self, test: Test, assay: Assay) -> None:
        sources = (*assay.sources, *assay.plausible.sources)
        if assay.usual:
            sources += assay.usual.sources
        said = self._say("test", test, "assay", sources, "units, codes and plausible values")
        plausible = assay.plausible
        self._add(
            "assays",
            *(test.id, assay.molar_mass, assay.charge, plausible.low, plausible.high, said),
        )
        for code in assay.loinc:
            self._add("loinc", test.id, code)
        for x in assay.limits:
            said = self._say("test", test, "limits", x.sources, x.of)
            unit = x.unit or test.unit
            group = (x.sex, x.from_age, x.to_age, x.of)
            self._add("limits", test.id, x.low, x.high, unit, *group, said)

    def _treatments(self) -> None:
        for t in self.kb.treatments.values():
            self._add("treatments", t.id, t.name, t.class_, t.subclass)
            self._words("treatment", t)
            for section, statements in (("about", t.about), ("cautions", t.cautions)):
                for said in statements:
                    self._say("treatment", t, section, said.sources, said.text)

    def _disorder(self, d: Disorder) -> None:
        self._add(
            "disorders",
            *(d.id, d.name, d.group, d.prevalence.band, d.sex.skew, d.critical),
            *(d.summary.text, d.reviewed),
        )
        self._words("disorder", d)
        for vocabulary in ("orpha", "omim", "mondo", "icd10cm", "includes"):
            for code in getattr(d.codes, vocabulary):
                self._add("disorder_codes", d.id, vocabulary, code)
        inherited = d.inheritance
        features = {
            "phenomenon": d.phenomenon,
            "onset": d.onset.bands,
            "inheritance": inherited.modes if inherited else (),
            "gene": inherited.genes if inherited else (),
            "mechanism site": d.mechanism.site,
        }
        for feature, values in features.items():
            for value in values:
                self._add("disorder_features", d.id, feature, value)
        self._general(d)

    def _general(self, d: Disorder) -> None:
        self._say("disorder", d, "summary", d.summary.sources, d.summary.text)
        for section, part in (("prevalence", d.prevalence), ("onset", d.onset), ("sex", d.sex)):
            if part.figure:
                self._say("disorder", d, section, part.sources, part.figure)
        if d.inheritance:
            how = d.inheritance
            self._say("disorder", d, "inheritance", how.sources, *how.modes, *how.genes, how.note)
        if often := d.cramps.frequency:
            self._say("disorder", d, "cramps frequency", often.sources, often.value, often.text)
        for part_name in ("character", "site", "timing", "provoked_by", "relieved_by"):
            if said := getattr(d.cramps, part_name):
                section = f"cramps {part_name.replace('_', ' ')}"
                self._say("disorder", d, section, said.sources, said.text)

    def _links(self, d: Disorder) -> None:
        for number, step in enumerate(d.mechanism.steps, 1):
            said = self._say("disorder", d, "mechanism", step.sources, step.text)
            self._add("mechanism_steps", d.id, number, step.text, said)
        for f in d.findings:
            text = (self.kb.label(f.finding), f.frequency, f.remark)
            said = self._say("disorder", d, "findings", f.sources, *text)
            self._add(
                "disorder_findings",
                *(d.id, f.finding, f.frequency, *_bounds(f.frequency), f.remark, said),
            )
        for t in d.tests:
            text = (self.kb.label(t.result), t.role, t.remark)
            said = self._say("disorder", d, "tests", t.sources, *text)
            self._add(
                "disorder_results",
                *(d.id, t.result, t.role, t.frequency, *_bounds(t.frequency)),
                *(t.sensitivity, t.specificity, t.remark, said),
            )
        self._treated(d)
        self._warned(d)
        for dispute in d.disputes:
            for p in dispute.positions:
                said = self._say("disorder", d, "disputes", p.sources, dispute.question, p.text)
                self._add("disputes", d.id, dispute.question, p.text, said)

    def _treated(self, d: Disorder) -> None:
        for t in d.treatments:
            name = self.kb.name("treatments", t.treatment)
            figure = t.evidence.figure
            text = (name, t.stance, t.target, figure, t.dose, t.note)
            said = self._say("disorder", d, "treatments", t.sources, *text)
            self._add(
                "disorder_treatments",
                *(d.id, t.treatment, t.target, t.stance, t.evidence.level, figure),
                *(t.dose, t.note, said),
            )

    def _warned(self, d: Disorder) -> None:
        for flag in d.red_flags:
            note = flag.note
            said = self._say("disorder", d, "red flags", flag.sources, note) if note else None
            self._add("disorder_red_flags", d.id, flag.rule, note, said)
        for other in d.lookalikes:
            said = self._say("disorder", d, "lookalikes", other.sources, other.text)
            number = self._add("lookalikes", None, d.id, other.disorder, other.text, said)
            for whose, items in ((d.id, other.for_this), (other.disorder, other.for_other)):
                for item in items:
                    self._add("lookalike_items", number, whose, *self._item(item))

    def _item(self, item: str) -> tuple[str | None, str | None]:
        """Give an id in the column of findings or in that of results."""
        return (item, None) if item in self.kb.findings else (None, item)

    def _drugs(self) -> None:
        """Add the drugs, and then what refers to several of them."""
        for drug in self.kb.drugs.values():
            self._add("drugs", drug.id, drug.name, drug.class_, drug.link)
            self._words("drug", drug)
            for e in drug.effects:
                said = self._say("drug", drug, "effects", e.sources, e.text, e.figure)
                self._add("drug_effects", drug.id, e.phenomenon, e.text, e.figure, said)
            for advice in drug.advice:
                self._say("drug", drug, "advice", advice.sources, advice.text)
            for cause in drug.causes:
                self._add("drug_causes", drug.id, cause)
        for drug in self.kb.drugs.values():
            for group in drug.broader:
                self._add("drug_groups", drug.id, group)
            for i in drug.interactions:
                said = self._say("drug", drug, "interactions", i.sources, i.text)
                for other in i.with_:
                    self._add("drug_interactions", drug.id, other, said)

    def _others(self) -> None:
        for family in self.kb.families.values():
            self._add("families", family.id, family.name, family.summary.text)
            summary = family.summary
            self._say("family", family, "summary", summary.sources, *family.aliases, summary.text)
            for member in family.members:
                self._add("family_members", family.id, member)
        for section in self.kb.overview.values():
            self._add("overview", section.id, section.part, section.title, section.phenomenon)
            for statement in section.statements:
                self._say("overview", section, section.part, statement.sources, statement.text)

    def _dangers(self) -> None:
        for rule in self.kb.red_flags.values():
            said = self._say("red flag", rule, "action", rule.sources, rule.action, rule.text)
            when = msgspec.json.encode(rule.when).decode()
            text = (rule.name, rule.urgency, rule.action, rule.text)
            self._add("red_flags", rule.id, *text, when, said)
            for leaf in dict.fromkeys(leaves(rule.when)):
                if leaf.kind in ("id", "told"):
                    self._add("red_flag_items", rule.id, *self._item(leaf.id))
            for disorder in rule.points_to:
                self._add("red_flag_disorders", rule.id, disorder)


def _bounds(text: str | None) -> tuple[float | None, float | None]:
    """Give the lowest and highest share that a frequency stands for."""
    if text is None:
        return None, None
    known = frequency.parse(text)
    return known.low, known.high
