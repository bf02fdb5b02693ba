"""YAML -> a knowledge base, and every mistake in it. Never imported for a compiled one."""
