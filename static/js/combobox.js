// Suggestions while typing, after the combobox of the ARIA Authoring Practices Guide: the focus stays in the
// field, arrows walk through the list. htmx asks for the suggestions. Without scripts it is a plain field.
"use strict";
(() => {
  const SHORTEST = 2;

  function combobox(field) {
    const list = document.getElementById(field.dataset.suggestions);
    const said = document.getElementById(`${list.id}-said`);
    let current = null;
    // An answer that comes after the field was left, or its text sent, opens nothing.
    let awaited = false;

    const options = () => [...list.querySelectorAll("[role=option]")];
    const isOpen = () => !list.hidden;
    const isLong = () => field.value.trim().length >= SHORTEST;

    function choose(option) {
      current?.removeAttribute("aria-selected");
      current = option;
      if (option) {
        option.setAttribute("aria-selected", "true");
        option.scrollIntoView({ block: "nearest" });
        field.setAttribute("aria-activedescendant", option.id);
      } else {
        field.removeAttribute("aria-activedescendant");
      }
    }

    function show(open) {
      choose(null);
      list.hidden = !open;
      field.setAttribute("aria-expanded", String(open));
      if (open) return;
      awaited = false;
      said.textContent = "";
    }

    function step(by) {
      const all = options();
      const next = current ? all.indexOf(current) + by : by > 0 ? 0 : all.length - 1;
      choose(all[(next + all.length) % all.length]);
    }

    const keys = {
      ArrowDown: () => (isOpen() ? step(1) : ask()),
      ArrowUp: () => isOpen() && step(-1),
      Home: () => current && choose(options()[0]),
      End: () => current && choose(options().at(-1)),
      Enter: () => current && current.click(),
      // Closed, Escape does what browsers do; open, it leaves the text as it was typed.
      Escape: () => isOpen() && show(false),
    };

    function ask() {
      awaited = isLong();
      if (awaited) htmx.trigger(field, "suggest");
    }

    field.addEventListener("input", () => {
      choose(null);
      if (isLong()) return ask();
      htmx.trigger(field, "htmx:abort");
      show(false);
    });
    field.addEventListener("keydown", (event) => {
      const key = keys[event.key];
      if (!key || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.isComposing) return;
      const acts = event.key === "ArrowDown" || (isOpen() && (current || !["Home", "End", "Enter"].includes(event.key)));
      if (!acts) return;
      event.preventDefault();
      event.stopPropagation();
      key();
    });
    list.addEventListener("htmx:afterSwap", () => {
      options().forEach((option, number) => { option.id = `${list.id}-${number}`; });
      show(awaited && options().length > 0);
      if (isOpen()) said.textContent = list.firstElementChild.dataset.said;
    });
    // The field keeps the focus while an option is pressed.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    field.addEventListener("blur", () => show(false));
    field.form.addEventListener("submit", () => show(false));

    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", list.id);
    show(false);
  }

  const fields = [...document.querySelectorAll("[data-suggestions]")];
  fields.forEach(combobox);

  // The search of the whole portal folds away in the header.
  const fold = document.querySelector("[data-search-fold]");
  fold?.addEventListener("toggle", () => { if (fold.open) fold.querySelector("input").focus(); });
  fold?.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !fold.open) return;
    fold.open = false;
    fold.querySelector("summary").focus();
  });

  // Ctrl+K, on a Mac Command+K, leads to the search of the page, or else to that of the whole portal.
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || event.defaultPrevented || event.altKey || event.shiftKey) return;
    if (!(event.ctrlKey || event.metaKey)) return;
    const field = fields.find((one) => one.closest("main")) ?? fields[0];
    if (!field) return;
    event.preventDefault();
    if (fold?.contains(field)) fold.open = true;
    field.focus();
    field.select();
  });
})();
