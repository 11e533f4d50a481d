/* The connection that a reader sets once: samples show its base URL and port on every page of this tab.
   The token lives in a variable of this script and nowhere else: not in storage, which extensions and backups read,
   not in the page, which can be saved, not in an address. So it ends with the page, and other pages of the tab, which
   know only the base URL, show the variable of the environment in its place. Until it is set, the base URL is that of the
   description, or in docs that an app serves itself the app's own. */
(() => {
  "use strict";

  const button = document.querySelector(".connection-button");
  if (button === null) return;
  const { baseUrl, path, owner, variable, readings } = button.dataset;
  const KEY = "__connection";
  const home = "inApp" in button.dataset ? joined(location.origin + new URL(baseUrl).pathname, "").href : baseUrl;
  const originals = new Map(); // code element -> its content as it was written
  let token = "";
  let isTokenCopied = false;

  const dialog = document.getElementById("connection").content.firstElementChild.cloneNode(true);
  const field = (name) => dialog.querySelector(`[data-field=${name}]`);
  const problem = dialog.querySelector("[role=alert]");
  document.body.append(dialog);
  button.addEventListener("click", open);
  dialog.addEventListener("close", clear);
  dialog.querySelector("form").addEventListener("submit", use);
  dialog.querySelector("[data-action=close]").addEventListener("click", () => dialog.close());
  dialog.querySelector("[data-action=reset]").addEventListener("click", reset);
  field("base").addEventListener("change", movePort);
  addEventListener("copy", fillCopy, true);
  addEventListener("pagehide", forget);
  document.addEventListener("connection:read", ({ detail }) => Object.assign(detail, current()));
  show();

  function open() {
    [field("base").value, field("port").value] = parts(saved() ?? home);
    dialog.showModal();
  }

  /** What was typed does not outlive the dialog; the token is in its variable by now. */
  function clear() {
    for (const input of dialog.querySelectorAll("[data-field]")) input.value = "";
    tell();
    for (const radio of dialog.querySelectorAll("[type=radio]")) radio.checked = (radio.value === "token") === isTokenCopied;
  }

  function use(event) {
    event.preventDefault();
    const typed = field("token")?.value.trim() || token;
    const wantsToken = dialog.querySelector("[type=radio][value=token]")?.checked ?? false;
    const url = joined(field("base").value.trim(), field("port").value.trim());
    const failure = url.problem ?? (wantsToken ? tokenProblem(typed) : undefined);
    tell(failure);
    if (failure) return;
    [token, isTokenCopied] = [typed, wantsToken];
    __md_set(KEY, url.href, sessionStorage);
    dialog.close();
    clear(); // the event comes a moment later
    show();
  }

  /** What the other scripts of the page call with: what is typed while the dialog is open, nothing if that is wrong. */
  function current() {
    if (!dialog.open) return { base: saved() ?? home, token };
    const url = joined(field("base").value.trim(), field("port").value.trim());
    tell(url.problem);
    return url.problem ? {} : { base: url.href, token: field("token")?.value.trim() || token };
  }

  /** Say what is wrong, and lead to the field that it is about. */
  function tell(failure) {
    const wrong = { url: "base", port: "port", token: "token", missing: "token" }[failure];
    for (const input of dialog.querySelectorAll("[data-field]")) input.ariaInvalid = input.dataset.field === wrong ? "true" : null;
    problem.textContent = failure ? problem.dataset[failure] : "";
    if (failure) field(wrong).focus();
  }

  function reset() {
    forget();
    sessionStorage.removeItem(`${__md_scope.pathname}.${KEY}`);
    dialog.close();
    show();
  }

  function forget() {
    token = "";
    isTokenCopied = false;
    clear();
  }

  /** What this script stored; anything else there, which any page of this origin can write, is nothing. */
  function saved() {
    try {
      const value = __md_get(KEY, sessionStorage);
      return typeof value === "string" && joined(value, "").href === value ? value : null;
    } catch {
      return null; // storage is switched off
    }
  }

  /* ---- Base URL and port ---- */

  /** An address as a reader writes it: `localhost:9000` will do. */
  function addressOf(text) {
    const whole = text.includes("://") ? text : `http://${text}`;
    return URL.canParse(whole) ? new URL(whole) : null;
  }

  function parts(text) {
    const url = addressOf(text);
    return url ? [`${url.protocol}//${url.hostname}${url.pathname === "/" ? "" : url.pathname}`, url.port] : ["", ""];
  }

  /** A port within a pasted URL goes into its own field. */
  function movePort() {
    const [base, port] = parts(field("base").value.trim());
    if (port !== "") [field("base").value, field("port").value] = [base, port];
  }

  function joined(base, port) {
    const url = addressOf(base);
    const isUsable = url && /^https?:$/.test(url.protocol) && /^[\w.:[\]-]+$/.test(url.hostname) && !url.username && !url.password;
    if (!isUsable) return { problem: "url" };
    if (port !== "" && !(/^\d{1,5}$/.test(port) && port >= 1 && port <= 65535)) return { problem: "port" };
    if (port !== "") url.port = port;
    return { href: `${url.origin}${pathOf(url)}` };
  }

  /** Without what all paths of the API begin with, which some call part of the base URL, and with nothing that quotes or shells take for theirs. */
  function pathOf({ pathname }) {
    const given = pathname.replace(/\/+$/, "");
    const own = path !== "" && given.endsWith(path) ? given.slice(0, -path.length) : given;
    return own.replace(/['"$`!\\]/g, (character) => `%${character.charCodeAt(0).toString(16)}`);
  }

  /* ---- Samples ---- */

  /** Write the settings into every sample, or the original back; a sample is code that is no JSON or XML. */
  function show() {
    const base = saved() ?? home;
    button.toggleAttribute("data-used", saved() !== null);
    for (const [code, content] of originals) code.replaceChildren(content.cloneNode(true));
    originals.clear();
    if (saved() === null && base === baseUrl) return;
    for (const code of document.querySelectorAll(":is(article, .hero) pre > code")) {
      const edits = /^\s*[[{<]/.test(code.textContent) ? [] : [...editsOf(code.textContent, base)];
      if (edits.length === 0) continue;
      const content = document.createDocumentFragment();
      content.append(...[...code.childNodes].map((node) => node.cloneNode(true)));
      originals.set(code, content);
      edits.sort((one, other) => other.start - one.start).forEach((edit) => replace(code, edit));
    }
  }

  function* editsOf(text, base) {
    for (let start = text.indexOf(baseUrl); start >= 0; start = text.indexOf(baseUrl, start + 1)) {
      const end = start + baseUrl.length;
      if (/^(?:[/?#'"`\s]|$)/.test(text.slice(end))) yield { start, end, words: base };
    }
    for (const found of text.matchAll(/^(?:curl -X \S+|  -[Hb]|  (?:-G )?-d(?= '[^'{[]+=)) '([^'\n]*)<(token|api-key|credentials)>([^'\n]*)'/gm)) {
      const start = found.index + found[0].indexOf("'");
      const middle = start + 1 + found[1].length;
      const name = `${owner}_${found[2].replace("-", "_").toUpperCase()}`;
      const isPlain = /^[\w :;,./&?=%~+@-]*$/.test(found[1] + found[3]);
      const end = found.index + found[0].length;
      if (isPlain) {
        yield { start, end: start + 1, words: '"' };
        yield { start: middle, end: middle + found[2].length + 2, words: /^\w/.test(found[3]) ? `\${${name}}` : `$${name}` };
        yield { start: end - 1, end, words: '"' };
      } else {
        yield { start: middle, end: middle + found[2].length + 2, words: `'"$${name}"'` };
      }
    }
  }

  /** Put words in the place of a piece of the text, whatever elements color it. */
  function replace(code, { start, end, words }) {
    const range = document.createRange();
    const walker = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
    let [position, isStarted] = [0, false];
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const next = position + node.length;
      if (!isStarted && start < next) {
        range.setStart(node, start - position);
        isStarted = true;
      }
      if (end <= next) {
        range.setEnd(node, end - position);
        break;
      }
      position = next;
    }
    if (range.startContainer === range.endContainer) {
      range.startContainer.replaceData(range.startOffset, end - start, words);
    } else {
      range.deleteContents();
      range.insertNode(document.createTextNode(words));
    }
  }

  /* ---- The token, only in what is copied ---- */

  function tokenProblem(text) {
    if (text === "") return "missing";
    return /^[\x21-\x7e]+$/.test(text) && !/['"`\\$!]/.test(text) ? undefined : "token";
  }

  function fillCopy(event) {
    if (!isTokenCopied || token === "") return;
    const area = event.target instanceof HTMLTextAreaElement ? event.target : null;
    const text = area ? area.value.slice(area.selectionStart, area.selectionEnd) : String(getSelection());
    const filled = withToken(text);
    if (filled === text) return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", filled);
  }

  /** Put the token where a language reads the variable: as it is within quotes, else as a literal. */
  function withToken(text) {
    const guard = new RegExp(`^if .*\\n +.*["']${variable} is not set\\.["'].*\\n(?: +.*\\n)*(?:\\}\\n)?`, "gm");
    const whole = text.replace(guard, "").replaceAll("paste-your-token-here", () => token);
    return readings.split(" ").reduce(filled, whole);
  }

  function filled(text, reading) {
    if (reading.startsWith("$")) {
      const name = reading.slice(1);
      return text.replace(new RegExp(`("[^"\\n]*?)\\$(?:\\{${name}\\}|${name}\\b)`, "g"), (_, before) => before + token);
    }
    const code = reading.replace(/[.[\]]/g, "\\$&");
    return text.replace(new RegExp(`${code}(?!\\w)`, "g"), () => JSON.stringify(token));
  }
})();
