"""Where the packaged knowledge base lies, and the tables beside it."""

from pathlib import Path
from typing import Final, TypeVar

from cramps.errors import InvalidKnowledgeBase

T = TypeVar("T")

COMPILED_NAME: Final = "knowledge.json"
#: Beside the YAML of a folder: the HPO annotations of its disorders.
ANNOTATIONS_NAME: Final = "annotations.json"
#: In the packaged data: what the HPO calls its terms.
LEXICON_NAME: Final = "lexicon.json"
#: In the packaged data: the diseases of the HPO annotations that have no entry.
OTHER_DISEASES_NAME: Final = "other_diseases.json"


def packaged_data() -> Path:
    """Give the folder of the packaged data: in a wheel inside the package, in a checkout beside it."""
    package = Path(__file__).parent.parent
    installed = package / "data"
    return installed if installed.is_dir() else package.parent / "data"


def packaged_table(name: str, kind: type[T]) -> T:
    """Read a table that comes with the program. Raises InvalidKnowledgeBase where it cannot."""
    import msgspec

    file = packaged_data() / name
    try:
        return msgspec.json.decode(file.read_bytes(), type=kind)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise InvalidKnowledgeBase(
            f"{file} cannot be read: {error}; install cramps again"
        ) from error


def packaged_knowledge() -> Path:
    """Give the packaged knowledge base: the compiled file of a wheel, the YAML folder of a checkout."""
    folder = packaged_data()
    compiled = folder / COMPILED_NAME
    return folder if (folder / "disorders.yaml").is_file() else compiled
