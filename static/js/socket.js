/**
 * The connection: opens it, says hello, notices when it has gone quiet and comes back by itself,
 * after sleep and from the back-forward cache as well.
 */

import { tell } from "coproduce/news";

const QUIET = 12_000; // ms without a word from the server: the line is dead
const FIRST = 250; // ms until the first new try
const MOST = 5_000; // ms between tries at most
const GONE = 4001; // closing code: this browser has no seat here any more

/** @type {WebSocket | null} */
let socket = null;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let next;
let tries = 0;
let heard = 0; // by the clock on the wall, which goes on while a laptop sleeps
let over = false;
/** @type {{path: string, hello: () => object, receive: (message: any) => void}} */
let line;

/** @param {typeof line} given where to, what to say first, and who takes what comes */
export function connect(given) {
  line = given;
  for (const wakes of ["online", "pageshow", "focus"]) addEventListener(wakes, wake);
  document.addEventListener("visibilitychange", wake);
  addEventListener("offline", () => tell("socket", { open: false }));
  // Browsers do not keep a page for going back to while it holds a socket.
  addEventListener("pagehide", hangUp);
  setInterval(watch, 1000);
  open();
}

/** @param {object} message @returns {boolean} whether it went out */
export function send(message) {
  if (socket?.readyState !== WebSocket.OPEN) return false;
  socket.send(JSON.stringify(message));
  return true;
}

export function isOpen() {
  return socket?.readyState === WebSocket.OPEN;
}

/** What came was whole and in order: the next loss starts with short waits again. */
export function steady() {
  tries = 0;
}

/** Start afresh: something is wrong with what came over this connection. */
export function reconnect() {
  hangUp();
  later();
}

function open() {
  clearTimeout(next);
  if (over) return;
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  const mine = new WebSocket(`${scheme}//${location.host}${line.path}`);
  socket = mine;
  heard = Date.now();
  mine.addEventListener("open", () => {
    if (mine !== socket) return;
    heard = Date.now();
    send(line.hello());
    tell("socket", { open: true });
  });
  mine.addEventListener("message", (event) => {
    if (mine !== socket) return;
    heard = Date.now();
    line.receive(JSON.parse(event.data));
  });
  mine.addEventListener("close", (event) => mine === socket && closed(event.code));
}

/** @param {number} code */
function closed(code) {
  socket = null;
  tell("socket", { open: false });
  if (code === GONE) return giveUp();
  // A browser does not say why it was not let in.
  if (tries > 0 && tries % 4 === 0) tell("not-let-in");
  later();
}

/** This browser has no seat here: knocking on would not help. */
export function giveUp() {
  over = true;
  hangUp();
  clearTimeout(next);
  tell("seat-gone");
}

function later() {
  clearTimeout(next);
  // Spread out, so that a room that lost its server does not come back in one instant.
  const wait = Math.min(FIRST * 2 ** tries, MOST) * (0.6 + Math.random() * 0.4);
  tries += 1;
  next = setTimeout(open, wait);
}

function hangUp() {
  const mine = socket;
  socket = null;
  mine?.close();
  tell("socket", { open: false });
}

function watch() {
  const silent = Date.now() - heard > QUIET;
  if (socket && silent) reconnect();
}

/** The network or the person is back: try at once, and do not trust a line that slept. */
function wake() {
  if (over || document.visibilityState === "hidden") return;
  watch();
  if (!socket) {
    tries = 0;
    open();
  }
}
