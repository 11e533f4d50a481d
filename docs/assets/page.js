/* Takes a page along, as a whole by its Markdown, or by a link to one parameter or field of it. Without scripts a
   link leads to the Markdown, and each parameter and field can be linked to all the same. */
(() => {
  "use strict";

  const button = document.querySelector(".page-bar__copy");
  const twin = document.querySelector("link[type='text/markdown']");
  if (button !== null && twin !== null) button.addEventListener("click", copy);

  const names = [...document.querySelectorAll("article td:first-child > [id]")];
  names.forEach(linkToItself);
  addEventListener("hashchange", () => reveal(targetOf(location.hash)));
  if (location.hash) reveal(targetOf(location.hash));
  else revealSearched(new URLSearchParams(location.search).get("h"));

  function linkToItself(name) {
    const link = document.createElement("a");
    link.className = "permalink";
    link.href = `#${name.id}`;
    name.replaceWith(link);
    link.append(name);
  }

  function targetOf(hash) {
    return document.getElementById(decodeURIComponent(hash.slice(1)));
  }

  /** Unfold what is around the target: some browsers only do so for one level, or not at all. */
  function reveal(target) {
    let folded = false;
    for (let box = target?.closest("details:not([open])"); box; box = box.parentElement.closest("details:not([open])")) {
      box.open = folded = true;
    }
    if (folded) target.scrollIntoView();
  }

  /** Search leads to the page of a name with its words, split; the name itself is what the reader is after. */
  function revealSearched(words) {
    const letters = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
    const searched = letters(words ?? "");
    const name = names.find(({ textContent }) => letters(textContent.split(/[.\]]/).at(-1)) === searched);
    if (searched && name) location.replace(`#${name.id}`);
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
