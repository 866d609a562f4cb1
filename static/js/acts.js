/** One listener for every press on the board: `data-act`, `data-open`, `data-close`, an idea. */

/** @type {Map<string, (button: HTMLElement, event: MouseEvent) => void>} */
const acts = new Map();

/** @param {Record<string, (button: HTMLElement, event: MouseEvent) => void>} given by `data-act` */
export function learn(given) {
  for (const [name, act] of Object.entries(given)) acts.set(name, act);
}

/** @param {{open: (name: string, opener: HTMLElement) => void, close: () => void, idea: (idea: HTMLElement, event: MouseEvent) => void}} ways */
export function listen(ways) {
  document.addEventListener("click", (event) => {
    const target = /** @type {Element} */ (event.target);
    const button = /** @type {HTMLElement | null} */ (
      target.closest("[data-act], [data-open], [data-close]")
    );
    if (button) press(button, event, ways);
    else {
      const idea = /** @type {HTMLElement | null} */ (target.closest("li.idea[id]"));
      if (idea && (event.shiftKey || !selecting())) ways.idea(idea, event);
    }
  });
}

/** @param {HTMLElement} button @param {MouseEvent} event @param {Parameters<typeof listen>[0]} ways */
function press(button, event, ways) {
  const { act, open } = button.dataset;
  if (act) {
    const known = acts.get(act);
    // A button in a form that is known here is not a way to send the form.
    if (known) event.preventDefault();
    known?.(button, event);
  } else if (open) ways.open(open, button);
  else ways.close();
}

/** Marking words with the mouse is not a press. */
function selecting() {
  return getSelection()?.type === "Range";
}
