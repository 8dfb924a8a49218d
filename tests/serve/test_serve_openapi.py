"""The description of the REST interface: true, complete, and on the page docs/api.md."""

from __future__ import annotations

import re
from pathlib import Path

import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance, status_code_conformance

from sumber.serve.app import create_app

PAGE = Path(__file__).parents[2] / "docs" / "api.md"
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


def test_no_request_that_fits_the_description_or_breaks_it_is_a_fault(many_file: Path) -> None:
    app = create_app(many_file)
    schema = schemathesis.openapi.from_asgi("/v1/openapi.json", app, headers={"host": "127.0.0.1"})
    calm = settings(
        max_examples=6, deadline=None, database=None, suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.generate],
    )  # fmt: skip
    asked = 0
    for operation in schema.get_all_operations():
        for mode in schemathesis.GenerationMode:
            if mode is schemathesis.GenerationMode.NEGATIVE and not operation.ok().query:
                continue  # any text may be an id: nothing breaks such a description

            @calm
            @given(case=operation.ok().as_strategy(generation_mode=mode))
            def ask(case: schemathesis.Case) -> None:
                nonlocal asked
                asked += 1
                case.call_and_validate(base_url="http://127.0.0.1", checks=CHECKS)

            ask()
    assert asked > 100


def test_every_route_has_a_heading_and_every_heading_is_a_route(many: TestClient) -> None:
    described = many.get("/v1/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    routes = {f"{method.upper()} {path}" for path, methods in described["paths"].items() for method in methods}
    page = PAGE.read_text(encoding="utf-8")
    assert set(re.findall(r"(?m)^### `(.+)`$", page)) == routes
    for section in re.split(r"(?m)^### ", page)[1:]:
        method, path = re.match(r"`(\w+) (.+)`", section).groups()  # type: ignore[union-attr]
        for parameter in described["paths"][path][method.lower()].get("parameters", ()):
            if parameter["in"] == "query" and parameter["name"] not in ("limit", "cursor", "format"):
                assert f"`{parameter['name']}" in section, f"{path} says nothing of {parameter['name']}"


def test_the_examples_of_the_page_answer(many: TestClient) -> None:
    examples = re.findall(r"(?m)^GET (/v1/\S+)$", PAGE.read_text(encoding="utf-8"))
    assert len(examples) > 8
    for example in examples:
        assert many.get(example).status_code == 200, example


def test_the_description_names_only_what_is_under_v1(many: TestClient) -> None:
    described = many.get("/v1/openapi.json").json()
    assert all(path.startswith("/v1/") for path in described["paths"])
    assert described["components"]["securitySchemes"]["token"]["scheme"] == "bearer"
    for methods in described["paths"].values():
        for method, one in methods.items():
            assert ({} in one["security"]) == (method == "get")
    assert set(described["components"]["schemas"]["Problem"]["properties"]) == {"type", "title", "status", "detail", "errors"}
    ids = [one["operationId"] for methods in described["paths"].values() for one in methods.values()]
    assert len(ids) == len(set(ids))
    assert len(ids) == sum(len(methods) for methods in described["paths"].values())
