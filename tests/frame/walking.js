// Run in a page: what Tab can reach, and how the place looks that has focus.
"use strict";

globalThis.walking = (() => {
  const CONTROLS = "a[href], button, input, select, textarea, summary, [contenteditable], [tabindex]";
  const closed = (element) => element.closest("details:not([open])");
  const open = [...document.querySelectorAll("dialog[open]")].filter((one) => one.matches(":modal"));
  const root = open.pop() || document.body;
  const seen = new Set();

  const isShown = (element) =>
    element.checkVisibility({ visibilityProperty: true }) &&
    !(closed(element) && closed(element.parentElement) && element.tagName !== "SUMMARY") &&
    !(element.tagName !== "SUMMARY" && closed(element));

  // Of radio buttons of one name, Tab goes to one.
  const group = (element) =>
    element.type === "radio" ? [element.name, element.form] : [element];
  const same = (one, other) => group(one).every((part, at) => part === group(other)[at]);

  const expected = [...root.querySelectorAll(CONTROLS)].filter(
    (one) => one.tabIndex >= 0 && !one.disabled && !one.closest("[inert]") && isShown(one),
  );

  // A field that is there for screen readers only is seen by its label.
  const seenAs = (element) =>
    (element.offsetWidth <= 1 && element.labels && element.labels[0]) || element;

  const named = (element) => {
    const labelled = (element.getAttribute("aria-labelledby") || "").split(" ").filter(Boolean);
    const words = [
      element.getAttribute("aria-label"),
      ...labelled.map((id) => document.getElementById(id)?.textContent),
      ...[...(element.labels || [])].map((label) => label.textContent),
      element.textContent,
      element.getAttribute("title"),
      element.querySelector("img")?.alt,
    ];
    return (words.find((text) => text && text.trim()) || "").trim().replace(/\s+/g, " ");
  };

  const cut = (low, high, most) => [Math.max(low, 0), Math.min(high, most)];

  const isCovered = (element, box) => {
    const [left, right] = cut(box.left, box.right, innerWidth);
    const [top, bottom] = cut(box.top, box.bottom, innerHeight);
    const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    return !(hit && element.contains(hit));
  };

  const isInside = (box) => {
    const high = box.height > innerHeight;
    const across = box.left >= -1 && box.right <= innerWidth + 1;
    const down = high ? box.top < innerHeight && box.bottom > 0 : box.top >= -1 && box.bottom <= innerHeight + 1;
    return across && down;
  };

  const isMarked = (element) => {
    const style = getComputedStyle(element);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  };

  const largest = (boxes) => boxes.reduce((one, other) => (other.width > one.width ? other : one));

  return {
    // Where Tab goes next is counted from what had focus last.
    begin() {
      const had = root.getAttribute("tabindex");
      root.setAttribute("tabindex", "-1");
      root.focus({ preventScroll: true });
      if (had === null) root.removeAttribute("tabindex");
      else root.setAttribute("tabindex", had);
      scrollTo(0, 0);
      return expected.length;
    },
    // Nothing once focus is on what it was on before, or on nothing.
    stop() {
      const at = document.activeElement;
      if (!at || at === document.body || at === root || seen.has(at)) return null;
      seen.add(at);
      const place = seenAs(at);
      const box = largest([...place.getClientRects()]);
      return {
        name: named(at),
        tag: at.tagName.toLowerCase(),
        box: [box.left, box.top, box.width, box.height].map(Math.round),
        visible: at.checkVisibility({ opacityProperty: true, visibilityProperty: true }),
        inside: isInside(box),
        covered: isCovered(place, box),
        marked: isMarked(place) || isMarked(at),
      };
    },
    missed() {
      const visited = [...seen];
      const left = expected.filter((one) => isShown(one) && !visited.some((other) => same(one, other)));
      return left.map((one) => `${one.tagName.toLowerCase()} «${named(one)}»`);
    },
  };
})();
