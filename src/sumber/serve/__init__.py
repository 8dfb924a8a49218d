"""The server: an archive as web pages and as REST. Needs the extra `serve`; importing it without raises MissingExtraError."""

from importlib.util import find_spec

from sumber.errors import MissingExtraError

if not all(map(find_spec, ("fastapi", "jinja2", "uvicorn"))):
    raise MissingExtraError("The server needs FastAPI, Jinja2 and uvicorn: pip install 'sumber[serve]'.")
