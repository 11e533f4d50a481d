/* The search worker, in the place of the theme's own. It starts, and loads the index, when a reader begins to search;
   search-ranking.js says which entries of it a query is after. */
(() => {
  "use strict";

  const QUERY = 2, RESULT = 3;
  const MOST = 50; // results; more are no help
  const address = self.document?.currentScript.src ?? location.href;
  const [GUIDE, SCHEMA, ERROR, REFERENCE] = (address.split("?")[1] ?? ",,,").split(",").map(decodeURIComponent); // as the site's language has them
  const PLACES = ["api-reference/", "api-reference/schemas/"];
  const LISTS = /<p>([^<]*)<span class="(parameters|body|fields|values)">([^<]*)<\/span>([^<]*)<\/p>/g;
  const ready = load();

  addEventListener("message", async ({ data: { type, data } }) => {
    const entries = await ready;
    if (type === QUERY) postMessage({ type: RESULT, data: answer(entries, data) });
  });

  async function load() {
    const index = new URL("../search/search_index.json", address).href;
    const [docs] = await Promise.all([self.document ? fromScript(index) : fromFile(index), run("search-ranking.js")]);
    const pages = new Map(docs.map((doc) => [doc.location, doc]));
    return docs.map((doc, place) => entryOf(doc, place, pages.get(doc.location.split("#")[0]) ?? doc));
  }

  async function fromFile(index) {
    return (await (await fetch(index)).json()).docs;
  }

  /** On disk this is no worker but the script of a frame, which may fetch nothing; the index is a script there too. */
  async function fromScript(index) {
    await run(index.replace(/json$/, "js"));
    return (await __index).docs;
  }

  function run(name) {
    const { href } = new URL(name, address);
    if (!self.document) return importScripts(href);
    return new Promise((resolve) => {
      const script = document.createElement("script");
      [script.src, script.onload] = [href, resolve];
      document.head.append(script);
    });
  }

  /* ---- What each entry is ---- */

  function entryOf({ location, title, text, tags: own = [] }, place, page) {
    const { core, letters, tokens } = ranking;
    const tags = location.includes("#") ? [] : own; // the index repeats them at each section of a page
    const [, call = ""] = /^<p><code>([^\s<]+ [^<]*)<\/code><\/p>/.exec(text)?.map(plain) ?? [];
    const [method, path] = call.toLowerCase().split(" ");
    const lists = { parameters: [], body: [], fields: [], values: [] };
    for (const [, , what, names] of text.matchAll(LISTS)) lists[what] = plain(names).toLowerCase().split(", ");
    const [name, prose] = [plain(title).toLowerCase(), plain(text.replace(LISTS, " "))];
    return {
      location, title, text, place, page, method, path, name,
      tags: tags.map((tag) => tag.toLowerCase()),
      letters: [title, ...tags].map((word) => letters(plain(word))),
      core: core(name),
      prose: prose.toLowerCase(),
      isPart: location.includes("#"),
      isError: location.includes("api-reference/errors/") && location.includes("#"),
      code: location.split("#").at(-1).replace(/^status-/, ""),
      depth: PLACES.filter((folder) => location.includes(folder)).length,
      segments: path?.split("/").filter((segment) => segment && !segment.startsWith("{")) ?? [],
      ...lists,
      /* Where words are looked for, and what one is worth there. */
      places: [[6, plain(title)], [4, `${tags.join(" ")} ${call}`], [2, prose], [1, Array.from(text.matchAll(LISTS), ([, , , names]) => plain(names)).join(" ")]]
        .map(([worth, words]) => [worth, ` ${tokens(words).join(" ")} `]),
    };
  }

  function plain(html) {
    const characters = { "&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"', "&#39;": "'" };
    return html.replace(/<[^>]*>/g, " ").replace(/&(?:lt|gt|amp|quot|#39);/g, (found) => characters[found])
      .replace(/\s+/g, " ").trim();
  }

  /* ---- What the reader gets ---- */

  /** Groups of results: a page with its sections, or what was named by itself. The theme opens the one of the highest score. */
  function answer(entries, query) {
    const asked = ranking.askedOf(query);
    if (asked.words === "") return { items: [] };
    const words = ranking.mended(entries, asked.core.split(" "));
    const named = ranking.namedBy(entries, asked);
    const groups = new Map(named.map((entry) => [entry.location, [entry]]));
    for (const [entry] of ranking.scored(entries, asked, words)) {
      const key = entry.isPart && isTitled(entry, words) ? entry.location : entry.page.location;
      if (!groups.has(entry.location)) groups.set(key, [...(groups.get(key) ?? []), entry]);
    }
    const pages = new Map(entries.map((entry) => [entry.location, entry]));
    const items = [...groups.entries()].slice(0, MOST).map(([key, group], place) => itemsOf(pages.get(key), group, words, MOST - place));
    const [first] = groups.keys();
    return { items, suggest: suggested(pages.get(first)?.title ?? "", words) };
  }

  /** Whether a section says by its title all that was asked, and its page does not. */
  function isTitled({ places, page }, words) {
    const isIn = (text) => words.every((word) => text.includes(` ${word}`));
    return isIn(places[0][1]) && !isIn(` ${ranking.tokens(plain(page.title)).join(" ")} `);
  }

  /** The results of a group: its head, then its best section; the others are folded. A lone section says where it is. */
  function itemsOf(head, group, words, score) {
    const lead = resultOf(head, words, score);
    if (head.isPart) return [{ ...lead, title: marked(head.page.title, []) }, lead];
    const sections = group.filter((entry) => entry !== head);
    const isBest = group[0] === head;
    const below = sections.map((entry, place) => resultOf(entry, words, place || isBest ? score - 0.5 : score));
    return isBest ? [lead, ...below] : [below[0], lead, ...below.slice(1)];
  }

  /** The method of an operation, or what else an entry is, before its title. */
  function badgeOf({ location, method, isError }) {
    if (method) return `<code class="method method-${method}">${method.toUpperCase()}</code> `;
    const kind = isError ? ERROR : location.includes(PLACES[1]) ? SCHEMA : location.includes(PLACES[0]) ? REFERENCE : GUIDE;
    return `<span class="kind">${kind.replace(/[<&]/g, " ")}</span> `;
  }

  function resultOf(entry, words, score) {
    const { location, title, text, places } = entry;
    const terms = Object.fromEntries(words.map((word) => [word, places.some(([, held]) => held.includes(` ${word}`))]));
    return { location, title: badgeOf(entry) + marked(title, words), text: excerpt(text, words), score, terms };
  }

  /** The call of an operation, and the first two paragraphs that hold the words; of lists and code what holds them. */
  function excerpt(text, words) {
    const holds = (part) => marked(part, words) !== part;
    const [written = ""] = /^<p><code>[^<]*<\/code><\/p>/.exec(text) ?? [];
    const call = written.replace(/<code>\S+ /, "<code>"); // its method is in the badge
    const blocks = [...blocksOf(text.slice(written.length))];
    const held = blocks.filter(holds).slice(0, 2).map((block) => block
      .replace(LISTS, (_, before, what, names, after) => `<p>${before}${names.split(", ").filter(holds).slice(0, 8).join(", ")}${after}</p>`)
      .replace(/<li>.*?<\/li>/gs, (item) => (holds(item) ? item : ""))
      .replace(/(<pre><code>)(.*)(<\/code>)/s, (_, open, code, close) => open + code.split("\n").filter(holds).slice(0, 3).join("\n") + close));
    return marked(call + (held.length || call ? held : blocks.slice(0, 1)).join(""), words);
  }

  function* blocksOf(html) {
    let [depth, start] = [0, 0];
    for (const { 0: tag, index } of html.matchAll(/<[^>]*>/g)) {
      if (tag[1] !== "/" && depth++ === 0) start = index;
      if (tag[1] === "/" && --depth === 0) yield html.slice(start, index + tag.length);
    }
  }

  /** Mark where a word, or a part of a camelCase one, begins with a word that was asked; tags and entities stay. */
  function marked(html, words) {
    const begins = (part) => words.some((word) => part.toLowerCase().startsWith(word));
    return html.replace(/<[^>]*>|&[#\w]+;|[\p{L}\p{N}]+/gu, (found) => {
      if (/^[<&]/.test(found)) return found;
      if (begins(found)) return `<mark>${found}</mark>`;
      return found.replace(/\p{Lu}+(?!\p{Ll})|\p{Lu}?[^\p{Lu}\p{N}]+/gu, (part) => (begins(part) ? `<mark>${part}</mark>` : part));
    });
  }

  /** What the last word may become, for the theme to offer; nothing when it is whole. */
  function suggested(title, words) {
    const begun = ranking.tokens(plain(title)).filter((word) => word.startsWith(words.at(-1)));
    const [nearest] = begun.sort((one, other) => one.length - other.length);
    return nearest === undefined || nearest === words.at(-1) ? [] : [nearest];
  }
})();
