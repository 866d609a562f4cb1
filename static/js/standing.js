/**
 * Where a board stands, asked for one board at a time as it comes near: the server counted at once
 * only what it could count quickly.
 */

/** @param {HTMLElement} line */
async function ask(line) {
  const address = line.dataset.asks;
  delete line.dataset.asks;
  try {
    const answer = await fetch(address ?? "");
    if (answer.ok && !answer.redirected) line.textContent = await answer.text();
  } catch {
    // No connection: the list says the rest all the same.
  }
}

/** @type {HTMLElement[]} */
const waiting = [];
let asking = false;

async function askAll() {
  if (asking) return;
  asking = true;
  for (let line = waiting.shift(); line; line = waiting.shift()) await ask(line);
  asking = false;
}

const near = new IntersectionObserver((seen) => {
  for (const { isIntersecting, target } of seen) {
    if (!isIntersecting) continue;
    near.unobserve(target);
    waiting.push(/** @type {HTMLElement} */ (target));
  }
  void askAll();
}, { rootMargin: "200px" });

for (const line of document.querySelectorAll("[data-asks]")) near.observe(line);
