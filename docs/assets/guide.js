/* What pages do beyond showing: the print button. Nothing is stored, nothing is sent. */
"use strict";

for (const tools of document.querySelectorAll("[data-page-tools]")) {
  tools.hidden = false;
  tools.querySelector("[data-print]").addEventListener("click", () => window.print());
}
