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
