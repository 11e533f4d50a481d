/* Comfort on the pages of the reference: one press for all responses, one language for all calls, a filter over long
   lists. All of a page is there without it. */
(() => {
  "use strict";

  const RESPONSES = "__responses", TABS = "__tabs"; // the second is the theme's own: tabs of guides follow
  let reference = null;

  enhance();
  globalThis.document$?.subscribe(enhance); // a theme may put another page in the place of this one

  function enhance() {
    const shown = document.querySelector(".reference");
    if (shown === reference || shown === null) return;
    reference = shown;
    for (const section of reference.querySelectorAll(".responses[data-expand]")) offerAll(section);
    for (const tabs of reference.querySelectorAll(".tabs--call")) followLanguage(tabs);
    for (const body of reference.querySelectorAll(".content")) followAlternative(body);
  for (const list of reference.querySelectorAll(".letters[data-filter]")) offerFilter(list);
  }

  /* ---- Responses ---- */

  /** A button opens the rows of all responses, and folds them again; the choice holds for the next page. */
  function offerAll(section) {
    const rows = [...section.querySelectorAll(":scope > details.response")];
    const folded = rows.filter(({ open }) => !open);
    if (folded.length < 2) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "responses__all";
    const show = (isOpen) => {
      for (const row of folded) row.open = isOpen;
      button.ariaLabel = isOpen ? section.dataset.fold : section.dataset.expand; // the words of the page stay as they are
      button.ariaExpanded = String(isOpen);
    };
    button.addEventListener("click", () => {
      const isOpen = button.ariaExpanded !== "true";
      __md_set(RESPONSES, isOpen);
      show(isOpen);
    });
    show(__md_get(RESPONSES) === true);
    section.querySelector("h2").append(button);
  }

  /* ---- Languages of calls ---- */

  function labelOf(choice) {
    return choice.nextElementSibling.textContent.trim();
  }

  function followLanguage(tabs) {
    const choices = [...tabs.querySelectorAll(":scope > .tabs__choice")];
    choose(choices, __md_get(TABS) ?? []);
    tabs.addEventListener("change", ({ target }) => {
      if (!choices.includes(target)) return;
      const labels = [...new Set([labelOf(target), ...(__md_get(TABS) ?? [])])];
      __md_set(TABS, labels);
      for (const other of reference.querySelectorAll(".tabs--call")) choose([...other.querySelectorAll(":scope > .tabs__choice")], labels);
    });
  }

  function choose(choices, labels) {
    const best = labels.map((label) => choices.find((choice) => labelOf(choice) === label)).find(Boolean);
    if (best) best.checked = true;
  }

  /* ---- Alternatives of a body ---- */

  /** Shape, example and fields show the same alternative: what is chosen in one set of tabs is chosen in all. */
  function followAlternative(body) {
    const sets = [...body.querySelectorAll(".tabs--examples")].map((tabs) => [...tabs.querySelectorAll(":scope > .tabs__choice")]);
    const names = new Set((sets[0] ?? []).map(labelOf));
    const rows = [...body.querySelectorAll(".field[data-only]")]
      .map((row) => ({ row, only: JSON.parse(row.dataset.only) }))
      .filter(({ only }) => only.every((name) => names.has(name)));
    if (sets.length < 2 && rows.length === 0) return;
    const show = (name) => {
      for (const choices of sets) choose(choices, [name]);
      if (names.has(name)) for (const { row, only } of rows) row.hidden = only.includes(name) ? false : "until-found";
    };
    body.addEventListener("change", ({ target }) => {
      if (sets.some((choices) => choices.includes(target))) show(labelOf(target));
    });
    /** A field that is linked to, or that the reader searches for, brings its alternative along. */
    const bring = (target) => {
      const hidden = rows.findLast(({ row }) => row.hidden && row.contains(target));
      if (hidden) show(hidden.only[0]);
      return hidden;
    };
    body.addEventListener("beforematch", ({ target }) => bring(target));
    const follow = () => {
      const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (target && bring(target)) target.scrollIntoView();
    };
    addEventListener("hashchange", follow);
    show(labelOf(sets[0].find(({ checked }) => checked)));
    follow();
  }

  /* ---- Long lists ---- */

  /** A box above the list leaves the names that hold its letters. */
  function offerFilter(letters) {
    const box = document.createElement("input");
    [box.type, box.className, box.placeholder, box.ariaLabel] = ["search", "filter", letters.dataset.filter, letters.dataset.filter];
    const sections = [...reference.querySelectorAll(".letter")].map((section) => ({
      section, items: [...section.querySelectorAll("li")].map((item) => ({ item, name: item.firstElementChild.textContent.toLowerCase() })),
    }));
    box.addEventListener("input", () => {
      const words = box.value.toLowerCase().replace(/\s+/g, "");
      for (const { section, items } of sections) {
        for (const { item, name } of items) item.hidden = !name.includes(words);
        section.hidden = items.every(({ item }) => item.hidden);
      }
    });
    letters.before(box);
  }
})();
