// Searches the index that Pagefind made of the posts. Everything comes from this site; nothing is sent anywhere.

const page = document.querySelector("[data-search]");
const field = page.querySelector("input");
const status = page.querySelector("[role=status]");
const list = page.querySelector("ol");
const words = page.dataset;
const most = 20;

// An excerpt is text with <mark> around what was found; anything else in it is taken as text.
function excerptNodes(html) {
  const parsed = new DOMParser().parseFromString(html, "text/html").body;
  return [...parsed.childNodes].map((node) => {
    if (node.nodeName !== "MARK") return document.createTextNode(node.textContent);
    const mark = document.createElement("mark");
    mark.textContent = node.textContent;
    return mark;
  });
}

function entry(found) {
  const link = document.createElement("a");
  link.href = found.url;
  link.textContent = found.meta.title;
  const title = document.createElement("h2");
  title.append(link);
  const text = document.createElement("p");
  text.append(...excerptNodes(found.excerpt));
  const item = document.createElement("li");
  item.append(title, text);
  return item;
}

const plain = (text) =>
  text.toLowerCase().normalize("NFD").replace(/[^\p{L}\p{N}]/gu, "");

// How many of a word's letters, from its first on, stand in a text.
function lettersIn(text, word) {
  let letters = word.length;
  while (!text.includes(word.slice(0, letters))) letters--;
  return letters;
}

// A large blog's index has several parts, each a folder. A word that a part does not have is shortened until it has it,
// in each part by itself: "Auswanderer" finds all of "aus" there. So only the parts count that come nearest to the word.
async function nearest(pagefind, word, parts) {
  const whole = (await pagefind.search(`"${word}"`)).filters.part ?? {}; // in all its forms
  const letters = await Promise.all(
    parts.map(async (part) => {
      if (whole[part]) return Infinity;
      const [best] = (await pagefind.search(word, { filters: { part } })).results;
      const marks = excerptNodes((await best?.data())?.excerpt ?? "").filter((node) => node.nodeName === "MARK");
      return Math.max(0, ...marks.map((mark) => lettersIn(plain(mark.textContent), plain(word))));
    }),
  );
  const length = plain(word).length;
  // The last letter may be an ending.
  const enough = Math.min(length, Math.max(5, length - 1), Math.max(...letters));
  return parts.filter((_, index) => letters[index] >= enough);
}

async function searchParts(pagefind, query, parts) {
  let any = parts;
  for (const word of query.split(/[\s"]+/).filter(plain)) {
    const having = await nearest(pagefind, word, parts);
    any = any.filter((part) => having.includes(part));
  }
  return any.length ? (await pagefind.search(query, { filters: { part: { any } } })).results : [];
}

async function search(pagefind, parts) {
  const query = field.value.trim();
  const address = new URL(location.href);
  if (query) address.searchParams.set("q", query);
  else address.searchParams.delete("q");
  history.replaceState(null, "", address);
  if (!query) {
    list.replaceChildren();
    status.textContent = "";
    return;
  }
  const answer = await pagefind.debouncedSearch(query, {}, 150);
  if (answer === null) return; // typing went on
  const results = parts.length > 1 ? await searchParts(pagefind, query, parts) : answer.results;
  const found = await Promise.all(results.slice(0, most).map((result) => result.data()));
  if (query !== field.value.trim()) return;
  list.replaceChildren(...found.map(entry));
  const count = results.length;
  status.textContent = count === 0 ? words.none : count === 1 ? words.one : words.many.replace("{}", count);
}

async function start() {
  const home = new URL(words.search, document.baseURI);
  const [pagefind, languages] = await Promise.all([
    import(home.href),
    fetch(new URL("parts.json", home), { cache: "no-cache" }).then((answer) => answer.json()),
  ]);
  const more = languages[document.documentElement.lang.toLowerCase()] ?? [];
  const options = (part) => ({ excerptLength: 26, mergeFilter: { part } });
  await pagefind.options(options("first"));
  await pagefind.init();
  await Promise.all(
    more.map((part) => pagefind.mergeIndex(new URL(`${part}/`, home).pathname, options(part))),
  );
  const parts = ["first", ...more];
  field.addEventListener("input", () => search(pagefind, parts));
  page.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    search(pagefind, parts);
  });
  // Who types before the search has loaded keeps what they typed.
  field.value ||= new URL(location.href).searchParams.get("q") ?? "";
  await search(pagefind, parts);
}

start().catch(() => {
  status.textContent = words.broken;
});
