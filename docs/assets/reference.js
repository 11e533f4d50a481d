/* Comfort on the pages of the reference: one press for all responses, one language for all calls, links that open what
   they lead into, a filter over long lists. All of a page is there without it. */
(() => {
  "use strict";

  const reference = document.querySelector(".reference");
  if (reference === null) return;
  const RESPONSES = "__responses", TABS = "__tabs"; // the second is the theme's own: tabs of guides follow

  for (const section of reference.querySelectorAll(".responses[data-expand]")) offerAll(section);
  for (const tabs of reference.querySelectorAll(".tabs--call")) followLanguage(tabs);
  for (const list of reference.querySelectorAll(".letters[data-filter]")) offerFilter(list);
  addEventListener("hashchange", reveal);
  reveal();

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
      button.textContent = isOpen ? section.dataset.fold : section.dataset.expand;
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

  const labelOf = (choice) => choice.nextElementSibling.textContent.trim();

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

  /* ---- Links ---- */

  /** Open the folds and choose the tabs around what the address names; browsers do the first, and that for one level. */
  function reveal() {
    const target = document.getElementById(decoded(location.hash.slice(1)));
    if (target === null) return;
    let isChanged = false;
    for (let box = target; box !== reference && box !== null; box = box.parentElement) {
      if (box.matches("details:not([open])")) isChanged = box.open = true;
      const choice = box.matches(".tab") ? box.previousElementSibling.previousElementSibling : null;
      if (choice !== null && !choice.checked) isChanged = choice.checked = true;
    }
    if (isChanged) target.scrollIntoView();
  }

  /** A link may have been cut within a character. */
  function decoded(part) {
    try {
      return decodeURIComponent(part);
    } catch {
      return part;
    }
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
