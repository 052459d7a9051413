/* A long job refreshes its own part of the page until it is done. Without this script a link does so. */
"use strict";

const EVERY = 1000;

async function refresh() {
  const part = document.querySelector("[data-refresh]");
  if (!part) return;
  try {
    const response = await fetch(part.dataset.refresh, { headers: { "X-Requested-With": "fetch" } });
    if (response.ok) {
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const fresh = page.getElementById("progress");
      /* The sentence that is read aloud stays where it is, and only its words change. */
      for (const name of ["bar", "count", "foot"]) {
        part.querySelector(`[data-part="${name}"]`).replaceWith(fresh.querySelector(`[data-part="${name}"]`));
      }
      const spoken = part.querySelector("[role=status]");
      const words = fresh.querySelector("[role=status]").textContent;
      if (spoken.textContent !== words) spoken.textContent = words;
      if (!fresh.dataset.refresh) {
        location.reload();
        return;
      }
    }
  } catch {
    /* The network was away for a moment; the next round asks again. */
  }
  setTimeout(refresh, EVERY);
}

setTimeout(refresh, EVERY);
