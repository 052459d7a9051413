/* The editor saves a moment after typing, keeps what was typed when the line is down, and searches as one types.
   Without this script every step has its own button for it. */
"use strict";

const form = document.querySelector("[data-autosave]");
const PAUSE = 900;
const AGAIN = 5000;
const key = `insigne-draft-${form.dataset.autosave}`;
const status = document.querySelector("[data-saved]");
const sent = ["csrfmiddlewaretoken", "revision", "picture"];
let timer = 0;
let running = null;
let isDirty = false;

function say(words, isWrong = false) {
  if (status.textContent !== words) status.textContent = words;
  status.classList.toggle("is-wrong", isWrong);
}

function typed() {
  return [...new FormData(form)].filter(([name, value]) => !sent.includes(name) && typeof value === "string");
}

function keep() {
  try {
    localStorage.setItem(key, JSON.stringify(typed()));
  } catch {
    /* A browser that keeps nothing still saves while the line is up. */
  }
}

function forget() {
  try {
    localStorage.removeItem(key);
  } catch {
    /* Nothing was kept. */
  }
}

async function send() {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") body.append(name, value);
  isDirty = false;
  say(form.dataset.saving);
  let answer = null;
  let response = null;
  try {
    response = await fetch(form.action, { method: "POST", body, headers: { "X-Requested-With": "fetch" } });
    answer = await response.json();
  } catch {
    isDirty = true;
    say(form.dataset.away, true);
    clearTimeout(timer);
    timer = setTimeout(save, AGAIN);
    return false;
  }
  if (!response.ok) {
    isDirty = true;
    say(`${form.dataset.refused} ${answer.problem}`, true);
    return false;
  }
  form.elements.revision.value = answer.revision;
  document.querySelector("[data-aside]").innerHTML = answer.aside;
  if (!isDirty) forget();
  say(answer.saved);
  return true;
}

/* One save at a time: the next one begins from the revision that this one gave. */
function save() {
  clearTimeout(timer);
  running = (running || Promise.resolve()).then(send);
  return running;
}

function changed(event) {
  if (event.target.form !== form || event.target.type === "file") return;
  isDirty = true;
  keep();
  clearTimeout(timer);
  timer = setTimeout(save, PAUSE);
}

function bringBack() {
  let kept = null;
  try {
    kept = JSON.parse(localStorage.getItem(key));
  } catch {
    return;
  }
  if (!Array.isArray(kept)) return;
  let isDifferent = false;
  for (const [name, value] of kept) {
    const field = form.elements[name];
    if (!field || field instanceof RadioNodeList || field.type === "hidden" || field.type === "checkbox") continue;
    if (field.value !== value) isDifferent = true;
    field.value = value;
  }
  if (!isDifferent) return forget();
  isDirty = true;
  say(form.dataset.kept);
  timer = setTimeout(save, PAUSE);
}

if (!form.querySelector("[aria-invalid=true]")) bringBack();
document.addEventListener("input", changed);
addEventListener("online", () => isDirty && save());

/* Pressing a button sends the form itself; what was kept is in it. Another form waits until this one is saved. */
document.addEventListener("submit", async (event) => {
  clearTimeout(timer);
  if (event.target === form) {
    forget();
    return;
  }
  if (!isDirty && !running) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const button = event.submitter;
  const isSaved = isDirty ? await save() : await running;
  running = null;
  if (isSaved !== false) event.target.requestSubmit(button);
}, { capture: true });

/* What stands in the frameworks, as one types. */
const search = document.querySelector("[data-found]");
if (search) {
  const found = document.querySelector(search.dataset.found);
  let asked = 0;
  let pause = 0;
  search.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(async () => {
      const mine = ++asked;
      if (search.value.trim().length < 2) {
        found.replaceChildren();
        return;
      }
      try {
        const address = `${search.form.action}?q=${encodeURIComponent(search.value)}`;
        const response = await fetch(address, { headers: { "X-Requested-With": "fetch" } });
        const html = await response.text();
        if (response.ok && mine === asked) found.innerHTML = html;
      } catch {
        /* The button beside it still searches. */
      }
    }, 250);
  });
}
