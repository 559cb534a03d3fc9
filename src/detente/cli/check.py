"""``detente check``: every problem of a model file, with place and fix."""

from __future__ import annotations

import click

from detente.cli.output import print_json, say


@click.command("check", epilog="Example: detente check model.yaml")
@click.argument("models", nargs=-1, required=True, metavar="MODEL...")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document per model.")
@click.pass_context
def command(ctx: click.Context, /, models: tuple[str, ...], as_json: bool) -> None:  # noqa: FBT001
    """Validate model files: all problems at once, each with file, line, value and fix."""
    from detente.model.files import check

    code = 0
    for model in models:
        problems = check(model)
        errors = [problem for problem in problems if problem.severity == "error"]
        if as_json:
            print_json(
                {
                    "source": model,
                    "valid": not errors,
                    "problems": [problem.to_json() for problem in problems],
                }
            )
        else:
            for problem in problems:
                click.echo(str(problem))
            if not errors:
                click.echo(f"{model}: valid")
        if errors:
            say(f"detente: {model}: {len(errors)} error{'s' * (len(errors) > 1)}")
            code = 2
    ctx.exit(code)
