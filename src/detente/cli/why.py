"""``detente why``: from an outcome back to the words, and from words to what rests on them."""

from __future__ import annotations

import click

from detente.cli.output import echo, load_model, print_json


@click.command("why", epilog="Example: detente why model.yaml status-quo")
@click.argument("model", metavar="MODEL")
@click.argument("place", metavar="STATE|EVIDENCE")
@click.option("--attitudes", default=None, help="Cells to set, such as USA>PRK=+.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def command(model: str, place: str, attitudes: str | None, as_json: bool) -> None:  # noqa: FBT001
    """Print the chain from a state to verdicts, preference statements and quotations.

    STATE is a state string, the option ids taken joined with +, none, or status-quo. With the id of a
    piece of evidence instead, print what rests on those words.
    """
    import textwrap

    from detente.analysis.load_bearing import evidence_bearing
    from detente.briefing.text import clean
    from detente.briefing.why import why, why_lines, words_lines
    from detente.model.editing import with_attitudes
    from detente.model.naming import state_named

    conflict = load_model(model)
    if attitudes:
        conflict = with_attitudes(conflict, attitudes)
    if place in conflict.evidence:
        if as_json:
            item = conflict.evidence[place]
            print_json(
                {"source": conflict.source, "evidence": place, "quote": item.quote}
                | evidence_bearing(conflict, place).to_json()
            )
            return
        lines = words_lines(conflict, place)
    else:
        answer = why(conflict, state_named(conflict, place))
        if as_json:
            print_json({"source": conflict.source} | answer.to_json())
            return
        lines = why_lines(answer)
    for line in lines:
        lead = "  " * line.depth
        ids = f" [{', '.join(line.evidence)}]" if line.evidence else ""
        echo(
            textwrap.fill(
                clean(f"{line.text}{ids}"),
                100,
                initial_indent=lead,
                subsequent_indent=lead + "  ",
                break_on_hyphens=False,
            )
        )
