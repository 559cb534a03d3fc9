"""``detente completion``: what makes a shell complete commands, options and names."""

from __future__ import annotations

import click


@click.command("completion", epilog='Example: eval "$(detente completion bash)"  # in ~/.bashrc')
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    r"""Print the lines that make a shell complete detente's commands, options and names.

    \b
    bash   eval "$(detente completion bash)"       in ~/.bashrc
    zsh    eval "$(detente completion zsh)"        in ~/.zshrc
    fish   detente completion fish | source        in ~/.config/fish/config.fish
    """
    from click.shell_completion import get_completion_class

    from detente.cli.main import cli

    kind = get_completion_class(shell)
    if kind is None:  # pragma: no cover - the choice above names known shells only
        raise click.UsageError(f"No completion for {shell}.")
    # The class asks the shell for its version only when made for bash; the text needs no check.
    made = kind(cli, {}, "detente", "_DETENTE_COMPLETE")
    click.echo(made.source_template % made.source_vars())
