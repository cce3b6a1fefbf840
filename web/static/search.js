// Searching while typing: one entry in the browser's history for each search, not for each letter.
"use strict";

(() => {
  let typing = false;
  let keepEntry = false;
  let focusWithin = false;

  const wasTyped = (ctx) => ctx.sourceEvent?.type === "input";
  const reportConnection = (lost) => {
    const notice = document.getElementById("connection-problem");
    if (notice) notice.hidden = !lost;
  };

  document.addEventListener("htmx:before:swap", (event) => {
    const { ctx } = event.detail;
    reportConnection(false);
    if (wasTyped(ctx) && ctx.response?.status === 400) {
      event.preventDefault(); // a phrase whose closing quote is still to come is no mistake yet
      return;
    }
    keepEntry = typing && wasTyped(ctx);
    typing = wasTyped(ctx);
    focusWithin = document.getElementById("results")?.contains(document.activeElement) ?? false;
  });

  // A link that goes with what it takes away, such as a chip, leaves the focus at what came of it, not at the top.
  document.addEventListener("htmx:after:swap", () => {
    if (focusWithin && document.activeElement === document.body) {
      document.querySelector("#count, #problem-detail")?.focus({ preventScroll: true });
    }
  });

  document.addEventListener("htmx:before:history:update", (event) => {
    const { history } = event.detail;
    const isShown = history.path === location.pathname + location.search;
    if (keepEntry || isShown) history.type = "replace";
  });

  // A click that opens a tab, a window or a download is the browser's: htmx 4 would keep it from that.
  document.addEventListener("click", (event) => {
    const modified = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (modified && event.target.closest?.("a[href]")) event.stopPropagation();
  }, true);

  document.addEventListener("htmx:error", () => reportConnection(true));
})();
