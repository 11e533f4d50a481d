/* Lets the search worker run where a page from disk may not start one: as a script in a hidden frame.
   The frame's document is blank, so it has the page's own origin and needs no inline script. */
(() => {
  "use strict";

  class FrameWorker extends EventTarget {
    #frame = document.createElement("iframe");
    #ready;

    constructor(url) {
      super();
      this.#frame.hidden = true;
      this.#frame.title = "Search index";
      this.#ready = new Promise((resolve) => this.#frame.addEventListener("load", resolve, { once: true }))
        .then(() => this.#start(new URL(url, document.baseURI).href));
      document.body.append(this.#frame);
    }

    /** Give the frame what a worker has, then load the worker's script into it. */
    #start(url) {
      const scope = this.#frame.contentWindow;
      scope.postMessage = (message) => this.#emit("message", { data: structuredClone(message) });
      scope.importScripts = (...urls) => urls.reduce((last, next) => last.then(() => load(scope, next, url)), Promise.resolve());
      scope.addEventListener("error", (event) => this.#emit("error", event));
      return load(scope, url).catch((error) => this.#emit("error", { message: error.message, filename: url }));
    }

    #emit(type, { data, message, filename }) {
      const event = type === "error" ? new ErrorEvent(type, { message, filename }) : new MessageEvent(type, { data });
      this.dispatchEvent(event);
      this[`on${type}`]?.(event);
    }

    postMessage(message) {
      const data = structuredClone(message);
      this.#ready.then(() => {
        const scope = this.#frame.contentWindow;
        scope?.dispatchEvent(new scope.MessageEvent("message", { data }));
      });
    }

    terminate() {
      this.#frame.remove();
    }
  }

  /** A script in the frame; resolves when it has run. */
  function load(scope, url, base = url) {
    return new Promise((resolve, reject) => {
      const script = scope.document.createElement("script");
      script.src = new URL(url, base).href;
      script.onload = resolve;
      script.onerror = () => reject(new Error(`cannot load ${script.src}`));
      scope.document.head.append(script);
    });
  }

  if (location.protocol === "file:") {
    window.IFrameWorker = FrameWorker; // the search worker looks for this name to find its own files
    window.Worker = FrameWorker;
  }
})();
