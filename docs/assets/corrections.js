/* «Something wrong here?»: copy, print or mail the text. It comes when somebody opens that. */
"use strict";

{
  const wrong = document.querySelector("details.wrong");
  const text = wrong && wrong.querySelector("pre");

  if (wrong && text) {
    const status = wrong.querySelector("[role=status]");
    const copy = wrong.querySelector("[data-copy]");
    const print = wrong.querySelector("[data-print-text]");
    const mail = /** @type {HTMLAnchorElement | null} */ (wrong.querySelector("[data-mail]"));
    const words = text.textContent || "";

    // What is selected can be copied by hand where the browser does not let us.
    const copied = () => {
      const selection = getSelection();
      if (!selection) return false;
      selection.selectAllChildren(text);
      try {
        return document.execCommand("copy");
      } catch (refused) {
        return false;
      }
    };

    // Paper shows this text alone, and the page as it was after that.
    const printed = () => {
      const paper = document.createElement("div");
      paper.className = "only-this md-typeset";
      paper.append(text.cloneNode(true));
      document.body.append(paper);
      const { classList } = document.documentElement;
      classList.add("prints-text");
      const after = () => {
        paper.remove();
        classList.remove("prints-text");
      };
      window.addEventListener("afterprint", after, { once: true });
      window.print();
    };

    if (mail) mail.href = mail.href.replace(/body=.*/, `body=${encodeURIComponent(words.replace(/\n/g, "\r\n"))}`);
    if (copy && status) {
      copy.addEventListener("click", () => {
        status.textContent = copied() ? "Copied." : "The text is marked. Copy it now.";
      });
    }
    if (print) print.addEventListener("click", printed);
    for (const way of wrong.querySelectorAll("[data-wrong]")) way.removeAttribute("hidden");
  }
}
