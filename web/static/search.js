// Searching while typing: one entry in the browser's history for each search, not for each letter.
"use strict";

(() => {
  let typing = false;
  let keepEntry = false;

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
  });

  document.addEventListener("htmx:before:history:update", (event) => {
    const { history } = event.detail;
    const isShown = history.path === location.pathname + location.search;
    if (keepEntry || isShown) history.type = "replace";
  });

  document.addEventListener("htmx:error", () => reportConnection(true));
})();
