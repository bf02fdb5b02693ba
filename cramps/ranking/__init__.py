"""A case -> danger, differential, reasons, the next question. Every assumption stands in ``assumptions``."""
