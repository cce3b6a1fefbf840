// Marks the whole of the passage that the address names, opens what it names to cite, and steps from hit to hit.
"use strict";

(() => {
  const arrive = () => {
    if (location.hash === "#cite") document.getElementById("cite").open = true;
    const ordinal = /^#p(\d+)$/.exec(location.hash)?.[1];
    for (const part of document.querySelectorAll(".passage")) {
      part.classList.toggle("arrived", part.dataset.passage === ordinal);
    }
  };
  addEventListener("hashchange", arrive);
  arrive();

  const hits = [...document.querySelectorAll(".document-text mark")];
  const place = document.getElementById("hit-place");
  if (!place || hits.length === 0) return;
  const arrived = document.querySelector(".arrived mark");
  const said = (number) => number.toLocaleString(document.documentElement.lang);
  let current = Math.max(0, hits.indexOf(arrived));

  const show = (index, moving = true) => {
    hits[current].classList.remove("current");
    current = (index + hits.length) % hits.length;
    hits[current].classList.add("current");
    place.textContent = place.dataset.words.replace("{number}", said(current + 1)).replace("{total}", said(hits.length));
    if (moving) hits[current].scrollIntoView({ block: "center" });
  };
  document.getElementById("next-hit").addEventListener("click", () => show(current + 1));
  document.getElementById("previous-hit").addEventListener("click", () => show(current - 1));
  document.getElementById("hit-stepper").hidden = false;
  show(current, false);
})();
