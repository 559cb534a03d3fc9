"""What starting costs: no heavy package is imported before it is needed.

Timings are taken by ``benchmarks/startup``; here only the cause of slowness is guarded.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

MODEL = Path(__file__).parents[2] / "examples" / "korea" / "korea.yaml"
HEAVY = ("spacy", "thinc", "numpy", "trafilatura", "rich", "babel", "jinja2")

PROBE = """
import sys
from detente.cli.main import main
sys.argv = ["detente", *sys.argv[1:]]
try:
    main()
except SystemExit as stop:
    code = stop.code
print("MODULES", *sorted({name.split(".")[0] for name in sys.modules}), file=sys.stderr)
sys.exit(code)
"""


def modules(*words: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", PROBE, *words], capture_output=True, text=True, check=True
    )
    (line,) = [line for line in done.stderr.splitlines() if line.startswith("MODULES")]
    return set(line.split()[1:])


@pytest.mark.parametrize(
    ("words", "also"),
    [
        (("--version",), ("ruamel",)),
        (("--help",), ()),
        (("solve", str(MODEL), "--json"), ()),
        (("check", str(MODEL)), ()),
    ],
)
def test_quick_commands_import_no_heavy_package(words, also):
    assert not modules(*words) & {*HEAVY, *also}


SMALL = """
detente: 1
title: Two neighbours and a well
decision_makers: [{id: A, name: Upper farm}, {id: B, name: Lower farm}]
options:
  - {id: pump, name: Pump at night, owner: A}
  - {id: fence, name: Fence the well, owner: A}
  - {id: sue, name: Go to court, owner: B}
preferences:
  A: [{that: "!sue", assumption: "An example."}, {that: "pump", assumption: "An example."}]
  B: [{that: "!pump", assumption: "An example."}, {that: "!sue", assumption: "An example."}]
"""


def test_solving_a_small_model_imports_neither_numpy_nor_what_other_questions_need(tmp_path):
    model = tmp_path / "model.yaml"
    model.write_text(SMALL)
    probe = PROBE.replace('.split(".")[0]', "")
    done = subprocess.run(
        [sys.executable, "-c", probe, "solve", str(model)],
        capture_output=True,
        text=True,
        check=True,
    )
    (line,) = [line for line in done.stderr.splitlines() if line.startswith("MODULES")]
    loaded = set(line.split()[1:])
    needless = {
        "numpy",
        "detente.solving.cube_solution",
        "detente.model.writing",
        "detente.evidence",
    }
    needless |= {f"detente.engine.{m}" for m in ("coalitional", "uncertain", "large")}
    assert "detente.engine.individual" in loaded
    assert not loaded & needless


def test_a_text_that_a_pack_reads_loads_no_parser(tmp_path):
    article = tmp_path / "article.txt"
    article.write_text(
        "El ministro de Noruega exigió ayer que Dinamarca abandone el puerto de Oslo. «No vamos a "
        "aceptar la propuesta de los pescadores», dijo el ministro de Dinamarca en la ciudad.\n"
    )
    assert not modules("read", str(article), "--json") & {"spacy", "thinc"}
