"""The language server: what the desk knows, said in the Language Server Protocol."""

from __future__ import annotations

import asyncio
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from klartext import __version__
from klartext.click_to_tweet.shortcode import ATTRIBUTES
from klartext.editor.desk import Desk
from klartext.lint.diagnostic import Severity
from klartext.lint.front_matter import parse_front_matter
from klartext.lint.messages.catalogue import Catalogue
from klartext.lint.messages.language import choose_language
from klartext.lint.messages.problem import Problem, refusal
from klartext.lint.rule_doc import rule_doc
from klartext.lint.rules.engine_rule import EngineRule
from klartext.lint.suppression_edit import suppression_edit
from klartext.registry import all_rules, find_rule
from klartext.rule_address import rule_address
from klartext.settings_file import find_settings, site_language
from klartext.site import EXTENSIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from klartext.lint.diagnostic import Diagnostic, Place
    from klartext.lint.document import Document
    from klartext.lint.rule import Edit

IDLE_SECONDS = 0.4
"""So long after the last keystroke the rules over several posts run too."""

HEADER_KEYS = (
    "Title",
    "Date",
    "Modified",
    "Category",
    "Tags",
    "Slug",
    "Author",
    "Lang",
    "Status",
    "Summary",
    "Cover",
    "Series",
    "Aliases",
    "Promotional",
    "Effort",
    "Target",
    "Due",
    "People",
    "Lint-Allow",
)
"""What Pelican and Klartext read in a post's header."""

_SEVERITIES = {
    Severity.ERROR: lsp.DiagnosticSeverity.Error,
    Severity.WARNING: lsp.DiagnosticSeverity.Warning,
    Severity.INFO: lsp.DiagnosticSeverity.Information,
}
_IN_SHORTCODE = re.compile(r"\[bctt\b[^\]\n]*$")
_IN_ADDRESS = re.compile(r"(?:\]\(|src=[\"'])([^)\s\"']*)$")
_HALF_HOUR_MINUTES = 30


