/* The search worker: the theme's own finds pages by their words; what was named exactly comes first here.
   The theme's worker is the query of this script's address, told from the folder of assets on. */
(() => {
  "use strict";

  const SETUP = 0, QUERY = 2, RESULT = 3;
  const ERRORS = "api-reference/errors/", PLACES = ["api-reference/", "api-reference/schemas/"];
  const post = self.postMessage.bind(self);
  const listen = self.addEventListener.bind(self);
  let answer, query = "", known = new Map();

  self.addEventListener = (type, listener) => { if (type === "message") answer = listener; };
  self.postMessage = (message) => post(message.type === RESULT ? { ...message, data: ranked(message.data) } : message);
  const address = self.document?.currentScript?.src ?? self.location.href;
  const inAssets = (url) => url.slice(url.lastIndexOf("assets/") + "assets/".length);
  const load = self.importScripts.bind(self);
  // The theme's worker names the files of languages as seen from its own folder, or from the folder of this address.
  self.importScripts = (...urls) => load(...urls.map((url) => (url.startsWith("../") ? `javascripts/${url.slice(3)}` : inAssets(url))));
  const ready = load(inAssets(address));

  listen("message", async ({ data: { type, data } }) => {
    await ready;
    if (type === SETUP) known = new Map(data.docs.map((entry, place) => [entry.location, knownOf(entry, place)]));
    if (type === QUERY) query = data;
    answer({ data: { type, data: type === QUERY && isBody(data) ? wordsOf(data) : data } });
  });

  /* What was asked, and what each entry is, in the same form. */

  function isBody(text) {
    return /^\s*[{[]|"\s*:/.test(text);
  }

  /** A pasted body has quotes, which would make each of its words a condition. */
  function wordsOf(body) {
    return body.replace(/["{}[\],:]+/g, " ");
  }

  function askedOf(text) {
    const words = text.trim().replace(/\s+/g, " ").toLowerCase();
    const [, method, path] = /^(?:([a-z]+) )?(?:[a-z]+:\/\/[^/]*)?(\/?[^\s?]*\/[^\s?]*)/.exec(words) ?? [];
    const inBody = [...words.matchAll(/"([^"]*)"|\b[1-5]\d\d\b/g)].map(([value, quoted = value]) => quoted);
    const values = isBody(text) ? inBody : [words];
    return { words, method, path: path?.replace(/^\/?|\/$/g, (slash, place) => (place ? "" : "/")), values };
  }

  function knownOf(entry, place) {
    const { location, title, text, tags = [] } = entry;
    const [, method, path] = /^<p><code>([^\s<]+) ([^<]*)<\/code>/.exec(text)?.map(plain) ?? [];
    return {
      entry,
      place,
      title: plain(title),
      text: plain(text),
      tags: tags.map((tag) => tag.toLowerCase()),
      isError: location.includes(ERRORS),
      depth: PLACES.filter((folder) => location.includes(folder)).length,
      method,
      path,
      segments: path?.split("/").filter((segment) => segment && !segment.startsWith("{")) ?? [],
      parameters: namesOf(text, "parameters"),
      fields: namesOf(text, "fields"),
    };
  }

  function namesOf(text, what) {
    return new RegExp(`<span class="${what}">([^<]*)<`).exec(text)?.map(plain)[1].split(", ") ?? [];
  }

  function plain(html) {
    const letters = { "&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"', "&#39;": "'" };
    return html.replace(/<[^>]*>/g, " ").replace(/&(?:lt|gt|amp|quot|#39);/g, (found) => letters[found])
      .replace(/\s+/g, " ").trim().toLowerCase();
  }

  /* The first of these that holds ranks an entry; those of one rank go by the length of their path, reading first. */

  const RULES = [
    ({ words }, { tags }) => tags.includes(words),
    ({ values }, { isError, title }) => isError && values.includes(title),
    ({ words }, { title }) => title === words,
    ({ path, method }, entry) => path && entry.path === path && entry.method === method,
    ({ path, method }, entry) => path && !method && entry.path === path,
    ({ path, method }, entry) => path && entry.path && (!method || entry.method === method) && isCall(entry.path, path),
    ({ words }, { segments }) => segments.at(-1) === words.replaceAll("/", ""),
    ({ words }, { segments }) => segments.includes(words.replaceAll("/", "")),
    ({ words }, { parameters }) => parameters.includes(words),
    ({ words }, { path, fields }) => !path && fields.includes(words),
    ({ words }, { fields }) => fields.includes(words),
    ({ words }, { isError, text }) => isError && words.includes(" ") && text.includes(words.replace(/\.$/, "")),
  ];

  /** Whether a path with values is that of an operation; either may lack the beginning that all operations share. */
  function isCall(template, path) {
    const [expected, asked] = [template, path].map((whole) => whole.split("/").slice(1));
    const length = Math.min(expected.length, asked.length);
    const given = asked.slice(-length), isSame = (segment, place) => segment === given[place];
    const shared = expected.slice(-length);
    return shared.some(isSame) && shared.every((segment, place) => isSame(segment, place) || segment.startsWith("{"));
  }

  /** Put what was named first, each on its own, whether or not the theme's worker found it by its words. */
  function ranked({ items, ...rest }) {
    const found = new Map(items.flat().map((entry) => [entry.location, entry]));
    const named = namedBy(askedOf(query)).map(({ entry }) => found.get(entry.location) ?? { ...entry, score: 1, terms: {} });
    const first = new Set(named.map(({ location }) => location));
    const others = items.map((group) => group.filter(({ location }) => !first.has(location))).filter((group) => group.length);
    return { items: [...named.map((entry) => [entry]), ...others], ...rest };
  }

  /** Shorter paths are nearer, or those as long as the one that was asked; then guides, tags, schemas. */
  function distance(asked, { path, depth, fields }) {
    if (path) return Math.abs(path.split("/").length - (asked.path?.split("/").length ?? 0)) + path.split("{").length / 99;
    return depth + fields.indexOf(asked.words) / 999;
  }

  function namedBy(asked) {
    if (asked.words === "") return [];
    const ranks = new Map();
    for (const entry of known.values()) {
      const rank = RULES.findIndex((holds) => holds(asked, entry));
      if (rank >= 0) ranks.set(entry, [rank, distance(asked, entry), +(entry.method !== "get"), entry.place]);
    }
    const compare = (one, other) => one.reduce((found, value, place) => found || value - other[place], 0);
    return [...ranks.keys()].sort((one, other) => compare(ranks.get(one), ranks.get(other)));
  }
})();
