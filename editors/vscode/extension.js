// Starts "klartext lsp" for the Markdown files of a workspace and stops it with the window.
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

function command(folder) {
  const configured = vscode.workspace.getConfiguration("klartext").get("command");
  if (configured) return configured;
  const inside = process.platform === "win32" ? ["Scripts", "klartext.exe"] : ["bin", "klartext"];
  const own = folder && path.join(folder, ".venv", ...inside);
  return own && fs.existsSync(own) ? own : "klartext";
}

exports.activate = async () => {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  client = new LanguageClient(
    "klartext",
    "Klartext",
    { command: command(folder), args: ["lsp"], options: { cwd: folder } },
    { documentSelector: [{ scheme: "file", language: "markdown" }] },
  );
  await client.start();
};

exports.deactivate = () => client?.stop();
