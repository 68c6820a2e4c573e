// Reads "_headers" and "_redirects" of a folder with the packages that Netlify itself uses, and asks for paths.
// Usage: node netlify.mjs FOLDER_WITH_NODE_MODULES FOLDER PATH…   (a path may have a query)
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [tools, folder, ...wanted] = process.argv.slice(2);
const modules = path.join(tools, "node_modules");
const { parseAllHeaders } = await import(
  pathToFileURL(path.join(modules, "@netlify/headers-parser/lib/index.js"))
);
const redirector = createRequire(path.join(modules, "x.js"))("netlify-redirector");

const parsed = await parseAllHeaders({
  headersFiles: [path.join(folder, "_headers")],
  configHeaders: [],
  minimal: false,
});
const rules = await redirector.parsePlain(fs.readFileSync(path.join(folder, "_redirects"), "utf8"), {});
const answers = {};
for (const address of wanted) {
  const [bare, query = ""] = address.split("?");
  const request = { scheme: "https", host: "x.example", path: bare, query, headers: {}, cookieValues: {} };
  const move = rules.match({ ...request, getHeader: () => "", getCookie: () => "" });
  const headers = {};
  for (const rule of parsed.headers) if (rule.forRegExp.test(bare)) Object.assign(headers, rule.values);
  answers[address] = { to: move ? move.to : "", status: move ? move.status : 0, headers };
}
console.log(JSON.stringify({ errors: parsed.errors.map(String), answers }));
