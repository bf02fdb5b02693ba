"""Questions without a patient: find, compare, full text."""
