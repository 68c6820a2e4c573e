// Starts "klartext lsp" for the Markdown files of a workspace, again when its command changes, and stops it with the window.
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const vscode = require("vscode");
const { CloseAction, LanguageClient } = require("vscode-languageclient/node");

const MISSING = {
  de: "Klartext lässt sich nicht starten ({command}). Ist es im Ordner des Blogs eingerichtet, fehlt vielleicht nur: .venv/bin/python -m pip install 'pygls>=2'",
  en: "Klartext cannot be started ({command}). If it is set up in the blog's folder, perhaps only this is missing: .venv/bin/python -m pip install 'pygls>=2'",
};

let client;

// Of a server that does not start the library tells many times, in English, what helps no writer; here it is told once.
class Client extends LanguageClient {
  constructor(server) {
    super("klartext", "Klartext", server, {
      documentSelector: [{ scheme: "file", language: "markdown" }],
      initializationFailedHandler: () => false,
      errorHandler: {
        error: (...failure) => this.usual.error(...failure),
        closed: () => (this.started ? this.usual.closed() : { action: CloseAction.DoNotRestart, handled: true }),
      },
    });
    this.started = false;
    this.usual = this.createDefaultErrorHandler();
  }

  async start() {
    await super.start();
    // Of a server that starts and ends at once the library throws nothing.
    if (!this.isRunning()) throw new Error("the server has ended");
    this.started = true;
  }

  error(message, data, notify) {
    super.error(message, data, this.started && notify);
  }
}

// The blog may lie below the folder that is open; looking for it there takes its time.
async function blogFolder() {
  const open = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  if (open && fs.existsSync(path.join(open, "pelicanconf.py"))) return open;
  const [settings] = await vscode.workspace.findFiles("**/pelicanconf.py", "**/{node_modules,.venv}/**", 1);
  return settings ? path.dirname(settings.fsPath) : open;
}

function command(folder) {
  const configured = vscode.workspace.getConfiguration("klartext").get("command");
  if (configured) return configured;
  const inside = process.platform === "win32" ? ["Scripts", "klartext.exe"] : ["bin", "klartext"];
  const own = folder && path.join(folder, ".venv", ...inside);
  return own && fs.existsSync(own) ? own : "klartext";
}

async function start() {
  const folder = await blogFolder();
  const program = command(folder);
  client = new Client({ command: program, args: ["lsp"], options: { cwd: folder } });
  try {
    await client.start();
  } catch {
    client = undefined;
    const words = vscode.env.language.startsWith("de") ? MISSING.de : MISSING.en;
    vscode.window.showErrorMessage(words.replace("{command}", program));
  }
}

async function stop() {
  const running = client;
  client = undefined;
  await running?.stop();
}

exports.activate = async (context) => {
  context.subscriptions.push(
    vscode.workspace.onDidChangeConfiguration(async (event) => {
      if (!event.affectsConfiguration("klartext.command")) return;
      await stop();
      await start();
    }),
  );
  await start();
};

exports.deactivate = stop;
