"""The one gate through which foreign text passes before it is shown."""


def safe(text: str) -> str:
    """Replace controls, escapes and marks of reading direction; line breaks and tabs stay."""
    if text.isprintable():
        return text
    return "".join(
        c if c.isprintable() or c in "\n\t\N{NO-BREAK SPACE}" else "\N{REPLACEMENT CHARACTER}"
        for c in text
    )


def one_line(text: str) -> str:
    """Make a text safe and bring it onto one line."""
    return " ".join(safe(text).split())


def message_line(text: str, most: int) -> str:
    """Bring a message onto one line without control characters, and cut it after so many characters."""
    line = "".join(c if c.isprintable() else " " for c in text[:most])
    return line if len(text) <= most else line + "..."


def printable(word: str) -> str:
    """Show a user's word in a message: control characters removed, not longer than a line."""
    if len(word) <= 60 and word.isprintable():
        return word
    clean = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in word[:61])
    return clean if len(clean) <= 60 else clean[:59] + "\N{HORIZONTAL ELLIPSIS}"
