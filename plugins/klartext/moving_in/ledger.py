"""Which files an import wrote, and what they held then: so that no file edited since is ever overwritten."""

from __future__ import annotations

import hashlib
import json
import shutil
from typing import TYPE_CHECKING

from klartext.lint.whole_file import whole_file
from klartext.moving_in.errors import UnreadableLedgerError
from klartext.moving_in.wording import PHRASES

if TYPE_CHECKING:
    from pathlib import Path

_VERSION = 1
_BLOCK_BYTES = 1 << 20


class Ledger:
    """The files of an import by key (``entry-12``, ``answer-7``, ``media-2014/03/hof.jpg``).

    Outcomes of writing are ``written``, ``updated``, ``unchanged``; ``kept`` where the file was edited since or was
    there before; ``removed`` where the owner has deleted it. ``force`` overrides the last two.
    """

    def __init__(self, file: Path, root: Path, *, force: bool) -> None:
        self._file = file
        self._root = root
        self._force = force
        self._files: dict[str, tuple[str, str]] = _read(file)
        self._made: set[str] = set()

    def path(self, key: str) -> str:
        """Return where the file of a key was written, from the site's root; ``""`` if it never was."""
        return self._files.get(key, ("", ""))[0]

    def paths(self) -> frozenset[str]:
        """Return every path that an import wrote."""
        return frozenset(path for path, _ in self._files.values())

    def standing(self, key: str) -> str:
        """Return ``unchanged`` or ``removed`` for a file that need not be made again, ``""`` for one that must."""
        path = self.path(key)
        if path and (self._root / path).is_file():
            return "unchanged"
        return "removed" if path and not self._force else ""

    def write(self, key: str, path: str, content: bytes) -> str:
        """Write a file in one step and return the outcome."""
        digest = hashlib.sha256(content).hexdigest()
        target = self._root / path
        try:
            here = _digest(target)
        except FileNotFoundError:
            here = ""
        outcome = self._outcome(key, path, here, digest)
        if outcome in {"written", "updated"}:
            self._folder(target)
            write_atomically(target, content)
        if outcome not in {"kept", "removed"}:
            self._files[key] = (path, digest)
        return outcome

    def write_text(self, key: str, path: str, text: str) -> tuple[str, str]:
        """Write a text and return the outcome, ``kept`` with the reason where the disk refused it."""
        try:
            return self.write(key, path, text.encode("utf-8", "replace")), ""
        except OSError as error:
            return "kept", error.strerror or str(error)

    def copy(self, key: str, path: str, source: Path) -> str:
        """Copy a file in one step, with its time of change, and return the outcome."""
        target = self._root / path
        known = self._files.get(key)
        try:
            there, own = target.stat(), source.stat()
            if (
                known
                and not self._force
                and (there.st_size, there.st_mtime_ns) == (own.st_size, own.st_mtime_ns)
            ):
                return "unchanged"
            here = _digest(target)
        except FileNotFoundError:
            here = ""
        digest = _digest(source)
        outcome = self._outcome(key, path, here, digest)
        if outcome in {"written", "updated"}:
            self._folder(target)
            with whole_file(target) as part:
                shutil.copyfile(source, part)
                shutil.copystat(source, part)
                part.chmod(0o644)
        if outcome not in {"kept", "removed"}:
            self._files[key] = (path, digest)
        return outcome

    def save(self) -> None:
        """Write the ledger itself."""
        lines = [
            f"  {json.dumps(key, ensure_ascii=False)}: {json.dumps(entry, ensure_ascii=False)}"
            for key, entry in sorted(self._files.items())
        ]
        text = f'{{"version": {_VERSION}, "files": {{\n' + ",\n".join(lines) + "\n}}\n"
        self._file.parent.mkdir(parents=True, exist_ok=True)
        content = text.encode("utf-8")
        if not self._file.is_file() or self._file.read_bytes() != content:
            write_atomically(self._file, content)

    def _outcome(self, key: str, path: str, here: str, wanted: str) -> str:
        known_path, known_digest = self._files.get(key, ("", ""))
        if here == wanted:
            return "unchanged"
        if not here:
            return "removed" if known_path == path and not self._force else "written"
        return "updated" if self._force or (known_path == path and here == known_digest) else "kept"

    def _folder(self, target: Path) -> None:
        folder = str(target.parent)
        if folder not in self._made:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(folder)


def write_atomically(target: Path, content: bytes) -> None:
    """Replace a file's content in one step."""
    with whole_file(target) as part:
        part.write_bytes(content)


def write_if_new(path: Path, text: str) -> None:
    """Write a text unless the file holds it already, so that its time of change stays true."""
    content = text.encode("utf-8", "replace")
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.is_file() or path.read_bytes() != content:
        write_atomically(path, content)


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK_BYTES):
            digest.update(block)
    return digest.hexdigest()


def _read(file: Path) -> dict[str, tuple[str, str]]:
    try:
        raw = json.loads(file.read_text(encoding="utf-8"))
        return {str(key): (str(path), str(digest)) for key, (path, digest) in raw["files"].items()}
    except FileNotFoundError:
        return {}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnreadableLedgerError(PHRASES["bad-ledger"], path=file) from error