class KlartextServer(LanguageServer):
    """One server for one window; each post belongs to the site whose settings lie nearest above it."""

    def __init__(self) -> None:
        super().__init__("klartext", __version__, text_document_sync_kind=lsp.TextDocumentSyncKind.Full)
        self.desks: dict[Path, Desk] = {}
        self.versions: dict[str, int] = {}
        self.found: dict[str, list[Diagnostic]] = {}
        self.waiting: dict[str, asyncio.TimerHandle] = {}

    def place_of(self, uri: str) -> tuple[Desk, str] | None:
        """Return the desk on which a file lies and the file's path there; None for files that are no posts."""
        name = to_fs_path(uri)
        if not name or not name.lower().endswith(EXTENSIONS):
            return None
        file = Path(name)
        settings = find_settings(file.parent)
        if settings is None:
            return None
        if settings not in self.desks:
            try:
                self.desks[settings] = Desk(settings)
            except (Problem, OSError) as error:
                self.complain(error, settings)
                return None
        root = self.desks[settings].site.root
        return self.desks[settings], file.relative_to(root).as_posix()

    def post_of(self, uri: str) -> tuple[Desk, Document] | None:
        """Return the desk and the post that a file is, where it is one."""
        found = self.place_of(uri)
        document = found[0].document(found[1]) if found else None
        return (found[0], document) if found and document else None

    def say(self, desk: Desk) -> Catalogue:
        """Return the sentences in the language of the person at the editor."""
        return Catalogue(all_rules(), choose_language(None, os.environ, desk.site.configuration.default_lang))

    def complain(self, error: Problem | OSError, settings: Path) -> None:
        """Show in one line to the person at the editor what is wrong with a site."""
        lang = choose_language(None, os.environ, site_language(settings))
        line = (refusal(error) if isinstance(error, OSError) else error).told(lang)
        self.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Error, f"Klartext: {line}"))

    def check(self, uri: str, *, across: bool) -> None:
        """Publish the findings in a file."""
        found = self.post_of(uri)
        if not found:
            return
        desk, document = found
        try:
            self.found[uri] = desk.all_findings(document) if across else desk.quick_findings(document)
        except Problem as error:
            self.complain(error, desk.settings_file)
            return
        say = self.say(desk)
        diagnostics = [self.diagnostic(entry, document, desk, say) for entry in self.found[uri]]
        self.text_document_publish_diagnostics(
            lsp.PublishDiagnosticsParams(uri, diagnostics, version=self.versions.get(uri))
        )

    def check_soon(self, uri: str) -> None:
        """Run the rules over several posts once the writer pauses."""
        if waiting := self.waiting.pop(uri, None):
            waiting.cancel()
        loop = asyncio.get_running_loop()
        self.waiting[uri] = loop.call_later(IDLE_SECONDS, lambda: self.check(uri, across=True))

    def range(self, document: Document, start: int, end: int) -> lsp.Range:
        """Return a span as the protocol has it: lines from 0, columns in the units agreed on."""
        return lsp.Range(self._position(document, start), self._position(document, end))

    def offset(self, document: Document, position: lsp.Position) -> int:
        """Return the character at a position; one beyond a line's end is the line's end."""
        index = document.line_index
        line = min(max(position.line, 0), index.lines - 1)
        start = index.offset(line + 1)
        end = index.offset(line + 2) if line + 1 < index.lines else len(document.text)
        units, at = 0, start
        while at < end and units < position.character and document.text[at] not in "\r\n":
            units += self._units(document.text[at])
            at += 1
        return at

    def diagnostic(self, found: Diagnostic, document: Document, desk: Desk, say: Catalogue) -> lsp.Diagnostic:
        """Return a finding as the protocol has it."""
        url = rule_address(found.rule, say.lang, desk.site.settings.lint.docs_url)
        return lsp.Diagnostic(
            range=self.range(document, found.place.start, found.place.end),
            message=say.message(found),
            severity=_SEVERITIES[found.severity],
            code=found.rule,
            code_description=lsp.CodeDescription(url) if url else None,
            source="klartext",
            related_information=[
                lsp.DiagnosticRelatedInformation(
                    self._location(desk, related.place), say.related(found, related)
                )
                for related in found.related
            ],
        )

    def edit(self, uri: str, document: Document, edits: Sequence[Edit]) -> lsp.WorkspaceEdit:
        """Return edits of one file as the protocol has them."""
        changes = [lsp.TextEdit(self.range(document, edit.start, edit.end), edit.text) for edit in edits]
        return lsp.WorkspaceEdit({uri: changes})

    def _location(self, desk: Desk, place: Place) -> lsp.Location:
        document = desk.document(place.path)
        span = (
            self.range(document, place.start, place.end) if document else lsp.Range(*[lsp.Position(0, 0)] * 2)
        )
        return lsp.Location(from_fs_path(str(desk.site.root / place.path)) or "", span)

    def _position(self, document: Document, offset: int) -> lsp.Position:
        position = document.line_index.position(offset)
        before = document.text[offset - position.column + 1 : offset]
        return lsp.Position(position.line - 1, self._units(before))

    def _units(self, text: str) -> int:
        if text.isascii():
            return len(text)
        units: int = self.workspace.position_codec.client_num_units(text)
        return units


