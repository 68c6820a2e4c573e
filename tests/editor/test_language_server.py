"""The language server with a real client at the other end of the pipe."""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
import time

import pytest

pytest.importorskip("pygls", reason="the extra 'editor' is not installed")

from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient
from pygls.uris import from_fs_path

SETTINGS = "PATH = 'content'\nDEFAULT_LANG = 'de'\nKLARTEXT = {'company': {'name': 'Malerbetrieb Sommer'}}\n"
DRAFT = (
    "Title: \U0001f3a8 Der Hof\nDate: 2026-03-15\n\nDavor \U0001f3a8\U0001f3a8.\n\n"
    "\U0001f3a8 ![](hof.svg) danach.\n"
)
WAIT = 20


class Editor(LanguageClient):
    """A client that keeps what it is told."""

    def __init__(self) -> None:
        super().__init__("test-editor", "1")
        self.published: asyncio.Queue = asyncio.Queue()
        self.messages: list[str] = []
        self.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(lambda params: self.published.put_nowait(params))  # noqa: PLW0108 — pygls marks the function
        self.feature(lsp.WINDOW_SHOW_MESSAGE)(lambda params: self.messages.append(params.message))

    async def findings(self) -> lsp.PublishDiagnosticsParams:
        return await asyncio.wait_for(self.published.get(), WAIT)


