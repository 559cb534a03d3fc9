"""``detente check``: every problem of a model file, with place and fix."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from detente.cli.output import echo, print_json, say

if TYPE_CHECKING:
    from detente.model.problems import Problem


@click.command("check", epilog="Example: detente check model.yaml")
@click.argument("models", nargs=-1, metavar="MODEL...")
@click.option("--schema", is_flag=True, help="Only print the JSON Schema of model files.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document per model.")
@click.pass_context
def command(
    ctx: click.Context,
    /,
    models: tuple[str, ...],
    schema: bool,  # noqa: FBT001
    as_json: bool,  # noqa: FBT001
) -> None:
    """Validate model files: all problems at once, each with file, line, value and fix."""
    from detente.interchange.loading import check_model

    if schema:
        from importlib import resources

        source = resources.files("detente.model").joinpath("conflict-1.schema.json")
        click.echo(source.read_text(encoding="utf-8"), nl=False)
        return
    if not models:
        raise click.UsageError("Missing argument 'MODEL...'.", ctx)
    code = 0
    for model in models:
        problems = check_model(model)
        errors = [problem for problem in problems if problem.severity == "error"]
        if as_json:
            print_json(
                {
                    "source": model,
                    "valid": not errors,
                    "problems": [problem.to_json() for problem in problems],
                }
                | ({"error": _error(errors[0])} if errors else {})
            )
        else:
            for problem in problems:
                echo(str(problem))
            if not errors:
                echo(f"{model}: valid")
        if errors:
            say(f"detente: {model}: {len(errors)} error{'s' * (len(errors) > 1)}")
            code = 2
    ctx.exit(code)


def _error(problem: Problem) -> dict[str, Any]:
    """Return the first problem in the shape that every failing input has."""
    return {"message": problem.message, "line": problem.line, "fix": problem.fix}
