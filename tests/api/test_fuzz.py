"""The HTTP interface under random requests: no server error, and the shape that is described."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.specs.openapi.checks import response_schema_conformance

from detente.web.app import create_app
from detente.web.sample import make_sample
from detente.web.workspace import Workspace

#: Requests per operation; DETENTE_FUZZ=150 sends more.
EXAMPLES = int(os.environ.get("DETENTE_FUZZ", "10"))


@pytest.fixture(scope="module")
def fuzzed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    path: Path = tmp_path_factory.mktemp("fuzz") / "fuzzed.dossier"
    make_sample(path)
    workspace = Workspace.open(path, offline=True)
    yield workspace
    assert workspace.dossier.check() == []
    workspace.close()


def test_no_request_makes_a_server_error(fuzzed: Workspace) -> None:
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", create_app(fuzzed))
    tried = 0
    for found in schema.get_all_operations():
        operation = found.ok()
        if operation.path.endswith("/events"):
            continue  # a stream

        @given(operation.as_strategy())
        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        def send(case: schemathesis.Case) -> None:
            case.call_and_validate(
                checks=[
                    schemathesis.checks.not_a_server_error,
                    response_schema_conformance,
                ]
            )

        send()
        tried += 1
    assert tried > 30
