/** What happens on this page, told from one module to the others without their knowing each other. */

const post = new EventTarget();

/** @param {string} name @param {any} [detail] */
export function tell(name, detail) {
  post.dispatchEvent(new CustomEvent(name, { detail }));
}

/** @param {string} name @param {(detail: any) => void} act */
export function hear(name, act) {
  post.addEventListener(name, (event) => act(/** @type {CustomEvent} */ (event).detail));
}
