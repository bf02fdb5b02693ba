"""Numbers with units -> results."""
