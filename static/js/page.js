/** What the page says about itself: which board, which seat, how far it was drawn. */

const { board = "", seat = "", seq = "0", socket = "", watch } = document.body.dataset;

export const page = Object.freeze({
  board,
  /** My own seat; empty on the big screen, which has none. */
  seat,
  /** Everything up to this entry is already drawn. */
  seq: Number(seq),
  /** The path of the socket. */
  socket,
  /** Only watching: a connection without a seat. */
  watch: watch !== undefined,
  /** @param {string} path below the board @returns {string} */
  address: (path = "") => `/b/${board}/${path}`,
});
