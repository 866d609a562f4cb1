/** A button beside a link that copies it; without scripts the link can be marked and copied by hand. */

/** @param {HTMLInputElement} field @returns {Promise<boolean>} */
async function copied(field) {
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    return document.execCommand("copy"); // a page over plain HTTP has no clipboard of its own
  }
}

for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll("[data-copies]"))) {
  const field = /** @type {HTMLInputElement | null} */ (document.getElementById(button.dataset.copies ?? ""));
  if (!field) continue;
  button.hidden = false;
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", async () => {
    if (await copied(field)) button.textContent = button.dataset.done ?? "";
  });
}
