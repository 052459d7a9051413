/* What pages do better with a script; every page works without. No dependencies, no inline code. */
"use strict";

/* A summary of errors takes focus, so that it is read first. */
for (const place of document.querySelectorAll("[data-focus]")) place.focus();

/* Of a menu that is wider than the screen, the page that is open is in sight. */
for (const menu of document.querySelectorAll(".nav-long")) {
  const here = menu.querySelector("[aria-current]");
  if (here && menu.scrollWidth > menu.clientWidth) menu.scrollLeft = here.offsetLeft - (menu.clientWidth - here.offsetWidth) / 2;
}

/* <a data-dialog="id"> opens a dialog instead of following the link; data-close closes it. */
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog]");
  const dialog = opener && document.getElementById(opener.dataset.dialog);
  if (dialog && dialog.showModal) {
    event.preventDefault();
    dialog.showModal();
    /* Without a field to fill in, the safe answer has the focus. */
    if (!dialog.querySelector("textarea, select, input:not([type=hidden])")) dialog.querySelector("[data-close]")?.focus();
    return;
  }
  const closer = event.target.closest("dialog [data-close]");
  if (closer) {
    event.preventDefault();
    closer.closest("dialog").close();
  }
});

/* <button data-copy="#id" data-done="Copied"> copies the text or value of another element. */
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const source = document.querySelector(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(source.value || source.textContent.trim());
    button.textContent = button.dataset.done;
  } catch {
    if (source.select) source.select();
  }
});

/* A file that is too large is not sent at all: the page says so at once. */
document.addEventListener("submit", (event) => {
  for (const input of event.target.querySelectorAll("input[data-largest]")) {
    if (![...input.files].some((file) => file.size > Number(input.dataset.largest))) continue;
    event.preventDefault();
    event.stopImmediatePropagation();
    input.setCustomValidity(input.dataset.tooLarge);
    input.addEventListener("change", () => input.setCustomValidity(""), { once: true });
    input.reportValidity();
    return;
  }
});

/* A form is sent once: its button says that it is busy. */
document.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (event.target.method !== "post" || !button) return;
  if (event.target.getAttribute("aria-busy") === "true") {
    event.preventDefault();
    return;
  }
  event.target.setAttribute("aria-busy", "true");
  if (button.dataset.busy) button.textContent = button.dataset.busy;
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[aria-busy]")) form.removeAttribute("aria-busy");
});

/* The whole drop area takes a dragged file, not only the small button inside. */
for (const area of document.querySelectorAll(".drop")) {
  const input = area.querySelector("input[type=file]");
  if (!input) continue;
  area.addEventListener("dragover", (event) => {
    event.preventDefault();
    area.classList.add("is-over");
  });
  area.addEventListener("dragleave", () => area.classList.remove("is-over"));
  area.addEventListener("drop", (event) => {
    event.preventDefault();
    area.classList.remove("is-over");
    if (event.dataTransfer.files.length) {
      input.files = event.dataTransfer.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    }
  });
}

/* <input type="checkbox" data-check-all="name"> ticks every box of that name in its form. */
document.addEventListener("change", (event) => {
  const name = event.target.dataset && event.target.dataset.checkAll;
  if (!name) return;
  for (const box of event.target.form.querySelectorAll(`input[name="${name}"]`)) box.checked = event.target.checked;
});
