/* A letter is shown while it is written; a placeholder goes where one writes. */
"use strict";

const form = document.querySelector("form[data-letter]");
const sheet = document.querySelector("[data-letter-preview]");
if (form && sheet) {
  let last = form.querySelector("textarea");
  let waiting = 0;
  let asked = 0;

  const show = async () => {
    const mine = ++asked;
    const body = new FormData(form);
    body.set("preview", "1");
    try {
      const answer = await fetch(location.href, { method: "POST", body, headers: { "X-Requested-With": "fetch" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("[data-letter-preview]");
      if (fresh && mine === asked) sheet.replaceChildren(...fresh.children);
    } catch {
      /* without a connection the preview stays as it was */
    }
  };
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, 500);
  });
  form.addEventListener("focusin", (event) => {
    if (event.target.matches("textarea, input[type=text]")) last = event.target;
  });

  for (const place of form.querySelectorAll("[data-place]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "place-button";
    button.textContent = place.textContent;
    button.addEventListener("click", () => {
      last.focus();
      last.setRangeText(place.textContent, last.selectionStart, last.selectionEnd, "end");
      last.dispatchEvent(new Event("input", { bubbles: true }));
    });
    place.replaceWith(button);
  }
}
