"""The types of the JSON documents that the commands print: no command builds them, the schemas and tests hold them to it."""
