// @ts-check
// <bulk-bar data-word-selected="{} selected" …><form id="bulk">…</form></bulk-bar> below rows with <input name="ids" form="bulk">
// Counts the ticked rows, ticks all of them and none. The form itself works without scripts.

import { crossButton } from '../lib/cross.js';

/** What is done with several rows at once. */
export class BulkBar extends HTMLElement {
  /** @type {HTMLInputElement|null} */
  #all = null;

  connectedCallback() {
    const list = this.closest('live-list');
    const place = list?.querySelector('thead th');
    if (!list || !place) return;
    this.#all = Object.assign(document.createElement('input'), { type: 'checkbox', className: 'tick' });
    this.#all.setAttribute('aria-label', this.dataset.wordAll ?? '');
    place.replaceChildren(this.#all);
    this.#all.addEventListener('change', () => this.#tick(this.#all?.checked ?? false));
    list.addEventListener('change', this.#count);
    const clear = crossButton(this.dataset.wordClear ?? '');
    clear.addEventListener('click', () => this.#tick(false));
    this.querySelector('form')?.append(clear);
    this.#count();
    // Browsers tick boxes again when one comes back, a moment later.
    addEventListener('pageshow', this.#count);
  }

  disconnectedCallback() {
    removeEventListener('pageshow', this.#count);
  }

  get #boxes() {
    const rows = this.closest('live-list')?.querySelectorAll('input[name="ids"][type="checkbox"]') ?? [];
    return [...rows].filter((box) => box instanceof HTMLInputElement);
  }

  /** @param {boolean} on */
  #tick(on) {
    for (const box of this.#boxes) box.checked = on;
    this.#count();
  }

  #count = () => {
    const ticked = this.#boxes.filter((box) => box.checked).length;
    const said = this.querySelector('.bulk__count');
    const words = (this.dataset.wordSelected ?? '{}').replace('{}', String(ticked));
    if (said && said.textContent !== words) said.textContent = words;
    if (!this.#all) return;
    this.#all.checked = ticked > 0 && ticked === this.#boxes.length;
    this.#all.indeterminate = ticked > 0 && !this.#all.checked;
  };
}

customElements.define('bulk-bar', BulkBar);
