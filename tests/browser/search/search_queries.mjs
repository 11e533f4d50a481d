// The search worker of a site without a browser: queries as JSON on stdin, the first addresses of each on stdout.
// node search_queries.mjs SITE
import { readFileSync } from "node:fs";
import vm from "node:vm";

const site = process.argv[2];
const queries = JSON.parse(readFileSync(0, "utf8"));
const index = readFileSync(`${site}/search/search_index.json`, "utf8");
const code = (name) => readFileSync(`${site}/assets/${name}`, "utf8");
let listener, answered;

const worker = {
  location: { href: "https://site.example/assets/search.js" },
  URL,
  fetch: async () => ({ json: async () => JSON.parse(index) }),
  addEventListener: (_, found) => { listener = found; },
  postMessage: (message) => answered(message.data),
  importScripts: (url) => vm.runInContext(code(new URL(url).pathname.split("/").at(-1)), context),
};
worker.self = worker;
const context = vm.createContext(worker);
vm.runInContext(code("search.js"), context);

const found = {};
for (const query of queries) {
  const answer = new Promise((resolve) => { answered = resolve; });
  await listener({ data: { type: 2, data: query } });
  const { items } = await answer;
  found[query] = items.slice(0, 5).map((group) => (group.find(({ location }) => !location.includes("#")) ?? group.at(-1)).location);
}
process.stdout.write(JSON.stringify(found));
