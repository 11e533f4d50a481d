/* "Check connection" in the connection settings: why a call from this page fails, in one sentence with one way out. It
   reads states (the permission, what a request ends with, the answers) and never the version of a browser, asks nothing
   before a click, and sends the token only after the app has answered without it. */
(() => {
  "use strict";

  const dialog = document.querySelector("dialog.connection");
  const list = dialog?.querySelector(".doctor");
  if (!list) return;
  const { health, version } = list.dataset;
  const words = Object.fromEntries([...list.querySelector("template").content.children].map((item) => [item.dataset.step, item]));
  const clear = () => list.querySelectorAll("li").forEach((item) => item.remove());
  const SECONDS = 5;
  const HERE = /^(?:127\.0\.0\.1|localhost)$/;
  let latest = 0; // a check that a later one has overtaken says nothing any more

  dialog.querySelector("[data-action=check]").addEventListener("click", check);
  dialog.addEventListener("close", clear);
  document.addEventListener("click", (event) => {
    if (!event.target.closest("a[href$='#check-connection']")) return;
    event.preventDefault();
    document.querySelector(".connection-button").click();
    dialog.querySelector("[data-action=check]").focus();
  });

  async function check() {
    const wish = {};
    document.dispatchEvent(new CustomEvent("connection:read", { detail: wish }));
    if (wish.base === undefined) return; // the settings say what is wrong with them
    const own = (latest += 1);
    clear();
    list.ariaBusy = "true";
    for await (const { step, isFine = false, ...values } of steps(new URL(wish.base + health), wish.token)) {
      if (own !== latest) return;
      const item = words[step].cloneNode();
      item.className = isFine ? "doctor__fine" : "doctor__wrong";
      item.textContent = words[step].textContent.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
      list.append(item);
    }
    list.ariaBusy = "false";
  }

  /** What is found out, one step after the other, up to the first that is wrong. */
  async function* steps(url, token) {
    const { origin } = url;
    if (!HERE.test(url.hostname)) return yield { step: "elsewhere", origin };
    if ((await permission()) === "denied") return yield { step: "denied" };
    const silence = await silenceOf(url);
    if (silence) return yield { step: { denied: "denied", prompt: "unasked" }[await permission()] ?? silence, origin };
    yield { step: "listens", isFine: true, origin };
    for (const [expected, secret] of [[401, ""], [200, token]]) {
      if (expected === 200 && !token) return yield { step: "token", origin };
      const answer = await ask(url, secret);
      const problem = answer ? problemOf(answer, expected, origin) : { step: "unreadable", origin };
      if (problem) return yield problem;
      if (expected === 200) yield* mode(answer.value.data);
    }
    yield* described(new URL("/openapi.json", url), token);
  }

  /** The state of the permission to reach apps on this computer, which only pages from elsewhere need. */
  async function permission() {
    if (location.protocol === "file:" || HERE.test(location.hostname)) return "granted";
    for (const name of ["loopback-network", "local-network-access"]) {
      try {
        return (await navigator.permissions.query({ name })).state;
      } catch {
        // A browser without this permission asks for none.
      }
    }
    return "granted";
  }

  /** Nothing when something listens: an answer that the page may not read is an answer. */
  async function silenceOf(url) {
    try {
      await send(url, { mode: "no-cors" });
    } catch (error) {
      return error.name === "AbortError" ? "slow" : "refused";
    }
  }

  /** The answer with its JSON, or nothing when this page may not read it. */
  async function ask(url, token) {
    try {
      const response = await send(url, token ? { headers: { Authorization: `Bearer ${token}` } } : {});
      const text = await response.text();
      return { status: response.status, value: parsed(text) };
    } catch {
      return undefined;
    }
  }

  function send(url, options) {
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(), SECONDS * 1000);
    return fetch(url, { cache: "no-store", credentials: "omit", signal: controller.signal, ...options }).finally(() => clearTimeout(timer));
  }

  /** The object that a text is as JSON, or nothing. */
  function parsed(text) {
    try {
      const value = JSON.parse(text);
      return typeof value === "object" ? value : null;
    } catch {
      return null;
    }
  }

  function problemOf({ status, value }, expected, origin) {
    if (status === expected && value) return undefined;
    if (status >= 500) return { step: "failing", origin, status };
    if (!value || status === 200) return { step: "foreign", origin };
    return status === 401 ? { step: "refusing" } : { step: "error", origin, message: `${status} ${value.error?.message ?? ""}`.trim() };
  }

  function* mode({ configuredMode: configured, effectiveMode: effective } = {}) {
    yield { step: "accepted", isFine: true };
    if (effective === undefined) return;
    if (configured !== effective) return yield { step: "lowered", configured, effective };
    yield effective === "full-automation" ? { step: "writing", isFine: true } : { step: effective === "read-only" ? "reading" : "disabled" };
  }

  /** Compare the versions of the descriptions, where the app lets this page read its own. */
  async function* described(url, token) {
    const answer = (await ask(url)) ?? (await ask(url, token));
    const served = answer?.value?.info?.version;
    if (typeof served === "string" && served !== version) yield { step: "outdated", served, version };
  }
})();
