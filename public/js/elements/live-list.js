// @ts-check
// <live-list id="list">…</live-list>
// Follows its own filters, sorting and pager without a new page: what is inside is fetched and put in place. Its forms
// with `data-live` that change something do so in place too, and so does the undo that a toast offers.

import { fetchPage } from '../lib/fragment.js';
import { tidyQuery } from '../lib/query.js';
import { forgetDeed, toastsOf } from '../lib/toast.js';

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
    document.addEventListener('submit', this.#deed);
    addEventListener('popstate', this.#back);
  }

  disconnectedCallback() {
    document.removeEventListener('submit', this.#deed);
    removeEventListener('popstate', this.#back);
    this.#running?.abort();
  }

  /** @param {SubmitEvent} event */
  #deed = (event) => {
    const form = event.target;
    if (event.defaultPrevented || !(form instanceof HTMLFormElement) || form.method !== 'post' || !form.matches('[data-live]')) return;
    event.preventDefault();
    const body = new URLSearchParams([...new FormData(form, event.submitter)].map(([name, value]) => [name, String(value)]));
    void this.#send(form.action, body);
  };

  /**
   * @param {string} action
   * @param {URLSearchParams} body
   */
  async #send(action, body) {
    if (this.getAttribute('aria-busy')) return;
    this.setAttribute('aria-busy', 'true');
    try {
      const found = await fetchPage(action, { method: 'POST', body });
      const fresh = found?.page.getElementById(this.id);
      // What went wrong has a page of its own; whether it was done, the list itself knows.
      if (!found || !fresh) return location.reload();
      this.replaceChildren(...fresh.childNodes);
      history.replaceState({}, '', forgetDeed(found.url));
      toastsOf(found.page);
      this.focus({ preventScroll: true });
    } catch {
      location.reload();
    } finally {
      this.removeAttribute('aria-busy');
    }
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
