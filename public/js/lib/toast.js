// @ts-check

const SHOWN_FOR = 5000;
/** Time enough to take something back. */
const OFFERED_FOR = 12_000;

/**
 * Says something shortly, seen and heard.
 * @param {string} words
 */
export function toast(words) {
  show([Object.assign(document.createElement('div'), { className: 'toast', textContent: words })]);
}

/**
 * Says what a fetched page says.
 * @param {Document} page
 */
export function toastsOf(page) {
  show([...page.querySelectorAll('#toasts .toast, main .toast')].map((shown) => document.adoptNode(shown)));
}

/** Takes toasts that came with the page away after a while, and their cause out of the address. */
export function settleToasts() {
  const came = document.querySelectorAll('#toasts .toast, main .toast');
  if (came.length === 0) return;
  show([...came]);
  history.replaceState(history.state, '', forgetDeed(location.href));
}

/**
 * An address without what was just done there.
 * @param {string} address
 */
export function forgetDeed(address) {
  const url = new URL(address);
  for (const name of ['saved', 'done', 'ids']) url.searchParams.delete(name);
  return url.href;
}

/** @param {Element[]} toasts */
function show(toasts) {
  const place = document.getElementById('toasts');
  if (!place || toasts.length === 0) return;
  // What was said before is over.
  place.replaceChildren(...toasts);
  for (const shown of toasts) leave(shown, shown.querySelector('a, button') ? OFFERED_FOR : SHOWN_FOR);
}

/**
 * Takes a toast away later, but not from under somebody's hand.
 * @param {Element} shown
 * @param {number} after
 */
function leave(shown, after) {
  setTimeout(() => (shown.matches(':hover, :focus-within') ? leave(shown, SHOWN_FOR) : shown.remove()), after);
}
