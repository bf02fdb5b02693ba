"""What is known: typed records, closed lists, the knowledge base by id. Knows nothing of patients, words or output."""
