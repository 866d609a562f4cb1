/**
 * The words of the interface in the reader's language, and plain English when the list of words
 * did not arrive. Django's JavaScriptCatalog gives the three functions to the page.
 */

const given = /** @type {any} */ (globalThis);

/** @type {(text: string) => string} */
export const gettext = given.gettext ?? ((text) => text);

/** @type {(one: string, many: string, count: number) => string} */
export const ngettext = given.ngettext ?? ((one, many, count) => (count === 1 ? one : many));

/** @type {(text: string, values: Record<string, any>) => string} */
export function interpolate(text, values) {
  return text.replace(/%\((\w+)\)s/g, (_, name) => String(values[name] ?? ""));
}
