/** Small things kept in the browser; in memory only where the browser will not keep them. */

export class Shelf {
  /** @param {() => Storage} find */
  constructor(find) {
    /** What could not be kept, so that this page at least remembers it. @type {Map<string, string>} */
    this.remembered = new Map();
    /** @type {Storage | null} */
    this.storage = null;
    try {
      this.storage = find();
    } catch {
      // Blocked by the browser's settings: memory has to do.
    }
  }

  /** @param {string} key @returns {any} what was kept, or null */
  get(key) {
    const text = this.remembered.get(key) ?? this.storage?.getItem(key) ?? null;
    try {
      return text === null ? null : JSON.parse(text);
    } catch {
      return null;
    }
  }

  /** @param {string} key @param {any} value */
  set(key, value) {
    const text = JSON.stringify(value);
    try {
      if (!this.storage) throw new Error("nothing is kept here");
      this.storage.setItem(key, text);
      this.remembered.delete(key);
    } catch {
      this.remembered.set(key, text);
    }
  }

  /** @param {string} key */
  drop(key) {
    this.remembered.delete(key);
    this.storage?.removeItem(key);
  }

  /** Every key that starts so, in order. @param {string} start @returns {string[]} */
  keys(start) {
    const kept = this.storage ? Object.keys(this.storage) : [];
    const all = new Set([...kept, ...this.remembered.keys()]);
    return [...all].filter((key) => key.startsWith(start)).sort();
  }
}

/** Stays until it is dropped, and is shared by all tabs. */
export const local = new Shelf(() => window.localStorage);

/** This tab's own; survives a reload. */
export const session = new Shelf(() => window.sessionStorage);
