/** Tries the network: the page, a websocket, and the stream that stands in for one. */

import { gettext, interpolate } from "coproduce/words";

const PATIENCE = 6000; // ms
const TIMES = 8;
const APART = 600; // ms: events that came this much apart were not kept until the end
const FINE = 150; // ms there and back: nobody notices
const SLOW = 600; // ms: everybody does

/** @param {number[]} all */
const middle = (all) => Math.round([...all].sort((one, other) => one - other)[Math.floor(all.length / 2)]);

/** @template T @param {Promise<T>} work @returns {Promise<T>} */
function inTime(work) {
  return Promise.race([work, new Promise((_, fail) => setTimeout(() => fail(new Error("too late")), PATIENCE))]);
}

/** @returns {Promise<number>} ms there and back */
async function page() {
  const took = [];
  for (let n = 0; n < TIMES; n += 1) {
    const start = performance.now();
    const answer = await fetch(location.pathname, { method: "HEAD", cache: "no-store" });
    if (!answer.ok) throw new Error(String(answer.status));
    took.push(performance.now() - start);
  }
  return middle(took);
}

/** @returns {Promise<number>} ms there and back */
function socket() {
  return new Promise((found, fail) => {
    const line = new WebSocket(`${location.protocol === "https:" ? "wss:" : "ws:"}//${location.host}/ws/check/`);
    /** @type {number[]} */
    const took = [];
    let start = 0;
    const ask = () => {
      start = performance.now();
      line.send("hello");
    };
    line.addEventListener("open", ask);
    line.addEventListener("message", () => {
      took.push(performance.now() - start);
      if (took.length < TIMES) return ask();
      line.close();
      found(middle(took));
    });
    line.addEventListener("close", () => fail(new Error("closed")));
  });
}

/** @returns {Promise<number>} ms until the first came, where they came one by one */
function stream() {
  return new Promise((found, fail) => {
    const start = performance.now();
    const source = new EventSource("drops/");
    /** @type {number[]} */
    const came = [];
    source.addEventListener("message", () => came.push(performance.now()));
    source.addEventListener("error", () => fail(source.close()));
    source.addEventListener("end", () => {
      source.close();
      if (came[came.length - 1] - came[0] < APART) fail(new Error("kept until the end"));
      found(Math.round(came[0] - start));
    });
  });
}

/** @param {string} name @param {() => Promise<number>} work @returns {Promise<number | null>} */
async function tried(name, work) {
  const place = /** @type {HTMLElement} */ (document.querySelector(`[data-try="${name}"]`));
  place.dataset.found = "";
  const took = await inTime(work()).catch(() => null);
  place.dataset.found = took === null ? "no" : "yes";
  const words = took === null ? gettext("No") : interpolate(gettext("Yes, in %(ms)s ms"), { ms: took });
  /** @type {HTMLElement} */ (place.querySelector(".found")).textContent = words;
  return took;
}

async function tryAll() {
  const verdict = /** @type {HTMLElement} */ (document.querySelector(".verdict"));
  verdict.textContent = gettext("Trying …");
  const there = await tried("page", page);
  const live = await tried("socket", socket);
  const other = await tried("stream", stream);
  verdict.dataset.verdict = live !== null ? "good" : other !== null ? "fair" : "bad";
  verdict.textContent = said(there, live, other);
}

/** @param {number | null} there @param {number | null} live @param {number | null} other */
function said(there, live, other) {
  if (there === null) return gettext("This network does not reach the board. Send the words below to your IT desk.");
  if (live === null && other === null) {
    return gettext("The page comes, but nothing live gets through. Send the words below to your IT desk.");
  }
  if (live === null) {
    return gettext("It works, the other way: the board goes on by itself where live connections are blocked. You can send the words below to your IT desk all the same.");
  }
  if (live <= FINE) return gettext("It works. You are ready.");
  if (live <= SLOW) return gettext("It works, a little slowly. Nothing is lost on a slow line.");
  return gettext("It works, but it is slow. Sit nearer to the access point, or use a phone’s network.");
}

document.querySelector("[data-again]")?.addEventListener("click", tryAll);
document.querySelector("[data-copy]")?.addEventListener("click", async () => {
  const words = /** @type {HTMLElement} */ (document.getElementById("for-it")).innerText;
  await navigator.clipboard?.writeText(words);
  /** @type {HTMLElement} */ (document.querySelector(".copied")).textContent = gettext("Copied");
});
tryAll();
