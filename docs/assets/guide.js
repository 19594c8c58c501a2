/* What pages do beyond showing: printing, filling in, opening the finder. Nothing is stored or sent. */
"use strict";

for (const tools of document.querySelectorAll("[data-page-tools]")) {
  /** @type {HTMLElement} */ (tools).hidden = false;
  tools.querySelector("[data-print]")?.addEventListener("click", () => window.print());
}

{
  const own = /** @type {HTMLScriptElement} */ (document.currentScript).src;
  // The page of the finder has none, so that nothing is there twice.
  const dialog = /** @type {HTMLDialogElement | null} */ (document.querySelector("[data-finder-dialog]"));
  const inDialog = /** @type {HTMLElement | null} */ (dialog && dialog.querySelector("[data-finder]"));
  const onPage = /** @type {HTMLElement | null} */ (document.querySelector(".md-content [data-finder]"));
  /** @type {Promise<unknown> | null} */
  let engine = null;

  /** @param {string} name of a script beside this one */
  const fetched = (name) =>
    new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = new URL(name, own).href;
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    });

  // Without it, forms can still be filled in and printed.
  if (document.querySelector("[data-sheet]")) fetched("worksheet.js").catch(() => {});

  /** Fetches the finder once and gives it the place it is needed in. @param {HTMLElement} place */
  const start = async (place) => {
    if (place.dataset.root) return;
    place.dataset.root = new URL("..", own).href;
    try {
      await (engine ??= fetched("finder.js"));
      // @ts-expect-error  finder.js, just fetched, brings it
      guideFinder.on(place);
    } catch {
      engine = null;
      delete place.dataset.root;
      const status = place.querySelector("[data-finder-status]");
      if (status) status.textContent = place.dataset.failed || "";
    }
  };

  const open = () => {
    // A page's own finder may know one kind only; the header's knows the whole guide.
    const place = onPage && !onPage.dataset.kind ? onPage : inDialog;
    if (!place) return;
    if (place === inDialog && !dialog?.open) dialog?.showModal();
    place.querySelector("input")?.select();
    place.querySelector("input")?.focus();
    start(place);
  };

  for (const place of [inDialog, onPage]) {
    if (!place) continue;
    for (const part of place.querySelectorAll("form, .finder-begin")) part.removeAttribute("hidden");
    place.addEventListener("submit", (event) => event.preventDefault());
    place.addEventListener("focusin", () => start(place));
    place.addEventListener("input", () => start(place));
    // Not every browser gives a button that is clicked the focus.
    place.querySelector("[data-begin]")?.addEventListener("click", () => {
      place.dataset.narrow = "yes";
      start(place);
    });
  }
  if (onPage && /^#\w+=/.test(location.hash)) start(onPage);

  const link = document.querySelector("[data-find]");
  if (!onPage || onPage.dataset.kind) link?.setAttribute("aria-haspopup", "dialog");
  link?.addEventListener("click", (event) => {
    event.preventDefault();
    open();
  });
  document.addEventListener("keydown", (event) => {
    const at = /** @type {Element} */ (event.target);
    const typing = at.closest("input:not([type=checkbox]), textarea, [contenteditable]");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    open();
  });
  dialog?.addEventListener("keydown", (event) => {
    // The theme turns pages at single keys; a list of results must not be lost to one.
    event.stopPropagation();
    // In a search box the browser's own Esc would only empty the box.
    if (event.key === "Escape") {
      event.preventDefault();
      dialog.close();
    }
  });
}
