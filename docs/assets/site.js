/* Comfort for people who use a keyboard or a screen reader. Everything on the site reads without it. */
(() => {
  "use strict";

  const drawer = document.getElementById("__drawer");

  openSearchByKey(document.getElementById("__search"), document.querySelector(".search-key"));
  makeMenuButton(document.querySelector(".md-header [for=__drawer]"));
  new MutationObserver(quietCodeButtons).observe(document.querySelector("article"), { childList: true, subtree: true });
  quietCodeButtons();
  addEventListener("load", markScrollers);
  addEventListener("resize", markScrollers);
  addEventListener("toggle", markScrollers, true);
  addEventListener("change", markScrollers, true);

  /** Ctrl+K, or Command+K on a Mac, opens the search as on other sites; the theme knows F, S and the slash. */
  function openSearchByKey(toggle, hint) {
    const isMac = /Mac|iP/.test(navigator.platform);
    if (isMac) hint.textContent = "⌘ K";
    addEventListener("keydown", (event) => {
      const isAsked = event.key.toLowerCase() === "k" && (isMac ? event.metaKey : event.ctrlKey) && !event.shiftKey && !event.altKey;
      if (!isAsked) return;
      event.preventDefault();
      if (!toggle.checked) toggle.click();
      document.querySelector("[data-md-component=search-query]").focus();
    });
  }

  /** The label that opens the menu becomes a button, which the keyboard reaches; Escape closes the menu. */
  function makeMenuButton(label) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = `${label.className} menu`;
    button.append(...label.childNodes);
    button.addEventListener("click", () => drawer.click());
    label.replaceWith(button);
    const tell = () => button.setAttribute("aria-expanded", drawer.checked);
    drawer.addEventListener("change", tell);
    tell();
    addEventListener("keydown", ({ key }) => {
      if (key !== "Escape" || !drawer.checked) return;
      drawer.click();
      button.focus();
    });
  }

  /** The theme makes a landmark of each code block's buttons: far too many to jump to. */
  function quietCodeButtons() {
    for (const nav of document.querySelectorAll("nav.md-code__nav:not([role])")) nav.setAttribute("role", "none");
  }

  /** What scrolls can be scrolled by keyboard. */
  function markScrollers() {
    for (const box of document.querySelectorAll(".md-typeset__scrollwrap, .md-typeset pre > code")) {
      box.toggleAttribute("tabindex", false);
      if (box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight) box.tabIndex = 0;
    }
  }
})();
