/* Installing, and keeping one's own badges on this device: only if asked for, and gone with signing out. */
"use strict";

const MINE = "insigne-mine";
const WHOSE = "/whose";
const MOST = 200;

if ("serviceWorker" in navigator && "caches" in window) {
  navigator.serviceWorker.register("/worker.js", { scope: "/" });
  forgetAnother().then(offerToKeep);
}

/* What somebody else kept here is not shown to who is signed in now. */
async function forgetAnother() {
  const whose = document.documentElement.dataset.whose;
  if (!whose || !(await caches.has(MINE))) return;
  const kept = await (await caches.open(MINE)).match(WHOSE);
  if (!kept || (await kept.text()) !== whose) await caches.delete(MINE);
}

async function offerToKeep() {
  const place = document.querySelector("[data-this-device]");
  if (!place) return;
  const said = place.querySelector("[role=status]");
  const [keep, forget] = place.querySelectorAll("button");
  const show = async () => {
    const isKept = await caches.has(MINE);
    keep.hidden = isKept;
    forget.hidden = !isKept;
  };
  keep.addEventListener("click", async () => {
    keep.disabled = true;
    try {
      const count = await keepAll(place.dataset.thisDevice);
      said.textContent = said.dataset.kept.replace("0", count);
    } catch {
      await caches.delete(MINE);
      said.textContent = said.dataset.failed;
    }
    keep.disabled = false;
    await show();
    forget.focus();
  });
  forget.addEventListener("click", async () => {
    await caches.delete(MINE);
    said.textContent = said.dataset.forgotten;
    await show();
    keep.focus();
  });
  place.hidden = false;
  await show();
}

/* Keep the backpack, every badge in it, and the pictures on these pages; say how many badges those are. */
async function keepAll(backpack) {
  const mine = await caches.open(MINE);
  await mine.put(WHOSE, new Response(document.documentElement.dataset.whose));
  const badges = new Set();
  const pictures = new Set();
  let next = backpack;
  while (next && badges.size < MOST) {
    const here = await fetched(mine, next);
    for (const link of here.querySelectorAll("a[href]")) {
      const path = new URL(link.getAttribute("href"), location.href).pathname;
      if (/^\/backpack\/(imported\/)?[0-9a-f-]{36}$/.test(path)) badges.add(path);
    }
    note(here, pictures);
    const following = here.querySelector("a[rel=next]");
    next = following && new URL(following.getAttribute("href"), new URL(backpack, location.href)).href;
  }
  for (const path of badges) note(await fetched(mine, path), pictures);
  await Promise.all([...pictures].map((address) => mine.add(address)));
  return badges.size;
}

async function fetched(mine, address) {
  const answer = await fetch(address);
  if (!answer.ok || answer.redirected) throw new Error(address);
  if (!new URL(address, location.href).search) await mine.put(address, answer.clone());
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

function note(here, pictures) {
  for (const picture of here.querySelectorAll("main img[src]")) pictures.add(picture.getAttribute("src"));
}
