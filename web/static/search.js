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

  document.addEventListener("htmx:error", () => reportConnection(true));
})();
