// @ts-check
// <live-list id="list">…</live-list>
// Follows its own filters, sorting and pager without a new page: what is inside is fetched and put in place.

import { fetchPage } from '../lib/fragment.js';
import { tidyQuery } from '../lib/query.js';

/** A list that changes in place; the address always says what is shown. */
export class LiveList extends HTMLElement {
  /** @type {AbortController|null} */
  #running = null;

  connectedCallback() {
    this.addEventListener('click', (event) => {
      const link = event.target instanceof Element ? event.target.closest('a[data-live]') : null;
      if (!(link instanceof HTMLAnchorElement) || event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
      event.preventDefault();
      void this.#go(link.href, link);
    });
    this.addEventListener('submit', (event) => {
      const form = event.target;
      if (!(form instanceof HTMLFormElement) || form.method !== 'get') return;
      event.preventDefault();
      const fields = [...new FormData(form)].map(([name, value]) => /** @type {[string, string]} */ ([name, String(value)]));
      void this.#go(tidyQuery(form.action, fields), form.querySelector('[type="search"]'));
    });
    addEventListener('popstate', this.#back);
  }

  disconnectedCallback() {
    removeEventListener('popstate', this.#back);
    this.#running?.abort();
  }

  #back = () => void this.#load(location.href);

  /**
   * @param {string} url
   * @param {Element|null} from
   */
  async #go(url, from) {
    if (await this.#load(url)) {
      history.pushState({}, '', url);
      if (from?.matches('[type="search"]')) this.querySelector('input')?.focus();
      else this.focus({ preventScroll: true });
    }
  }

  /** @param {string} url */
  async #load(url) {
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    this.setAttribute('aria-busy', 'true');
    try {
      const found = await fetchPage(url, { signal: running.signal });
      const fresh = found?.page.getElementById(this.id);
      if (!found || !fresh || new URL(found.url).pathname !== location.pathname) return void location.assign(url);
      this.replaceChildren(...fresh.childNodes);
      document.title = found.page.title;
      return true;
    } catch (error) {
      if (!running.signal.aborted) location.assign(url);
    } finally {
      if (this.#running === running) this.removeAttribute('aria-busy');
    }
    return false;
  }
}

customElements.define('live-list', LiveList);
