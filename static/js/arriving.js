/** Who comes by an address that names an idea (#idea-...) finds that idea opened. */

import { openIdea } from "coproduce/opened";
import { ideaOf } from "coproduce/places";

/** A theme, or an idea that has gone since, is left to the browser: it scrolls where it can. */
export function arrive() {
  const [, id] = location.hash.match(/^#idea-([\w-]+)$/) ?? [];
  const idea = id ? ideaOf(id) : null;
  if (idea) openIdea(idea);
}