def create_server() -> KlartextServer:  # noqa: C901, PLR0915 — a list of small handlers
    """Return a server with all its handlers."""
    server = KlartextServer()

    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: lsp.DidOpenTextDocumentParams) -> None:
        document = params.text_document
        server.versions[document.uri] = document.version
        _put(server, document.uri, document.text)
        server.check(document.uri, across=True)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: lsp.DidChangeTextDocumentParams) -> None:
        uri, version = params.text_document.uri, params.text_document.version
        if version <= server.versions.get(uri, -1):
            return  # overtaken by a later edit
        server.versions[uri] = version
        _put(server, uri, server.workspace.get_text_document(uri).source)
        server.check(uri, across=False)
        server.check_soon(uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: lsp.DidSaveTextDocumentParams) -> None:
        server.check(params.text_document.uri, across=True)
        if found := server.place_of(params.text_document.uri):
            found[0].save()

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: lsp.DidCloseTextDocumentParams) -> None:
        uri = params.text_document.uri
        server.versions.pop(uri, None)
        server.found.pop(uri, None)
        if waiting := server.waiting.pop(uri, None):
            waiting.cancel()
        server.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, []))

    @server.feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def files_changed(params: lsp.DidChangeWatchedFilesParams) -> None:  # noqa: ARG001 — any of them may matter
        for desk in server.desks.values():
            try:
                desk.reload()
            except (Problem, OSError) as error:
                server.complain(error, desk.settings_file)
        for uri in server.versions:
            _put(server, uri, server.workspace.get_text_document(uri).source)
            server.check(uri, across=True)

    @server.feature(lsp.INITIALIZED)
    def ready(_params: lsp.InitializedParams) -> None:
        patterns = ("**/pelicanconf.py", "**/klartext-baseline.json")
        watchers = [lsp.FileSystemWatcher(pattern) for pattern in patterns]
        options = lsp.DidChangeWatchedFilesRegistrationOptions(watchers)
        capabilities = server.client_capabilities.workspace
        watched = capabilities.did_change_watched_files if capabilities else None
        if watched and watched.dynamic_registration:
            registration = lsp.Registration("klartext", lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
            server.client_register_capability(lsp.RegistrationParams([registration]))

    @server.feature(lsp.TEXT_DOCUMENT_HOVER)
    def hover(params: lsp.HoverParams) -> lsp.Hover | None:
        found = server.post_of(params.text_document.uri)
        if not found:
            return None
        desk, document = found
        at = server.offset(document, params.position)
        here = [
            d for d in server.found.get(params.text_document.uri, ()) if d.place.start <= at <= d.place.end
        ]
        if not here:
            return None
        say = server.say(desk)
        text = "\n\n---\n\n".join(_explained(diagnostic, say) for diagnostic in here)
        place = here[0].place
        return lsp.Hover(
            lsp.MarkupContent(lsp.MarkupKind.Markdown, text), server.range(document, place.start, place.end)
        )

    @server.feature(
        lsp.TEXT_DOCUMENT_CODE_ACTION, lsp.CodeActionOptions(code_action_kinds=[lsp.CodeActionKind.QuickFix])
    )
    def actions(params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        uri = params.text_document.uri
        found = server.post_of(uri)
        if not found:
            return []
        desk, document = found
        start, end = (server.offset(document, p) for p in (params.range.start, params.range.end))
        near = [d for d in server.found.get(uri, ()) if d.place.start <= end and start <= d.place.end]
        return [action for diagnostic in near for action in _actions(server, uri, desk, document, diagnostic)]

    @server.feature(
        lsp.TEXT_DOCUMENT_COMPLETION, lsp.CompletionOptions(trigger_characters=["(", "/", " ", '"'])
    )
    def complete(params: lsp.CompletionParams) -> list[lsp.CompletionItem]:
        found = server.post_of(params.text_document.uri)
        return list(_completions(server, *found, params.position)) if found else []

    @server.feature(lsp.TEXT_DOCUMENT_DOCUMENT_LINK)
    def links(params: lsp.DocumentLinkParams) -> list[lsp.DocumentLink]:
        found = server.post_of(params.text_document.uri)
        return list(_links(server, *found)) if found else []

    @server.feature(lsp.TEXT_DOCUMENT_CODE_LENS)
    def lenses(params: lsp.CodeLensParams) -> list[lsp.CodeLens]:
        found = server.post_of(params.text_document.uri)
        if not found:
            return []
        desk, document = found
        figures = desk.figures(document)
        say = server.say(desk)
        effort, score = figures["effort"], figures["promotion"]["score"]
        title = say.phrase("lens_effort", n=-(-effort["minutes"] // _HALF_HOUR_MINUTES))
        if score is not None:
            title += f" · {say.phrase('lens_promotion', score=score)}"
        span = document.title_span
        return [lsp.CodeLens(server.range(document, span.start, span.end), lsp.Command(title, ""))]

    return server


def _put(server: KlartextServer, uri: str, text: str) -> None:
    if found := server.place_of(uri):
        desk, path = found
        desk.put(path, text)


def _explained(diagnostic: Diagnostic, say: Catalogue) -> str:
    doc = rule_doc(find_rule(diagnostic.rule))
    good = doc.good[0].text.rstrip("\n")
    why = " ".join(doc.why[say.lang].split())  # some editors show each line's end
    return f"**{diagnostic.rule}**: {why}\n\n{say.phrase('good')}:\n\n````markdown\n{good}\n````"


def _actions(
    server: KlartextServer, uri: str, desk: Desk, document: Document, diagnostic: Diagnostic
) -> Iterator[lsp.CodeAction]:
    say = server.say(desk)
    told = [server.diagnostic(diagnostic, document, desk, say)]
    if edits := desk.fix(document, diagnostic):
        yield lsp.CodeAction(
            title=say.phrase("action_mend", rule=diagnostic.rule),
            kind=lsp.CodeActionKind.QuickFix,
            diagnostics=told,
            edit=server.edit(uri, document, edits),
            is_preferred=True,
        )
    # Findings about suppressions cannot be suppressed.
    if not issubclass(find_rule(diagnostic.rule), EngineRule):
        edit = suppression_edit(document, diagnostic, say.phrase("your_reason"))
        yield lsp.CodeAction(
            title=say.phrase("action_allow", rule=diagnostic.rule),
            kind=lsp.CodeActionKind.QuickFix,
            diagnostics=told,
            edit=server.edit(uri, document, [edit]),
        )


def _completions(
    server: KlartextServer, desk: Desk, document: Document, position: lsp.Position
) -> Iterator[lsp.CompletionItem]:
    at = server.offset(document, position)
    line = document.text[:at].rpartition("\n")[2]
    if _begins_field(document.text, at, line):
        written = {field.key for field in document.front_matter.fields}
        for key in HEADER_KEYS:
            if key.lower() not in written:
                yield lsp.CompletionItem(key, kind=lsp.CompletionItemKind.Property, insert_text=f"{key}: ")
    elif _IN_SHORTCODE.search(line):
        for name in ATTRIBUTES:
            yield lsp.CompletionItem(
                name,
                kind=lsp.CompletionItemKind.Property,
                insert_text=f'{name}="$0"',
                insert_text_format=lsp.InsertTextFormat.Snippet,
            )
    elif address := _IN_ADDRESS.search(line):
        # Replace the whole address: editors disagree on whether "/" ends a word.
        span = server.range(document, at - len(address[1]), at)
        for path in desk.pictures():
            target = f"{{static}}/{path}"
            if address[1].lower() in target.lower():
                yield lsp.CompletionItem(
                    target,
                    kind=lsp.CompletionItemKind.File,
                    filter_text=target,
                    text_edit=lsp.TextEdit(span, target),
                )


def _begins_field(text: str, at: int, line: str) -> bool:
    """Tell whether a key that began with ``line``, up to the cursor, would stand in the header."""
    start = at - len(line)
    header = parse_front_matter(f"{text[:start]}Key: {text[at:]}")
    return ":" not in line and any(field.key_span.start == start for field in header.fields)


def _links(server: KlartextServer, desk: Desk, document: Document) -> Iterator[lsp.DocumentLink]:
    addresses = [(link.destination, link.destination_span) for link in document.links]
    addresses += [(image.src, image.src_span) for image in document.images]
    for address, span in addresses:
        file = desk.file_of(document, address)
        if file:
            yield lsp.DocumentLink(
                server.range(document, span.start, span.end), target=from_fs_path(str(file))
            )