class Session:
    """An editor with one site open."""

    def __init__(self, root) -> None:
        self.root = root
        (root / "content").mkdir()
        (root / "pelicanconf.py").write_text(SETTINGS)
        (root / "content/hof.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
        self.editor = Editor()
        self.version = 0

    async def __aenter__(self):
        env = {k: v for k, v in os.environ.items() if k not in {"LC_ALL", "LC_MESSAGES"}} | {"LANG": "C"}
        await self.editor.start_io(sys.executable, "-m", "klartext", "lsp", env=env, cwd=str(self.root))
        uri = from_fs_path(str(self.root))
        parameters = lsp.InitializeParams(capabilities=lsp.ClientCapabilities(), root_uri=uri)
        self.result = await asyncio.wait_for(self.editor.initialize_async(parameters), WAIT)
        self.editor.initialized(lsp.InitializedParams())
        return self

    async def __aexit__(self, *_):
        await asyncio.wait_for(self.editor.shutdown_async(None), WAIT)
        self.editor.exit(None)
        await asyncio.wait_for(self.editor.stop(), WAIT)

    def uri(self, name: str = "hof.md") -> str:
        return from_fs_path(str(self.root / "content" / name))

    async def open(self, text: str, name: str = "hof.md"):
        (self.root / "content" / name).write_bytes(text.encode())
        item = lsp.TextDocumentItem(self.uri(name), lsp.LanguageKind.Markdown, self.version, text)
        self.editor.text_document_did_open(lsp.DidOpenTextDocumentParams(item))
        return await self.editor.findings()

    def type(self, text: str, name: str = "hof.md", version: int | None = None) -> None:
        self.version += 1
        identifier = lsp.VersionedTextDocumentIdentifier(
            self.version if version is None else version, self.uri(name)
        )
        change = lsp.TextDocumentContentChangeWholeDocument(text)
        self.editor.text_document_did_change(lsp.DidChangeTextDocumentParams(identifier, [change]))

    @property
    def document(self) -> lsp.TextDocumentIdentifier:
        return lsp.TextDocumentIdentifier(self.uri())


def session(test):
    """Run a coroutine that takes a session as a test."""

    def run(tmp_path):
        async def main():
            async with Session(tmp_path) as one:
                await test(one)

        asyncio.run(asyncio.wait_for(main(), 60))

    run.__name__ = test.__name__
    return run


def of(published, rule: str):
    return [diagnostic for diagnostic in published.diagnostics if diagnostic.code == rule]


def passage(text: str, span: lsp.Range) -> str:
    """Return what stands in a range that counts in UTF-16."""
    lines = text.split("\n")
    assert span.start.line == span.end.line
    units = lines[span.start.line].encode("utf-16-le")
    return units[2 * span.start.character : 2 * span.end.character].decode("utf-16-le")


@session
async def test_findings_have_utf16_places_and_come_while_typing(one):
    published = await one.open(DRAFT)
    (found,) = of(published, "missing-alternative-text")
    assert passage(DRAFT, found.range) == "hof.svg"
    assert found.severity == lsp.DiagnosticSeverity.Warning
    assert found.code_description.href.endswith("missing-alternative-text.md")
    one.type(DRAFT.replace("![]", "![Ein gekalkter Innenhof]"))
    assert of(await one.editor.findings(), "missing-alternative-text") == []


@session
async def test_an_overtaken_edit_changes_nothing(one):
    await one.open(DRAFT)
    one.type(DRAFT.replace("![]", "![Ein gekalkter Innenhof]"), version=7)
    published = await one.editor.findings()
    assert (published.version, of(published, "missing-alternative-text")) == (7, [])
    one.type(DRAFT, version=3)
    published = await one.editor.findings()  # of the pause after version 7
    assert (published.version, of(published, "missing-alternative-text")) == (7, [])


@session
async def test_hover_says_why(one):
    published = await one.open(DRAFT)
    (found,) = of(published, "missing-alternative-text")
    hover = await one.editor.text_document_hover_async(lsp.HoverParams(one.document, found.range.start))
    assert "**missing-alternative-text**" in hover.contents.value
    assert found.message not in hover.contents.value, "editors show it above"
    assert "Besser" in hover.contents.value
    nothing = lsp.HoverParams(one.document, lsp.Position(3, 0))
    assert await one.editor.text_document_hover_async(nothing) is None


@session
async def test_quick_fixes_mend_and_allow(one):
    published = await one.open(DRAFT)
    (found,) = of(published, "missing-alternative-text")
    parameters = lsp.CodeActionParams(one.document, found.range, lsp.CodeActionContext([found]))
    actions = await one.editor.text_document_code_action_async(parameters)
    mend, allow = [action for action in actions if "missing-alternative-text" in action.title]
    (edit,) = mend.edit.changes[one.uri()]
    assert edit.new_text == "TODO"
    lines = DRAFT.split("\n")
    line = lines[edit.range.start.line].encode("utf-16-le")
    at = 2 * edit.range.start.character
    lines[edit.range.start.line] = (line[:at] + "TODO".encode("utf-16-le") + line[at:]).decode("utf-16-le")
    assert "![TODO](hof.svg)" in lines[5]
    (edit,) = allow.edit.changes[one.uri()]
    assert edit.new_text == "<!-- lint: allow missing-alternative-text — Ihr Grund -->\n"
    lines = DRAFT.split("\n")
    lines.insert(edit.range.start.line, edit.new_text.rstrip("\n"))
    one.type("\n".join(lines))
    published = await one.editor.findings()
    assert of(published, "incomplete-suppression"), "nobody has said why yet"
    one.type("\n".join(lines).replace("Ihr Grund", "nur Zierde"))
    published = await one.editor.findings()
    assert of(published, "missing-alternative-text") == of(published, "incomplete-suppression") == []


@session
async def test_completion(one):
    text = "Title: Der Hof\nDate: 2026-03-15\nSta\n\nStart\n\n![Hof](ho\n\n[bctt \n"
    await one.open(text)

    async def offered(line: int, character: int) -> list[str]:
        parameters = lsp.CompletionParams(one.document, lsp.Position(line, character))
        found = await one.editor.text_document_completion_async(parameters)
        return [item.label for item in getattr(found, "items", found) or []]

    lines = text.split("\n")
    for written in ("", "S", "Sta"):
        assert "Status" in await offered(2, len(written))
    assert await offered(1, len("Date: ")) == []
    assert await offered(4, 3) == [], "a paragraph is no header"
    assert {"Due", "Target", "Promotional", "Lint-Allow"} <= set(await offered(2, 0))
    assert "Title" not in await offered(2, 0)
    at = next(i for i, line in enumerate(lines) if line.startswith("![Hof]"))
    assert await offered(at, len(lines[at])) == ["{static}/hof.svg"]
    at = next(i for i, line in enumerate(lines) if line.startswith("[bctt"))
    assert "tweet" in await offered(at, len(lines[at]))
    one.type(text.replace("Sta\n", ""))
    assert "Status" in await offered(2, 0), "the empty line is where the header goes on"


@session
async def test_links_and_lens(one):
    await one.open(DRAFT)
    links = await one.editor.text_document_document_link_async(lsp.DocumentLinkParams(one.document))
    assert [link.target.rsplit("/", 1)[1] for link in links] == ["hof.svg"]
    (lens,) = await one.editor.text_document_code_lens_async(lsp.CodeLensParams(one.document))
    assert "halbe Stunde" in lens.command.title
    assert passage(DRAFT, lens.range) == "\U0001f3a8 Der Hof"


@session
async def test_settings_are_read_again_and_errors_told(one):
    await one.open(DRAFT)
    conf = one.root / "pelicanconf.py"
    event = lsp.DidChangeWatchedFilesParams(
        [lsp.FileEvent(from_fs_path(str(conf)), lsp.FileChangeType.Changed)]
    )
    conf.write_text("PATH = 'content'\nKLARTEXT = {'lint': {'ignore': ['missing-alternative-text']}}\n")
    one.editor.workspace_did_change_watched_files(event)
    assert of(await one.editor.findings(), "missing-alternative-text") == []
    conf.write_text("KLARTEXT = {'lnt': {}}\n")
    one.editor.workspace_did_change_watched_files(event)
    await one.editor.findings()
    assert any("lnt" in message for message in one.editor.messages)


@session
async def test_findings_over_several_posts_come_from_the_index(one):
    (one.root / "content/alt.md").write_text("Title: Alt\nDate: 2026-01-02\n\n![](weg.jpg)\n")
    published = await one.open(DRAFT + "\n![x](gibt-es-nicht.jpg)\n")
    assert of(published, "missing-picture")
    one.type(DRAFT + "\n![x](gibt-es-nicht.jpg)\n\nEin Satz mehr.\n")
    assert of(await one.editor.findings(), "missing-picture")


@session
async def test_it_survives_nonsense(one):
    await one.open(DRAFT)
    one.editor.text_document_did_open(
        lsp.DidOpenTextDocumentParams(lsp.TextDocumentItem("untitled:Untitled-1", "markdown", 0, "x"))
    )
    far = lsp.HoverParams(one.document, lsp.Position(9999, 9999))
    assert await one.editor.text_document_hover_async(far) is None
    broken = lsp.HoverParams(lsp.TextDocumentIdentifier("file:///gibt/es/nicht.md"), lsp.Position(0, 0))
    assert await one.editor.text_document_hover_async(broken) is None
    one.editor.protocol.writer.write(b"Content-Length: 9\r\n\r\n{broken}}")
    one.editor.protocol.writer.write(b"Content-Length: 28\r\n\r\n" + b'{"jsonrpc":"2.0","foo":true}')
    for text in ("", "\x00\ud7ff", "---\n", "Title:", "> " * 500, '[bctt tweet="', "\ufeff"):
        one.type(text)
        await one.editor.findings()
    one.type(DRAFT)
    while not of(await one.editor.findings(), "missing-alternative-text"):
        pass


@session
async def test_keystrokes_are_answered_quickly(one):
    sentence = "Kalkfarbe braucht drei dünne Schichten, und jede davon trocknet einen Tag in Ruhe. "
    body = "\n\n".join(sentence * 5 for _ in range(30))
    text = f"Title: Der Hof\nDate: 2026-03-15\n\n{body}\n"
    assert len(text.split()) >= 1900
    await one.open(text)
    times = []
    for number in range(40):
        start = time.perf_counter()
        one.type(f"{text}{'x' * number}\n")
        while (await one.editor.findings()).version != one.version:
            pass
        times.append(time.perf_counter() - start)
    p95 = statistics.quantiles(times, n=20)[-1]
    # The bar is 50 ms on an idle core; other work on a shared machine must not fail the test.
    assert p95 < 0.5, f"p95 {p95 * 1000:.0f} ms"
