/* Leads from a page's old address to its new one, to the same place in it. Without scripts the page does so itself. */
(() => {
  "use strict";

  const target = document.querySelector("a");
  if (location.hash) target.hash = location.hash;
  location.replace(target.href);
})();
