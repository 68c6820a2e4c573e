"""What is said of content files that cannot be read: one line each."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klartext.lint.messages.catalogue import Catalogue
    from klartext.site import InputProblem


def problem_lines(problems: Sequence[InputProblem], catalogue: Catalogue) -> list[str]:
    """Return one line for each file that cannot be read."""
    return [
        catalogue.phrase(
            problem.key,
            path=f"{problem.path}:{problem.line}" if problem.line else problem.path,
            detail=problem.detail,
        )
        for problem in problems
    ]


def print_errors(lines: Sequence[str]) -> None:
    """Write error lines where they do not mix with a report."""
    for line in lines:
        print(f"klartext: {line}", file=sys.stderr)
