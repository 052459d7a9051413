/* The picture studio: what is chosen is seen at once, can be undone, and can be left to chance. */
"use strict";

const form = document.querySelector("[data-studio]");
if (form) {
  const pictures = [...form.querySelectorAll("[data-look]")];
  const hintPlace = form.querySelector("[data-hints]");
  const hintTemplate = form.querySelector("template[data-hint]");
  const said = form.querySelector("[data-said]");
  const proposals = form.querySelector("[data-proposed-nl]");
  const buttons = Object.fromEntries([...form.querySelectorAll("[data-act]")].map((button) => [button.dataset.act, button]));
  const CHOSEN = ["shape", "sign", "field", "ink", "edge", "accent", "line_1", "line_2", "pattern", "border", "plaque", "stars", "logo"];
  const here = document.documentElement.lang.startsWith("nl") ? "nl" : "en";

  const design = () => {
    const data = new FormData(form);
    return Object.fromEntries(CHOSEN.filter((name) => data.has(name)).map((name) => [name, data.get(name)]));
  };
  const put = (values) => {
    for (const [name, value] of Object.entries(values)) {
      const control = form.elements[name];
      if (control) control.value = value;
    }
  };

  /* The words that we proposed follow the picture; words that somebody wrote stay. */
  const propose = (look) => {
    for (const language of ["nl", "en"]) {
      const key = language === "nl" ? "proposedNl" : "proposedEn";
      const input = form.elements[`alt_${language}`];
      if (!input.value.trim() || input.value === proposals.dataset[key]) input.value = look[`alt_${language}`];
      proposals.dataset[key] = look[`alt_${language}`];
    }
    pictures[0].alt = form.elements[`alt_${here}`].value;
  };
  const hint = (texts) => {
    if ([...hintPlace.querySelectorAll("span")].map((each) => each.textContent).join() === texts.join()) return;
    hintPlace.replaceChildren(...texts.map((text) => {
      const line = hintTemplate.content.cloneNode(true);
      line.querySelector("[data-words]").textContent = text;
      return line;
    }));
  };

  /* The server draws, so that what is seen is what will be stored; a late answer is not shown. */
  let asked = 0;
  const show = async () => {
    const mine = ++asked;
    let look;
    try {
      const answer = await fetch(`${form.dataset.studio}?${new URLSearchParams(design())}`, { headers: { Accept: "application/json" } });
      look = await answer.json();
    } catch {
      return;
    }
    if (mine !== asked) return;
    if (look.problems) {
      hint(Object.values(look.problems));
      return;
    }
    for (const picture of pictures) picture.src = look.picture;
    hint(look.hints);
    propose(look);
  };

  const past = [], future = [];
  let now = JSON.stringify(design());
  const buttonsFollow = () => {
    buttons.undo.disabled = !past.length;
    buttons.redo.disabled = !future.length;
  };
  const remember = () => {
    const next = JSON.stringify(design());
    if (next === now) return;
    past.push(now);
    future.length = 0;
    now = next;
    buttonsFollow();
  };
  const travel = (from, to, word) => {
    if (!from.length) return;
    to.push(now);
    now = from.pop();
    put(JSON.parse(now));
    buttonsFollow();
    said.textContent = word;
    show();
  };
  const undo = () => travel(past, future, form.dataset.undone);
  const redo = () => travel(future, past, form.dataset.redone);

  const any = (list) => list[Math.floor(Math.random() * list.length)];
  const valuesOf = (name) => {
    const control = form.elements[name];
    return control.options ? [...control.options].map((each) => each.value) : [...control].map((each) => each.value);
  };
  const palettes = [...form.querySelectorAll("[data-field]")];
  const coloursOf = ({ dataset }) => ({ field: dataset.field, edge: dataset.edge, ink: dataset.ink, accent: dataset.accent });
  const changed = () => {
    remember();
    show();
  };
  const surprise = () => {
    const without = (list) => list.filter((value) => value !== "none");
    put({ ...coloursOf(any(palettes)), shape: any(valuesOf("shape")), sign: any(without(valuesOf("sign"))), pattern: any(valuesOf("pattern")), border: any(valuesOf("border")) });
    changed();
    said.textContent = form.dataset.surprise;
  };

  buttons.undo.addEventListener("click", undo);
  buttons.redo.addEventListener("click", redo);
  buttons.surprise.addEventListener("click", surprise);
  for (const button of Object.values(buttons)) button.hidden = false;
  form.querySelector("[data-plain]").hidden = true;
  for (const palette of palettes) {
    palette.addEventListener("click", (event) => {
      event.preventDefault();
      put(coloursOf(palette));
      changed();
    });
  }

  let soon;
  form.addEventListener("input", (event) => {
    if (!CHOSEN.includes(event.target.name)) return;
    clearTimeout(soon);
    soon = setTimeout(show, 120);
  });
  form.addEventListener("change", (event) => {
    if (CHOSEN.includes(event.target.name)) remember();
  });
  form.addEventListener("keydown", (event) => {
    const isText = event.target.matches("input:not([type]), input[type=text]");
    if (isText && event.key === "Enter") {
      event.preventDefault();
      changed();
    }
    if (isText || !(event.ctrlKey || event.metaKey)) return;
    const key = event.key.toLowerCase();
    if (key === "z" && !event.shiftKey) undo();
    else if (key === "y" || (key === "z" && event.shiftKey)) redo();
    else return;
    event.preventDefault();
  });
}
