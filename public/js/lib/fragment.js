// @ts-check

/**
 * Fetches a page of this site and gives its document; null when the answer is no page to show in place.
 * @param {string} url
 * @param {RequestInit} [options]
 * @returns {Promise<{page: Document, url: string}|null>}
 */
export async function fetchPage(url, options = {}) {
  const response = await fetch(url, { headers: { accept: 'text/html' }, credentials: 'same-origin', ...options });
  const kind = response.headers.get('content-type') ?? '';
  if (!kind.startsWith('text/html') || response.status >= 500) return null;
  return { page: parse(await response.text()), url: response.url };
}

/**
 * Puts a part of a page of ours in place of the same part of this one; false when it has no such part.
 * @param {string} html
 * @param {string} id
 */
export function placePage(html, id) {
  const [fresh, old] = [parse(html).getElementById(id), document.getElementById(id)];
  if (!fresh || !old) return false;
  old.replaceChildren(...fresh.childNodes);
  return true;
}

/** @param {string} html */
function parse(html) {
  return new DOMParser().parseFromString(policy.createHTML(html), 'text/html');
}

/** @typedef {{createHTML: (html: string) => string}} Maker */

/** Only this module makes markup from text, and only from our own pages: it is parsed, never run. */
const makers = /** @type {{trustedTypes?: {createPolicy: (name: string, rules: Maker) => Maker}}} */ (globalThis).trustedTypes;
/** @type {Maker} */
const same = { createHTML: (html) => html };
const policy = makers?.createPolicy('paylinks', same) ?? same;
