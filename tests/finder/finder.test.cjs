/* The pure parts of assets/finder.js. `node --test --require …/lunr` runs them. */
"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");

globalThis.lunr = require(require.resolve(process.execArgv.find((word) => word.startsWith("--require=")).slice(10)));
const finder = require("../../docs/assets/finder.js");

const phrases = new Map([
  ["class english", [1]],
  ["dv", [4]],
  ["domest violenc", [4]],
]);
const scale = [0.1, 64, 90];
finder.know({ count: 4, scale, meanings: [["ESOL", "", "terms/esol/"], ["DV", "", "glossary/dv/"]], phrases: {} });

/** A posting that holds some entries with the same level. */
const posting = (...numbers) => {
  let before = -1;
  const gaps = numbers.map((number) => {
    const gap = number - before - 1;
    before = number;
    return String.fromCharCode(35 + gap);
  });
  return [1, gaps.join(""), "M".repeat(numbers.length)];
};
const held = (entries) => (token) => new Map(Object.entries(entries)).get(token);
const asked = (text) => finder.clauses(finder.words(text), phrases);

test("slips are counted as edits, a swap as one", () => {
  assert.equal(finder.distance("truama", "trauma", 3), 1);
  assert.equal(finder.distance("counsling", "counseling", 3), 1);
  assert.equal(finder.distance("job", "job", 0), 0);
  assert.equal(finder.distance("job", "jobs", 0), 1);
  assert.equal(finder.distance("abcdef", "uvwxyz", 2), 3);
});

test("the nearest word has fewest slips, then the same first letter, then most use", () => {
  const known = [["drama", 9], ["trauma", 2], ["traumas", 3]];
  assert.equal(finder.nearest("truama", known, 2)[0], "trauma");
  assert.deepEqual(finder.nearest("cat", [["bat", 9], ["can", 1], ["car", 5]], 1), ["car", "can", "bat"]);
  assert.deepEqual(finder.nearest("zzzz", known, 1), []);
});

test("a phrase is one clause, in any order, with or without stop words", () => {
  assert.deepEqual(asked("english classes").map((clause) => clause.meanings.length), [1]);
  assert.deepEqual(asked("classes in English").map((clause) => clause.meanings[0].number), [0]);
  assert.deepEqual(asked("english teacher").map((clause) => clause.meanings.length), [0, 0]);
});

test("an everyday word counts for less than a name", () => {
  const [everyday, name] = [asked("english classes")[0], asked("DV")[0]];
  assert.equal(name.meanings[0].share, 1);
  assert.ok(everyday.meanings[0].share < 1);
});

test("words one asks with are left out, unless there are no others", () => {
  assert.deepEqual(finder.asking(["find", "work"], ["find"]), ["work"]);
  assert.deepEqual(finder.asking(["find"], ["find"]), ["find"]);
  assert.deepEqual(finder.asking(["find", "the"], ["find"]), ["find", "the"]);
});

test("names of what every object has are no words of the guide", () => {
  assert.deepEqual(asked("constructor toString").map((clause) => clause.meanings), [[], []]);
});

test("all words must match", () => {
  const entries = held({ bank: posting(0, 1), job: posting(1, 2) });
  assert.deepEqual(finder.rank(asked("bank job"), entries), { numbers: [1], whole: 1, relaxed: false });
});

test("where nothing has all words, what has more of them comes first", () => {
  const entries = held({ bank: posting(0, 1), job: posting(2), visa: posting(0) });
  const found = finder.rank(asked("bank job visa"), entries);
  assert.equal(found.relaxed, true);
  assert.equal(found.whole, 0);
  assert.equal(found.numbers[0], 0);
  assert.deepEqual([...found.numbers].sort(), [0, 1, 2]);
});

test("what a phrase means is found without its words", () => {
  const entries = held({ "~terms/esol/": posting(3) });
  assert.deepEqual(finder.rank(asked("english classes"), entries).numbers, [3]);
});

test("words in a row count for more than words apart", () => {
  const apart = { class: posting(0, 1), english: posting(0, 1), "=class english": posting(1) };
  assert.deepEqual(finder.rank(asked("english classes"), held(apart)).numbers, [1, 0]);
});

test("nothing at all is found in nothing", () => {
  assert.deepEqual(finder.rank(asked("bank"), held({})).numbers, []);
});

test("sets of entries are counted and joined", () => {
  const few = finder.bits([0, 31, 32, 99], 100);
  const odd = finder.bits([31, 33, 99], 100);
  assert.equal(finder.common(few, odd), 2);
  assert.equal(finder.common(finder.all([few, odd, few]), few), 2);
  assert.equal(finder.common(finder.bits(Array(100).keys(), 100), few), 4);
});

test("the part of a stem is the last that does not start behind it", () => {
  const starts = ["bank", "job", "visa"];
  assert.deepEqual(["a", "bank", "cat", "visa", "zoo"].map((word) => finder.partFor(starts, word)), [-1, 0, 0, 2, 2]);
});
