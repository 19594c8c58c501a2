import MiniSearch from "./engine.js";

// As the index was built; queries as people type them, every word wanted.
const options = {
  fields: ["title", "names", "summary", "topics", "publisher", "audience", "body"],
  storeFields: ["title", "summary"],
  searchOptions: { prefix: true, fuzzy: 0.2, combineWith: "AND", boost: { title: 3 } },
};
const index = fetch("index.json")
  .then((response) => response.text())
  .then((text) => MiniSearch.loadJSON(text, options));

globalThis.find = async (query) => (await index).search(query).slice(0, 10);
