/** What happens on this page, told from one module to the others without their knowing each other. */

/** @type {Map<string, ((detail: any) => void)[]>} */
const listeners = new Map();

/** Tell everyone who listens; one who fails must not keep it from the others. @param {string} name @param {any} [detail] */
export function tell(name, detail) {
  for (const act of listeners.get(name) ?? []) {
    try {
      act(detail);
    } catch (error) {
      reportError(error);
    }
  }
}

/** @param {string} name @param {(detail: any) => void} act */
export function hear(name, act) {
  listeners.set(name, [...(listeners.get(name) ?? []), act]);
}
