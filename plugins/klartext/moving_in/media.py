"""Pictures and files of a media library: which file on disk a web address means, and where it goes."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import TYPE_CHECKING

from klartext.moving_in.addresses import UPLOADS
from klartext.moving_in.download import FetchError
from klartext.moving_in.markdown_text import Picture, plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from klartext.moving_in.download import Downloads
    from klartext.moving_in.ledger import Ledger
    from klartext.moving_in.survey import Survey

# WordPress names variants after their size (-300x200) and marks what it has changed (-scaled, -rotated, -e1398…).
_SIZE = re.compile(r"-\d{1,5}x\d{1,5}(?=\.[A-Za-z0-9]+$)")
_CHANGED = re.compile(r"-(?:scaled|rotated|e\d{10,13})(?=\.[A-Za-z0-9]+$)")


class MediaLibrary:
    """Finds originals in a local copy of ``wp-content/uploads`` and copies each once, when a post asks for it."""

    def __init__(  # noqa: PLR0913, PLR0917 — where files come from and where they go
        self,
        found: Survey,
        folder: Path | None,
        target: str,
        content: str,
        ledger: Ledger,
        downloads: Downloads | None = None,
    ) -> None:
        self._survey = found
        self._folder = _uploads(folder) if folder else None
        self._target = target
        self._content = content
        self._ledger = ledger
        self._downloads = downloads
        self._names: dict[str, str] = {}
        self._elsewhere = dict(self._files_elsewhere())
        self._by_name = {
            name: attachment
            for attachment in found.attachments.values()
            if (name := self._upload(attachment.address)) is not None
        }
        self.outcomes: dict[str, str] = {}
        """What happened to each file that is used, by its name below the uploads; ``missing`` where there is none."""
        self.reasons: dict[str, FetchError] = {}
        """Why a file could not be fetched."""

    def _files_elsewhere(self) -> Iterator[tuple[str, str]]:
        """Yield the files of the library that do not lie below the uploads: old path and the path in our folder."""
        folder = self._survey.old.site_folder
        for attachment in self._survey.attachments.values():
            path = self._survey.old.path(attachment.address)
            if path and "?" not in path and self._survey.old.upload(attachment.address) is None:
                parts = path.removeprefix(f"{folder}/").strip("/").split("/")
                if not any(part in {"", ".", ".."} or "\\" in part for part in parts):
                    yield path, "/".join(parts).removeprefix(f"{self._target}/")

    def picture(self, address: str, attachment_id: str) -> Picture:
        """Return where a picture is now, with the library's words about it."""
        attachment = self._survey.attachments.get(attachment_id)
        name = self._upload(address)
        if name is None:
            if attachment is None:
                return Picture(address)
            return Picture(address, _text(attachment.alternative_text), plain(attachment.caption))
        original = self._original(name)
        known = attachment or self._by_name.get(original)
        return Picture(
            f"{{static}}/{self._target}/{original}",
            _text(known.alternative_text) if known else "",
            plain(known.caption) if known else "",
        )

    def file(self, address: str) -> str | None:
        """Return where a file of the library is now; None for an address that is none."""
        name = self._upload(address)
        return None if name is None else f"{{static}}/{self._target}/{self._original(name)}"

    def moved(self) -> Iterator[tuple[str, str]]:
        """Yield the old path and the new one below the content folder, for every file used.

        Other sites and search engines know pictures in any size: all that WordPress made lead to the original.
        """
        moved: dict[str, str] = {}
        for original in self._names.values():
            folder, slash, _ = original.rpartition("/")
            attachment = self._by_name.get(original)
            moved |= {
                f"{folder}{slash}{name}": original for name in (attachment.variants if attachment else ())
            }
            moved[original] = original
        paths = {name: path for path, name in self._elsewhere.items()}
        uploads = f"{self._survey.old.site_folder}{UPLOADS}"
        for name, original in sorted((moved | self._names).items()):
            yield paths.get(name, f"{uploads}{name}"), f"{self._target}/{original}"

    def unused(self) -> list[str]:
        """Return the names of files in the library that no post uses."""
        used = set(self._names.values())
        return sorted(name for name in self._by_name if name not in used)

    def _upload(self, address: str) -> str | None:
        """Return the name of a file below the uploads; of one that lies elsewhere, but in the library, its path."""
        name = self._survey.old.upload(address)
        if name is None and (path := self._survey.old.path(address)) in self._elsewhere:
            name = self._elsewhere[path]
        return name

    def _original(self, name: str) -> str:
        """Return the name of the original of a file, copied into the content folder where there is one."""
        if name in self._names:
            return self._names[name]
        candidates = list(_candidates(name))
        in_library = [c for c in candidates if c in self._by_name]
        ordered = list(dict.fromkeys([*in_library, *candidates]))
        chosen = ordered[0]
        for candidate in ordered:
            if self.outcomes.get(candidate, "missing") != "missing" or self._taken(candidate):
                chosen = candidate
                break
        else:
            self.outcomes.setdefault(chosen, "missing")
        self._names[name] = chosen
        return chosen

    def _taken(self, name: str) -> bool:
        """Copy a file from the local copy, or else fetch it; tells whether it is there."""
        key, path = f"media-{name}", f"{self._content}/{self._target}/{name}"
        if (source := self._on_disk(name)) is not None:
            self.outcomes[name] = self._ledger.copy(key, path, source)
            return True
        if self._downloads is None or name in self.reasons:
            return False
        if outcome := self._ledger.standing(key):
            self.outcomes[name] = outcome
            return True
        known = self._by_name.get(name)
        address = (
            known.address if known else f"{self._survey.channel.site_address.rstrip('/')}{UPLOADS}{name}"
        )
        try:
            source = self._downloads.fetch(address, name, self._survey.old)
        except FetchError as error:
            self.reasons[name] = error
            return False
        self.outcomes[name] = self._ledger.copy(key, path, source)
        source.unlink()
        return True

    def _on_disk(self, name: str) -> Path | None:
        """Return the file of that name inside the local copy, whichever way its umlauts are composed."""
        if self._folder is None:
            return None
        for form in ("NFC", "NFD"):
            path = self._folder / unicodedata.normalize(form, name)
            if path.is_file() and path.resolve().is_relative_to(self._folder.resolve()):
                return path
        return None


def _text(attribute: str) -> str:
    """Return an alternative text: no HTML, but sometimes its entities."""
    return " ".join(html.unescape(attribute).split())


def _candidates(name: str) -> Iterator[str]:
    """Yield what the original of a file may be called, best guess first."""
    bare = _SIZE.sub("", name)
    if bare != name:
        yield bare
        stem, dot, ending = bare.rpartition(".")
        yield f"{stem}-scaled{dot}{ending}"
    yield name
    yield _CHANGED.sub("", bare)


def _uploads(folder: Path) -> Path:
    """Return the uploads folder in a copy of all of ``wp-content``, or of the whole blog."""
    for inside in ("wp-content/uploads", "uploads"):
        if (folder / inside).is_dir():
            return folder / inside
    return folder
