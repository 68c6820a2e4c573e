// Starts "klartext lsp" for the Markdown files of a workspace, again when its command changes, and stops it with the window.
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

const MISSING = {
  de: "Klartext lässt sich nicht starten ({command}). Ist es im Ordner des Blogs eingerichtet, fehlt vielleicht nur: .venv/bin/python -m pip install 'pygls>=2'",
  en: "Klartext cannot be started ({command}). If it is set up in the blog's folder, perhaps only this is missing: .venv/bin/python -m pip install 'pygls>=2'",
};

let client;

// The blog may lie below the folder that is open.
async function blogFolder() {
  const [settings] = await vscode.workspace.findFiles("**/pelicanconf.py", "**/{node_modules,.venv}/**", 1);
  return settings ? path.dirname(settings.fsPath) : vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
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
  client = new LanguageClient(
    "klartext",
    "Klartext",
    { command: program, args: ["lsp"], options: { cwd: folder } },
    { documentSelector: [{ scheme: "file", language: "markdown" }] },
  );
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
