/**
 * The connection: opens it, says hello, notices when it has gone quiet and comes back by itself,
 * after sleep and from the back-forward cache as well. Where a network blocks websockets it goes on
 * with a stream instead.
 */

import { tell } from "coproduce/news";
import { Stream } from "coproduce/stream";

const QUIET = 12_000; // ms without a word from the server: the line is dead
const FIRST = 250; // ms until the first new try
const MOST = 5_000; // ms between tries at most
const BLOCKED = 4_000; // ms without an answer on a new line: it does not get through
const LOST = 2; // websockets in a row that never answered, until the other way is tried
const GONE = 4001; // closing code: this browser has no seat here any more

/** @type {WebSocket | Stream | null} */
let socket = null;
let plain = false; // whether we go without a websocket
let answered = false; // whether this line has said anything yet
let lost = 0; // lines of this kind in a row that never did
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
  addEventListener("online", () => (plain = false)); // perhaps another network
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
  const mine = newLine();
  socket = mine;
  answered = false;
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
    if (!answered) tell("line", { plain });
    answered = true;
    lost = 0;
    line.receive(JSON.parse(/** @type {MessageEvent} */ (event).data));
  });
  mine.addEventListener("close", (event) => mine === socket && closed(/** @type {CloseEvent} */ (event).code));
}

/** @returns {WebSocket | Stream} */
function newLine() {
  const [path, asked = ""] = line.path.split("?");
  if (plain) return new Stream(path.replace("/ws/", "/"), asked);
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  return new WebSocket(`${scheme}//${location.host}${line.path}`);
}

/** A line ended that had never answered: after a few, try the other way. */
function neverAnswered() {
  lost += 1;
  if (lost < LOST && !plain) return;
  plain = !plain;
  lost = 0;
}

/** @param {number} code */
function closed(code) {
  socket = null;
  if (!answered) neverAnswered();
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
  if (!socket) return;
  const silent = Date.now() - heard;
  if (silent > QUIET) return reconnect();
  if (answered || silent < BLOCKED) return;
  lost = LOST; // it neither opens nor fails: no need to see that twice
  neverAnswered();
  reconnect();
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
