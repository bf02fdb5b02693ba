"""Results -> what a reader sees, before it takes a form: listings and cards.

Every command builds one of the two; each file under `cramps.output.formats` turns them into one form of
output. ``data`` is the same content for programs, as plain JSON values.
"""
