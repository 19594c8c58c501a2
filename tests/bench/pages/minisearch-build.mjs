import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [engine, given, index] = process.argv.slice(2);
const { default: MiniSearch } = await import(pathToFileURL(engine));
const { options, documents } = JSON.parse(readFileSync(given, "utf8"));
const search = new MiniSearch(options);
search.addAll(documents);
writeFileSync(index, JSON.stringify(search));
