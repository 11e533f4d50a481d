/* Takes a page along, as a whole by its Markdown, or by a link to one parameter or field of it, and shows where what
   was searched stands. Without scripts a link leads to the Markdown, and each name can be linked to all the same. */
(() => {
  "use strict";

  const button = document.querySelector(".page-bar__copy");
  const twin = document.querySelector("link[type='text/markdown']");
  if (button !== null && twin !== null) button.addEventListener("click", copy);

  const names = [...document.querySelectorAll("article td:first-child > [id]")];
  names.forEach(linkToItself);
  addEventListener("hashchange", () => reveal(targetOf(location.hash)));
  const searched = new URLSearchParams(location.search).get("h")?.match(/[\p{L}\p{N}]+/gu) ?? [];
  if (location.hash) reveal(targetOf(location.hash));
  else revealSearched(searched.join(""));
  if (searched.length && "highlights" in CSS) markSearched(searched);

  function linkToItself(name) {
    const link = document.createElement("a");
    link.className = "permalink";
    link.href = `#${name.id}`;
    name.replaceWith(link);
    link.append(name);
    const [first, ...others] = name.textContent.split(/(?<=\.)/); // a long path is broken where it has a joint
    name.replaceChildren(first, ...others.flatMap((part) => [document.createElement("wbr"), part]));
  }

  function targetOf(hash) {
    return document.getElementById(decoded(hash.slice(1)));
  }

  /** A link may have been cut within a character. */
  function decoded(part) {
    try {
      return decodeURIComponent(part);
    } catch {
      return part;
    }
  }

  /** Unfold what is around the target: some browsers only do so for one level, or not at all. */
  function reveal(target) {
    let folded = false;
    for (let box = target?.closest("details:not([open])"); box; box = box.parentElement.closest("details:not([open])")) {
      box.open = folded = true;
    }
    if (folded) target.scrollIntoView();
  }

  /** Search leads to the page of a name with its words; the name itself is what the reader is after. */
  function revealSearched(letters) {
    const lettersOf = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
    const name = letters && names.find(({ textContent }) => lettersOf(textContent.split(/[.\]]/).at(-1)) === letters);
    if (name) location.replace(`#${name.id}`);
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
