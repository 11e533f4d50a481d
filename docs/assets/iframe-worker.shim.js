/* Search starts when the reader does: its worker and its index weigh as much as a page. From disk, where a page may
   start no worker, the worker's script runs in a hidden frame, whose blank document has the page's own origin. */
(() => {
  "use strict";

  const READY = 1, QUERY = 2, RESULT = 3;
  const BrowserWorker = window.Worker;

  /** What the theme takes for a worker. It is ready at once, and finds nothing for no words. */
  class LateWorker extends EventTarget {
    #url;
    #worker;

    constructor(url) {
      super();
      this.#url = new URL(url, document.baseURI).href;
      this.#emitLater({ type: READY });
      addEventListener("focusin", ({ target }) => { if (target.matches("[data-md-component=search-query]")) this.#start(); });
    }

    #start() {
      if (this.#worker) return;
      this.#worker = new (location.protocol === "file:" ? FrameWorker : BrowserWorker)(this.#url);
      this.#worker.addEventListener("message", ({ data }) => this.#emit(data));
    }

    #emit(data) {
      this.dispatchEvent(new MessageEvent("message", { data }));
    }

    /** As a worker does: while it still hears of one message, the theme passes over the next. */
    #emitLater(data) {
      setTimeout(() => this.#emit(data));
    }

    postMessage(message) {
      if (!this.#worker && message.type === QUERY && message.data === "") return this.#emitLater({ type: RESULT, data: { items: [] } });
      this.#start();
      this.#worker.postMessage(message);
    }
  }

  class FrameWorker extends EventTarget {
    #frame = document.createElement("iframe");
    #ready;

    constructor(url) {
      super();
      this.#frame.hidden = true;
      this.#frame.title = "Search index";
      this.#ready = new Promise((resolve) => this.#frame.addEventListener("load", resolve, { once: true })).then(() => this.#run(url));
      document.body.append(this.#frame);
    }

    #run(url) {
      const { contentWindow: scope, contentDocument } = this.#frame;
      const script = contentDocument.createElement("script");
      scope.postMessage = (data) => this.dispatchEvent(new MessageEvent("message", { data: structuredClone(data) }));
      script.src = url;
      contentDocument.head.append(script);
      return new Promise((resolve) => { script.onload = resolve; });
    }

    async postMessage(message) {
      await this.#ready;
      const { contentWindow: scope } = this.#frame;
      scope.dispatchEvent(new scope.MessageEvent("message", { data: structuredClone(message) }));
    }
  }

  window.Worker = LateWorker;
})();
