// Marks the whole of the passage that the address names, which may stretch over several paragraphs.
"use strict";

(() => {
  const markPassage = () => {
    const ordinal = /^#p(\d+)$/.exec(location.hash)?.[1];
    for (const part of document.querySelectorAll(".passage")) {
      part.classList.toggle("arrived", part.dataset.passage === ordinal);
    }
  };
  addEventListener("hashchange", markPassage);
  markPassage();
})();
