/**
 * The same conversation where websockets are blocked: server-sent events come in, what is said goes
 * out by POST, in order. It looks like a WebSocket to whoever uses it.
 */

const { CONNECTING, OPEN, CLOSED } = WebSocket;
const TOGETHER = 6; // messages in one POST
const LOST = 1006; // closing code: the line broke
const GONE = 4001; // closing code: this browser has no seat here

export class Stream extends EventTarget {
  /** @param {string} board the board's address @param {string} asked "watch=1", or nothing */
  constructor(board, asked) {
    super();
    this.readyState = CONNECTING;
    this.board = board;
    this.name = "";
    /** @type {string[]} */
    this.waiting = [];
    this.saying = false;
    this.source = new EventSource(`${board}stream/?${asked}`);
    this.source.addEventListener("stream", (event) => this.opened(event.data));
    this.source.addEventListener("message", (event) => this.dispatchEvent(new MessageEvent("message", { data: event.data })));
    this.source.addEventListener("end", (event) => this.ended(Number(event.data)));
    this.source.addEventListener("error", () => this.ended(LOST)); // we come back in our own time
  }

  /** @param {string} name */
  opened(name) {
    this.name = name;
    this.readyState = OPEN;
    this.dispatchEvent(new Event("open"));
  }

  /** @param {string} message JSON */
  send(message) {
    this.waiting.push(message);
    this.say();
  }

  /** One POST at a time, so that what is said comes in order. */
  async say() {
    if (this.saying) return;
    this.saying = true;
    while (this.waiting.length > 0 && this.readyState === OPEN) {
      const said = this.waiting.splice(0, TOGETHER);
      const answer = await fetch(`${this.board}say/?stream=${this.name}`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: `[${said.join(",")}]`,
      }).catch(() => null);
      if (!answer?.ok) this.ended(answer?.status === 403 ? GONE : LOST);
    }
    this.saying = false;
  }

  close() {
    this.source.close();
    this.readyState = CLOSED;
  }

  /** @param {number} code */
  ended(code) {
    if (this.readyState === CLOSED) return;
    this.close();
    this.dispatchEvent(new CloseEvent("close", { code }));
  }
}
