"""A question in words -> what it names, what it asks, which kind of question it is."""
