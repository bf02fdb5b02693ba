"""One kind of question a file -> the statements that answer it."""
