/** Fills a list anew only where it reads otherwise, and leaves the focus on what is still there. */

/** @param {Element | null} list @param {HTMLElement[]} items */
export function renew(list, items) {
  const had = [...(list?.children ?? [])];
  if (!list || (items.length === had.length && items.every((one, n) => one.isEqualNode(had[n])))) return;
  const focused = document.activeElement;
  const held = list.contains(focused) ? focused : null;
  list.replaceChildren(...items);
  if (!held) return;
  const all = [...list.querySelectorAll("button")];
  const next = all.find((one) => one.isEqualNode(held)) ?? all[0];
  next?.focus({ preventScroll: true });
}
