"""Results -> what a reader sees. Values come back; only ``cli`` writes."""
