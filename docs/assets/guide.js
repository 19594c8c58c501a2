/* What pages do beyond showing: printing, filling in, opening the finder. Nothing is stored or sent. */
"use strict";

for (const tools of document.querySelectorAll("[data-page-tools]")) {
  const print = tools.querySelector("[data-print]");
  tools.removeAttribute("hidden");
  if (print) print.addEventListener("click", () => window.print());
}

// Older browsers do not print what is folded, whatever the style sheet says.
{
  /** @param {boolean} open */
  const unfold = (open) => {
    const state = open ? ":not([open])" : "[data-for-paper]";
    for (const more of /** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll(`details.service-more${state}`))) {
      more.open = open;
      more.toggleAttribute("data-for-paper", open);
    }
  };
  window.addEventListener("beforeprint", () => unfold(true));
  window.addEventListener("afterprint", () => unfold(false));
}

// What is past its day to look again says so by the reader's clock, in what other scripts draw, too.
{
  const now = new Date();
  const day = new Date(now.getTime() - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  const isPast = (/** @type {string} */ again) => again && again < day;

  const tell = () => {
    for (const marked of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-again]"))) {
      const says = /** @type {HTMLElement} */ (marked.querySelector("[data-past]") || marked);
      says.hidden = !isPast(marked.dataset.again || "");
    }
  };
  tell();
  new MutationObserver(tell).observe(document.body, { childList: true, subtree: true });

  const report = /** @type {HTMLElement | null} */ (document.querySelector("[data-again-days]"));
  if (report) {
    const counts = (report.dataset.againDays || "").split(" ").map((each) => each.split(":"));
    const count = counts.reduce((sum, [again, times]) => sum + (isPast(again) ? Number(times) : 0), 0);
    report.hidden = !count;
    /** @type {Element} */ (report.querySelector("[data-count]")).textContent = `${count}`;
  }
}

// From a disk, a link to a folder would open a listing of it.
if (location.protocol === "file:") {
  for (const link of document.querySelectorAll("a[href]:not([href^='#'])")) {
    const { protocol, pathname } = /** @type {HTMLAnchorElement} */ (link);
    if (protocol === "file:" && pathname.endsWith("/")) /** @type {HTMLAnchorElement} */ (link).pathname += "index.html";
  }
}

{
  const menu = document.getElementById("site-menu");
  const link = document.querySelector("a[data-menu]");
  const button = /** @type {HTMLElement | null} */ (document.querySelector("button[data-menu]"));
  const closing = document.querySelector("[data-menu-close]");

  if (menu && link && button && closing) {
    const isOpen = () => menu.dataset.open === "true";

    /** @param {boolean} open */
    const show = (open) => {
      menu.dataset.open = String(open);
      button.setAttribute("aria-expanded", String(open));
    };

    const close = () => {
      show(false);
      button.focus();
    };

    show(location.hash === "#site-menu");
    link.setAttribute("hidden", "");
    button.hidden = false;
    button.addEventListener("click", () => show(!isOpen()));
    closing.addEventListener("click", (event) => {
      event.preventDefault();
      close();
    });
    document.addEventListener("keydown", (event) => {
      const at = /** @type {Node} */ (event.target);
      if (event.key === "Escape" && isOpen() && (at === button || menu.contains(at))) close();
    });
  }
}

{
  const own = /** @type {HTMLScriptElement} */ (document.currentScript).src;
  // The page of the finder has none, so that nothing is there twice.
  const dialog = /** @type {HTMLDialogElement | null} */ (document.querySelector("[data-finder-dialog]"));
  const inDialog = /** @type {HTMLElement | null} */ (dialog && dialog.querySelector("[data-finder]"));
  const onPage = /** @type {HTMLElement | null} */ (document.querySelector(".md-content [data-finder]"));
  // A page's own finder may know one kind only; the header's knows the whole guide. Where nothing
  // can open over a page, its link leads to the page of the finder.
  const overPage = dialog && "showModal" in dialog ? inDialog : null;
  const main = onPage && !onPage.dataset.kind ? onPage : overPage;
  const link = document.querySelector("[data-find]");
  const shortcut = document.querySelector("[data-shortcut]");
  const wanted = /** @type {HTMLInputElement | null} */ (shortcut && shortcut.querySelector("input"));
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

  // Without it, the text can still be read and marked.
  const wrong = document.querySelector("details.wrong");
  if (wrong) wrong.addEventListener("toggle", () => fetched("corrections.js").catch(() => {}), { once: true });

  /** Fetches the finder once and gives it the place it is needed in. @param {HTMLElement} place */
  const start = async (place) => {
    if (place.dataset.root) return;
    place.dataset.root = new URL("..", own).href;
    try {
      engine = engine || fetched("finder.js");
      await engine;
      // @ts-expect-error  finder.js, just fetched, brings it
      guideFinder.on(place);
    } catch (failed) {
      engine = null;
      delete place.dataset.root;
      const status = place.querySelector("[data-finder-status]");
      if (status) status.textContent = place.dataset.failed || "";
    }
  };

  const open = () => {
    const box = main && main.querySelector("input");
    if (!main || !box) return;
    if (main === inDialog && dialog && !dialog.open) dialog.showModal();
    box.select();
    box.focus();
    start(main);
  };

  for (const place of [inDialog, onPage]) {
    if (!place) continue;
    const begin = place.querySelector("[data-begin]");
    for (const part of place.querySelectorAll("form, .finder-begin")) part.removeAttribute("hidden");
    place.addEventListener("submit", (event) => event.preventDefault());
    place.addEventListener("focusin", () => start(place));
    place.addEventListener("input", () => start(place));
    // Not every browser gives a button that is clicked the focus.
    if (begin) {
      begin.addEventListener("click", () => {
        place.dataset.narrow = "yes";
        start(place);
      });
    }
  }
  if (onPage && /^#\w+=/.test(location.hash)) start(onPage);

  if (link && main) {
    if (main === inDialog) link.setAttribute("aria-haspopup", "dialog");
    link.addEventListener("click", (event) => {
      event.preventDefault();
      open();
    });
  }
  if (shortcut && main) shortcut.removeAttribute("hidden");
  document.addEventListener("keydown", (event) => {
    const at = /** @type {Element} */ (event.target);
    const typing = at.closest("input:not([type=checkbox]), textarea, [contenteditable]");
    const combined = event.ctrlKey || event.metaKey || event.altKey;
    if (event.key !== "/" || typing || combined || !main || !wanted || !wanted.checked) return;
    event.preventDefault();
    open();
  });
  if (dialog) {
    dialog.addEventListener("keydown", (event) => {
      // In a search box the browser's own Esc would only empty the box.
      if (event.key !== "Escape") return;
      event.preventDefault();
      dialog.close();
    });
  }
}
