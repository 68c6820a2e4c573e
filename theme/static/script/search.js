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

async function search(pagefind) {
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
  const found = await Promise.all(answer.results.slice(0, most).map((result) => result.data()));
  list.replaceChildren(...found.map(entry));
  const count = answer.results.length;
  status.textContent = count === 0 ? words.none : count === 1 ? words.one : words.many.replace("{}", count);
}

async function start() {
  const pagefind = await import(new URL(words.search, document.baseURI).href);
  await pagefind.options({ excerptLength: 26 });
  await pagefind.init();
  field.addEventListener("input", () => search(pagefind));
  page.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    search(pagefind);
  });
  // Who types before the search has loaded keeps what they typed.
  field.value ||= new URL(location.href).searchParams.get("q") ?? "";
  await search(pagefind);
}

start().catch(() => {
  status.textContent = words.broken;
});
