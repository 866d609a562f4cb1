/** A seat's mark, drawn as the server draws it: shape and hue by number, initials by name. */

const SHAPES = ["disc", "square", "diamond", "hexagon", "leaf", "house", "arch", "flower", "shield", "slant"];

/** What each mark shows: to give a `use` its address again has its shape built again. */
const drawn = /** @type {WeakMap<SVGElement, string>} */ (new WeakMap());

/** @param {SVGElement} svg with a `use` and a `text` @param {{number: number, name: string}} card */
export function drawMark(svg, { number, name }) {
  if (drawn.get(svg) === `${number} ${name}`) return;
  drawn.set(svg, `${number} ${name}`);
  const turn = (number - 1) % 20;
  const hue = turn < 10 ? turn : (turn + 3) % 10;
  const classes = ["mark", `s${hue + 1}`];
  if (turn >= 10) classes.push("ringed");
  if (number > 20) classes.push("dotted");
  svg.setAttribute("class", classes.join(" "));
  svg.querySelector("use")?.setAttribute("href", `#mark-${SHAPES[turn % 10]}`);
  const text = svg.querySelector("text");
  if (text) text.textContent = initials(name);
}

const { Segmenter } = /** @type {any} */ (Intl);
const segmenter = Segmenter && new Segmenter();

/** Two, as people count letters. @param {string} name @returns {string} */
function initials(name) {
  const letters = segmenter
    ? Array.from(segmenter.segment(name.trim()), (/** @type {any} */ one) => one.segment)
    : [...name.trim()];
  return letters.slice(0, 2).join("");
}

/** A new mark from the page's own cutting. @param {{number: number, name: string}} card */
export function newMark(card) {
  const cutting = /** @type {HTMLTemplateElement} */ (document.getElementById("mark-template"));
  const svg = /** @type {SVGElement} */ (cutting.content.querySelector("svg")?.cloneNode(true));
  drawMark(svg, card);
  return svg;
}
