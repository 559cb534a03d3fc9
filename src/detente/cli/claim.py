"""``detente claim``: tests a claim on a model."""

from __future__ import annotations

import click

from detente.cli.output import echo, load_model, print_json


@click.command(
    "claim", epilog='Example: detente claim model.yaml "relations depend on Washington\'s attitude"'
)
@click.argument("model", metavar="MODEL")
@click.argument("text", metavar="TEXT")
@click.option("--speaker", default=None, help="The decision maker that says “we”.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def command(model: str, text: str, speaker: str | None, as_json: bool) -> None:  # noqa: FBT001
    """Say whether a claim holds, holds partly or does not hold in a model, and what that leans on.

    Claims that can be tested, as they stand or denied: "… depends on X's attitude", "nothing depends
    on X", "the next move is X's", "the choice is not ours", "it is up to X", "X will never …", "X
    will …", "nothing will change", "the status quo will not last"; each also with a condition: "if X …,
    Y will …", "Y will … only if X …", "unless X …, Y will not …".
    """
    import textwrap

    from detente.briefing.text import clean
    from detente.claims.parse import read_claim
    from detente.claims.say import claim_lines
    from detente.claims.testing import check_claim

    conflict = load_model(model)
    tested = check_claim(conflict, read_claim(conflict, text, speaker=speaker))
    if as_json:
        print_json(
            {"source": conflict.source, "claim": text}
            | tested.to_json()
            | {"words": list(claim_lines(conflict, tested))}
        )
        return
    for number, line in enumerate(claim_lines(conflict, tested)):
        lead = "" if number == 0 else "  • "
        echo(textwrap.fill(clean(line), 96, initial_indent=lead, subsequent_indent=" " * len(lead)))
