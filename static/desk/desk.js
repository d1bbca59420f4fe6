// The desk works without this; with it, look-ups find while one types, dates answer, and nothing is lost.
"use strict";
django.jQuery(($) => {

  // ---------------------------------------------------------------- look-ups

  function additions(select) {
    const found = [];
    for (let i = 0; select.dataset[`addUrl-${i}`]; i++) {
      found.push({ label: select.dataset[`add-${i}`], url: select.dataset[`addUrl-${i}`] });
    }
    return found;
  }

  function shown(item) {
    const line = $("<span>").text(item.text);
    if (item.beside) line.append($("<span class='beside'>").text(" " + item.beside));
    if (item.add) line.addClass("add-here");
    return line;
  }

  // Said by a screen reader: what is asked for, then what is chosen.
  function nameBox(select) {
    const container = $(select).next(".select2-container");
    const box = container.find(".select2-selection")[0];
    const label = select.getAttribute("aria-label") || (select.labels[0] && select.labels[0].textContent.trim());
    if (!box || !label) return;
    container.find("[role=textbox], [role=searchbox]").attr("aria-label", label);
    box.id = `${select.id}-box`;
    box.setAttribute("aria-label", label);
    box.setAttribute("aria-labelledby", `${box.id} ${box.getAttribute("aria-labelledby") || ""}`);
  }

  function lookUp(select) {
    const adds = additions(select);
    $(select).select2({
      theme: "admin-autocomplete",
      width: "100%",
      allowClear: !select.multiple,
      placeholder: select.dataset.hint || " ",
      templateResult: shown,
      ajax: {
        url: select.dataset.url,
        delay: 200,
        data: (params) => ({
          term: params.term,
          page: params.page,
          app_label: select.dataset.appLabel,
          model_name: select.dataset.modelName,
          field_name: select.dataset.fieldName,
        }),
        processResults: (data, params) => {
          const typed = (params.term || "").trim();
          const offers = typed && !(data.pagination && data.pagination.more)
            ? adds.map((add, i) => ({ id: `add:${i}`, text: add.label.replace("%s", typed), add: add.url, typed }))
            : [];
          return { results: [...data.results, ...offers], pagination: data.pagination };
        },
      },
    });
    nameBox(select);
    $(select).on("select2:selecting", (event) => {
      const item = event.params.args.data;
      if (!item.add) return;
      event.preventDefault();
      $(select).select2("close");
      const address = new URL(item.add, location.href);
      address.searchParams.set("_popup", "1");
      address.searchParams.set("name", item.typed);
      window.showRelatedObjectPopup({ id: `add_${select.id}`, href: address.href });
    });
  }

  // A look-up of people and organizations holds "person:12": the popup only knows the 12.
  if (window.dismissAddRelatedObjectPopup) {
    const plain = window.dismissAddRelatedObjectPopup;
    window.dismissAddRelatedObjectPopup = (win, id, label) => {
      const select = document.getElementById(win.name.replace(/__\d+$/, ""));
      const model = win.location.pathname.split("/").slice(-3)[0];
      const whole = select && select.name.endsWith("-who") ? `${model}:${id}` : id;
      plain(win, whole, label);
      dirty();
    };
  }

  // What is folded away waits until it is opened: sixty steps have some two hundred look-ups.
  function start(root) {
    $(root).find("select.lookup").not("[name*=__prefix__]").not(".select2-hidden-accessible")
      .not("details.more:not([open]) select").each((_i, select) => lookUp(select));
  }

  document.addEventListener("toggle", (event) => {
    if (event.target.matches("details.more[open]")) start(event.target);
  }, true);

  $(document).on("select2:open", () => {
    const fields = document.querySelectorAll(".select2-container--open .select2-search__field");
    if (fields.length) fields[fields.length - 1].focus();
  });

  // Typing on a closed look-up opens it, with the letter typed.
  $(document).on("keydown", ".select2-selection--single", (event) => {
    if (event.key.length !== 1 || event.key === " " || event.ctrlKey || event.metaKey || event.altKey) return;
    const select = $(event.currentTarget).closest(".select2-container").prev("select");
    select.select2("open");
  });

  document.addEventListener("formset:added", (event) => start(event.target));

  // ---------------------------------------------------------------- dates

  document.addEventListener("change", async (event) => {
    const input = event.target;
    if (!input.matches("input[data-date]")) return;
    const line = input.parentElement.querySelector("[data-understood]");
    if (!line) return;
    const address = new URL("/desk/understood/", location.href);
    address.searchParams.set("text", input.value);
    const answer = await (await fetch(address)).json();
    line.textContent = answer.understood || answer.error || "";
    line.classList.toggle("problem", Boolean(answer.error));
  });

  // ---------------------------------------------------------------- whom a row names, as boxes to tick

  // Rows of a proceeding name parties by number (1-3, 5). Arrow down goes from the field into the boxes.
  let panel = null;

  function options(field) {
    return [...document.querySelectorAll(`[data-options=${field.dataset.picks}] li`)]
      .map((item) => ({ code: item.dataset.code, name: item.textContent }));
  }

  function picked(field) {
    const known = options(field);
    const chosen = new Set();
    for (const piece of field.value.split(/[,;]/).map((text) => text.trim()).filter(Boolean)) {
      const range = piece.match(/^(\d+)\s*[-–—]\s*(\d+)$/);
      for (const one of known) {
        if (one.code === piece || (range && +one.code >= +range[1] && +one.code <= +range[2])) chosen.add(one.code);
      }
    }
    return known.filter((one) => chosen.has(one.code));
  }

  function say(field) {
    const line = field.parentElement.querySelector("[data-understood]");
    if (!line) return;
    const names = picked(field).map((one) => one.name).filter(Boolean);
    line.textContent = names.length > 4 ? `${names.slice(0, 3).join(", ")} + ${names.length - 3}` : names.join(", ");
  }

  function write(field, codes) {
    const known = options(field);
    const runs = [];
    known.forEach((one, place) => {
      if (!codes.has(one.code)) return;
      const last = runs[runs.length - 1];
      if (field.dataset.picks === "parties" && last && last.place === place - 1) Object.assign(last, { end: one.code, place });
      else runs.push({ start: one.code, end: one.code, place });
    });
    field.value = runs.map((run) => (run.start === run.end ? run.start : `${run.start}-${run.end}`)).join(", ");
    say(field);
    dirty();
  }

  function close() {
    if (panel) panel.remove();
    panel = null;
  }

  function open(field) {
    close();
    const known = options(field);
    if (!known.length) return;
    panel = document.createElement("div");
    panel.className = "picks";
    const chosen = new Set(picked(field).map((one) => one.code));
    for (const one of known) {
      const box = $("<input type='checkbox' tabindex='-1'>").prop("checked", chosen.has(one.code)).val(one.code)[0];
      $("<label>").append(box, document.createTextNode(` ${one.code} ${one.name}`)).appendTo(panel);
    }
    panel.addEventListener("change", (event) => {
      event.stopPropagation();
      write(field, new Set([...panel.querySelectorAll(":checked")].map((box) => box.value)));
    });
    panel.addEventListener("keydown", (event) => {
      const boxes = [...panel.querySelectorAll("input")];
      const here = boxes.indexOf(document.activeElement);
      if (event.key === "ArrowDown") boxes[Math.min(here + 1, boxes.length - 1)].focus();
      else if (event.key === "ArrowUp") (here > 0 ? boxes[here - 1] : field).focus();
      else if (event.key === "Escape" || event.key === "Tab") { field.focus(); if (event.key === "Escape") close(); else return; }
      else return;
      event.preventDefault();
    });
    field.parentElement.append(panel);
  }

  document.addEventListener("focusin", (event) => {
    if (event.target.matches("input[data-picks]")) { if (!panel || panel.parentElement !== event.target.parentElement) open(event.target); }
    else if (panel && !panel.contains(event.target)) close();
  });
  document.addEventListener("input", (event) => {
    if (!event.target.matches("input[data-picks]")) return;
    say(event.target);
    if (panel) {
      const chosen = new Set(picked(event.target).map((one) => one.code));
      for (const box of panel.querySelectorAll("input")) box.checked = chosen.has(box.value);
    }
  });
  document.addEventListener("keydown", (event) => {
    if (!event.target.matches("input[data-picks]") || !panel) return;
    if (event.key === "ArrowDown") { event.preventDefault(); panel.querySelector("input").focus(); }
    if (event.key === "Escape") close();
  });
  document.addEventListener("click", (event) => {
    if (panel && !panel.parentElement.contains(event.target)) close();
  });

  // ---------------------------------------------------------------- names that may be there already

  const twins = document.querySelector("[data-twins]");
  if (twins) {
    const look = async () => {
      const address = new URL(twins.dataset.twins, location.href);
      for (const input of document.querySelectorAll("input[name^=names-][name$=-text]")) {
        if (input.value.trim()) address.searchParams.append("name", input.value);
      }
      if (twins.dataset.own) address.searchParams.set("own", twins.dataset.own);
      const answer = await (await fetch(address)).json();
      twins.replaceChildren();
      if (!answer.twins.length) return;
      const box = $("<div class='offer'>").append($("<p>").text(answer.heading));
      const list = $("<ul>").appendTo(box);
      for (const twin of answer.twins) {
        $("<li>").append(
          $("<a target='_blank'>").attr("href", twin.url).text(twin.name),
          $("<span class='soft'>").text(" " + twin.others.join(" · ")),
        ).appendTo(list);
      }
      twins.append(box[0]);
    };
    document.addEventListener("change", (event) => {
      if (/^names-\d+-text$/.test(event.target.name || "")) look();
    });
    // A name that came with the address, from a look-up that found nobody.
    if (!twins.dataset.own && document.querySelector("[name=names-0-text]").value) look();
  }

  // ---------------------------------------------------------------- folded choices say what is chosen

  document.addEventListener("change", (event) => {
    const fold = event.target.closest("details.choose");
    if (!fold) return;
    const summary = fold.querySelector("summary");
    const chosen = [...fold.querySelectorAll("input:checked")].map((box) => box.closest("label").textContent.trim());
    summary.replaceChildren(...chosen.flatMap((label) => {
      const chip = document.createElement("span");
      chip.className = "chip";
      chip.textContent = label;
      return [chip, " "];
    }));
    if (!chosen.length) summary.textContent = "—";
  });

  document.addEventListener("click", (event) => {
    for (const fold of document.querySelectorAll("td details.choose[open]")) {
      if (!fold.contains(event.target)) fold.open = false;
    }
  });

  // ---------------------------------------------------------------- nothing is lost

  const form = document.querySelector("form.record");
  let unsaved = Boolean(form && form.querySelector(".refusal"));

  function dirty() {
    unsaved = true;
    const words = document.querySelector(".bar .saved:not(.unsaved)");
    if (!words) return;
    words.textContent = words.dataset.unsaved;
    words.classList.add("unsaved");
  }

  if (form) {
    form.addEventListener("input", dirty);
    $(form).on("change", "select", (event) => { if (event.originalEvent || event.target.matches(".lookup")) dirty(); });
    form.addEventListener("submit", () => {
      unsaved = false;
      sessionStorage.setItem("desk-place", JSON.stringify([location.pathname, scrollY]));
    });
    addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });
  }

  // ---------------------------------------------------------------- long tables on a phone

  const LONG = 8;

  // A row shows its first cells, and the rest where somebody asks for it. Where there is room nothing is folded.
  function foldRows(table) {
    const saved = table.querySelectorAll("tr.has_original");
    if (saved.length <= LONG) return;
    for (const row of saved) {
      if (row.matches(".todo") || row.querySelector(".errorlist, .errors")) continue;
      row.classList.add("folded");
      const open = $("<button type='button' class='plain unfold' aria-expanded='false'>").text(table.dataset.unfold);
      open.on("click", () => {
        row.classList.remove("folded");
        const next = row.querySelector("td:nth-child(4) :is(input, select, textarea, .select2-selection)");
        if (next) next.focus();
      });
      $(row).children("td.end").append(open);
    }
  }

  document.querySelectorAll("table[data-unfold]").forEach(foldRows);

  document.addEventListener("keydown", (event) => {
    if (!event.altKey || !form) return;
    const key = event.code;
    if (key === "KeyS") {
      event.preventDefault();
      form.requestSubmit(form.querySelector("button[name=_continue]"));
    } else if (key === "KeyN") {
      const table = document.activeElement.closest(".js-inline-admin-formset");
      const add = table && table.querySelector(".add-row a");
      if (!add) return;
      event.preventDefault();
      add.click();
      const rows = table.querySelectorAll("tr.form-row:not(.empty-form)");
      const first = rows[rows.length - 1].querySelector("input:not([type=hidden]), .select2-selection, select, textarea");
      if (first) first.focus();
    }
  });

  start(document);
  const refusal = document.querySelector(".refusal");
  const kept = JSON.parse(sessionStorage.getItem("desk-place") || "null");
  sessionStorage.removeItem("desk-place");
  if (refusal) refusal.focus();
  else if (kept && kept[0] === location.pathname && !location.hash) scrollTo(0, kept[1]);
});
