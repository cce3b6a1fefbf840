// Inside a frame: tells the page around it how high the results are, whenever that changes.
"use strict";

(() => {
  const report = () => {
    const { height } = document.body.getBoundingClientRect();
    // Any page may frame this one that the policy lets, and a height tells nothing.
    parent.postMessage({ type: "florilegium:height", height }, "*");
  };
  if (parent === window) return;
  new ResizeObserver(report).observe(document.body);
  addEventListener("message", ({ data }) => {
    if (data?.type === "florilegium:measure") report();
  });
})();
