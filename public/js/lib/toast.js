// @ts-check

const SHOWN_FOR = 5000;

/**
 * Says something shortly, seen and heard.
 * @param {string} words
 */
export function toast(words) {
  const place = document.getElementById('toasts');
  if (!place) return;
  const shown = Object.assign(document.createElement('div'), { className: 'toast', textContent: words });
  place.append(shown);
  setTimeout(() => shown.remove(), SHOWN_FOR);
}

/** Takes toasts that came with the page away after a while, and their cause out of the address. */
export function settleToasts() {
  const came = document.querySelectorAll('main .toast');
  const place = document.getElementById('toasts');
  if (!place || came.length === 0) return;
  place.append(...came);
  const url = new URL(location.href);
  for (const name of ['saved', 'done']) url.searchParams.delete(name);
  history.replaceState(history.state, '', url);
  setTimeout(() => came.forEach((shown) => shown.remove()), SHOWN_FOR);
}
