// The reports follow the reader's color scheme; without this script they are light.
"use strict";

const dark = window.matchMedia("(prefers-color-scheme: dark)");

function follow() {
  document.body.setAttribute("data-md-color-scheme", dark.matches ? "slate" : "default");
}

follow();
dark.addEventListener("change", follow);
