/* The service worker. Without a network it shows pages of one's own backpack that were kept, and says so;
   it keeps them only if their holder asked for it on this device (app.js). SAID stands before this. */
"use strict";

const OURS = `insigne-${SAID.version}`;
const MINE = "insigne-mine";
const OWN_PAGE = /^\/backpack(\/(imported\/)?[0-9a-f-]{36})?$/;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(OURS).then((ours) => ours.addAll(SAID.shell)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(forgetOlder().then(() => self.clients.claim()));
});

async function forgetOlder() {
  for (const name of await caches.keys()) {
    if (name.startsWith("insigne-") && name !== OURS && name !== MINE) await caches.delete(name);
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request, url));
  else if (["image", "style", "script", "font"].includes(request.destination)) event.respondWith(part(request));
});

/* The network first. What was kept is marked, so that the page says from when it is. */
async function page(request, url) {
  try {
    const answer = await fetch(request);
    if (answer.ok && !answer.redirected && OWN_PAGE.test(url.pathname) && !url.search && (await caches.has(MINE))) {
      await (await caches.open(MINE)).put(url.pathname, answer.clone());
    }
    return answer;
  } catch {
    const kept = (await caches.has(MINE)) && (await (await caches.open(MINE)).match(url.pathname));
    if (!kept) return (await caches.match(SAID.offline)) || Response.error();
    const text = await kept.text();
    return new Response(text.replace("<html ", "<html data-kept "), { headers: { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": kept.headers.get("Content-Security-Policy") || "default-src 'self'" } });
  }
}

async function part(request) {
  try {
    return await fetch(request);
  } catch {
    return (await caches.match(request, { ignoreVary: true })) || Response.error();
  }
}
