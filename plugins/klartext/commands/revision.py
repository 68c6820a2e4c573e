"""Which lines of which files have changed since a git revision."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

from klartext.commands.errors import InputError
from klartext.commands.wording import PHRASES

if TYPE_CHECKING:
    from pathlib import Path

_FILE = re.compile(r'^\+\+\+ (?:"?b/(.*?)"?\t?|/dev/null)$')
_HUNK = re.compile(r"^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_DIFF = (
    "diff",
    "--unified=0",
    "--no-color",
    "--no-ext-diff",
    "--find-renames",
    "--src-prefix=a/",
    "--dst-prefix=b/",
)

ALL_LINES = range(1, 2**31)
"""The lines of a file that is new."""


def changed_lines(root: Path, revision: str) -> dict[str, list[range]]:
    """Return the changed lines by path from ``root``, in files that git knows and in new ones.

    Compared is with where the current work has left the revision, so that a branch sees its own changes only.

    Raises:
        InputError: there is no git, no repository or no such revision.
    """
    base = _base(root, revision)
    # --relative gives paths from root and leaves out what lies elsewhere in the repository.
    diff = _git(root, *_DIFF, "--relative", "--end-of-options", base)
    found: dict[str, list[range]] = {}
    path, within = "", 0
    for line in diff.split("\n"):
        if within and line.startswith(("+", "-")):
            within -= 1  # a post's own line, which may look like a file's name
        elif file := _FILE.match(line):
            path = file[1] or ""
        elif path and (hunk := _HUNK.match(line)):
            start, count = int(hunk[2]), int(hunk[3] or 1)
            within = int(hunk[1] or 1) + count
            found.setdefault(path, []).append(range(start, start + count))
    for new in _git(root, "ls-files", "--others", "--exclude-standard", "-z").split("\0"):
        if new:
            found[new] = [ALL_LINES]
    return found


def _base(root: Path, revision: str) -> str:
    if revision == "HEAD" and not _git(root, "rev-parse", "--verify", "--quiet", "HEAD", check=False):
        # Before the first commit everything is new: what there is compares with the tree that holds nothing.
        return _git(root, "hash-object", "-t", "tree", "--stdin", named=revision).strip()
    named = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    _git(root, *named, named=revision)
    return _git(root, "merge-base", revision, "HEAD", check=False).strip() or revision


def _git(root: Path, *arguments: str, check: bool = True, named: str = "") -> str:
    try:
        done = subprocess.run(  # noqa: S603 — fixed arguments; the revision stands behind --end-of-options
            ["git", "-c", "core.quotepath=off", *arguments],  # noqa: S607 — the user's git
            cwd=root,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except OSError as error:
        raise InputError(PHRASES["no_git"]) from error
    if done.returncode and check:
        if named:
            raise InputError(PHRASES["no_revision"], name=named)
        message = done.stderr.decode("utf-8", "replace").strip()
        raise InputError(PHRASES["git_failed"], action=arguments[0], detail=message)
    return done.stdout.decode("utf-8", "surrogateescape")
