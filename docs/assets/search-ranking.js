/* What a reader asked of the search, and how near an entry of the index comes to it: first what was named (an id, a
   path, a call, a code, a field), then what holds the words. Loaded by the search worker. */
self.ranking = (() => {
  "use strict";

  const ENDINGS = ["s", "e", "es", "ed", "ing", "ion", "ation"];
  const SHORTEST_MENDED = 5; // letters; a slip in a shorter word makes another word
  let vocabulary; // of all entries, once a word is not known
  const MOST_MENDED = 8; // words of a query; what is longer was pasted

  const letters = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");

  /** Words of a text, and of a camelCase word its parts too. */
  function tokens(text) {
    return (text.match(/[\p{L}\p{N}]+/gu) ?? []).flatMap((word) => {
      const parts = word.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?[^\p{Lu}\p{N}]+|\p{N}+/gu) ?? [];
      return parts.length > 1 ? [word, ...parts] : [word];
    }).map((word) => word.toLowerCase());
  }

  /** A word without the ending of its plural, for comparing two. */
  const singular = (word) => word.replace(/(?<=[^aeious])ies$/, "y").replace(/(?<=s|x|ch|sh)es$|(?<=[^su])s$/, "");

  /* ---- What was asked ---- */

  /* Verbs by the methods that do what they say. */
  const VERBS = new Map(Object.entries({
    "add create make new register": ["post"],
    "fetch find get list read retrieve search show view": ["get"],
    "change edit modify patch rename set update": ["patch", "put", "post"],
    "cancel clear delete destroy drop remove": ["delete"],
  }).flatMap(([verbs, methods]) => verbs.split(" ").map((verb) => [verb, methods])));
  /* What people call the statuses (RFC 9110), by their numbers. */
  const CALLED = new Map(Object.entries({
    400: "bad request|malformed request",
    401: "unauthorized|unauthenticated|invalid token|token invalid|expired token|token expired|wrong token|missing token|bad credentials|not authenticated",
    403: "forbidden|access denied|permission denied|not allowed|insufficient scope|missing scope",
    404: "not found|does not exist",
    405: "method not allowed",
    409: "conflict",
    413: "payload too large|content too large",
    415: "unsupported media type",
    422: "unprocessable|unprocessable entity|unprocessable content|validation failed|validation error",
    429: "too many requests|rate limit|rate limits|rate limited|rate limit exceeded|throttled|throttling",
    500: "internal server error|server error",
    501: "not implemented",
    503: "service unavailable|maintenance",
  }).flatMap(([status, names]) => names.split("|").map((name) => [name, status])));

  const QUESTION = /^(?:how (?:do|can|to|should) (?:i |we |you )?(?:get |use )?|where (?:do|can) i (?:get |find )?|what(?: is|'s| are) |can i |i (?:want|need) to )/;
  const KIND = /(?<=\S) (?:header|parameter|param|field|property|endpoint|operation|object|schema)s?$/;
  const EMPTY = new Set("a an and are as at be by can do does for from how i in is it its my of on or the to with what when where which you".split(" "));
  const STATUS = /(?:^|\b(?:http(?:\/[\d.]+)?|error|status|code)[ :=]*\(?)([1-5]\d\d)\b/;
  const METHOD = /^\s*(get|put|post|patch|delete|head|options|trace|query)\s|(?:-X|--request|-Method|\bmethod)["']?[\s=:]*["']?([a-z]+)|\b(?:requests|axios)\.([a-z]+)\(/i;
  /* The path of a whole address, or of one that begins with a variable; or what a query begins with. */
  const ADDRESS = /(?:https?:\/\/[^\s/'"`]+|\$\{?[\w.:]+\}?)(\/[^\s'"`?]*)/i;
  const PATH = /^(?:[a-z]+ )?([^\s'"`?]*\/[^\s'"`?]*)/i;

  /** What a text says without the words that many texts have. */
  function bare(text) {
    return text.split(/[\s,;?]+/).filter((word) => word && !EMPTY.has(word)).join(" ") || text;
  }

  const core = (text) => tokens(bare(text)).join(" ");

  function askedOf(query) {
    const text = query.trim().replace(/\s+/g, " ");
    const words = text.toLowerCase();
    const subject = bare(words.replace(QUESTION, "").replace(KIND, ""));
    const isBody = /^[{[]|["']\s*:/.test(text);
    const status = STATUS.exec(words)?.[1] ?? CALLED.get(subject) ?? CALLED.get(words);
    const values = [...words.matchAll(/(?:"[^"]*"|'[^']*')\s*:|"([^"]*)"|'([^']*)'|\b[1-5]\d\d\b/g)].map(([whole, one, other]) => one ?? other ?? whole);
    return {
      words, status, ...callOf(text),
      said: [words, subject],
      core: core(subject),
      letters: letters(text),
      codes: new Set(isBody ? values : words.split(/[^\w.-]+/)),
      isSaid: (code) => isBody || status !== undefined || code.includes("_"),
      deeds: [words, subject].map(deedOf),
      isNamed: CALLED.has(subject) || CALLED.has(words),
      member: /^[\w-]+\.[\w-]+$/.test(words) ? words.split(".") : undefined,
    };
  }

  /** A verb, the methods that do it, and what it is done to. */
  function deedOf(text) {
    const [verb = "", ...nouns] = tokens(text).filter((word) => !EMPTY.has(word));
    const last = nouns.at(-1) ?? "";
    return { verb, methods: VERBS.get(verb) ?? [], noun: nouns.map(singular).join(""), isMany: singular(last) !== last };
  }

  /** Method and path of what was pasted: a request line, an address, a command or a program with one in it. */
  function callOf(text) {
    const written = METHOD.exec(text)?.slice(1).find(Boolean);
    const usual = /^(?:\$ )?curl\s/.test(text) ? (/ (?:-d|--data[\w-]*|-F|--form|--json)[ =]/.test(text) ? "post" : "get") : undefined;
    const path = (ADDRESS.exec(text) ?? PATH.exec(text))?.[1].toLowerCase().replace(/^\/?/, "/").replace(/(.)\/$/, "$1");
    return { method: (written ?? usual)?.toLowerCase(), path };
  }

  /* ---- What was named ---- */

  /* The first of these that holds ranks an entry; those of one rank go by the length of their path, reading first. */
  const RULES = [
    ({ said }, { tags }) => said.some((words) => tags.includes(words)),
    ({ codes, isSaid }, { isError, name }) => isError && codes.has(name) && isSaid(name),
    ({ said }, { name }) => said.includes(name),
    ({ path, method }, entry) => path && entry.path === path && entry.method === method,
    ({ path, method }, entry) => path && !method && entry.path === path,
    ({ path, method }, entry) => path && entry.path && (!method || entry.method === method) && isCall(entry.path, path),
    ({ words, method }, { segments, method: own }) => own === method && words === `${method} ${segments.at(-1)}`,
    (asked, entry) => asked.core !== "" && entry.core === asked.core,
    ({ deeds }, entry) => deeds.some((deed) => isDone(deed, entry)),
    ({ said }, { segments }) => said.some((words) => segments.at(-1) === words.replaceAll("/", "")),
    (asked, { segments }) => asked.letters.length > 3 && segments.some((segment) => letters(segment) === asked.letters),
    ({ isNamed, status }, { isError, code }) => isNamed && isError && code === status,
    (asked, entry) => asked.letters.length > 3 && entry.letters.includes(asked.letters),
    ({ said }, { segments }) => said.some((words) => segments.includes(words.replaceAll("/", ""))),
    ({ said }, { segments }) => said.some((words) => singular(letters(words)) === singular(letters(segments.at(-1) ?? ""))),
    ({ member }, { path, name, fields }) => member && !path && name === member[0] && fields.includes(member[1]),
    ({ said }, { parameters }) => said.some((words) => parameters.includes(words)),
    ({ said }, { path, body }) => path && said.some((words) => body.includes(words)),
    ({ said }, { path, fields }) => !path && said.some((words) => fields.includes(words)),
    ({ said }, { fields }) => said.some((words) => fields.includes(words)),
    ({ said }, { values }) => said.some((words) => values.includes(words)),
    ({ words }, { isError, prose }) => isError && words.includes(" ") && prose.includes(words.replace(/\.$/, "")),
  ];

  /** Whether a path with values is that of an operation; either may lack the beginning that all operations share. */
  function isCall(template, path) {
    const [expected, asked] = [template, path].map((whole) => whole.split("/").slice(1));
    const length = Math.min(expected.length, asked.length);
    const given = asked.slice(-length), isSame = (segment, place) => segment === given[place];
    const shared = expected.slice(-length);
    return shared.some(isSame) && shared.every((segment, place) => isSame(segment, place) || segment.startsWith("{"));
  }

  /** Whether an operation does to a thing what the verb says: by its method, or by the last word of its path. */
  function isDone({ methods, verb, noun, isMany }, { path, method, segments }) {
    if (!path || noun === "") return false;
    const isOne = path.endsWith("}");
    const things = segments.map((segment) => singular(letters(segment)));
    if (things.at(-1) === verb) return things.at(-2) === noun;
    if (things.at(-1) !== noun || !methods.includes(method)) return false;
    return method === "get" ? isOne !== isMany : method === "post" ? isOne === methods.includes("patch") : true;
  }

  /** Shorter paths are nearer, or those as long as the one that was asked; then guides, tags, schemas. */
  function distance(asked, { path, method, depth, fields }) {
    const place = asked.deeds[0].methods.indexOf(method); // of methods that do the same the usual one is nearest
    if (path) return Math.max(place, 0) / 9 + Math.abs(path.split("/").length - (asked.path?.split("/").length ?? 0)) + path.split("{").length / 99;
    return depth + fields.indexOf(asked.member?.[1] ?? asked.said[1]) / 999;
  }

  function namedBy(entries, asked) {
    const ranks = new Map();
    for (const entry of entries) {
      const rank = RULES.findIndex((holds) => holds(asked, entry));
      if (rank >= 0) ranks.set(entry, [rank, +(entry.isPart && !entry.isError), distance(asked, entry), +(entry.method !== "get"), entry.place]);
    }
    const compare = (one, other) => one.reduce((found, value, place) => found || value - other[place], 0);
    return [...ranks.keys()].sort((one, other) => compare(ranks.get(one), ranks.get(other)));
  }

  /* ---- What holds the words ---- */

  /** What a word is worth to an entry: most in its title, and more as a whole than as a beginning. */
  function worth({ places }, word) {
    const [value, words] = places.find(([, text]) => text.includes(` ${word}`)) ?? [0];
    return value * (value && words.includes(` ${word} `) ? 1 : 0.7);
  }

  /** Entries with most of what was asked, best first: rare words count more, and titles that say little else. */
  function scored(entries, asked, words) {
    const found = entries.map((entry) => [entry, words.map((word) => worth(entry, word))]);
    const rarity = words.map((_, place) => Math.log(1 + entries.length / (1 + found.filter(([, values]) => values[place]).length)));
    const all = rarity.reduce((sum, value) => sum + value, 0);
    /* Of two words of which no entry has one, the other alone is not what was asked. */
    const isAllKnown = words.every((_, place) => found.some(([, values]) => values[place]));
    if (!isAllKnown && words.length < 3) return [];
    const scores = found.map(([entry, values]) => {
      const held = values.reduce((sum, value, place) => sum + (value && rarity[place]), 0) / all;
      const title = entry.places[0][1].trim().split(" ");
      const tight = title.filter((part) => words.some((word) => part.startsWith(word))).length / title.length;
      const liking = (entry.path ? 1.4 : 1) * (entry.path && entry.method === asked.method ? 1.4 : 1) * (entry.prose.includes(asked.words) ? 1.4 : 1);
      return [entry, held < (isAllKnown ? 0.4 : 0.6) ? 0 : values.reduce((sum, value, place) => sum + value * rarity[place], 0) * held * (1 + tight * (entry.isPart ? 0.5 : 1)) * liking];
    }).filter(([, score]) => score > 0);
    scores.sort(([one, score], [other, others]) => others - score || +(one.method !== "get") - +(other.method !== "get"));
    return scores.filter(([, score]) => score > scores[0][1] / 4);
  }

  /** Words that no entry has become the nearest that one has: without an ending, or with a slip mended. */
  function mended(entries, words) {
    return words.length > MOST_MENDED ? words : words.map((word) => (word.length < SHORTEST_MENDED || isKnown(entries, word) ? word : nearest(entries, word)));
  }

  function isKnown(entries, beginning) {
    return entries.some(({ places }) => places.some(([, words]) => words.includes(` ${beginning}`)));
  }

  function nearest(entries, word) {
    const stems = ENDINGS.filter((ending) => word.endsWith(ending)).map((ending) => word.slice(0, -ending.length));
    const stem = stems.find((beginning) => beginning.length > 3 && isKnown(entries, beginning));
    if (stem !== undefined) return stem;
    const most = word.length < 8 ? 1 : 2;
    let [best, fewest] = [word, most + 1];
    vocabulary ??= new Set(entries.flatMap(({ places }) => places.flatMap(([, words]) => words.trim().split(" "))));
    for (const known of vocabulary) {
      if (known.length < word.length - most) continue;
      const beginning = known.slice(0, word.length + 1);
      const slips = slipsBetween(word, beginning);
      if (slips < fewest) [best, fewest] = [beginning, slips];
    }
    return best;
  }

  /** How many letters were left out, put in, changed or swapped. */
  function slipsBetween(one, other) {
    let [before, last] = [[], [...other, 0].map((_, place) => place)];
    for (let row = 1; row <= one.length; row++) {
      const next = [row];
      for (let column = 1; column <= other.length; column++) {
        const isSame = one[row - 1] === other[column - 1];
        next[column] = Math.min(last[column] + 1, next[column - 1] + 1, last[column - 1] + !isSame);
        const isSwapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
        if (isSwapped && row > 1 && column > 1) next[column] = Math.min(next[column], before[column - 2] + 1);
      }
      [before, last] = [last, next];
    }
    return last[other.length];
  }

  return { askedOf, core, letters, mended, namedBy, scored, tokens };
})();
