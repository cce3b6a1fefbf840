// Narrowing to a span of the histogram by dragging over it. A click takes one bar; the form below does the same by keyboard.
"use strict";

(() => {
  const LEAST_PIXELS = 5; // a shorter way is a click
  let from = null; // where the pointer went down: { svg, x }
  let dragging = false;

  const over = (svg, x) => {
    const [left, right] = [Math.min(from.x, x), Math.max(from.x, x)];
    return [...svg.querySelectorAll("a[data-date]")].filter((bar) => {
      const slot = bar.getBoundingClientRect();
      return slot.right > left && slot.left < right;
    });
  };
  const show = (svg, bars) => {
    for (const bar of svg.querySelectorAll("a")) bar.classList.toggle("in-span", bars.includes(bar));
  };
  const stop = () => {
    if (from) show(from.svg, []);
    from = null;
  };
  const narrow = (bars) => {
    const form = document.querySelector(".date-form");
    const dates = bars.map((bar) => bar.dataset.date); // that of a decade names its first year and its last
    for (const chosen of form.querySelectorAll("[type=hidden][name=date]")) chosen.remove();
    form.querySelector("[type=text]").value = dates.length > 1 ? `${dates[0].split("..")[0]}..${dates.at(-1).split("..").at(-1)}` : dates[0];
    form.requestSubmit();
  };

  document.addEventListener("pointerdown", (event) => {
    const svg = event.target.closest?.(".histogram");
    dragging = false;
    if (svg && event.isPrimary && event.button === 0) from = { svg, x: event.clientX };
  });
  document.addEventListener("pointermove", (event) => {
    if (!from || (!dragging && Math.abs(event.clientX - from.x) < LEAST_PIXELS)) return;
    if (!dragging) from.svg.setPointerCapture(event.pointerId);
    dragging = true;
    show(from.svg, over(from.svg, event.clientX));
  });
  document.addEventListener("pointerup", (event) => {
    const bars = from && dragging ? over(from.svg, event.clientX) : [];
    stop();
    if (bars.length > 0) narrow(bars);
  });
  document.addEventListener("pointercancel", stop);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") stop();
  });
  // A bar is a link: it is neither carried away nor followed by the pointer that was dragged over it.
  document.addEventListener("dragstart", (event) => {
    if (event.target.closest?.(".histogram")) event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    if (!dragging || !event.target.closest?.(".histogram")) return;
    dragging = false;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);
})();
