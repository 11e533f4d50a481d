// The reports follow the reader's color scheme; a comparison opens at its first difference, on a narrow screen as one
// marked text. Without this script they are light, and begin at the top.
"use strict";

const dark = window.matchMedia("(prefers-color-scheme: dark)");

function follow() {
  document.body.setAttribute("data-md-color-scheme", dark.matches ? "slate" : "default");
}

follow();
dark.addEventListener("change", follow);
document.addEventListener("DOMContentLoaded", () => {
  const marked = document.getElementById("view-inline");
  if (marked !== null && window.matchMedia("(max-width: 760px)").matches) marked.checked = true;
  const first = document.getElementById("change-1");
  if (first === null || window.location.hash.length > 1 && window.location.hash !== "#change-1") return;
  const mark = [...first.querySelectorAll("ins, del")].find((found) => found.getClientRects().length > 0);
  (mark ?? first).scrollIntoView();
});
