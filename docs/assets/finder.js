/* The finder: what a reader types → entries of this guide, in the browser alone.
 *
 * Its data comes in scripts below `finder/`, written by `macros/finder/`, so that it works from a
 * folder on a disk as well. Nothing typed leaves the page: not in a request, an address or a store.
 * lunr.js stems; `macros/finder/analysis.py` did the same when the index was made.
 */
"use strict";

/**
 * @typedef {[rarity: number, gaps: string, levels: string]} Posting
 * @typedef {[label: string, acronym: string, path: string]} Meaning
 * @typedef {{id: string, values: [label: string, count: number][]}} Dimension
 * @typedef {object} Manifest
 * @property {string} version            the folder of the parts
 * @property {number} count              how many entries there are
 * @property {string[]} kinds            ids of kinds, by number
 * @property {string[]} starts           the first stem of each part of the index
 * @property {number} cards              how many cards a part holds
 * @property {number} details            how many details a part holds
 * @property {number[]} scale            lowest and highest sum, number of levels
 * @property {Meaning[]} meanings
 * @property {string[]} asking           words one asks with, such as «find»
 * @property {string[][]} crisis         stems, and stop words, that bring up the help lines
 * @property {Map<string, number[]>} phrases  stems → meanings: four times the number; see meanings.py
 * @property {Dimension[]} dimensions
 * @property {string} markup             what stands below the box
 * @typedef {object} Card
 * @property {number} number
 * @property {string} key
 * @property {string} title
 * @property {string} about              what it is, from whom, when it was checked
 * @property {string} summary
 * @property {string} names
 * @property {string} again              the day to look at it again by, or nothing
 * @property {number[]} meanings
 * @typedef {{words: string[], stems: string[], meanings: Meant[], begins?: string[], weights?: Float64Array}} Clause
 * @typedef {{number: number, share: number, aside: boolean}} Meant  an everyday word counts for
 *   less than a name; what is said aside is not insisted on
 * @typedef {{numbers: number[], whole: number, relaxed: boolean}} Ranking
 * @typedef {{typed: string, used: string}} Correction
 */

