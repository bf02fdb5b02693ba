"""What is known of one patient: the case, and what reads it."""
