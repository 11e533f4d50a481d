/* Takes a page along by its Markdown, opens what a link leads into, and shows where what was searched stands. Without
   scripts a link leads to the Markdown, and a browser opens folds by itself. */
(() => {
  "use strict";

  const button = document.querySelector(".page-bar__copy");
  const twin = document.querySelector("link[type='text/markdown']");
  if (button !== null && twin !== null) button.addEventListener("click", copy);

  const searched = new URLSearchParams(location.search).get("h")?.match(/[\p{L}\p{N}]+/gu) ?? [];
  addEventListener("hashchange", reveal);
  if (location.hash) reveal();
  else revealSearched(searched.join(""));
  if (searched.length && "highlights" in CSS) markSearched(searched);

  /** Open the folds and choose the tabs around what the address names; browsers do the first, and that for one level. */
  function reveal() {
    const target = document.getElementById(decoded(location.hash.slice(1)));
    let isChanged = false;
    for (let box = target; box !== null; box = box.parentElement) {
      if (box.matches("details:not([open])")) isChanged = box.open = true;
      const choice = box.matches(".tabs > .tab") ? box.previousElementSibling.previousElementSibling : null;
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

  /** Search leads to the page of a name with its words; the name itself is what the reader is after. */
  function revealSearched(letters) {
    const lettersOf = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
    const links = [...document.querySelectorAll(".reference .permalink")];
    const link = letters && links.find(({ textContent }) => lettersOf(textContent.split(/[.\]]/).at(-1)) === letters);
    if (link) location.replace(link.hash);
  }

  /** Where the words begin a word of the page; the text stays as it is, for who copies it. */
  function markSearched(words) {
    const ranges = [];
    const walker = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
    const begins = new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join("|")})`, "giu");
    while (walker.nextNode()) {
      for (const { index, 0: found } of walker.currentNode.data.matchAll(begins)) {
        const range = new Range();
        range.setStart(walker.currentNode, index);
        range.setEnd(walker.currentNode, index + found.length);
        ranges.push(range);
      }
    }
    CSS.highlights.set("searched", new Highlight(...ranges));
  }

  /** Safari copies what is still on its way only as an item that promises it. */
  async function copy() {
    const text = (location.protocol === "file:" ? readFromDisk : read)(twin.href);
    const item = text.then((found) => new Blob([found], { type: "text/plain" }));
    try {
      await navigator.clipboard.write([new ClipboardItem({ "text/plain": item })]);
      tell();
    } catch {
      location.assign(twin.href); // where copying is forbidden, the reader can select
    }
  }

  async function read(address) {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    return answer.text();
  }

  /** A page on disk may not fetch its neighbours, but it may load a script that says what they say. */
  function readFromDisk(address) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = `${address}.js`;
      script.onerror = () => reject(new Error(`cannot load ${script.src}`));
      addEventListener("twin", ({ detail }) => resolve(detail), { once: true });
      document.head.append(script);
    });
  }

  function tell() {
    const words = button.textContent;
    if (words === button.dataset.done) return;
    button.textContent = button.dataset.done;
    setTimeout(() => { button.textContent = words; }, 2000);
  }
})();
