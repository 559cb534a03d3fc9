"""``detente draft``: a conflict model with its evidence, ready to edit."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.brief import check_writable
from detente.cli.output import actors_option, parser_option, read_documents, say, write_text

if TYPE_CHECKING:
    from detente.drafting.reviewing import Answer, Ground


@click.command("draft", epilog="Example: detente draft article.txt -o model.yaml")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("-o", "--output", type=click.Path(), help="Write the model here.")
@click.option("--force", is_flag=True, help="Replace the file if it exists.")
@click.option("--max-options", default=12, show_default=True, help="Options in the model.")
@click.option("--apart", multiple=True, metavar="PHRASE", help="Keep a merged phrase apart.")
@click.option("--thin", is_flag=True, help="Also write a model that holds little.")
@click.option("--review", is_flag=True, help="Ask who is in it, what each can do and wants first.")
@click.option(
    "--decisions",
    type=click.Path(),
    help="File of review answers; by default MODEL.decisions.json beside the model.",
)
@click.option("--merges", is_flag=True, help="Also list what was merged, on standard error.")
@actors_option
@parser_option
@click.pass_context
def command(
    ctx: click.Context,
    /,
    sources: tuple[str, ...],
    output: str | None,
    force: bool,  # noqa: FBT001
    max_options: int,
    apart: tuple[str, ...],
    thin: bool,  # noqa: FBT001
    review: bool,  # noqa: FBT001
    decisions: str | None,
    merges: bool,  # noqa: FBT001
) -> None:
    """Draft a conflict model from documents; every element cites its words or is an assumption.

    With --review, three questions follow on standard error, each line with its words beside it: who is
    in it, what each can do, what each wants first. Enter says that all is right; answers are read line
    by line. They are kept in the decisions file and applied again whenever the model is drafted anew.
    """
    from detente.documents import expand_sources
    from detente.drafting import to_yaml
    from detente.drafting.reviewing import answers_from, answers_text, ground
    from detente.errors import AnalysisError, InputError

    if output is not None:
        check_writable(output, force=force)
    kept = decisions or (f"{output}.decisions.json" if output is not None else None)
    if review and kept is None:
        raise InputError(
            "A review needs a place for its answers.", fix="Add -o MODEL or --decisions FILE."
        )
    answers = []
    if kept is not None and Path(kept).exists():
        answers = answers_from(Path(kept).read_text("utf-8"), kept)
    documents, code = read_documents(expand_sources(sources))

    def drafted_with(given: Sequence[Answer]) -> Ground:
        return ground(documents, given, max_options=max_options, apart=apart)

    if review:
        from detente.cli.review import Dialogue
        from detente.drafting.review import Review

        def record(given: Sequence[Answer]) -> None:
            write_text(str(kept), answers_text(given), overwrite=True)

        reviewing = Review(documents, answers, drafted_with)
        made = Dialogue(reviewing, record).run()
        answers = reviewing.answers
    else:
        made = drafted_with(answers).reviewed(answers)
    if answers:
        say(f"{len(answers)} answers of {kept} applied")
    for answer in made.lost:
        say(
            f"note: finds nothing now: {answer.do} {answer.name or answer.what} {answer.value}".rstrip()
        )
    drafted = made.draft
    if drafted.verdict == "thin" and not thin and not review and not answers:
        one, other = (maker.name for maker in drafted.conflict.decision_makers[:2])
        raise AnalysisError(
            f"The documents carry only a thin model: no condition ties {one} and {other}, and one of "
            "them has fewer than two options.",
            fix="Add --thin to write it all the same.",
        )
    text = to_yaml(drafted)
    if output is None:
        click.echo(text, nl=not text.endswith("\n"))
    else:
        write_text(output, text, overwrite=force)
        say(f"Wrote {output}")
    for merge in drafted.merges if merges else ():
        opposite = "not " if merge.negated else ""
        say(f"{merge.option}: {opposite}{merge.phrase} ({merge.role}, {merge.document})")
    for warning in drafted.warnings:
        say(f"note: {warning}")
    ctx.exit(code)
