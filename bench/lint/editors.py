"""Open a post in real editors, set up as docs/editors.md says, and show what each of them shows.

``python bench/lint/editors.py [PROGRAM=PATH …]``

Runs those of nvim (0.11), vim, emacs (with eglot and markdown-mode), hx (in tmux), code-server (VS Code in Chromium,
with the package of ``make vscode``) and efm-langserver that are installed, without a window;
``nvim=/opt/nvim/bin/nvim`` names another place. The set-up is taken from the page word for word. Every editor must show
the one finding, at the passage itself: the line holds characters of one and two bytes before it.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from lsprotocol import types as lsp
from playwright.sync_api import sync_playwright
from pygls.lsp.client import LanguageClient  # noqa: TID251 — the client of this measurement

if TYPE_CHECKING:
    from collections.abc import Callable

PAGE = Path(__file__).parents[2] / "docs/editors.md"
POST = "Title: Der Hof\nDate: 2026-03-15\n\nGrüße: ![](hof.svg) danach.\n"
SECONDS = 30
NVIM = """
vim.api.nvim_create_autocmd("VimEnter", { nested = true, callback = function()
  vim.cmd.edit("content/hof.md")
  vim.wait(20000, function() return #vim.diagnostic.get(0) > 0 end, 50)
  for _, d in ipairs(vim.diagnostic.get(0)) do
    local line = vim.api.nvim_buf_get_lines(0, d.lnum, d.lnum + 1, false)[1]
    io.stdout:write(string.format("[%s] %s\\n", line:sub(d.col + 1, d.end_col), d.code))
  end
  vim.cmd("qa!")
end })
"""
VIM = """
silent make!
copen
let found = filter(getqflist(), 'v:val.valid')
let lines = []
for e in found
  execute 'buffer' e.bufnr
  call cursor(e.lnum, 1)
  execute 'normal! ' . e.col . (e.vcol ? '|' : 'l')
  let passage = matchstr(getline('.')[col('.') - 1 :], '^[a-z.]*')
  call add(lines, '[' . passage . '] ' . matchstr(e.text, '\\[[a-z-]*\\]$'))
endfor
call writefile(lines, 'vim.out')
qa!
"""
EMACS = """
(require 'eglot)
(require 'markdown-mode)
{setup}
(setq eglot-sync-connect t)
(find-file "content/hof.md")
(eglot-ensure)
(run-hooks 'post-command-hook)
(let ((n 0))
  (while (and (< n 200) (null (flymake-diagnostics)))
    (accept-process-output nil 0.1)
    (setq n (1+ n))))
(dolist (d (flymake-diagnostics))
  (princ (format "[%s] %s\\n" (buffer-substring (flymake-diagnostic-beg d) (flymake-diagnostic-end d))
                 (flymake-diagnostic-text d))))
"""


def main(*places: str) -> int:
    """Print a line an editor; 1 where one shows something else than the finding."""
    runs: dict[str, Callable[[str, Path], str]] = {
        "nvim": _nvim,
        "vim": _vim,
        "emacs": _emacs,
        "hx": _helix,
        "code-server": _vscode,
        "efm-langserver": _efm,
    }
    programs = {name: name for name in runs} | dict(place.split("=", 1) for place in places)
    failed = False
    for name, run in runs.items():
        if not shutil.which(programs[name]):
            print(f"{name:<15} not installed")
            continue
        with tempfile.TemporaryDirectory() as folder:
            shown = run(programs[name], _blog(Path(folder).resolve())).strip()
        # efm knows where a finding begins, not where it ends.
        right = re.search(r"\[hof(\.svg)?\].*missing-alternative-text", shown) is not None
        failed |= not right
        print(f"{name:<15} {'shows' if right else 'WRONG'}  {shown.splitlines()[-1] if shown else 'nothing'}")
    return int(failed)


def _blog(root: Path) -> Path:
    (root / "pelicanconf.py").write_text("PATH = 'content'\nDEFAULT_LANG = 'de'\n", encoding="utf-8")
    (root / "content").mkdir()
    (root / "content/hof.md").write_text(POST, encoding="utf-8")
    (root / "content/hof.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    program = root / ".venv/bin/klartext"
    program.parent.mkdir(parents=True)
    program.symlink_to(Path(sys.executable).parent / "klartext")
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    return root


def _setup(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    if found is None:
        sys.exit(f"{PAGE}: no block in {language}")
    return found[1]


def _run(root: Path, *command: str) -> str:
    done = subprocess.run(
        command, cwd=root, check=False, capture_output=True, timeout=SECONDS, stdin=subprocess.DEVNULL
    )
    return (done.stdout + done.stderr).decode("utf-8", "replace")


def _nvim(program: str, root: Path) -> str:
    (root / "init.lua").write_text(_setup("lua") + NVIM, encoding="utf-8")
    return _run(root, program, "--headless", "-u", "init.lua")


def _vim(program: str, root: Path) -> str:
    (root / "setup.vim").write_text(f"set encoding=utf-8\n{_setup('vim')}{VIM}", encoding="utf-8")
    _run(root, program, "-u", "NONE", "-i", "NONE", "-N", "-es", "-S", "setup.vim")
    out = root / "vim.out"
    return out.read_text(encoding="utf-8") if out.exists() else ""


def _emacs(program: str, root: Path) -> str:
    (root / "setup.el").write_text(EMACS.replace("{setup}", _setup("elisp")), encoding="utf-8")
    said = _run(root, program, "--batch", "-l", "package", "--eval", "(package-initialize)", "-l", "setup.el")
    return (
        "\n".join(line for line in said.splitlines() if line.startswith("[") and "eglot]" not in line) or said
    )


def _helix(program: str, root: Path) -> str:
    (root / ".helix").mkdir()
    (root / ".helix/languages.toml").write_text(_setup("toml"), encoding="utf-8")
    homes = [f"XDG_{kind}_HOME={root / kind.lower()}" for kind in ("CONFIG", "DATA", "STATE", "CACHE")]
    tmux, passage = ("tmux", "-L", root.name), root / "passage"
    command = ("env", *homes, program, "content/hof.md")

    def keys(*pressed: str) -> None:
        _run(root, *tmux, "send-keys", *pressed)

    def screen() -> str:
        return _run(root, *tmux, "capture-pane", "-p")

    try:
        _run(root, *tmux, "new-session", "-d", "-x", "120", "-y", "40", *command)
        _wait(lambda: re.search("●|Trust", screen()))
        if "Trust" in screen():  # newer versions ask once, and read the set-up when they start
            keys("Enter")
            _wait(lambda: any((root / "data/helix/workspace_trust").glob("*")))
            _run(root, *tmux, "respawn-pane", "-k", *command)
            _wait(lambda: "●" in screen())
        keys(" d")
        listed = _wait(lambda: "missing-alternative-text" in screen())
        keys("Enter", ":pipe-to cat > passage", "Enter")
        _wait(lambda: passage.exists() and passage.stat().st_size)
    finally:
        _run(root, *tmux, "kill-server")
    return f"[{passage.read_text('utf-8')}] missing-alternative-text" if listed and passage.exists() else ""


def _wait(until: Callable[[], object]) -> bool:
    """Tell whether something has come true in time."""
    end = time.monotonic() + SECONDS
    while not (true := bool(until())) and time.monotonic() < end:
        time.sleep(0.1)
    return true


def _vscode(program: str, root: Path) -> str:
    package = next((PAGE.parents[1] / "editors/vscode").glob("klartext-*.vsix"), None)
    if package is None:
        return "first: make vscode"
    own = [
        f"--{name}={root / '.venv/vscode' / name}" for name in ("user-data-dir", "extensions-dir", "config")
    ]
    _run(root, program, *own, "--install-extension", str(package))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    quiet = ("--auth=none", "--disable-telemetry", "--disable-update-check", "--disable-workspace-trust")
    server = subprocess.Popen(
        [program, *own, *quiet, f"--bind-addr={address}", str(root)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _wait(lambda: _answers(address))
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox"]
            )
            page = browser.new_page()
            post = [["openFile", f"vscode-remote://{address}{root}/content/hof.md"]]
            page.goto(f"http://{address}/?folder={root}&payload={quote(json.dumps(post))}")
            page.wait_for_selector("[class*=squiggly-]", state="attached")
            page.keyboard.press("Control+Shift+M")
            row = page.wait_for_selector(".markers-panel .monaco-list-row:has(.marker-line)")
            shown = " ".join(row.inner_text().split()) if row else ""
            browser.close()
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait()
    place = re.search(r"Ln (\d+), Col (\d+)", shown)
    if place is None:
        return shown
    passage = re.match(r"[a-z.]*", POST.splitlines()[int(place[1]) - 1][int(place[2]) - 1 :])
    return f"[{passage[0] if passage else ''}] {shown}"


def _answers(address: str) -> bool:
    host, _, port = address.partition(":")
    with contextlib.suppress(OSError), socket.create_connection((host, int(port))):
        return True
    return False


def _efm(program: str, root: Path) -> str:
    (root / "efm.yaml").write_text(_setup("yaml"), encoding="utf-8")
    return asyncio.run(_efm_findings(program, root))


async def _efm_findings(program: str, root: Path) -> str:
    client = LanguageClient("bench", "1")
    published: asyncio.Queue[lsp.PublishDiagnosticsParams] = asyncio.Queue()
    client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(lambda params: published.put_nowait(params))  # noqa: PLW0108 — pygls marks the function
    await client.start_io(program, "-c", "efm.yaml", cwd=str(root))
    await client.initialize_async(lsp.InitializeParams(lsp.ClientCapabilities(), root_uri=root.as_uri()))
    client.initialized(lsp.InitializedParams())
    item = lsp.TextDocumentItem((root / "content/hof.md").as_uri(), "markdown", 0, POST)
    client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))
    try:
        found = (await asyncio.wait_for(published.get(), SECONDS)).diagnostics
    finally:
        with contextlib.suppress(RuntimeError):  # it ends without an answer
            await client.shutdown_async(None)
        await client.stop()  # type: ignore[no-untyped-call]
    lines = POST.splitlines()
    return "\n".join(
        f"[{lines[d.range.start.line][d.range.start.character :][:3]}] {d.message}" for d in found
    )


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
