/* Takes a page along: its Markdown is copied with one press. Without scripts the link beside it leads there. */
(() => {
  "use strict";

  const button = document.querySelector(".page-bar__copy");
  const twin = document.querySelector("link[type='text/markdown']");
  if (button !== null && twin !== null) button.addEventListener("click", copy);

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
