"""Whatever paragraphs stand together, a draft is a sound model or a one-line refusal."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.analysis.basis import elements
from detente.drafting import LeftOut, NoModelError, draft, to_yaml
from detente.drafting.admission import RULES
from detente.evidence import Document
from detente.model.files import loads
from detente.reading import read

ARTICLES = sorted((Path(__file__).parents[1] / "data" / "articles").glob("*.txt"))
PARAGRAPHS = [p for path in ARTICLES for p in path.read_text(encoding="utf-8").split("\n\n")]


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(chosen=st.lists(st.sampled_from(PARAGRAPHS), min_size=1, max_size=6, unique=True))
def test_any_paragraphs_make_a_sound_draft_or_none(chosen: list[str], tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_text("\n\n".join(chosen), encoding="utf-8")
    document = read(str(path))
    try:
        drafted = draft([document])
    except NoModelError as error:
        assert_named(error.left_out, document)
        return
    assert_named(drafted.left_out, document)
    assert drafted.verdict in ("yes", "thin")
    conflict = loads(to_yaml(drafted))
    assert conflict == drafted.conflict
    assert 2 <= len(conflict.decision_makers) <= 5
    assert len(conflict.options) <= 12
    owners = {option.owner for option in conflict.options}
    assert owners
    assert owners <= {dm.id for dm in conflict.decision_makers}
    idle = len(conflict.decision_makers) > len(owners)
    assert idle == any("name nothing that" in warning for warning in drafted.warnings)
    for evidence in conflict.evidence.values():
        assert document.text[evidence.start : evidence.end] == evidence.quote
    for _, name, element in elements(conflict):
        assert element.evidence or (element.assumption or "").strip(), name


def assert_named(left_out: Iterable[LeftOut], document: Document) -> None:
    """Whatever is left out names its rule and its words."""
    for item in left_out:
        assert item.rule in RULES
        assert item.what
        if item.span is not None:
            assert document.text[item.span.start : item.span.end] == item.span.text