const guideFinder = (() => {
  const WORD = /[\p{L}\p{N}]+(?:['’.][\p{L}\p{N}]+)*/gu;
  // As in macros/finder/packing.py.
  const FIRST = 35;
  const BACKSLASH = 92;
  const SURROGATES = 0xd800;
  const SURROGATE_COUNT = 0x800;
  // Results to begin with.
  const PAGE = 10;
  // Letters that may be the beginning of a word, and how many words they may begin.
  const PREFIX = 3;
  const PREFIX_WORDS = 12;
  // Milliseconds without a key, after which one has stopped typing.
  const PAUSE = 400;
  // What a meaning counts for where one word, or several, are an everyday way to say it. A text
  // that says the one word is nearer; several words rarely stand in a text as one types them.
  const EVERYDAY = 0.05;
  const EVERYDAY_PHRASE = 0.6;
  // What the words of a phrase count for where they stand apart.
  const SCATTERED = 0.3;
  // A long question that fewer entries answer whole also shows those that answer a part of it.
  const FEW = 3;
  // Words of a question that are read: looking up a pasted text would hold up the page.
  const MOST = 12;

  // --- words ---

  /** @param {string} text */
  const fold = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");

  /** @param {string} text */
  const words = (text) =>
    (fold(text).match(WORD) || []).map((word) => word.replace(/['’]s$/, "").replace(/['’.]/g, ""));

  /** @type {Map<string, string>} */
  const stemmed = new Map();
  /** @type {any} */
  let pipeline = null;

  /** What stands for a word in the index; nothing for a stop word. @param {string} word */
  function stem(word) {
    const known = stemmed.get(word);
    if (known !== undefined) return known;
    const lunr = /** @type {any} */ (globalThis).lunr;
    if (!pipeline) {
      pipeline = new lunr.Pipeline();
      pipeline.add(lunr.stopWordFilter, lunr.stemmer);
    }
    const found = String(pipeline.runString(word)[0] || "");
    stemmed.set(word, found);
    return found;
  }

  // --- what is packed ---

  /** @param {string} text @returns {number[]} */
  function unpacked(text) {
    const numbers = [];
    for (const character of text) {
      let code = /** @type {number} */ (character.codePointAt(0));
      if (code >= SURROGATES) code -= SURROGATE_COUNT;
      numbers.push(code - FIRST - (code > BACKSLASH ? 1 : 0));
    }
    return numbers;
  }

  /** Rising numbers from what each adds to the one before. @param {string} text */
  function rising(text) {
    let before = -1;
    return unpacked(text).map((gap) => (before += gap + 1));
  }

  /** @param {string[]} coded sorted words without what they share with the one before */
  function unfolded(coded) {
    let before = "";
    return coded.map((word) => (before = before.slice(0, unpacked(word[0])[0]) + word.slice(1)));
  }

  /** @param {Iterable<number>} numbers @param {number} count */
  function bits(numbers, count) {
    const set = new Uint32Array((count + 31) >> 5);
    for (const number of numbers) set[number >> 5] |= 1 << (number & 31);
    return set;
  }

  /** How many bits are in both. @param {Uint32Array} a @param {Uint32Array} b */
  function common(a, b) {
    let count = 0;
    for (let place = 0; place < a.length; place++) {
      let left = a[place] & b[place];
      left -= (left >>> 1) & 0x55555555;
      left = (left & 0x33333333) + ((left >>> 2) & 0x33333333);
      count += (((left + (left >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
    }
    return count;
  }

  /** @param {Uint32Array[]} sets at least one */
  function all([first, ...others]) {
    const both = first.slice();
    for (const other of others) both.forEach((_, place) => (both[place] &= other[place]));
    return both;
  }

  // --- slips of the finger ---

  /** Edits from one word to the other, a swap of neighbours as one; `limit` + 1 if more.
   * @param {string} a @param {string} b @param {number} limit */
  function distance(a, b, limit) {
    if (Math.abs(a.length - b.length) > limit) return limit + 1;
    /** @type {number[]} */
    let older = [];
    let old = Array.from({ length: b.length + 1 }, (_, place) => place);
    for (let i = 1; i <= a.length; i++) {
      const row = [i];
      for (let j = 1; j <= b.length; j++) {
        const same = a[i - 1] === b[j - 1];
        row[j] = Math.min(row[j - 1] + 1, old[j] + 1, old[j - 1] + (same ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
          row[j] = Math.min(row[j], older[j - 2] + 1);
        }
      }
      if (Math.min(...row) > limit) return limit + 1;
      older = old;
      old = row;
    }
    return old[b.length];
  }

  /** The same for the same things in any order. @param {Iterable<string>} things */
  const key = (things) => [...things].sort().join(" ");

  /** How many slips a word of this length is forgiven. @param {string} word */
  const forgiven = (word) =>
    /\d/.test(word) || word.length < 4 ? 0 : word.length < 7 ? 1 : word.length < 11 ? 2 : 3;

  /** The words nearest to `word`: fewest slips, same first letter, most used.
   * @param {string} word @param {[word: string, uses: number][]} known @param {number} limit */
  function nearest(word, known, limit) {
    /** @type {[slips: number, other: number, uses: number, word: string][]} */
    const found = [];
    for (const [candidate, uses] of known) {
      const slips = distance(word, candidate, limit);
      if (slips <= limit) found.push([slips, candidate[0] === word[0] ? 0 : 1, -uses, candidate]);
    }
    found.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
    return found.map((entry) => entry[3]);
  }

  // --- what is asked ---

  /** The words without those one asks with, unless there are no others.
   * @param {string[]} typed @param {string[]} fillers */
  function asking(typed, fillers) {
    const kept = typed.filter((word) => !fillers.includes(word));
    return kept.some((word) => stem(word)) ? kept : typed;
  }

  /** Words → clauses, each a phrase that means something or one word; all must match.
   * @param {string[]} typed @param {Map<string, number[]>} phrases @returns {Clause[]} */
  function clauses(typed, phrases) {
    const asked = typed.map((word) => ({ word, stem: stem(word) })).filter((one) => one.stem);
    const found = [];
    for (let start = 0; start < asked.length; ) {
      let length = Math.min(8, asked.length - start);
      const own = () => key(asked.slice(start, start + length).map((one) => one.stem));
      while (length > 1 && !phrases.has(own())) length--;
      const part = asked.slice(start, start + length);
      found.push({
        words: part.map((one) => one.word),
        stems: part.map((one) => one.stem),
        meanings: (phrases.get(own()) || []).map((coded) => ({
          number: coded >> 2,
          share: !(coded & 1) ? 1 : length > 1 ? EVERYDAY_PHRASE : EVERYDAY,
          aside: (coded & 2) > 0,
        })),
      });
      start += length;
    }
    return found;
  }

  /** @type {Manifest} */
  let manifest = /** @type {any} */ (null);

  /** @param {any} found what the manifest's script hands over */
  function know(found) {
    manifest = { ...found, phrases: new Map(Object.entries(found.phrases)) };
  }

  /** What stands for a meaning in the index. @param {number} number */
  const token = (number) => `~${manifest.meanings[number][2]}`;

  /** What stands for the words of a clause in a row. @param {Clause} clause */
  const phraseToken = (clause) => `=${key(clause.stems)}`;

  /** Everything in the index that a clause is about. @param {Clause} clause */
  const tokensOf = (clause) => [
    ...(clause.begins || clause.stems),
    ...(clause.stems[1] ? [phraseToken(clause)] : []),
    ...clause.meanings.map(({ number }) => token(number)),
  ];

  /** Adds up the weights of one posting. @param {Posting | undefined} posting
   * @param {Float64Array} weights @param {number} [share] */
  function weigh(posting, weights, share = 1) {
    if (!posting) return;
    const [lowest, highest, levels] = manifest.scale;
    const [rarity, gaps, packed] = posting;
    const step = Math.log(highest / lowest) / (levels - 1);
    const level = unpacked(packed);
    rising(gaps).forEach((number, place) => {
      weights[number] += share * rarity * lowest * Math.exp(step * level[place]);
    });
  }

  /** The weights of a clause: its words, all of them, or what they mean.
   * @param {Clause} clause @param {(token: string) => Posting | undefined} posting */
  function weightsOf(clause, posting) {
    const weights = new Float64Array(manifest.count);
    if (clause.begins) {
      for (const word of clause.begins) weigh(posting(word), weights);
      return weights;
    }
    const single = clause.stems.map((word) => {
      const own = new Float64Array(manifest.count);
      weigh(posting(word), own);
      return own;
    });
    weights.forEach((_, number) => {
      if (single.every((own) => own[number])) {
        for (const own of single) weights[number] += own[number] * (single[1] ? SCATTERED : 1);
      }
    });
    weigh(posting(phraseToken(clause)), weights);
    for (const { number, share } of clause.meanings) {
      weigh(posting(token(number)), weights, share);
    }
    return weights;
  }

  /** Entries in rank order: those that match all clauses; where nothing does, or hardly anything
   * matches a long question, also those that match some.
   * @param {Clause[]} asked @param {(token: string) => Posting | undefined} posting
   * @returns {Ranking} */
  function rank(asked, posting) {
    const weights = new Float64Array(manifest.count);
    const hits = new Uint8Array(manifest.count);
    for (const clause of asked) clause.weights = weightsOf(clause, posting);
    const firm = asked.filter(({ meanings }) => !meanings.some((meant) => meant.aside));
    const wanted = firm.some(({ weights }) => weights?.some(Boolean)) ? firm : asked;
    for (const clause of asked) {
      const counts = wanted.includes(clause);
      clause.weights?.forEach((weight, number) => {
        weights[number] += weight;
        if (weight && counts) hits[number]++;
      });
    }
    const whole = hits.reduce((sum, own) => sum + (own === wanted.length ? 1 : 0), 0);
    const relaxed = whole < (wanted.length > 2 ? FEW : 1);
    const least = relaxed ? 1 : wanted.length || 1;
    const numbers = [...hits.keys()].filter((number) => hits[number] >= least);
    numbers.sort((a, b) => hits[b] - hits[a] || weights[b] - weights[a] || a - b);
    return { numbers, whole, relaxed };
  }

  // --- parts, fetched when they are needed ---

  /** @type {Map<string, Promise<any>>} */
  const parts = new Map();
  /** @type {Map<string, (value: any) => void>} */
  const waiting = new Map();
  let root = "";

  /** @param {string} source @returns {Promise<void>} */
  const script = (source) =>
    new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.src = root + source;
      element.onload = () => resolve();
      element.onerror = reject;
      document.head.append(element);
      element.remove();
    });

  /** Called by each part. @param {string} name @param {any} value */
  function take(name, value) {
    waiting.get(name)?.(value);
    waiting.delete(name);
  }

  /** @param {string} name @param {string} path @returns {Promise<any>} */
  const brought = (name, path) =>
    new Promise((resolve, reject) => {
      waiting.set(name, resolve);
      // A host may answer with a page of its own: then nothing was handed over.
      script(`finder/${path}`).then(() => reject(name), reject);
    });

  /** @param {string} [fresh] */
  const fetchManifest = (fresh = "") => brought("manifest", `manifest.js${fresh}`).then(know);

  /** A part of the data; where it is gone, the site was published anew. @param {string} name
   * @returns {Promise<any>} */
  function part(name) {
    const path = () => `${manifest.version}/${name}.js`;
    const known =
      parts.get(name) ||
      brought(name, path()).catch(async () => {
        await fetchManifest(`?${Date.now()}`);
        return brought(name, path());
      });
    parts.set(name, known);
    known.catch(() => parts.delete(name));
    return known;
  }

  /** @type {Promise<unknown> | null} */
  let begun = null;

  /** Fetches the manifest, and lunr with it. */
  function begin() {
    begun ??= Promise.all([fetchManifest(), script("assets/vendor/lunr-2.3.9.min.js")]);
    begun.catch(() => (begun = null));
    return begun;
  }

  /** The number of the part in which a stem would stand. @param {string[]} starts
   * @param {string} word */
  function partFor(starts, word) {
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (starts[middle] <= word) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** Postings of some tokens. @param {string[]} tokens */
  async function postings(tokens) {
    const places = tokens.map((token) => partFor(manifest.starts, token));
    const loaded = new Map();
    for (const number of new Set(places.filter((number) => number >= 0))) {
      loaded.set(number, part(`t/${number}`));
    }
    /** @type {Map<string, Posting>} */
    const found = new Map();
    for (const [index, token] of tokens.entries()) {
      const held = await loaded.get(places[index]);
      if (held && Object.hasOwn(held, token)) found.set(token, held[token]);
    }
    return found;
  }

  /** All words of the guide with how often they are used.
   * @returns {Promise<[string, number][]>} */
  async function vocabulary() {
    const held = await part("words");
    if (!held.known) {
      const uses = unpacked(held.uses);
      held.known = unfolded(held.words).map((word, index) => [word, uses[index]]);
    }
    return held.known;
  }

  /** @param {number} number @returns {Promise<Card>} */
  async function card(number) {
    const size = manifest.cards;
    const held = await part(`c/${Math.floor(number / size)}`);
    const [kind, id, title, about, summary, names, meanings, again] = held[number % size];
    const key = `${manifest.kinds[kind]}/${id}`;
    return { number, key, title, about, summary, names, again, meanings: unpacked(meanings) };
  }

  /** What an entry says, as HTML that our templates drew.
   * @param {number} number @returns {Promise<string>} */
  async function detail(number) {
    const size = manifest.details;
    const held = await part(`d/${Math.floor(number / size)}`);
    return held[number % size];
  }

  /** @returns {Promise<Uint32Array[][]>} by dimension and value */
  async function facets() {
    const held = await part("facets");
    held.sets ??= held.map((/** @type {string[]} */ values) =>
      values.map((gaps) => bits(rising(gaps), manifest.count)),
    );
    return held.sets;
  }

  // --- a question, answered ---

  /** Puts known words in the place of unknown ones: the rest of the last one, or the nearest;
   * an acronym only for one with its letters swapped.
   * @param {string} query @param {boolean} literal as typed */
  async function understand(query, literal) {
    const typed = asking(words(query).slice(0, MOST), manifest.asking);
    const shouted = new Set((query.match(/\b[A-Z]{2,5}\b/g) || []).map(fold));
    const asked = clauses(typed, manifest.phrases);
    const found = await postings(asked.flatMap((clause) => clause.stems));
    const unknown = new Set(
      asked
        .filter(({ stems, meanings }) => !meanings.length && !found.has(stems[0]))
        .map((clause) => clause.words[0]),
    );
    /** @type {Correction[]} */
    const corrections = [];
    if (!unknown.size || literal) return { asked, corrections };
    const known = await vocabulary();
    const acronyms = new Set(manifest.meanings.map((meaning) => meaning[1].toLowerCase()));
    const last = typed[typed.length - 1];
    /** @type {string[]} */
    let begins = [];
    const used = typed.map((word) => {
      if (!unknown.has(word)) return word;
      if (word === last && word.length >= PREFIX) {
        begins = known
          .filter(([candidate]) => candidate.startsWith(word))
          .sort((a, b) => b[1] - a[1])
          .slice(0, PREFIX_WORDS)
          .map(([candidate]) => candidate);
        if (begins.length) return word;
      }
      const meant = nearest(word, known, forgiven(word)).find(
        (other) => !acronyms.has(other) || key(other) === key(word),
      );
      if (!meant || shouted.has(word)) return word;
      corrections.push({ typed: word, used: meant });
      return meant;
    });
    const meant = clauses(used, manifest.phrases);
    if (begins.length) {
      const stems = [...new Set(begins.map(stem))].filter(Boolean);
      meant[meant.length - 1] = { words: [last], stems: [], meanings: [], begins: stems };
    }
    return { asked: meant, corrections };
  }

  /** @param {string} query @param {boolean} [literal] */
  async function answer(query, literal = false) {
    const { asked, corrections } = await understand(query, literal);
    const tokens = asked.flatMap((clause) => tokensOf(clause));
    const found = await postings(tokens);
    const ranking = rank(asked, (token) => found.get(token));
    return { ...ranking, asked, corrections };
  }

  /** One finder on a page: its box, its filters, its results and the list one picks.
   * @param {HTMLElement} place */
  function on(place) {
    /** @param {string} name @param {ParentNode} [within] @returns {any} */
    const at = (name, within = place) => within.querySelector(`[data-${name}]`);
    /** @param {string} name */
    const copyOf = (name) => at(name).content.firstElementChild.cloneNode(true);
    const box = /** @type {HTMLInputElement} */ (place.querySelector("input[type=search]"));
    const status = at("finder-status");
    const onlyKind = place.dataset.kind || "";
    root = place.dataset.root || "";

    /** What the templates give us to say. @param {string} name */
    const told = (name) => at("words")?.dataset[name] || place.dataset[name] || "";

    /** @type {Map<string, HTMLSelectElement>} */
    const selects = new Map();
    /** @type {Map<string, {card: any, note: string}>} */
    const picked = new Map();
    /** @type {Map<string, string>} */
    const notes = new Map();
    let literal = "";
    let shown = PAGE;
    let turn = 0;
    let results = /** @type {number[]} */ ([]);
    let asked = /** @type {any[]} */ ([]);

    // --- words on the screen ---

    /** @param {string} name @param {unknown} text @param {ParentNode} [within] */
    const write = (name, text, within) => (at(name, within).textContent = text);

    /** @param {string} name @param {() => unknown} does @param {ParentNode} [within] */
    const onClick = (name, does, within) => (at(name, within).onclick = does);

    /** @param {Element} element @param {any[]} content */
    const fill = (element, ...content) => element.replaceChildren(...content);

    /** @param {string} text */
    const wordsIn = (text) => text.split(/([\p{L}\p{N}'’.]+)/u);

    /** The text, with what was asked for marked. @param {string} text */
    function marked(text) {
      const wanted = new Set(asked.flatMap((clause) => [...clause.stems, ...(clause.begins || [])]));
      return wordsIn(text).map((piece, index) => {
        const own = index % 2 ? words(piece).map(stem) : [];
        if (!own.some((stem) => wanted.has(stem))) return piece;
        const mark = document.createElement("mark");
        mark.textContent = piece;
        return mark;
      });
    }

    /** @param {any} clause @param {string} text */
    function isIn(clause, text) {
      const own = new Set(words(text).map(stem));
      const wanted = clause.begins || clause.stems;
      return wanted.some((/** @type {string} */ stem) => own.has(stem));
    }

    /** Why an entry was found, in words. @param {any} card */
    function because(card) {
      const reasons = new Set();
      for (const clause of asked.filter(({ weights }) => weights[card.number])) {
        const meant = clause.meanings.find((/** @type {any} */ one) => card.meanings.includes(one.number));
        if (isIn(clause, card.title)) reasons.add(told("inTitle"));
        else if (isIn(clause, card.names)) reasons.add(`${told("alsoCalled")} ${card.names}`);
        else if (meant) reasons.add(`${told("about")} ${manifest.meanings[meant.number][0]}`);
        else reasons.add(told("inText"));
      }
      return [...reasons].join(" · ");
    }

    /** An address inside the site, from wherever this page is. @param {string} address */
    function href(address) {
      const [path, anchor] = address.split("#");
      const file = location.protocol === "file:" && /(^|\/)$/.test(path) ? `${path}index.html` : path;
      const url = new URL(file + (anchor ? `#${anchor}` : ""), place.dataset.root);
      return url.protocol === "file:" ? url.href : url.pathname + url.hash;
    }

    /** @param {string} html drawn by our templates, links from the start of the site */
    function drawn(html) {
      const holder = document.createElement("div");
      holder.innerHTML = html;
      for (const link of holder.querySelectorAll("a")) {
        const target = link.getAttribute("href") || "";
        if (!/^[a-z]+:/i.test(target)) link.href = href(target);
      }
      return holder;
    }

    // --- results ---

    /** @param {any} card */
    function row(card) {
      const item = copyOf("result");
      item.dataset.record = card.key;
      item.dataset.again = card.again;
      const open = at("open", item);
      const more = at("detail", item);
      fill(open, ...marked(card.title));
      write("meta", card.about, item);
      fill(at("summary", item), ...marked(card.summary));
      write("because", asked.length ? `${told("why")} ${because(card)}` : "", item);
      open.onclick = async () => {
        const opened = !more.hidden;
        open.setAttribute("aria-expanded", `${!opened}`);
        more.hidden = opened;
        at("summary", item).hidden = !opened;
        if (!opened && !more.children.length) {
          more.textContent = told("loading");
          await load(async () => fill(more, drawn(await detail(card.number))), more);
        }
      };
      const tick = at("pick", item);
      write("pick-name", `: ${card.title}`, item);
      tick.checked = picked.has(card.key);
      tick.onchange = () => {
        if (tick.checked) picked.set(card.key, { card, note: notes.get(card.key) || "" });
        else picked.delete(card.key);
        showPicked();
      };
      return item;
    }

    /** @param {() => Promise<unknown>} work @param {Element} [where] @param {() => boolean} [late] */
    async function load(work, where = status, late = () => false) {
      try {
        await work();
      } catch (error) {
        if (late()) return;
        console.error(error);
        where.textContent = told("failed");
      }
    }

    const chosen = () =>
      [...selects].flatMap(([id, select]) => (select.value ? [[id, Number(select.value)]] : []));

    /** Which entries pass the filters, but for one; and fresh counts in every filter.
     * @param {number[] | null} found */
    async function narrowed(found) {
      const picks = new Map(/** @type {[string, number][]} */ (chosen()));
      if (!picks.size && !at("filters").open) return found;
      const sets = await facets();
      const count = manifest.count;
      const base = bits(found || Array(count).keys(), count);
      /** @param {string} without */
      const passing = (without) =>
        all([
          base,
          ...manifest.dimensions.flatMap((/** @type {any} */ dimension, /** @type {number} */ d) => {
            const value = picks.get(dimension.id);
            return value === undefined || dimension.id === without ? [] : [sets[d][value]];
          }),
        ]);
      manifest.dimensions.forEach((/** @type {any} */ dimension, /** @type {number} */ d) => {
        const others = passing(dimension.id);
        offer(dimension, sets[d].map((set) => common(others, set)));
      });
      const kept = passing("");
      const order = found || [...Array(count).keys()];
      return order.filter((number) => kept[number >> 5] & (1 << (number & 31)));
    }

    /** The values that still lead somewhere, with how many. @param {any} dimension
     * @param {number[]} counts */
    function offer(dimension, counts) {
      const select = /** @type {HTMLSelectElement} */ (selects.get(dimension.id));
      const kept = select.value;
      const options = dimension.values.flatMap((/** @type {any} */ [label], /** @type {number} */ value) => {
        const own = `${value}` === kept;
        return counts[value] || own ? [new Option(`${label} (${counts[value]})`, `${value}`, own, own)] : [];
      });
      fill(select, select.options[0], ...options);
      select.value = kept;
      const holder = /** @type {HTMLElement} */ (select.closest("label"));
      holder.hidden = !options.length || dimension.id === "kind" && !!onlyKind;
    }

    /** @type {number[] | null} */
    let matched = null;

    async function run() {
      const mine = ++turn;
      const query = box.value.trim();
      const late = () => mine !== turn;
      place.setAttribute("aria-busy", "true");
      await load(async () => {
        if (!manifest) status.textContent = told("loading");
        await ready();
        const found = query ? await answer(query, literal === query) : null;
        if (late()) return;
        matched = found && found.numbers;
        const kept = await narrowed(matched);
        const filters = chosen().filter(([id]) => id !== "kind" || !onlyKind).length;
        const idle = !query && !filters;
        const shownNow = idle || !kept ? [] : kept;
        const cards = await cardsOf(shownNow.slice(0, PAGE));
        const near = idle || shownNow.length ? [] : await nearWords(query);
        if (late()) return;
        asked = found ? found.asked : [];
        results = shownNow;
        shown = PAGE;
        write("filter-count", filters ? `(${filters})` : "");
        const at0 = document.activeElement?.closest("[data-record]");
        fill(at("results"), ...cards.map(row));
        if (at0 && !at0.isConnected) (at("open") || box).focus();
        say(idle, query, found);
        suggest(near);
        at("nothing").hidden = idle || results.length;
        place.classList.toggle("answering", !idle);
      }, status, late);
      if (!late()) place.removeAttribute("aria-busy");
    }

    /** @param {number[]} numbers */
    const cardsOf = (numbers) => Promise.all(numbers.map((number) => card(number)));

    /** What the reader should know about the results. @param {boolean} idle @param {string} query
     * @param {any} found */
    function say(idle, query, found) {
      at("more").hidden = results.length <= shown;
      at("copy").hidden = !results.length;
      const said = at("said");
      fill(said);
      const count = results.length;
      let text = idle ? "" : `${count} ${told(count === 1 ? "one" : "many")}`;
      const used = found && found.asked.length ? found : { corrections: [], asked: [] };
      const labels = new Set();
      for (const clause of used.asked) {
        for (const { number } of clause.meanings.slice(0, 1)) {
          const [label, acronym] = manifest.meanings[number];
          if (words(label).join() !== clause.words.join()) {
            labels.add(acronym ? `${label} (${acronym})` : label);
          }
        }
      }
      const shownFor = [...used.corrections.map((/** @type {any} */ one) => one.used), ...labels];
      if (shownFor.length) text += `. ${told("showing")} ${shownFor.join(", ")}`;
      const begun = used.asked.find((/** @type {any} */ clause) => clause.begins);
      if (begun) text += `. ${told("beginning")} «${begun.words[0]}»`;
      if (used.relaxed && count) text += `. ${told(used.whole ? "mixed" : "relaxed")}`;
      text &&= `${text}.`;
      if (status.textContent !== text) status.textContent = text;
      write("now", "");
      const typed = new Set(asking(words(query), manifest.asking).map((word) => stem(word) || word));
      const crisis = manifest.crisis.some((/** @type {string[]} */ all) => all.every((one) => typed.has(one)));
      at("help").hidden = idle || !(crisis || !count);
      if (used.corrections.length) {
        const back = copyOf("as-typed");
        back.append(` «${used.corrections.map((/** @type {any} */ one) => one.typed).join(" ")}»`);
        back.onclick = () => {
          literal = query;
          box.focus();
          run();
        };
        said.append(back, " ");
      }
      const topics = used.asked
        .flatMap((/** @type {any} */ clause) => clause.meanings)
        .map((/** @type {any} */ one) => manifest.meanings[one.number])
        .filter((/** @type {any} */ [, , path]) => path.startsWith("terms/"));
      for (const [label, , path] of new Set(topics)) {
        const link = copyOf("everything");
        link.href = href(path);
        link.append(` ${label}`);
        said.append(link, " ");
      }
    }

    /** Words of the guide that look like those typed. @param {string} query */
    async function nearWords(query) {
      const known = await vocabulary();
      const typed = words(query).slice(0, MOST);
      const others = known.filter(([word]) => !typed.includes(word));
      return typed.flatMap((word) => nearest(word, others, forgiven(word) + 1).slice(0, 3));
    }

    /** @param {string[]} near what to try where nothing was found */
    function suggest(near) {
      at("nearest-title").hidden = !near.length;
      fill(at("nearest"), ...[...new Set(near)].map((word) => {
        const item = copyOf("try");
        write("word", word, item);
        onClick("word", () => {
          box.value = word;
          box.focus();
          run();
        }, item);
        return item;
      }));
    }

    // --- the list one picks ---

    function showPicked() {
      at("picked").hidden = !picked.size;
      fill(at("picked-items"), ...[...picked].map(([key, one]) => {
        const item = copyOf("picked-item");
        write("title", one.card.title, item);
        write("note-name", `: ${one.card.title}`, item);
        const note = at("note", item);
        note.value = one.note;
        note.oninput = () => notes.set(key, (one.note = note.value));
        write("remove-name", `: ${one.card.title}`, item);
        onClick("remove", () => {
          picked.delete(key);
          showPicked();
          (at("remove") || box).focus();
        }, item);
        return item;
      }));
      write("picked-count", picked.size);
      for (const row of place.querySelectorAll("[data-record]")) {
        at("pick", row).checked = picked.has(/** @type {HTMLElement} */ (row).dataset.record || "");
      }
      at("to-list").hidden = !picked.size;
      write("now", `${told("pickedNow")} ${picked.size}`);
    }

    /** The picked entries as a page for one person; `named` says whose guide it is from. */
    async function handout() {
      const sheet = copyOf("handout");
      write("handout-title", at("heading").value, sheet);
      at("handout-site", sheet).hidden = !at("named").checked;
      sheet.classList.toggle("large", at("large").checked);
      for (const { card, note } of picked.values()) {
        const item = copyOf("handout-item");
        write("title", card.title, item);
        const told = drawn(await detail(card.number));
        const unsaid = "[data-not-on-handouts]" + (at("bare").checked ? ",:is(p,ul):not(dl *)" : "");
        for (const part of told.querySelectorAll(unsaid)) part.remove();
        for (const link of told.querySelectorAll("a")) link.replaceWith(link.textContent || "");
        fill(at("detail", item), told);
        write("note", note, item);
        at("handout-items", sheet).append(item);
      }
      return sheet;
    }

    async function print() {
      const sheet = await handout();
      const title = document.title;
      const looks = document.documentElement.classList;
      window.dispatchEvent(new Event("afterprint"));
      document.body.append(sheet);
      looks.add("printing-handout");
      document.title = at("heading").value;
      window.addEventListener("afterprint", () => {
        document.title = title;
        looks.remove("printing-handout");
        sheet.remove();
      }, { once: true });
      window.print();
    }

    async function save() {
      const sheet = await handout();
      const lines = [...sheet.querySelectorAll("h1, h2, h3, h4, p, li, dl > div")]
        .filter((element) => !element.closest("[hidden]") && !element.querySelector("p, li"))
        .map((element) => (element.textContent || "").replace(/\s+/g, " ").trim())
        .filter(Boolean);
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([lines.join("\n\n") + "\n"], { type: "text/plain" }));
      link.download = "list.txt";
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    }

    // --- a view in an address, only when asked ---

    async function copyLink() {
      const view = new URLSearchParams(chosen().map(([id]) => [`${id}`, labelOf(`${id}`)]));
      if (box.value.trim()) view.set("q", box.value.trim());
      const link = `${new URL(href("find/"), location.href)}#${view}`;
      try {
        await navigator.clipboard.writeText(link);
        write("now", told("linkCopied"));
      } catch {
        write("now", link);
      }
    }

    /** @param {string} id of a filter → what it is set to, in words */
    const labelOf = (id) => selects.get(id)?.selectedOptions[0].text.replace(/ \(\d+\)$/, "") || "";

    /** Takes the view out of the address, and out of the history with it. */
    async function fromAddress() {
      const view = new URLSearchParams(location.hash.slice(1));
      history.replaceState(null, "", location.pathname);
      await load(ready);
      box.value = view.get("q") || "";
      for (const [id, select] of selects) {
        const wanted = [...select.options].find((one) => one.text.startsWith(`${view.get(id)} (`));
        if (wanted) select.value = wanted.value;
      }
      run();
    }

    // --- beginnings ---

    /** @type {Promise<void> | null} */
    let started = null;

    /** The manifest, and what it brings onto the page. */
    function ready() {
      started ??= begin().then(
        () => {
          at("finder-rest").append(...drawn(manifest.markup).childNodes);
          arrange();
        },
        (error) => {
          started = null;
          throw error;
        },
      );
      return started;
    }

    function arrange() {
      const wanted = place.dataset.narrow;
      const begin = at("begin");
      const filters = at("filters");
      filters.open = wanted;
      // What takes its place has its focus, too.
      if (wanted || begin.matches(":focus")) filters.firstElementChild.focus();
      begin.remove();
      for (const dimension of manifest.dimensions) {
        const select = /** @type {HTMLSelectElement} */ (at(`dimension=${dimension.id}`));
        selects.set(dimension.id, select);
        offer(dimension, dimension.values.map((/** @type {any} */ value) => value[1]));
        select.onchange = run;
      }
      const kind = selects.get("kind");
      if (kind && onlyKind) kind.value = `${manifest.kinds.indexOf(onlyKind)}`;
      filters.ontoggle = () => load(() => narrowed(matched));
      onClick("clear", () => {
        for (const [id, select] of selects) if (id !== "kind" || !onlyKind) select.value = "";
        run();
      });
      onClick("more", () => load(async () => {
        const mine = turn;
        const cards = await cardsOf(results.slice(shown, shown + 2 * PAGE));
        if (mine !== turn) return;
        shown += cards.length;
        const rows = cards.map(row);
        at("results").append(...rows);
        at("open", rows[0]).focus();
        at("more").hidden = results.length <= shown;
      }));
      at("everywhere").hidden = !onlyKind;
      onClick("everywhere", () => {
        const whole = /** @type {HTMLInputElement} */ (document.querySelector("[data-finder-dialog] input"));
        whole.value = box.value;
        /** @type {HTMLElement} */ (document.querySelector("[data-find]")).click();
        whole.dispatchEvent(new Event("input", { bubbles: true }));
      });
      onClick("to-list", () => at("picked").querySelector("h2").focus());
      onClick("copy", copyLink);
      onClick("print", () => load(print));
      onClick("save", () => load(save));
      onClick("empty", () => {
        picked.clear();
        showPicked();
        box.focus();
      });
    }

    /** @type {number | undefined} */
    let pause;
    box.oninput = () => {
      clearTimeout(pause);
      pause = window.setTimeout(run, PAUSE);
    };
    /** @type {HTMLFormElement} */ (box.form).onsubmit = () => {
      clearTimeout(pause);
      run();
    };
    const viewed = () => /^#\w+=/.test(location.hash) && fromAddress();
    if (!place.closest("dialog")) addEventListener("hashchange", viewed);
    if (!place.closest("dialog") && viewed()) return;
    if (box.value.trim()) run();
    else load(ready);
  }

  return {
    take, know, on, begin, answer,
    fold, words, stem, unpacked, rising, unfolded, bits, common, all, distance, nearest,
    clauses, asking, rank, partFor,
  };
})();

if (typeof module !== "undefined") module.exports = guideFinder;
