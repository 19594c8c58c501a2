// Watches the finder on a page of ours: runs before anything else does.

performance.setResourceTimingBufferSize(1e5);
globalThis.times = {};
addEventListener("focusin", () => (times.use ??= performance.now()), true);
new MutationObserver(() => {
  if (document.querySelector("[data-record]")) times.result ??= performance.now();
}).observe(document, { childList: true, subtree: true });

// When the last of the data was there, and what was done with all of it.
globalThis.arrived = () =>
  Math.max(...performance.getEntriesByType("resource").map((entry) => entry.responseEnd));

globalThis.loaded = (name) =>
  performance.getEntriesByType("resource").some((entry) => entry.name.endsWith(name));

globalThis.place = () => document.querySelector(".md-content [data-finder]");
globalThis.idle = () => !place().hasAttribute("aria-busy");

globalThis.find = (query) => guideFinder.answer(query);

// Which tokens the ranking of each query asks for.
globalThis.tokens = async (queries) => {
  const seen = new Set();
  for (const query of queries) {
    const { asked } = await find(query);
    guideFinder.rank(asked, (token) => void seen.add(token));
  }
  return [...seen];
};

// The first ten numbers of each query: as it is, and with postings on a scale so fine that it
// rounds nothing.
globalThis.both = async ([queries, postings, scale]) => {
  const answers = [];
  for (const query of queries) answers.push(await find(query));
  guideFinder.know({ ...(await manifest()), scale });
  return answers.map(({ asked, numbers }) => {
    const exact = guideFinder.rank(asked, (token) => postings[token]);
    return [numbers, exact.numbers].map((ranked) => ranked.slice(0, 10));
  });
};

// The finder keeps its manifest to itself: have it sent once more.
const manifest = () =>
  new Promise((resolve) => {
    const { take } = guideFinder;
    guideFinder.take = (name, value) => {
      guideFinder.take = take;
      resolve(value);
    };
    const script = document.createElement("script");
    script.src = `${place().dataset.root}finder/manifest.js`;
    document.head.append(script);
  });

// Chooses a value of each filter in turn: how long until everything is counted and shown.
globalThis.choosing = async () => {
  const times = [];
  for (const select of place().querySelectorAll("[data-filters] select")) {
    for (const value of [...select.options].slice(1, 4).map((option) => option.value)) {
      times.push(await chosen(select, value));
    }
    await chosen(select, "");
  }
  return times;
};

const chosen = (select, value) =>
  new Promise((resolve) => {
    const start = performance.now();
    new MutationObserver((_, watch) => {
      if (!idle()) return;
      watch.disconnect();
      resolve(performance.now() - start);
    }).observe(place(), { attributes: true, attributeFilter: ["aria-busy"] });
    select.value = value;
    select.dispatchEvent(new Event("change"));
  });
