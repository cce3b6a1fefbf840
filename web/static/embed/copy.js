// Gives every element that is meant to be copied a button for it. Without scripts its text can be selected.
"use strict";

(() => {
  for (const element of document.querySelectorAll("[data-copy]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = `Copy ${element.dataset.copy}`;
    const status = document.createElement("span");
    status.className = "copy-status";
    status.role = "status";
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(element.textContent.trim());
        status.textContent = "Copied";
      } catch {
        getSelection().selectAllChildren(element);
        status.textContent = "Selected: copy it with your keyboard";
      }
    });
    element.after(button, status);
  }
})();
