"""A case -> danger, differential, reasons, the next question."""
