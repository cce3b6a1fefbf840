// Suggestions below the search box: an editable combobox with a list, as ARIA's Authoring Practices describe it.
"use strict";

(() => {
  // Going back can put another box in the place of this one, so it is looked up whenever something happens.
  const box = () => document.getElementById("q");
  const list = () => document.getElementById("suggestions");
  let timer = 0;
  let chosen = -1;

  const choose = (index) => {
    const options = [...list().children];
    chosen = index < -1 ? options.length - 1 : index >= options.length ? -1 : index;
    options.forEach((option, at) => option.setAttribute("aria-selected", String(at === chosen)));
    options[chosen]?.scrollIntoView({ block: "nearest" });
    if (chosen < 0) box().removeAttribute("aria-activedescendant");
    else box().setAttribute("aria-activedescendant", options[chosen].id);
  };
  const show = (open) => {
    clearTimeout(timer);
    list().hidden = !open;
    box().setAttribute("aria-expanded", String(open));
    choose(-1);
  };
  const take = (option) => {
    show(false);
    if (!option.dataset.value) return location.assign(option.dataset.url);
    box().value = option.dataset.value;
    box().form.requestSubmit();
  };
  const ask = async () => {
    const written = box().value;
    const address = `${list().dataset.source}?${new URLSearchParams(new FormData(box().form))}`;
    const answer = await fetch(address).catch(() => null);
    // Who has begun to choose keeps the list in which they do.
    if (!answer?.ok || chosen >= 0 || box()?.value !== written || document.activeElement !== box()) return;
    list().innerHTML = await answer.text(); // from our own server, which escapes what it puts in
    show(list().childElementCount > 0);
  };
  const name = () => {
    if (!list() || box().getAttribute("role")) return;
    for (const [key, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list().id], ["aria-expanded", "false"]]) {
      box().setAttribute(key, value);
    }
  };
  const inBox = (act) => (event) => {
    if (list() && event.target === box()) act(event);
  };

  name();
  document.addEventListener("htmx:after:swap", name);
  document.addEventListener("input", inBox(() => {
    clearTimeout(timer);
    choose(-1);
    if (box().value.trim().length < 2) return show(false);
    timer = setTimeout(ask, 150);
  }));
  document.addEventListener("keydown", inBox((event) => {
    if (list().hidden || event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") choose(chosen + (event.key === "ArrowDown" ? 1 : -1));
    else if (event.key === "Escape") show(false);
    else if (event.key === "Enter" && chosen >= 0) take(list().children[chosen]);
    else return;
    event.preventDefault();
  }), true);
  document.addEventListener("focusout", inBox(() => show(false)));
  document.addEventListener("submit", (event) => {
    if (list() && event.target === box().form) show(false);
  });
  document.addEventListener("mousedown", (event) => {
    if (event.target.closest("#suggestions")) event.preventDefault(); // the box keeps the focus
  });
  document.addEventListener("click", (event) => {
    const option = event.target.closest("#suggestions [role=option]");
    if (option) take(option);
  });
})();
