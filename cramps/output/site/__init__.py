"""The knowledge base as a folder of static pages: the views of ``output.views`` in Jinja2's templates."""
