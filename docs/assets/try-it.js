/* "Try it" on the page of an operation: its call, from the parameters and the body that the page shows, to the base URL of
   the connection settings and to nowhere else. A GET is sent at once; what may write is shown byte for byte, and sent when
   that is confirmed. The token comes from the settings with each call and is kept and shown nowhere. */
(() => {
  "use strict";

  const template = document.getElementById("try-it");
  const intro = document.querySelector(".reference--operation > .intro");
  if (!template || !intro) return;
  const method = intro.querySelector(".call .method").textContent;
  const path = intro.querySelector(".call .path").textContent;
  const isSafe = method === "GET" || method === "HEAD";
  const rows = [...document.querySelectorAll(".table--parameters tr[id^=parameter-]")].map(parameterOf);
  const mediaType = document.querySelector(".request-body .media-type code")?.textContent;
  const isText = mediaType === undefined || /json|^text\/|xml/.test(mediaType);
  if (!isText || rows.some(({ place, isRequired }) => !/^(?:path|query|header)$/.test(place) && isRequired)) return;

  const panel = template.content.firstElementChild.cloneNode(true);
  const part = (name) => panel.querySelector(`[data-part=${name}]`);
  const [form, problem, confirmation, answer] = ["form", "problem", "confirmation", "answer"].map(part);
  const inputs = rows.filter(({ place }) => place !== "cookie").map(addInput);
  const body = part("body");
  let pending = null;
  if (mediaType === undefined) body.parentElement.remove();
  else body.value = (document.querySelector("#request-body-example code") ?? document.querySelector(".request-body .show code"))?.textContent.trimEnd() ?? "";
  intro.after(panel);
  panel.addEventListener("toggle", () => (part("base").textContent = connection().base));
  form.addEventListener("submit", submit);
  form.addEventListener("input", () => show(confirmation, false));
  part("confirm").addEventListener("click", () => send(pending));
  part("cancel").addEventListener("click", () => show(confirmation, false));
  part("settings").addEventListener("click", () => document.querySelector(".connection-button").click());

  function connection() {
    const wish = {};
    document.dispatchEvent(new CustomEvent("connection:read", { detail: wish }));
    return wish;
  }

  function parameterOf(row) {
    const [, place] = row.id.split("-");
    const [name, , type, required, , example] = row.cells;
    return {
      place,
      name: name.querySelector("code").textContent,
      type: type.textContent.trim(),
      isRequired: required.classList.contains("is-required"),
      example: example?.querySelector("code")?.textContent ?? "",
    };
  }

  function addInput(parameter) {
    const label = document.createElement("label");
    const input = Object.assign(document.createElement("input"), { type: "text", value: parameter.example, spellcheck: false, autocomplete: "off" });
    input.required = parameter.isRequired;
    label.append(`${parameter.name}${parameter.isRequired ? " *" : ""} `, input);
    part("parameters").append(label);
    return { ...parameter, input };
  }

  function show(element, isShown) {
    element.hidden = !isShown;
  }

  /** Say what is wrong, and lead to the field that it is about. */
  function tell(field, kind, values) {
    field.ariaInvalid = "true";
    problem.textContent = problem.dataset[kind].replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
    field.focus();
    return false;
  }

  function isValid() {
    problem.textContent = "";
    for (const field of form.querySelectorAll("[aria-invalid]")) field.ariaInvalid = null;
    for (const { name, type, isRequired, input } of inputs) {
      const text = input.value.trim();
      if (text === "" && isRequired) return tell(input, "missing", { name });
      const pattern = { integer: /^-?\d+$/, number: /^-?\d+(?:\.\d+)?$/, boolean: /^(?:true|false)$/ }[type];
      if (text !== "" && pattern && !pattern.test(text)) return tell(input, "kind", { name, type });
    }
    if (mediaType === undefined || !mediaType.includes("json")) return true;
    try {
      JSON.parse(body.value);
      return true;
    } catch (error) {
      return tell(body, "json", { reason: error.message });
    }
  }

  function submit(event) {
    event.preventDefault();
    show(confirmation, false);
    if (!isValid()) return;
    pending = request();
    if (isSafe) return void send(pending);
    part("bytes").textContent = bytesOf(pending);
    show(confirmation, true);
    part("confirm").focus();
  }

  function request() {
    const { base, token } = connection();
    const filled = inputs.filter(({ input }) => input.value !== "");
    const at = (place) => filled.filter((parameter) => parameter.place === place);
    const values = new Map(at("path").map(({ name, input }) => [name, encodeURIComponent(input.value)]));
    const query = at("query").map(({ name, input }) => `${encodeURIComponent(name)}=${encodeURIComponent(input.value)}`);
    const headers = at("header").map(({ name, input }) => [name, input.value]);
    if (token) headers.unshift(["Authorization", `Bearer ${token}`]);
    if (mediaType !== undefined) headers.push(["Content-Type", mediaType]);
    const target = path.replace(/\{([^{}]*)\}/g, (whole, name) => values.get(name) ?? whole) + (query.length ? `?${query.join("&")}` : "");
    return { url: new URL(base + target), headers, body: mediaType === undefined ? undefined : body.value };
  }

  /** The request as it goes over the wire, with dots in the place of the token. */
  function bytesOf({ url, headers, body: text }) {
    const lines = headers.map(([name, value]) => `${name}: ${name === "Authorization" ? "Bearer \u2022\u2022\u2022\u2022" : value}`);
    return [`${method} ${url.pathname}${url.search} HTTP/1.1`, `Host: ${url.host}`, ...lines, "", text ?? ""].join("\n").trimEnd();
  }

  async function send({ url, headers, body: text }) {
    show(confirmation, false);
    form.ariaBusy = "true";
    const start = performance.now();
    try {
      const response = await fetch(url, { method, headers, body: text, cache: "no-store", credentials: "omit", redirect: "error" });
      const content = await response.text();
      report(response, content, Math.round(performance.now() - start));
    } catch {
      show(part("silent"), true);
      show(part("received"), false);
    }
    show(answer, true);
    form.ariaBusy = "false";
  }

  function report(response, content, milliseconds) {
    const { status, statusText } = response;
    const documented = [status, `${String(status)[0]}xx`, "default"].find((name) => document.getElementById(`response-${name}`));
    show(part("silent"), false);
    show(part("received"), true);
    part("status").textContent = `${status} ${statusText} \u00b7 ${milliseconds} ms`;
    part("headers").textContent = [...response.headers].map(([name, value]) => `${name}: ${value}`).join("\n");
    part("content").textContent = laidOut(content);
    const entry = document.getElementById(`response-${documented}`)?.closest(".response");
    const example = entry?.querySelector("[id$=-example] code") ?? entry?.querySelector(".show code");
    part("link").hidden = documented === undefined;
    part("link").href = `#response-${documented}`;
    show(part("undocumented"), documented === undefined);
    part("example").textContent = example?.textContent ?? "";
    explain(content);
  }

  /** Lead from an error code of the answer to its entry. */
  function explain(content) {
    const link = part("code");
    const index = document.querySelector("nav a[href$='errors/'], nav a[href$='errors/index.html']");
    let code;
    try {
      code = JSON.parse(content)?.error?.code;
    } catch {
      code = undefined;
    }
    const isKnown = typeof code === "string" && index !== null;
    show(link, isKnown);
    if (isKnown) [link.textContent, link.href] = [code, `${index.getAttribute("href")}#${encodeURIComponent(code)}`];
  }

  function laidOut(content) {
    try {
      return JSON.stringify(JSON.parse(content), null, 2);
    } catch {
      return content;
    }
  }
})();
