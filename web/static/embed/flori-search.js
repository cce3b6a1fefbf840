// <flori-search>: results of a Florilegium site on any page. No dependencies; nothing of an answer is read as HTML.
// docs/embedding.md describes its attributes, custom properties, parts and event.
"use strict";

(() => {
  const home = document.currentScript?.src.split("/static/embed/")[0];
  const MOST_NAMES = 3;
  const OWN = ["q", "sort", "group", "size", "page"];
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    :host { display: block; color: var(--flori-ink, inherit); background: var(--flori-paper, transparent);
      font: var(--flori-font, inherit); }
    :host([hidden]) { display: none; }
    form { display: flex; gap: .5em; margin-bottom: .75em; }
    input, button { font: inherit; color: inherit; padding: .35em .6em; border-radius: var(--flori-radius, 4px);
      border: 1px solid var(--flori-accent, currentColor); background: transparent; }
    input { flex: 1; min-width: 0; }
    button { cursor: pointer; }
    ol { list-style: none; margin: 0; padding: 0; }
    li { padding: .75em 0; border-top: 1px solid var(--flori-line, color-mix(in srgb, currentColor 25%, transparent)); }
    p { margin: .2em 0; }
    a { color: var(--flori-accent, inherit); }
    a:focus-visible, input:focus-visible, button:focus-visible { outline: 3px solid var(--flori-accent, Highlight);
      outline-offset: 2px; }
    .title { font-weight: 600; }
    .facts, .status, .more { font-size: .9em; }
    .text { overflow-wrap: anywhere; }
    .whole { white-space: pre-line; }
    mark { background: var(--flori-mark, #ffe9a3); color: var(--flori-mark-ink, #1f1d1a); }
  `);

  const make = (name, part, ...content) => {
    const element = document.createElement(name);
    if (part) element.part = element.className = part;
    element.append(...content);
    return element;
  };

  const link = (address, root, text) => {
    const anchor = make("a", "", text);
    anchor.href = new URL(address, root);
    return anchor;
  };

  // What the component says comes from the site, once for each language that its elements stand in.
  const asked = new Map();
  const wordsFrom = (root, language) => {
    const address = `${root}/embed/words.json?${new URLSearchParams(language && { lang: language })}`;
    if (!asked.has(address)) {
      const words = fetch(address).then((response) => response.json());
      words.catch(() => asked.delete(address)); // to be asked again with the next search
      asked.set(address, words);
    }
    return asked.get(address);
  };

  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);

  const counted = (count, forms, { language }, values) => {
    const form = forms[new Intl.PluralRules(language).select(count)] ?? forms.other;
    return filled(form, { num: count.toLocaleString(language), ...values });
  };

  // Offsets count code points, as the API says.
  const marked = ({ text, highlights }) => {
    const letters = Array.from(text);
    const parts = [];
    let done = 0;
    for (const [start, end] of highlights) {
      parts.push(letters.slice(done, start).join(""), make("mark", "mark", letters.slice(start, end).join("")));
      done = end;
    }
    return [...parts, letters.slice(done).join("")];
  };

  const dateWords = ({ date, date_from: from }, words) => {
    if (!date) return words.undated;
    const [whole, time] = date.split("T");
    const [year, number, day] = whole.split("-");
    const month = number && words.months[number - 1];
    const written = month ? filled(day ? words.day : words.month, { day: Number(day), month, year }) : year;
    const said = time ? filled(words.time, { date: written, time }) : written;
    if (!from?.endsWith("(derived)")) return said;
    const place = from.slice(0, -10);
    return `${said} (${filled(words.taken_from, { place: words.places[place] ?? place })})`;
  };

  // A name that runs from right to left would show the arrow or number behind it before it.
  const apart = (name) => (/[\p{sc=Arab}\p{sc=Hebr}]/u.test(name) ? `\u2068${name}\u2069` : name);

  const listed = (all, words) => {
    const shown = all.length > MOST_NAMES + 1 ? all.slice(0, MOST_NAMES) : all;
    const names = shown.map(apart).join(", ");
    return shown === all ? names : counted(all.length - MOST_NAMES, words.others, words, { names });
  };

  const facts = (one, voice, quoted, words) => {
    const people = [listed(one.authors, words), listed(one.recipients, words)].filter(Boolean).join(" → ");
    const quoting = quoted ? filled(words.quoting, { name: quoted }) : words.quoting_somebody;
    const kind = words.kinds[one.kind] ?? one.kind;
    return [kind, people, dateWords(one, words), voice === "quoting" ? quoting : ""].filter(Boolean).join(" · ");
  };

  class FloriSearch extends HTMLElement {
    static observedAttributes = ["q", "filters", "sort", "group", "size", "src", "passages", "as-of", "search-box"];

    #status = make("p", "status");
    #list = make("ol", "results");
    #more = make("p", "more");
    #asking;
    #planned = false;
    #words;

    constructor() {
      super();
      this.#status.role = "status";
      this.attachShadow({ mode: "open" }).adoptedStyleSheets = [sheet];
    }

    connectedCallback() {
      this.#plan();
    }

    disconnectedCallback() {
      this.#asking?.abort();
    }

    attributeChangedCallback() {
      if (this.isConnected) this.#plan();
    }

    // Attributes that change together make one request.
    #plan() {
      if (this.#planned) return;
      this.#planned = true;
      queueMicrotask(() => {
        this.#planned = false;
        if (this.isConnected) this.#ask();
      });
    }

    get #root() {
      return (this.getAttribute("src") ?? home ?? location.origin).replace(/\/$/, "");
    }

    get #ids() {
      return (this.getAttribute("passages") ?? "").split(/\s+/).filter(Boolean);
    }

    get #language() {
      return this.closest("[lang]")?.lang.split("-")[0].toLowerCase() ?? "";
    }

    #parameters() {
      const given = new URLSearchParams(this.getAttribute("filters") ?? "");
      const pairs = [...given].filter(([name]) => !OWN.includes(name));
      for (const name of ["q", "sort", "group"]) {
        const value = this.getAttribute(name);
        if (value) pairs.push([name, value]);
      }
      return new URLSearchParams(pairs);
    }

    async #ask() {
      this.#asking?.abort();
      const asking = (this.#asking = new AbortController());
      if (!this.#status.isConnected) this.shadowRoot.append(this.#status, this.#list, this.#more);
      this.#list.ariaBusy = "true";
      try {
        const responding = fetch(this.#address(), { signal: asking.signal });
        const [response, words] = await Promise.all([responding, wordsFrom(this.#root, this.#language)]);
        const answer = await response.json();
        if (asking.signal.aborted) return;
        this.#words = words;
        this.#frame();
        if (response.ok) this.#show(answer);
        else this.#say(answer.detail ?? filled(words.failed, { status: response.status }));
        this.dispatchEvent(new CustomEvent("flori-answer", { detail: answer, bubbles: true, composed: true }));
      } catch (error) {
        // Said in English: the site's words cannot be loaded either.
        if (error.name !== "AbortError") this.#say("The results cannot be loaded now.");
      }
    }

    #address() {
      if (this.#ids.length) {
        const named = new URLSearchParams(this.#ids.map((id) => ["p", id]));
        if (this.#language) named.set("lang", this.#language);
        return `${this.#root}/api/v1/passages?${named}`;
      }
      const parameters = this.#parameters();
      parameters.set("size", this.getAttribute("size") || "5");
      if (!parameters.has("group")) parameters.set("group", "document");
      if (this.#language) parameters.set("lang", this.#language);
      return `${this.#root}/api/v1/search?${parameters}`;
    }

    #show(answer) {
      const frozen = this.#ids.length > 0;
      const words = this.#words;
      const hits = frozen ? answer.passages : answer.hits;
      this.#list.replaceChildren(...hits.map((hit) => this.#hit(hit)));
      this.#list.ariaBusy = "false";
      if (frozen) {
        const day = this.getAttribute("as-of");
        const chosen = day ? `, ${filled(words.as_of, { date: dateWords({ date: day }, words) })}` : "";
        this.#status.textContent = counted(hits.length, words.passages, words) + chosen;
        this.#more.replaceChildren();
      } else {
        const { passages, documents } = answer.total;
        this.#status.textContent = passages
          ? `${counted(passages, words.passages, words)} ${counted(documents, words.in_documents, words)}`
          : words.nothing;
        this.#more.replaceChildren(link(`${this.#root}/?${this.#parameters()}`, this.#root, words.all));
      }
    }

    #say(words) {
      this.#list.replaceChildren();
      this.#list.ariaBusy = "false";
      this.#more.replaceChildren();
      this.#status.textContent = words;
    }

    #hit({ url, permalink, snippet, text, voice, quoted, present, document: one }) {
      const title = make("p", "title", link(permalink ?? url, this.#root, one.title || this.#words.untitled));
      const gone = present === false ? ` · ${this.#words.gone}` : "";
      const said = make("p", "facts", facts(one, voice, quoted, this.#words) + gone);
      const words = snippet ? marked(snippet) : [text.trim().replace(/\n\s*\n/g, "\n\n")];
      const shown = make("p", snippet ? "text" : "text whole", ...words);
      shown.lang = ""; // the document's own, which is not known
      shown.dir = title.dir = "auto";
      return make("li", "result", title, said, shown);
    }

    // What stays from answer to answer, so that the box keeps its focus and the status is announced.
    #frame() {
      const box = this.shadowRoot.querySelector("form");
      const wanted = this.hasAttribute("search-box") && !this.#ids.length;
      if (box && !wanted) box.remove();
      if (!box && wanted) this.shadowRoot.prepend(this.#box());
      const input = this.shadowRoot.querySelector("input");
      if (input && this.shadowRoot.activeElement !== input) input.value = this.getAttribute("q") ?? "";
    }

    #box() {
      const input = make("input", "input");
      input.type = "search";
      input.ariaLabel = this.#words.search;
      const form = make("form", "form", input, make("button", "button", this.#words.search));
      form.role = "search";
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        this.setAttribute("q", input.value);
      });
      return form;
    }
  }

  if (!customElements.get("flori-search")) customElements.define("flori-search", FloriSearch);
})();
