/* What pages do beyond showing: printing, and opening the finder. Nothing is stored or sent. */
"use strict";

for (const tools of document.querySelectorAll("[data-page-tools]")) {
  tools.hidden = false;
  tools.querySelector("[data-print]").addEventListener("click", () => window.print());
}

{
  const assets = new URL(".", document.currentScript.src);
  const dialog = document.querySelector("[data-finder-dialog]");
  const onPage = document.querySelector(".md-content [data-finder]");
  let engine = null;

  /** Fetches the finder once and gives it the place it is needed in. */
  const start = (place) => {
    if (place.dataset.root) return;
    place.dataset.root = new URL("..", assets).href;
    engine ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = new URL("finder.js", assets).href;
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    });
    const failed = () => {
      engine = null;
      delete place.dataset.root;
      place.querySelector("[data-finder-status]").textContent = place.dataset.failed;
    };
    engine.then(() => guideFinder.on(place)).catch(failed);
  };

  const open = () => {
    const place = onPage || dialog.querySelector("[data-finder]");
    if (!onPage && !dialog.open) dialog.showModal();
    place.querySelector("input").focus();
    start(place);
  };

  for (const place of document.querySelectorAll("[data-finder]")) {
    place.querySelector("form").hidden = false;
    place.addEventListener("submit", (event) => event.preventDefault());
    place.addEventListener("focusin", () => start(place));
    place.addEventListener("input", () => start(place));
  }
  if (onPage && /^#\w+=/.test(location.hash)) start(onPage);

  document.querySelector("[data-find]").addEventListener("click", (event) => {
    event.preventDefault();
    open();
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    open();
  });
  dialog.addEventListener("keydown", (event) => {
    // The theme turns pages at single keys; a list of results must not be lost to one.
    event.stopPropagation();
    // In a search box the browser's own Esc would only empty the box.
    if (event.key === "Escape") {
      event.preventDefault();
      dialog.close();
    }
  });
}
