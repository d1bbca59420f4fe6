// Makes the filters of a list comfortable. Without this script they are a plain form, with the same answers.
"use strict";
(() => {
  const LONG = 12;
  const form = () => document.querySelector("form.filters");
  const PAUSE = 400; // milliseconds
  let running = new AbortController();
  let pause;

  // Whoever hears the page is told what a choice left: what is replaced is not read out by itself.
  const said = document.createElement("p");
  said.className = "unseen";
  said.setAttribute("role", "status");
  document.body.append(said);

  // ---------------------------------------------------------------- a field to search a long facet by

  // What begins a word, in any of the names of a choice; how many it would leave is no name.
  const folded = (text) => " " + text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
  const called = (item) => folded(`${item.querySelector("bdi").textContent} ${item.dataset.called ?? ""}`);

  function addSearch(facet) {
    const items = [...facet.querySelectorAll("li")];
    // Where more can be chosen than is shown, the form has a field: Enter looks among all of them.
    if (items.length <= LONG || facet.querySelector(".find")) return;
    const legend = facet.querySelector("legend");
    const field = document.createElement("input");
    field.type = "search";
    field.className = "find";
    field.autocomplete = "off";
    field.dir = "auto";
    field.placeholder = form().dataset.find;
    field.setAttribute("aria-label", `${form().dataset.find}: ${legend.textContent}`);
    const none = document.createElement("p");
    none.className = "small soft";
    field.addEventListener("input", () => {
      const wanted = field.value.trim() && folded(field.value);
      for (const item of items) item.hidden = !called(item).includes(wanted);
      none.textContent = items.every((item) => item.hidden) ? form().dataset.none : "";
      said.textContent = none.textContent;
      const rest = facet.querySelector("details.more");
      if (rest && wanted) rest.open = true;
    });
    field.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
    // Beside the years stand a chart and fields: there it belongs to the list that opens.
    (facet.querySelector(".years ~ .more > summary") ?? facet.querySelector(".mode") ?? legend).after(field, none);
  }

  // ---------------------------------------------------------------- the list changes where it stands

  // A form sends its empty fields as well; the address of a list leaves them out, and what nobody can look for
  // yet, as the sign before a name.
  const isFindable = ([name, value]) => (name.endsWith("_find") ? /[\p{L}\p{N}]/u.test(value) : value.trim());

  function address() {
    const chosen = [...new FormData(form())].filter(isFindable);
    const query = new URLSearchParams(chosen).toString();
    return form().action + (query ? `?${query}` : "");
  }

  // What stands open or has the focus is known by the name of the first field in it.
  const known = (box) => `${box.className} ${box.querySelector("[name]")?.name}`;
  const open = () => new Set([...document.querySelectorAll(".filters details[open]")].map(known));

  const typed = () => [...form().querySelectorAll("input[name]:not([type=checkbox], [type=hidden])")];

  function put(page, stood, focused) {
    document.title = page.title;
    document.querySelector("main").replaceWith(page.querySelector("main"));
    for (const box of document.querySelectorAll(".filters details")) {
      if (stood.has(known(box))) box.open = true;
    }
    prepare();
    said.textContent = document.querySelector("main .lead, main .notice")?.textContent ?? "";
    if (focused?.name) {
      const same = [...form().elements].filter((field) => field.name === focused.name);
      const field = same.find((one) => one.value === focused.value) ?? same[0];
      // Whoever went on typing in the meantime loses nothing.
      if (field?.type === "search") field.value = focused.value;
      field?.focus({ preventScroll: true });
    } else if (focused?.closest(".chips")) {
      document.querySelector(".chips a, .filters summary")?.focus();
    }
  }

  // `remember` is the method of the history that keeps the address; none where the reader goes back.
  async function show(url, remember) {
    running.abort();
    running = new AbortController();
    try {
      const answer = await fetch(url, { signal: running.signal });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (!answer.ok || !page.querySelector("form.filters")) throw new Error(answer.status);
      if (remember) history[remember](null, "", answer.url);
      put(page, open(), document.activeElement);
    } catch (problem) {
      if (problem.name === "AbortError") return;
      // The error has a page of its own; whoever comes back from it finds what was typed.
      history.replaceState(typed().map((field) => [field.name, field.value]), "");
      location.assign(url);
    }
  }

  function prepare() {
    form().querySelectorAll("fieldset.facet").forEach(addSearch);
    form().addEventListener("change", (event) => event.target.type === "checkbox" && show(address(), "pushState"));
    // What is looked for among all values of a long facet, once somebody pauses.
    form().addEventListener("input", (event) => {
      if (!event.target.name?.endsWith("_find")) return;
      clearTimeout(pause);
      pause = setTimeout(() => show(address(), "replaceState"), PAUSE);
    });
    form().addEventListener("submit", (event) => {
      event.preventDefault();
      show(address(), "pushState");
    });
    document.querySelector(".chips")?.addEventListener("click", (event) => {
      const link = event.target.closest("a");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      show(link.href, "pushState");
    });
  }

  addEventListener("popstate", () => show(location.href));
  prepare();
  const before = new Map(history.state);
  for (const field of typed()) field.value = before.get(field.name) ?? field.value;
})();
