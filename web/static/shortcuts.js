// Single keys that press what is on the page; never while somebody types, and not at all where they are turned off.
"use strict";

(() => {
  const OFF = "flori-shortcuts-off";
  const TARGETS = {
    n: "#next-hit",
    p: "#previous-hit",
    j: "#next-result, #page-next",
    k: "#previous-result, #page-previous",
  };
  const dialog = document.getElementById("shortcuts");
  const opener = document.getElementById("open-shortcuts");
  const using = document.getElementById("shortcuts-on");

  opener.hidden = false;
  opener.addEventListener("click", () => dialog.showModal());
  using.checked = localStorage.getItem(OFF) === null;
  using.addEventListener("change", () => {
    if (using.checked) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "yes");
  });

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable], dialog");
    if (typing || !using.checked || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "/") document.getElementById("q").focus();
    else if (event.key === "?") dialog.showModal();
    else if (event.key in TARGETS) document.querySelector(TARGETS[event.key])?.click();
    else return;
    event.preventDefault();
  });
})();
