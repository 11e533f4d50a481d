/* Where a reader's browser keeps no storage, the theme gets one that ends with the page; without any its scripts stop. */
(() => {
  "use strict";

  class PageStorage {
    #items = new Map();
    getItem(key) { return this.#items.get(key) ?? null; }
    setItem(key, value) { this.#items.set(key, String(value)); }
    removeItem(key) { this.#items.delete(key); }
  }

  for (const name of ["localStorage", "sessionStorage"]) {
    try {
      void window[name];
    } catch {
      Object.defineProperty(window, name, { value: new PageStorage() });
    }
  }
})();
