"""Whether a compiled file holds what `cramps compile` would write: asked by `validate`, and after a crash.

Opening a file checks only that its parts are those that were written. A file of another making can have
sound checksums and parts that do not fit together; here everything is read, held against the rules, and
what was computed is computed again.
"""

from collections.abc import Iterator

import msgspec

from cramps.curation import annotations, rules
from cramps.curation.checking import Loaded
from cramps.curation.compilation import parts
from cramps.errors import InvalidKnowledgeBase, Problem, Problems
from cramps.knowledge.base import KnowledgeBase
from cramps.knowledge.container import KEPT
from cramps.knowledge.kinds import KINDS


def check(kb: KnowledgeBase) -> Problems:
    """Give what is wrong with a compiled knowledge base; the file has no lines to be named.

    Raises InvalidKnowledgeBase where a part of it cannot be read at all.
    """
    try:
        broken = list(_broken(kb))
        if not any(problem.level == "error" for problem in broken):
            broken += _stale(kb)
    except (LookupError, TypeError, ValueError, AttributeError, msgspec.MsgspecError) as error:
        raise InvalidKnowledgeBase(
            f"{kb.origin} does not fit together ({type(error).__name__}: {error}); compile it again"
        ) from error
    return Problems(dict.fromkeys(broken))


def _broken(kb: KnowledgeBase) -> Iterator[Problem]:
    annotated = annotations.annotations_of(kb)
    own = KnowledgeBase(
        {**{stem: dict(kb.table(stem)) for stem in KINDS}, "disorders": annotations.without(kb)},
        kb.origin,
    )
    records = {stem: list(enumerate(own.table(stem).values())) for stem in KINDS}
    for stem in KINDS:
        for record_id, record in kb.table(stem).items():
            if record.id != record_id:
                message = f"it stands under {record_id!r}; compile the file again"
                yield Problem(kb.origin, 0, 0, "error", "other-id", f"{stem}.{record.id}", message)
    for mistake in rules.check(Loaded(own, records, annotated)):
        inside = mistake.file
        if mistake.path:
            number, *path = mistake.path
            inside = records[mistake.file][int(number)][1].id
            inside += "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in path)
        level, rule, message = mistake.level, mistake.rule, mistake.message
        yield Problem(kb.origin, 0, 0, level, rule, inside, message)
    if annotated is not None:
        for disorder_id, joined in annotations.join(own, annotated).items():
            if joined != kb.disorders[disorder_id]:
                message = "its annotations are not those that the file holds; compile it again"
                yield Problem(kb.origin, 0, 0, "error", "not-computed-so", disorder_id, message)


def _stale(kb: KnowledgeBase) -> Iterator[Problem]:
    """Compare what was computed when the file was made with what its records give now."""
    fresh = parts(kb)
    for name in kb.prepared:
        if name not in KEPT and name in fresh and bytes(kb.prepared[name]) != fresh[name]:
            message = "it is not what the records give; compile the file again"
            yield Problem(kb.origin, 0, 0, "error", "not-computed-so", name, message)
