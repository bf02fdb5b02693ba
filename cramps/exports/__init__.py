"""The whole knowledge base, for other programs."""
