/* The pure parts of assets/worksheet.js. `node --test` runs them. */
"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");

const sheet = require("../../docs/assets/worksheet.js");

const KEY = "worksheets/map";
const answer = { name: "a/b/gap", label: "B: Gap", value: true };
const referral = { key: "partners/x", title: "X", row: "b", gap: "B" };
const file = (changes = {}) =>
  JSON.stringify({ ...JSON.parse(sheet.written(KEY, [[answer]], [referral])), ...changes });
const entry = (means, more = {}) => ({ means, words: means, value: true, note: false, ...more });
const row = (label, ...entries) => ({ label, entries });
const labels = (rows) => rows.map((one) => one.label);

test("a Social Security number is seen anywhere, however it is written", () => {
  for (const text of ["123-45-6789", "123 45 6789", "123456789", "SSN:123-45-6789.", "1 2 3 4 5 6 7 8 9",
    "123–45–6789", "123.45.6789", "１２３-４５-６７８９"]) {
    assert.equal(sheet.telling(text, false), "ssn", text);
    assert.equal(sheet.telling(`He said ${text} today`, true), "ssn", text);
  }
});

test("what is no Social Security number is left alone", () => {
  for (const text of ["", "12345-6789", "1234567890", "2026-11-21", "$ 1,234,567.89", "12 people, 3 of 45",
    "12345678", "+1 555 123 4567"]) {
    assert.notEqual(sheet.telling(text, true), "ssn", text);
  }
});

test("a phone number or an address is seen in a free note only", () => {
  for (const text of ["555-123-4567", "(555) 123-4567", "call 5551234567", "555.1234", "+44 20 7946 0958"]) {
    assert.equal(sheet.telling(text, true), "phone", text);
    assert.equal(sheet.telling(text, false), "", text);
  }
  assert.equal(sheet.telling("write to ana@example.org", true), "email");
  assert.equal(sheet.telling("write to ana@example.org", false), "");
});

test("dates, money and times are no phone numbers", () => {
  for (const text of ["2026-11-21", "11/21/2026", "$15,000", "9:00-17:00", "25 rows", "@noon", "a @ b", "2024-2025"]) {
    assert.equal(sheet.telling(text, true), "", text);
  }
});

test("a long text is looked through at once", () => {
  for (const text of ["1 ".repeat(10_000), "1".repeat(20_000), "a@".repeat(10_000), "- . ".repeat(5_000), "+1 ".repeat(7_000)]) {
    assert.equal(typeof sheet.telling(text, true), "string");
  }
});

test("what is saved can be read again", () => {
  assert.deepEqual(sheet.read(file(), KEY), { copies: [[answer]], referrals: [referral] });
});

test("a file that is not right says why", () => {
  const refused = {
    broken: ["", "{", "not JSON", file().slice(0, -9), "\u0000PNG"],
    foreign: ["null", "[]", "7", '"text"', "{}", file({ format: "other" })],
    newer: [file({ version: 99 })],
    "other:worksheets/other": [file({ sheet: "worksheets/other" })],
    odd: [
      file({ copies: undefined }), file({ copies: {} }), file({ copies: "text" }), file({ copies: [{}] }),
      file({ copies: [[], [], []] }), file({ copies: [[null]] }), file({ copies: [[7]] }), file({ copies: [["a"]] }),
      file({ copies: [[{ ...answer, value: 7 }]] }), file({ copies: [[{ ...answer, value: null }]] }),
      file({ copies: [[{ ...answer, value: { toString: 1 } }]] }), file({ copies: [[{ ...answer, value: [] }]] }),
      file({ copies: [[{ ...answer, name: 7 }]] }), file({ copies: [[{ name: "a", value: "b" }]] }),
      file({ copies: [[{ ...answer, label: "x".repeat(2_001) }]] }),
      file({ copies: [Array(5_001).fill(answer)] }),
      file({ referrals: undefined }), file({ referrals: [null] }), file({ referrals: [{ ...referral, key: 7 }] }),
    ],
  };
  for (const [reason, files] of Object.entries(refused)) {
    for (const text of files) assert.equal(sheet.read(text, KEY), reason, text.slice(0, 200));
  }
});

test("names of what every object has are names like others", () => {
  const evil = `{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}, ${file().slice(1)}`;
  assert.deepEqual(sheet.read(evil, KEY), { copies: [[answer]], referrals: [referral] });
  const answers = ["__proto__", "constructor", "toString"].map((name) => ({ ...answer, name }));
  const { copy, lost } = sheet.placed(answers, (name) => new Map([["a", 1]]).has(name));
  assert.equal(copy.size, 0);
  assert.deepEqual(lost, answers);
  assert.equal({}.polluted, undefined);
});

test("an answer without a place, or for a place that is taken, is kept apart", () => {
  const again = { ...answer, value: false };
  const gone = { ...answer, name: "gone" };
  const { copy, lost } = sheet.placed([answer, again, gone], (name) => name === answer.name);
  assert.deepEqual([...copy], [[answer.name, true]]);
  assert.deepEqual(lost, [again, gone]);
});

test("the most serious answer counts", () => {
  assert.equal(sheet.gravest(row("a", entry("settled"), entry("concern"), entry("open"))), "concern");
  assert.equal(sheet.gravest(row("a", entry("settled"), entry("open"))), "open");
  assert.equal(sheet.gravest(row("a", entry(""))), "");
});

test("a map shows gaps, what both offer, silent rows and next steps", () => {
  const rows = [
    row("gap", entry("gap"), entry("ours")),
    row("both", entry("ours"), entry("others")),
    row("silent"),
    row("step", entry("next-step", { value: "Call" })),
  ];
  const found = sheet.findings(rows, false);
  assert.deepEqual(labels(found.gaps), ["gap"]);
  assert.deepEqual(labels(found.both), ["both"]);
  assert.deepEqual(labels(found.silent), ["silent"]);
  assert.deepEqual(labels(found.steps), ["step"]);
});

test("a map of ties shows who is missing and who is known to one person only", () => {
  const rows = [row("one", entry("lone-tie")), row("more", entry("lone-tie"), entry("tie")), row("none", entry(""))];
  const found = sheet.findings(rows, false);
  assert.deepEqual(labels(found.missing), ["none"]);
  assert.deepEqual(labels(found.lone), ["one"]);
});

test("a checklist tells open questions from those nobody answered", () => {
  const note = entry("", { value: "Ask again", note: true });
  const rows = [row("open", entry("open"), note), row("only a note", note), row("fine", entry("settled"), note)];
  const found = sheet.findings(rows, true);
  assert.deepEqual(labels(found.open), ["open"]);
  assert.deepEqual(labels(found.silent), ["only a note"]);
  assert.deepEqual(labels(found.steps), ["open", "only a note"]);
  assert.deepEqual(found.concerns, []);
});
