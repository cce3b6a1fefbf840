// Gives every element that is meant to be copied a button for it. Without scripts its text can be selected.
// What the button and its answers say is in the page: data-copy of the element, data-copied and data-selected here.
"use strict";

(() => {
  const { copied, selected } = document.currentScript.dataset;
  for (const element of document.querySelectorAll("[data-copy]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = element.dataset.copy;
    const status = document.createElement("span");
    status.className = "copy-status";
    status.role = "status";
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(element.textContent.trim());
        status.textContent = copied;
      } catch {
        getSelection().selectAllChildren(element);
        status.textContent = selected;
      }
    });
    element.after(button, status);
  }
})();
