/* Names and titles for what is typed so far: a combobox over the search field, which without this script
   leads to the search page and says the same. Nothing is kept, and nobody else is asked. */
(() => {
  "use strict";
  const WAIT = 150; // milliseconds without a key
  const SHORTEST = 2;

  document.querySelectorAll("form[data-suggest]").forEach((form) => {
    const field = form.querySelector("input[name=q]");
    const list = document.createElement("ul");
    let asked, timer, chosen = -1;

    list.id = `${field.id}-offers`;
    list.className = "offers";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", form.querySelector("label").textContent);
    form.append(list);
    const said = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
    Object.entries(said).forEach(([name, value]) => field.setAttribute(name, value));

    const close = () => {
      list.hidden = true;
      choose(-1);
      field.setAttribute("aria-expanded", "false");
    };

    const choose = (place) => {
      chosen = place;
      [...list.children].forEach((offer, at) => offer.setAttribute("aria-selected", String(at === place)));
      const offer = list.children[place];
      if (offer) {
        field.setAttribute("aria-activedescendant", offer.id);
        offer.scrollIntoView({ block: "nearest" });
      } else {
        field.removeAttribute("aria-activedescendant");
      }
    };

    const marked = (parts, language) => {
      const element = document.createElement("bdi");
      element.lang = language;
      parts.forEach(([text, isFound]) => {
        const part = document.createElement(isFound ? "mark" : "span");
        part.textContent = text;
        element.append(part);
      });
      return element;
    };

    const offered = (found, place) => {
      const offer = document.createElement("li");
      const name = document.createElement("span");
      const kind = document.createElement("small");
      name.append(marked(found.parts, found.language));
      if (found.also.length) name.append(" · ", marked(found.also, found.also_language));
      kind.textContent = found.kind;
      offer.id = `${list.id}-${place}`;
      offer.setAttribute("role", "option");
      offer.dataset.url = found.url;
      offer.append(name, kind);
      return offer;
    };

    const show = (answer) => {
      list.replaceChildren(...answer.found.map(offered));
      choose(-1);
      list.hidden = !answer.found.length;
      field.setAttribute("aria-expanded", String(!list.hidden));
    };

    const ask = async () => {
      asked?.abort();
      const text = field.value.trim();
      if ([...text].length < SHORTEST) {
        close();
        return;
      }
      asked = new AbortController();
      try {
        const url = `${form.dataset.suggest}?q=${encodeURIComponent(text)}`;
        const response = await fetch(url, { signal: asked.signal, credentials: "omit" });
        if (response.ok) show(await response.json());
        else close();
      } catch (error) {
        if (error.name !== "AbortError") close(); // offline: the field still works
      }
    };

    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(ask, WAIT);
    });
    field.addEventListener("keydown", (event) => {
      const last = list.children.length - 1;
      if (event.key === "Escape" && !list.hidden) {
        close();
        event.preventDefault();
      } else if (event.key === "ArrowDown" && list.hidden) {
        ask();
        event.preventDefault();
      } else if (event.key === "ArrowDown") {
        choose(chosen === last ? -1 : chosen + 1);
        event.preventDefault();
      } else if (event.key === "ArrowUp" && !list.hidden) {
        choose(chosen === -1 ? last : chosen - 1);
        event.preventDefault();
      } else if (event.key === "Enter" && chosen >= 0) {
        location.href = list.children[chosen].dataset.url;
        event.preventDefault();
      }
    });
    form.addEventListener("submit", () => { clearTimeout(timer); asked?.abort(); });
    field.addEventListener("blur", close);
    list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
    list.addEventListener("click", (event) => {
      const offer = event.target.closest("li");
      if (offer) location.href = offer.dataset.url;
    });
  });
})();
