// Loads the extension as VS Code would, with modules of our own in the place of VS Code's, and prints what it did as JSON.
// node vscode_harness.js EXTENSION '{"folder": …, "blog": …, "configured": …, "language": …, "fails": …, "open": FILE}'
"use strict";

const { spawn } = require("node:child_process");
const fs = require("node:fs");
const Module = require("node:module");
const { pathToFileURL } = require("node:url");

const [extension, given] = process.argv.slice(2);
const scene = JSON.parse(given);
const done = { clients: [], messages: [], diagnostics: null };
let configurationChanged = null;

const vscode = {
  env: { language: scene.language ?? "de" },
  window: { showErrorMessage: (text) => done.messages.push(text) },
  workspace: {
    workspaceFolders: [{ uri: { fsPath: scene.folder } }],
    findFiles: async (include, exclude, most) => {
      done.search = [include, exclude, most];
      return scene.blog ? [{ fsPath: scene.blog }] : [];
    },
    getConfiguration: (section) => ({ get: (key) => (section === "klartext" && key === "command" ? scene.configured : undefined) }),
    onDidChangeConfiguration: (listener) => {
      configurationChanged = listener;
      return { dispose() {} };
    },
  },
};

// Speaks just enough of the protocol to see that the command given by the extension is a language server.
class LanguageClient {
  constructor(id, name, server, options) {
    this.server = server;
    this.state = { id, name, server, options, started: 0, stopped: 0 };
    done.clients.push(this.state);
  }
  async start() {
    if (scene.fails) {
      this.state.closed = this.state.options.errorHandler.closed();
      this.error("couldn't create connection to server", undefined, "force");
      if (scene.fails === "ends") return;
      throw new Error("ENOENT");
    }
    this.state.started += 1;
    if (scene.open) done.diagnostics = await this.converse(scene.open);
  }
  isRunning() {
    return this.state.started > this.state.stopped;
  }
  createDefaultErrorHandler() {
    return { closed: () => "as usual" };
  }
  error(text, data, notify) {
    if (notify) done.messages.push(text);
  }
  async stop() {
    this.state.closed = this.state.options.errorHandler.closed();
    this.error("crashed", undefined, "force");
    this.state.stopped += 1;
    this.process?.kill();
  }
  converse(file) {
    const { command, args, options } = this.server;
    this.process = spawn(command, args, options);
    const send = (message) => {
      const body = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }));
      this.process.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
      this.process.stdin.write(body);
    };
    const root = pathToFileURL(options.cwd).href;
    send({ id: 1, method: "initialize", params: { processId: process.pid, rootUri: root, capabilities: {} } });
    return new Promise((resolve) => {
      let buffer = Buffer.alloc(0);
      this.process.stdout.on("data", (data) => {
        buffer = Buffer.concat([buffer, data]);
        for (;;) {
          const end = buffer.indexOf("\r\n\r\n");
          const length = end < 0 ? 0 : Number(/Content-Length: (\d+)/.exec(buffer.subarray(0, end))[1]);
          if (end < 0 || buffer.length < end + 4 + length) return;
          const message = JSON.parse(buffer.subarray(end + 4, end + 4 + length));
          buffer = buffer.subarray(end + 4 + length);
          if (message.id === 1) {
            send({ method: "initialized", params: {} });
            const text = fs.readFileSync(file, "utf8");
            const item = { uri: pathToFileURL(file).href, languageId: "markdown", version: 1, text };
            send({ method: "textDocument/didOpen", params: { textDocument: item } });
          }
          if (message.method === "textDocument/publishDiagnostics") resolve(message.params.diagnostics);
        }
      });
    });
  }
}

const stand_ins = { vscode, "vscode-languageclient/node": { CloseAction: { DoNotRestart: 1 }, LanguageClient } };
const load = Module._load;
Module._load = (name, ...rest) => stand_ins[name] ?? load(name, ...rest);

(async () => {
  const { activate, deactivate } = require(extension);
  const context = { subscriptions: [] };
  await activate(context);
  for (const section of scene.changes ?? []) await configurationChanged({ affectsConfiguration: (asked) => asked === section });
  await deactivate();
  done.subscriptions = context.subscriptions.length;
  console.log(JSON.stringify(done));
})();
