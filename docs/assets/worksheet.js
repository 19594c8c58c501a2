/* Worksheets, checklists and templates on the screen: saved to a file, loaded, worked out in words.
 *
 * Answers stand in the form and, for two that are compared, in this script; nowhere else. Nothing
 * is sent, and nothing is stored but the file that the reader saves. All words come from the page.
 */
"use strict";

/**
 * @typedef {HTMLInputElement | HTMLTextAreaElement} Control
 * @typedef {boolean | string} Value
 * @typedef {Map<string, Value>} Copy           what is filled in, by name of the control
 * @typedef {{name: string, label: string, value: Value}} Answer  as it is saved
 * @typedef {{key: string, title: string, row: string, gap: string}} Referral
 * @typedef {{copies: Answer[][], referrals: Referral[]}} Saved
 * @typedef {{means: string, words: string, value: Value, note: boolean}} Entry
 * @typedef {{label: string, entries: Entry[]}} Row
 */

const guideWorksheet = (() => {
  const FORMAT = "guide-answers";
  const VERSION = 1;
  // As much as a file may hold, in bytes, how many answers, and how much a name.
  const LARGEST = 1_000_000;
  const MOST = 5_000;
  const LONGEST = 2_000;
  // Milliseconds without a key, after which one has stopped typing.
  const PAUSE = 500;
  // What an answer says, the most serious first.
  const SERIOUS = ["concern", "open", "settled"];

  // --- what had better not be written ---

  // What comes before is matched, not looked back at: phones from before 2023 cannot look back.
  // Nine digits; a ZIP code has its dash after the fifth.
  const SSN = /(?:^|[^\d+])(?!\d{5}-\d{4}(?!\d))\d(?:[\s.‐-―/-]{0,2}\d){8}(?![\s.‐-―-]?\d)/;
  const PHONE = /(?:^|\D)(?:\(\d{3}\)|\d{3})[\s.‐-―/-]{0,3}\d{3}[\s.‐-―-]?\d{4}(?!\d)|(?:^|[^\d.-])\d{3}[.‐-―-]\d{4}(?![\d.-])|\+\d[\d\s().‐-―-]{7,}/;
  const EMAIL = /[^\s@]+@[^\s@]+\.[^\s@]{2,}/;

  /** What a text seems to hold that may lead to a person: `ssn`, `phone`, `email` or nothing.
   * @param {string} text @param {boolean} free whether it is a note, not a place for contacts */
  function telling(text, free) {
    const plain = text.normalize("NFKC");
    if (SSN.test(plain)) return "ssn";
    if (!free) return "";
    return PHONE.test(plain) ? "phone" : EMAIL.test(plain) ? "email" : "";
  }

  // --- the file ---

  /** @param {string} sheet @param {Answer[][]} copies @param {Referral[]} referrals */
  const written = (sheet, copies, referrals) =>
    JSON.stringify({ format: FORMAT, version: VERSION, sheet, copies, referrals }, null, 1);

  /** @param {any} one @param {string[]} names */
  const hasTexts = (one, names) =>
    names.every((name) => typeof one?.[name] === "string" && one[name].length <= LONGEST);

  /** @param {any} list @param {number} most @param {(one: any) => boolean} right */
  const isList = (list, most, right) =>
    Array.isArray(list) && list.length <= most && list.every(right);

  /** @param {any} one */
  const isAnswer = (one) => hasTexts(one, ["name", "label"]) && /^(boolean|string)$/.test(typeof one.value);

  /** What a file holds, or in a word why it is not taken.
   * @param {string} text @param {string} sheet @returns {Saved | string} */
  function read(text, sheet) {
    let held;
    try {
      held = JSON.parse(text);
    } catch {
      return "broken";
    }
    if (held?.format !== FORMAT) return "foreign";
    if (held.version > VERSION) return "newer";
    if (held.sheet !== sheet) return /^[a-z_]+\/[a-z0-9-]+$/.test(held.sheet) ? `other:${held.sheet}` : "odd";
    const right =
      isList(held.copies, 2, (copy) => isList(copy, MOST, isAnswer)) &&
      isList(held.referrals, MOST, (one) => hasTexts(one, ["key", "title", "row", "gap"]));
    return right ? { copies: held.copies, referrals: held.referrals } : "odd";
  }

  /** Answers that have a place, and those that have none. @param {Answer[]} answers
   * @param {(name: string, value: Value) => boolean} fits */
  function placed(answers, fits) {
    /** @type {Copy} */
    const copy = new Map();
    const lost = answers.filter(({ name, value }) => {
      if (copy.has(name) || !fits(name, value)) return true;
      copy.set(name, value);
      return false;
    });
    return { copy, lost };
  }

  // --- what the answers say ---

  /** @param {Row} row @param {string[]} means */
  const says = (row, ...means) => row.entries.some((entry) => means.includes(entry.means));

  /** The answers ticked. @param {Row} row */
  const ticks = (row) => row.entries.filter((entry) => entry.value === true);

  /** The most serious of the answers ticked. @param {Row} row */
  const gravest = (row) => SERIOUS.find((means) => says(row, means)) || "";

  /** Rows by what they say, each in the order of the form. @param {Row[]} rows
   * @param {boolean} asked whether they are questions of a checklist */
  function findings(rows, asked) {
    const unanswered = (/** @type {Row} */ row) => !(asked ? ticks(row) : row.entries).length;
    return {
      gaps: rows.filter((row) => says(row, "gap")),
      both: rows.filter((row) => says(row, "ours") && says(row, "others")),
      concerns: rows.filter((row) => gravest(row) === "concern"),
      open: rows.filter((row) => gravest(row) === "open"),
      silent: rows.filter(unanswered),
      missing: rows.filter((row) => !says(row, "tie", "lone-tie")),
      lone: rows.filter((row) => says(row, "lone-tie") && !says(row, "tie")),
      steps: rows.filter((row) =>
        asked
          ? gravest(row) !== "settled" && row.entries.some((entry) => entry.note)
          : says(row, "next-step"),
      ),
    };
  }

  // --- one form on a page ---

  /** @param {HTMLElement[]} pieces of one worksheet, checklist or template */
  function on(pieces) {
    /** @param {string} name @param {ParentNode[]} [within] @returns {any} */
    const at = (name, within = pieces) => all(`[data-${name}]`, within)[0];
    /** @param {string} selector @param {ParentNode[]} [within] @returns {any[]} */
    const all = (selector, within = pieces) => within.flatMap((piece) => [...piece.querySelectorAll(selector)]);
    /** @param {string} name */
    const copyOf = (name) => document.importNode(at(name).content, true);
    /** @param {string} name */
    const told = (name) => at("words").dataset[name] || "";
    /** @param {Element} element @param {any[]} content */
    const fill = (element, ...content) => element.replaceChildren(...content);

    const sheet = pieces[0].dataset.sheet || "";
    const forms = pieces.filter((piece) => piece.matches("form"));
    /** @type {Map<string, Control>} */
    const controls = new Map(all("[name]", forms).map((control) => [control.name, control]));
    const asked = sheet.startsWith("checklists/");
    const switches = all("[name=copy]");
    const bases = all("[data-copy-name]").map((name) => name.textContent);

    /** One, or two that are compared. @type {Copy[]} */
    let copies = switches.length ? [new Map(), new Map()] : [new Map()];
    let current = 0;
    /** @type {Referral[]} */
    let referrals = [];
    let shown = false;

    // --- values ---

    /** @param {Control} control */
    const isTick = (control) => control.type === "checkbox";

    /** @param {Control} control @returns {Value} */
    const valueOf = (control) => isTick(control) ? /** @type {HTMLInputElement} */ (control).checked : control.value.trim() && control.value;

    /** Takes what stands in the form. */
    function take() {
      const filled = [...controls].map(([name, control]) => /** @type {const} */ ([name, valueOf(control)]));
      copies[current] = new Map(filled.filter(([, value]) => value));
    }

    /** Puts a copy into the form. @param {number} number */
    function put(number) {
      current = number;
      for (const [name, control] of controls) {
        const value = copies[number].get(name);
        if (isTick(control)) /** @type {HTMLInputElement} */ (control).checked = !!value;
        else control.value = `${value || ""}`;
        hint(control);
      }
      if (switches[number]) switches[number].checked = true;
      nameCopies();
    }

    const isEmpty = () => !referrals.length && copies.every((copy) => !copy.size);

    /** @param {Element | null | undefined} element */
    const textOf = (element) => (element?.textContent || "").replace(/\s+/g, " ").trim().replace(/:$/, "");

    /** What a control is called, for whoever reads the file. @param {Control} control */
    const labelOf = (control) =>
      [control.closest("fieldset[data-item]")?.getAttribute("data-item"), textOf(control.closest("label"))]
        .filter(Boolean)
        .join(": ");

    /** @param {number} number of a copy → what it is called: its first line, if it is filled */
    function nameOf(number) {
      const first = [...controls.keys()].find((name) => name.startsWith("_head/")) || "";
      const own = `${copies[number].get(first) || ""}`.trim();
      return own ? `${bases[number]}: ${own}` : bases[number];
    }

    function nameCopies() {
      all("[data-copy-name]").forEach((name, number) => (name.textContent = nameOf(number)));
    }

    // --- what is said ---

    /** @type {number | undefined} */
    let announcing;

    function hush() {
      clearTimeout(announcing);
      for (const now of all("[data-now]")) now.textContent = "";
    }

    /** @param {string} name of the words @param {Element} near where the reader is
     * @param {string} [more] to say behind them */
    function say(name, near, more = "") {
      const bar = near.closest(".sheet-bar")?.querySelector("[data-now]") || at("now");
      hush();
      // The same words twice would not be read out again.
      announcing = window.setTimeout(() => (bar.textContent = `${told(name)} ${more}`.trim()), 50);
    }

    /** Says beside a field what had better not stand there. @param {Control} control */
    function hint(control) {
      const found = isTick(control) ? "" : telling(control.value, "free" in control.dataset);
      const label = /** @type {Element} */ (control.closest("label"));
      let holder = label.nextElementSibling;
      if (!holder?.matches(".hint")) {
        if (!found) return;
        label.after(copyOf("hint"));
        holder = /** @type {Element} */ (label.nextElementSibling);
        holder.id = `hint-${control.name.replace(/\W+/g, "-")}-${sheet.replace(/\W+/g, "-")}`;
        // Only what changes once it is there is read out.
        return void setTimeout(hint, 50, control);
      }
      if (found) control.setAttribute("aria-describedby", holder.id);
      else control.removeAttribute("aria-describedby");
      if (holder.textContent !== told(found)) holder.textContent = told(found);
    }

    /** Asks; true if the reader agrees. @param {string} what @returns {Promise<boolean>} */
    const agreed = (what) =>
      new Promise((resolve) => {
        const dialog = /** @type {HTMLDialogElement} */ (at("ask"));
        at("ask-words").textContent = told(`ask${what}`);
        at("yes").textContent = told(`do${what}`);
        dialog.returnValue = "";
        dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
        dialog.showModal();
      });

    // --- save, load, clear ---

    /** @param {Element} button */
    function save(button) {
      take();
      if (isEmpty()) return say("empty", button);
      const answers = copies.map((copy) =>
        [...copy].map(([name, value]) => {
          const label = labelOf(/** @type {Control} */ (controls.get(name)));
          return { name, label: label.slice(0, LONGEST), value };
        }),
      );
      const file = new Blob([written(sheet, answers, referrals)], { type: "application/json" });
      if (file.size > LARGEST) return say("tooLargeToSave", button);
      const link = document.createElement("a");
      link.href = URL.createObjectURL(file);
      link.download = `${at("neutral")?.checked ? "worksheet" : sheet.split("/")[1]}.json`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
      say("saved", button);
    }

    /** @param {string} name @param {Value} value */
    function fits(name, value) {
      const control = controls.get(name);
      if (!control || isTick(control) !== (typeof value === "boolean")) return false;
      return typeof value === "boolean" || value.length <= control.maxLength;
    }

    /** @param {File} file @param {Element} near */
    async function load(file, near) {
      if (file.size > LARGEST) return say("large", near);
      const saved = read(await file.text().catch(() => ""), sheet);
      if (typeof saved === "string") {
        const [why, key = ""] = saved.split(":");
        return say(why, near, key.replace(/.*\//, "").replace(/-/g, " "));
      }
      take();
      if (!isEmpty() && !(await agreed("Load"))) return say("kept", near);
      clear();
      /** @type {{label: string, value: Value}[]} */
      const lost = [];
      saved.copies.forEach((answers, number) => {
        const { copy, lost: without } = placed(answers, number in copies ? fits : () => false);
        if (number in copies) copies[number] = copy;
        lost.push(...without);
      });
      for (const one of saved.referrals) {
        if (listed(one)) referrals.push(one);
        else lost.push({ label: one.gap, value: one.title });
      }
      put(0);
      listReferrals();
      mourn(lost);
      if (referrals.length) open();
      say(lost.length ? "loadedSome" : "loaded", near);
    }

    /** Lists what a file holds and the form does not. @param {{label: string, value: Value}[]} lost */
    function mourn(lost) {
      at("lost").hidden = !lost.length;
      fill(at("lines", [at("lost")]), ...lost.map(({ label, value }) => {
        const line = copyOf("lost-line");
        at("name", [line]).textContent = `${label}:`;
        at("said", [line]).textContent = value === true ? "✓" : `${value}`;
        return line;
      }));
    }

    /** Leaves nothing of what was filled in, neither on the page nor in this script. */
    function clear() {
      copies = copies.map(() => new Map());
      referrals = [];
      put(0);
      mourn([]);
      shown = false;
      if (at("findings")) {
        at("findings").hidden = true;
        fill(at("found"));
        listReferrals();
      }
      hush();
      for (const hint of all(".hint")) hint.remove();
      unprint();
    }

    // --- what it shows ---

    /** The rows as a copy fills them in. @param {Copy} copy */
    const rowsOf = (copy) =>
      all("[data-item]", forms).flatMap((element) => {
        const own = all("[name]", [element]);
        const filled = own.filter((control) => copy.has(control.name));
        const entries = filled
          .filter((control) => !control.name.endsWith("/_name"))
          .map((control) => ({
            means: control.dataset.means || "",
            words: textOf(control.closest("label").querySelector(".cell-label, :scope > span:last-of-type")),
            value: /** @type {Value} */ (copy.get(control.name)),
            note: control.name.endsWith("/_notes"),
            column: control.name.split("/").pop(),
          }));
        const name = own.find((control) => control.name.endsWith("/_name"));
        if (name && !filled.length) return [];
        const label = `${(name && copy.get(name.name)) || element.dataset.item}`;
        return [{ element, label, row: element.dataset.row || "", entries }];
      });

    /** A link that opens beside the form. @param {any} link */
    function outward(link) {
      if (location.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";
      link.target = "_blank";
      link.rel = "noopener noreferrer";
      link.append(copyOf("new-tab"));
    }

    /** @param {any} row @param {string} finding → what to say beside its name */
    function saying(row, finding) {
      /** @param {(entry: Entry) => boolean} which */
      const texts = (which) =>
        row.entries.filter(which).map((/** @type {Entry} */ entry) => (entry.value === true ? entry.words : entry.value)).join("; ");
      const notes = texts((entry) => (asked ? entry.note : entry.means === "next-step"));
      if (finding === "steps") return notes;
      if (finding === "lone") return texts((entry) => entry.means === "lone-tie");
      if (finding === "missing") return texts(() => true);
      const ticked = ticks(row).filter((entry) => asked || entry.means !== "gap").map((entry) => entry.words);
      const several = asked && ticked.length > 1 && `${told("several")} (${ticked.join(", ")})`;
      const also = finding === "gaps" && ticked.length && `${told("also")} ${ticked.join(", ")}.`;
      return finding === "both" || finding === "silent" ? "" : [several || also, notes].filter(Boolean).join(" ");
    }

    /** What belongs below a line: who fills a gap, what to do about a concern.
     * @param {any} row @param {string} finding */
    function below(row, finding) {
      if (finding === "gaps") {
        const fills = fillsOf(row.row);
        const held = fills ? document.importNode(fills.content, true) : copyOf("no-fills");
        for (const one of all("[data-key]", [held])) one.append(" ", adder(one, row));
        return [held];
      }
      if (finding !== "concerns" && finding !== "open") return [];
      const advice = all(".warning-signs, .response", [row.element]).map((one) => one.cloneNode(true));
      // Nobody has seen these signs yet: they must not read as found.
      for (const one of advice.filter((one) => one.matches(".warning-signs"))) one.querySelector("strong").textContent = told("signs");
      return advice;
    }

    /** @param {any} row @param {string} finding */
    function lineOf(row, finding) {
      const line = copyOf("line");
      const said = saying(row, finding);
      at("name", [line]).textContent = row.label + (said && !asked ? ":" : "");
      at("said", [line]).textContent = said;
      line.firstElementChild.append(...below(row, finding));
      return line;
    }

    /** All that one copy shows. @param {number} number */
    function partsOf(number) {
      const parts = copyOf("finding-parts");
      const rows = rowsOf(copies[number]);
      const found = /** @type {Record<string, Row[]>} */ (findings(rows, asked));
      for (const title of all("[data-copy-of]", [parts])) title.textContent = nameOf(number);
      for (const section of all("[data-finding]", [parts])) {
        const name = section.dataset.finding;
        fill(at("lines", [section]), ...found[name].map((row) => lineOf(row, name)));
        if (!found[name].length && !at("none", [section])) section.remove();
        for (const part of all(found[name].length ? "[data-none]" : "[data-lines], [data-words-of]", [section])) part.remove();
      }
      for (const matrix of all("[data-matrix]", [parts])) chart(matrix, rows);
      return parts;
    }

    /** @param {string} tag @param {string} text @param {string} [label] of the column, on a phone */
    function cell(tag, text, label = "") {
      const made = document.createElement(tag);
      made.textContent = text;
      if (tag === "th") /** @type {HTMLTableCellElement} */ (made).scope = "row";
      else made.dataset.label = label;
      return made;
    }

    /** @param {ParentNode} table @param {HTMLElement[][]} rows */
    const tabulate = (table, rows) =>
      fill(/** @type {Element} */ (table.querySelector("tbody")), ...rows.map((cells) => {
        const row = document.createElement("tr");
        row.append(...cells);
        return row;
      }));

    /** Rows by columns, with a mark where something is filled in. @param {ParentNode} matrix
     * @param {any[]} rows */
    function chart(matrix, rows) {
      const columns = all("[data-column]", [matrix]);
      tabulate(matrix, rows.map((row) => [
        cell("th", row.label),
        ...columns.map((column) => {
          const is = row.entries.some((/** @type {any} */ entry) => entry.column === column.dataset.column);
          const made = cell("td", "", textOf(column));
          made.classList.toggle("is-not", !is);
          made.append(copyOf(is ? "is" : "is-not"));
          return made;
        }),
      ]));
    }

    /** @param {string[]} said of a question, in both */
    const comparison = ([first, second]) =>
      first === second ? (first ? "same" : "neither") : first && second ? "different" : "one";

    /** Both candidates, question by question. */
    function compared() {
      const table = copyOf("compare");
      const names = copies.map((_, number) => nameOf(number));
      all("[data-copy]", [table]).forEach((heading, number) => (heading.textContent = names[number]));
      const compare = textOf(all("th", [table]).pop());
      const heads = [...controls].filter(([name]) => name.startsWith("_head/")).map(([name, control]) => [
        cell("th", labelOf(control)),
        ...copies.map((copy, number) => cell("td", `${copy.get(name) || ""}`, names[number])),
        cell("td", ""),
      ]);
      const [first, second] = copies.map(rowsOf);
      tabulate(table, heads.concat(first.map((row, place) => {
        const said = [row, second[place]].map((one) => ticks(one).map((entry) => entry.words).join(", "));
        const notes = [row, second[place]].map((one) => one.entries.filter((entry) => entry.note).map((entry) => `${entry.value}`));
        return [
          cell("th", row.label),
          ...said.map((words, number) => cell("td", [words || told("unanswered"), ...notes[number]].join(". "), names[number])),
          cell("td", told(comparison(said)), compare),
        ];
      })));
      return table;
    }

    /** Works it out anew. */
    function work() {
      take();
      nameCopies();
      if (!shown) return;
      const filled = [...copies.keys()].filter((number) => copies[number].size);
      const parts = (filled.length ? filled : [current]).map(partsOf);
      if (filled.length > 1) parts.push(compared());
      for (const link of all("a", parts)) outward(link);
      fill(at("found"), ...parts);
      at("findings").hidden = false;
    }

    function open() {
      shown = true;
      work();
    }

    // --- the referral list ---

    /** @param {string} row of the map → the template of who fills it @returns {any} */
    const fillsOf = (row) => all("template[data-fills]").find((fills) => fills.dataset.fills === row);

    /** What the guide says of something on the list. @param {Referral} one */
    const listed = (one) => {
      const fills = fillsOf(one.row);
      const held = fills && all("[data-key]", [fills.content]).find((held) => held.dataset.key === one.key);
      return held && document.importNode(held.firstElementChild, true);
    };

    /** @param {Referral} one */
    const indexOf = (one) => referrals.findIndex((held) => held.key === one.key && held.row === one.row);

    /** The button that puts a record on the list, and takes it off again. @param {any} record
     * @param {any} row */
    function adder(record, row) {
      const title = textOf(record.querySelector("a"));
      const one = { key: record.dataset.key, title, row: row.row, gap: row.label };
      const button = copyOf("add").firstElementChild;
      at("name", [button]).textContent = ` ${title}, ${told("for")} ${row.label}`;
      button.referral = one;
      button.onclick = () => {
        if (indexOf(one) < 0) referrals.push(one);
        else referrals.splice(indexOf(one), 1);
        listReferrals();
        say(indexOf(one) < 0 ? "removed" : "added", button);
      };
      press(button);
      return button;
    }

    /** @param {any} button */
    const press = (button) => button.setAttribute("aria-pressed", `${indexOf(button.referral) >= 0}`);

    function listReferrals() {
      const place = at("referrals");
      if (!place) return;
      place.hidden = !referrals.length;
      fill(at("lines", [place]), ...referrals.map((one) => {
        const line = copyOf("line");
        const record = listed(one);
        outward(record.querySelector("a"));
        fill(at("name", [line]), record);
        at("said", [line]).textContent = `${told("for")} ${one.gap}`;
        const button = copyOf("remove").firstElementChild;
        at("name", [button]).textContent = ` ${one.title}, ${told("for")} ${one.gap}`;
        button.onclick = () => {
          referrals.splice(indexOf(one), 1);
          hush();
          listReferrals();
          (all("button", [place])[0] && referrals.length ? place : at("findings")).firstElementChild.focus();
        };
        line.firstElementChild.append(" ", button);
        return line;
      }));
      all("[aria-pressed]").forEach(press);
    }

    /** @param {Element} button */
    async function copyList(button) {
      const lines = referrals.map((one) => `${textOf(listed(one))}, ${told("for")} ${one.gap}`);
      try {
        await navigator.clipboard.writeText(lines.join("\n"));
        say("copied", button);
      } catch {
        getSelection()?.selectAllChildren(at("lines", [at("referrals")]));
        say("select", button);
      }
    }

    // --- on paper ---

    let title = "";

    /** Boxes to write in cut long answers off on paper, plain text does not. */
    function forPrint() {
      unprint();
      for (const control of controls.values()) {
        if (isTick(control) || !control.value) continue;
        const text = document.createElement("span");
        text.className = "written";
        text.textContent = control.value;
        // Before it: a style sheet can then hide the box without :has, which browsers before 2023 lack.
        control.before(text);
      }
      if (!at("neutral")?.checked) return;
      // Browsers before 2023 cannot ask in a style sheet whether the box is ticked.
      document.body.classList.add("neutral");
      title = document.title;
      document.title = told("neutralTitle");
    }

    function unprint() {
      for (const text of all(".written")) text.remove();
      document.body.classList.remove("neutral");
      if (title) document.title = title;
      title = "";
    }

    // --- beginnings ---

    /** @type {Record<string, (button: HTMLElement) => unknown>} */
    const does = {
      save,
      copy: copyList,
      print: () => window.print(),
      clear: async (button) => {
        if (!(await agreed("Clear"))) return say("kept", button);
        clear();
        say("cleared", button);
      },
      show: () => {
        open();
        at("findings").firstElementChild.focus();
      },
    };

    for (const piece of pieces) {
      piece.addEventListener("click", (event) => {
        const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[data-do]"));
        if (button) does[button.dataset.do || ""](button);
      });
    }
    /** @type {Set<Control>} */
    const touched = new Set();
    /** @type {number | undefined} */
    let pause;
    // Never at once: what moves under the mouse is not clicked.
    const settle = () => {
      touched.forEach(hint);
      touched.clear();
      work();
    };
    for (const form of forms) {
      form.addEventListener("input", (event) => {
        touched.add(/** @type {Control} */ (event.target));
        clearTimeout(pause);
        pause = window.setTimeout(settle, PAUSE);
      });
    }
    for (const [number, one] of switches.entries()) {
      one.onchange = () => {
        take();
        put(number);
      };
    }
    const chosen = at("file");
    chosen.onchange = () => {
      const file = chosen.files[0];
      if (file) load(file, chosen);
      // The same file may be chosen again, and its name stands nowhere.
      chosen.value = "";
    };
    // A link followed by mistake must not cost an hour of work.
    document.addEventListener("click", (event) => {
      const link = /** @type {HTMLAnchorElement | null} */ (/** @type {Element} */ (event.target).closest("a[href]:not([data-exit])"));
      if (!link || event.defaultPrevented || link.target || link.getAttribute("href")?.startsWith("#")) return;
      take();
      if (isEmpty()) return;
      link.target = "_blank";
      link.rel = "noopener noreferrer";
      setTimeout(() => link.removeAttribute("target"));
    });
    addEventListener("beforeprint", forPrint);
    addEventListener("afterprint", unprint);
    // Back must not show what was filled in, and "Leave now" waits for no other page.
    for (const leaving of ["pagehide", "guide:leave"]) {
      addEventListener(leaving, () => {
        clearTimeout(pause);
        at("ask").close();
        clear();
      });
    }
    for (const part of all("[data-needs-script]")) part.hidden = false;
    work();
  }

  /** Every form of a page that has something to fill in. @param {Document} page */
  function start(page) {
    /** @type {Map<string, HTMLElement[]>} */
    const sheets = new Map();
    for (const piece of /** @type {NodeListOf<HTMLElement>} */ (page.querySelectorAll("[data-sheet]"))) {
      const key = piece.dataset.sheet || "";
      sheets.set(key, [...(sheets.get(key) || []), piece]);
    }
    for (const pieces of sheets.values()) if (pieces[0].matches(".sheet-tools")) on(pieces);
  }

  return { telling, written, read, placed, gravest, findings, start };
})();

if (typeof module !== "undefined") module.exports = guideWorksheet;
else guideWorksheet.start(document);
