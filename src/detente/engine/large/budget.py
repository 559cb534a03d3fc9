"""What decision diagrams may use, and the error that says which limit was hit."""

from __future__ import annotations

from dataclasses import dataclass

NODES = 1 << 24
SECONDS = 60.0
MOST_NODES = 1 << 32
MOST_SECONDS = 1_000_000


@dataclass(frozen=True, slots=True)
class Budget:
    """Nodes of all diagrams together, and seconds for one concept or one question."""

    nodes: int = NODES
    seconds: float = SECONDS

    def __post_init__(self) -> None:
        if not (2 <= self.nodes <= MOST_NODES and 0 <= self.seconds <= MOST_SECONDS):
            raise ValueError(
                f"a budget has 2 to {MOST_NODES:,} nodes and 0 to {MOST_SECONDS:,} seconds"
            )


class BudgetExceededError(Exception):
    """The diagrams outgrew their node or time budget; the message says which and where."""

    def __init__(self, message: str, *, nodes: bool = False) -> None:
        super().__init__(message)
        self.nodes = nodes

    @classmethod
    def of_nodes(cls, nodes: int) -> BudgetExceededError:
        """Say that there were too many nodes."""
        return cls(f"the decision diagrams need more than {nodes:,} nodes", nodes=True)

    @classmethod
    def of_seconds(cls, seconds: float) -> BudgetExceededError:
        """Say that it took too long."""
        return cls(f"the decision diagrams need more than {seconds:g} seconds")
