// @ts-check
// <search-palette data-href="/dashboard/search"><a href="/dashboard/search">Find anything</a></search-palette>
// Ctrl K, ⌘ K or / opens the search page in a dialog; what it finds is the same page's own list.

import { fetchPage } from '../lib/fragment.js';

/** The search page in a dialog. */
export class SearchPalette extends HTMLElement {
  /** @type {HTMLDialogElement|null} */
  #dialog = null;
  #asked = 0;

  connectedCallback() {
    this.addEventListener('click', (event) => {
      if (!(event.target instanceof Element) || !event.target.closest('a') || event.ctrlKey || event.metaKey) return;
      if (this.#dialog?.contains(event.target)) return;
      event.preventDefault();
      void this.#open();
    });
    document.addEventListener('keydown', this.#key);
  }

  disconnectedCallback() {
    document.removeEventListener('keydown', this.#key);
    this.#dialog?.remove();
  }

  /** @param {KeyboardEvent} event */
  #key = (event) => {
    const typing = event.target instanceof HTMLElement && event.target.matches('input, textarea, select, [contenteditable]');
    const asked = (event.key === 'k' && (event.ctrlKey || event.metaKey)) || (event.key === '/' && !typing);
    if (!asked || document.querySelector('dialog[open]')) return;
    event.preventDefault();
    void this.#open();
  };

  async #open() {
    const dialog = this.#dialog ?? document.createElement('dialog');
    if (!this.#dialog) {
      dialog.className = 'dialog palette';
      dialog.addEventListener('input', () => void this.#look());
      dialog.addEventListener('submit', this.#enter);
      dialog.addEventListener('keydown', this.#move);
      dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());
      document.body.append(dialog);
      this.#dialog = dialog;
    }
    if (!(await this.#fill(''))) return;
    dialog.showModal();
    dialog.querySelector('input')?.focus();
  }

  /** @param {string} query */
  async #fill(query) {
    const ticket = ++this.#asked;
    const href = `${this.dataset.href}${query ? `?q=${encodeURIComponent(query)}` : ''}`;
    const found = await fetchPage(href).catch(() => null);
    const form = found?.page.getElementById('find-form');
    const list = found?.page.getElementById('found');
    if (!form || !list || !this.#dialog) return void location.assign(href);
    if (ticket !== this.#asked) return true;
    const label = form.querySelector('input')?.getAttribute('aria-label');
    if (label) this.#dialog.setAttribute('aria-label', label);
    if (!this.#dialog.querySelector('form')) this.#dialog.replaceChildren(form);
    if (!query && this.#dialog.open === false) {
      const input = this.#dialog.querySelector('input');
      if (input) input.value = '';
    }
    this.#dialog.querySelector('#found')?.remove();
    this.#dialog.append(list);
    return true;
  }

  #look() {
    return this.#fill(this.#dialog?.querySelector('input')?.value.trim() ?? '');
  }

  /** @param {Event} event */
  #enter = (event) => {
    const first = this.#dialog?.querySelector('#found a');
    if (!(first instanceof HTMLAnchorElement)) return;
    event.preventDefault();
    first.click();
  };

  /** @param {KeyboardEvent} event */
  #move = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const stops = /** @type {HTMLElement[]} */ ([...(this.#dialog?.querySelectorAll('input, #found a') ?? [])]);
    const now = stops.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    stops[Math.min(stops.length - 1, Math.max(0, now + step))]?.focus();
  };
}

customElements.define('search-palette', SearchPalette);
