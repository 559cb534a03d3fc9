"""Which parser model is loaded: verified byte for byte, spaCy's own package first."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from detente.cli.main import cli
from detente.errors import AnalysisError, InputError
from detente.reading import parser_model as models
from detente.reading.batches import reader_version

Copy = Callable[..., Path]


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Copy]:
    """Give a function that installs a copy of the tested model, alone, under a name and version."""
    tested = models.parser_model()
    homes: dict[str, Path] = {}

    class Found:
        def __init__(self, origin: Path) -> None:
            self.origin = str(origin)

    def find(package: str) -> Found | None:
        return Found(homes[package] / "__init__.py") if package in homes else None

    def install(package: str, version: str = models.VERSION) -> Path:
        home = tmp_path / package
        folder = home / f"{package}-{version}"
        shutil.copytree(tested.folder, folder)
        meta = json.loads((folder / "meta.json").read_text())
        meta |= {"name": package.removeprefix("en_"), "version": version}
        for place in (home, folder):
            (place / "meta.json").write_text(json.dumps(meta))
        homes[package] = home
        return folder

    monkeypatch.setattr(models, "find_spec", find)
    models.parser_model.cache_clear()
    yield install
    models.parser_model.cache_clear()


def test_the_installed_model_is_the_one_tested() -> None:
    assert models.parser_model().is_tested


def test_the_parser_starts_without_the_commands_of_spacy_and_leaves_them_usable() -> None:
    code = (
        "import sys; from detente.reading.parser_model import load_parser; load_parser()\n"
        "assert not {name for name in sys.modules if name.startswith('spacy.cli')}\n"
        "import spacy; assert spacy.info(silent=True)['spacy_version'] == spacy.__version__\n"
        "import spacy.cli; assert spacy.cli.download"
    )
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_the_quick_way_to_load_gives_the_pipeline_that_spacy_loads() -> None:
    import spacy

    quick, slow = models.load_parser(), spacy.load(models.parser_model().folder)
    assert quick.pipe_names == slow.pipe_names
    assert quick.tokenizer.to_bytes() == slow.tokenizer.to_bytes()
    text = "The U.S. envoy didn't answer Norway's 3.5km claim (see e.g. https://a.example/x?y). We'll go!"
    attributes = ["ORTH", "TAG", "POS", "LEMMA", "MORPH", "DEP", "HEAD", "ENT_TYPE", "SENT_START"]
    assert (quick(text).to_array(attributes) == slow(text).to_array(attributes)).all()


def test_a_changed_byte_in_the_upload_is_refused(copy: Copy) -> None:
    folder = copy(models.UPLOADED)
    assert models.parser_model().is_tested
    models.parser_model.cache_clear()
    weights = folder / "parser" / "model"
    data = bytearray(weights.read_bytes())
    data[1000] ^= 1
    weights.write_bytes(data)
    with pytest.raises(AnalysisError, match="is not the one"):
        models.load_parser()
    result = CliRunner().invoke(cli, ["doctor"])
    assert result.exit_code == 1
    assert "parser: none: The English model" in result.output


@pytest.mark.parametrize(
    "meta", ["", "[]", "{}", '{"lang": "de", "name": "x", "version": "3.8.0"}']
)
def test_an_upload_of_something_else_is_no_model(copy: Copy, meta: str) -> None:
    (copy(models.UPLOADED).parent / "meta.json").write_text(meta)
    with pytest.raises(AnalysisError, match="not installed"):
        models.parser_model()


def test_spacys_own_package_goes_first_in_the_version_tested(copy: Copy) -> None:
    copy(models.UPLOADED)
    folder = copy(models.OFFICIAL)
    assert models.parser_model().package == models.OFFICIAL
    # Other weights of the makers are taken, and make another reader.
    models.parser_model.cache_clear()
    (folder / "tagger" / "cfg").write_text("{}")
    assert models.parser_model().package == models.OFFICIAL
    assert "not those tested" in str(models.parser_model())


def test_another_version_of_spacys_own_package_is_left_alone(copy: Copy) -> None:
    copy(models.OFFICIAL, "3.7.1")
    with pytest.raises(AnalysisError, match="not installed"):
        models.parser_model()
    copy(models.UPLOADED)
    assert models.parser_model().package == models.UPLOADED


def test_other_weights_are_another_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    before = reader_version()
    other = models.ParserModel("en_core_web_sm", models.VERSION, "0" * 64, Path())
    from detente.reading import batches

    monkeypatch.setattr(models, "parser_model", lambda: other)
    batches._version.cache_clear()
    assert reader_version() != before
    batches._version.cache_clear()


def test_a_parser_that_is_named_makes_another_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tested = reader_version()
    folder = tmp_path / "pipeline"
    shutil.copytree(models.parser_model().folder, folder)
    (folder / "tagger" / "cfg").write_text("{}")
    monkeypatch.setenv("DETENTE_PARSER", str(folder))
    named = reader_version()
    assert named != tested
    monkeypatch.setenv("DETENTE_PARSER", models.parser_model().package)
    assert reader_version() != named
    monkeypatch.setenv("DETENTE_PARSER", "no_such_parser")
    with pytest.raises(InputError, match="not installed"):
        reader_version()
