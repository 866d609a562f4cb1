/** Buttons that read alike on the screen: the ear is told which is which. */

/** @param {Element} button @param {string} words @param {string | null | undefined} of what it belongs to */
export function call(button, words, of) {
  const name = of ? `${words}: ${of.trim()}` : words;
  if (button.getAttribute("aria-label") === name) return;
  button.setAttribute("aria-label", name);
  if (button.textContent?.trim() !== words) button.textContent = words;
}
