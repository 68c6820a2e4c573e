"""How long an editor waits for findings: a client of the Language Server Protocol types into a post of 2,000 words.

``python bench/lint/keystrokes.py [--strokes 200] [--posts 200]`` starts ``klartext lsp`` on a temporary site, opens a
post and types. Printed are the seconds from start to the answer to ``initialize``, those to the first findings, and the
milliseconds from a keystroke to its findings.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from pathlib import Path

from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient  # noqa: TID251 — the other end of the line
from pygls.uris import from_fs_path  # noqa: TID251 — as above

SETTINGS = "PATH = 'content'\nDEFAULT_LANG = 'de'\nKLARTEXT = {'company': {'name': 'Malerbetrieb Sommer'}}\n"
SENTENCE = (
    "Kalkfarbe braucht {n} dünne Schichten, und wir lassen jede davon einen Tag lang in Ruhe trocknen. "
)
WAIT_SECONDS = 30


def post(number: int, words: int) -> str:
    """Return a post of about so many words, in paragraphs of five sentences with a heading now and then."""
    sentences = [SENTENCE.format(n=number + n) for n in range(words // len(SENTENCE.split()) + 1)]
    blocks = ["".join(sentences[at : at + 5]) for at in range(0, len(sentences), 5)]
    blocks = [f"## Abschnitt {n}\n\n{block}" if n % 4 == 0 else block for n, block in enumerate(blocks)]
    return f"Title: Beitrag {number}\nDate: 2026-03-{number % 28 + 1:02}\n\n" + "\n\n".join(blocks) + "\n"


class Editor(LanguageClient):
    """A client that keeps the findings it is sent."""

    def __init__(self) -> None:
        super().__init__("bench", "1")
        self.published: asyncio.Queue[lsp.PublishDiagnosticsParams] = asyncio.Queue()

        def take(found: lsp.PublishDiagnosticsParams) -> None:
            self.published.put_nowait(found)

        self.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(take)

    async def findings(self, version: int) -> None:
        """Wait for the findings of one version of the text."""
        while (await asyncio.wait_for(self.published.get(), WAIT_SECONDS)).version != version:
            pass


async def measure(root: Path, strokes: int) -> None:
    """Open the site's first post, type, and print what it took."""
    editor = Editor()
    uri = from_fs_path(str(root / "content" / "0.md")) or ""
    text = (root / "content" / "0.md").read_text(encoding="utf-8")
    start = time.perf_counter()
    await editor.start_io(sys.executable, "-m", "klartext", "lsp", cwd=str(root))
    await editor.initialize_async(lsp.InitializeParams(capabilities=lsp.ClientCapabilities()))
    ready = time.perf_counter() - start
    editor.initialized(lsp.InitializedParams())
    item = lsp.TextDocumentItem(uri, lsp.LanguageKind.Markdown, 0, text)
    editor.text_document_did_open(lsp.DidOpenTextDocumentParams(item))
    await editor.findings(0)
    first = time.perf_counter() - start
    waits = []
    for version in range(1, strokes + 1):
        text = f"{text.rstrip()}{'abcdefghij'[version % 10]}\n"
        change = lsp.TextDocumentContentChangeWholeDocument(text)
        told = lsp.DidChangeTextDocumentParams(lsp.VersionedTextDocumentIdentifier(version, uri), [change])
        typed = time.perf_counter()
        editor.text_document_did_change(told)
        await editor.findings(version)
        waits.append(1000 * (time.perf_counter() - typed))
    await editor.shutdown_async(None)
    editor.exit(None)
    await editor.stop()  # type: ignore[no-untyped-call]
    p95 = statistics.quantiles(waits, n=20)[-1]
    print(f"{len(text.split())} words; start {ready:.2f} s, first findings {first:.2f} s")
    print(
        f"keystroke to findings: median {statistics.median(waits):.0f} ms, p95 {p95:.0f} ms, {strokes} strokes"
    )


def main() -> None:
    """Make a site and measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--strokes", type=int, default=200)
    parser.add_argument("--posts", type=int, default=200)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        root = Path(name).resolve()
        (root / "content").mkdir()
        (root / "pelicanconf.py").write_text(SETTINGS, encoding="utf-8")
        for number in range(arguments.posts):
            words = 2000 if number == 0 else 700
            (root / "content" / f"{number}.md").write_text(post(number, words), encoding="utf-8")
        asyncio.run(measure(root, arguments.strokes))


if __name__ == "__main__":
    main()
