const script = document.createElement("script");
script.src = "engine.js";
const engine = new Promise((done) => script.addEventListener("load", done));
document.head.append(script);

const json = async (path) => (await fetch(path)).json();
const ready = Promise.all([json("index.json"), json("stored.json"), engine]).then(
  ([index, stored]) => [lunr.Index.load(index), stored],
);

globalThis.find = async (query) => {
  const [index, stored] = await ready;
  const [found, shown] = [index.search(query), ({ ref }) => stored[ref]];
  return found.slice(0, 10).map(shown);
};
