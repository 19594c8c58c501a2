import * as pagefind from "./pagefind/pagefind.js";

globalThis.find = async (query) => {
  const { results } = await pagefind.search(query);
  const first = await Promise.all(results.slice(0, 10).map((result) => result.data()));
  return first.map(({ meta, excerpt }) => ({ title: meta.title, summary: excerpt }));
};

globalThis.count = () => pagefind.filters();

globalThis.browse = async () => {
  const sector = Object.keys((await count()).sector)[0];
  return pagefind.search(null, { filters: { sector } });
};
