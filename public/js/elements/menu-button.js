// @ts-check
// <menu-button><details><summary>…</summary><div>…</div></details></menu-button>
// The browser opens it; this closes it on Escape, outside and when another opens, and moves with the arrow keys.

import { toast } from '../lib/toast.js';

/** A menu that goes away when one turns to something else. */
export class MenuButton extends HTMLElement {
  /** @type {HTMLDetailsElement|null} */
  #details = null;

  connectedCallback() {
    this.#details = this.querySelector('details');
    this.#details?.addEventListener('toggle', this.#toggled);
    this.addEventListener('keydown', this.#key);
    // Copying says so elsewhere: the item that did it is gone.
    this.addEventListener('copied', (event) => {
      toast(/** @type {CustomEvent<{words: string}>} */ (event).detail.words);
      this.#close(true);
    });
    this.addEventListener('click', (event) => {
      if (event.target instanceof Element && event.target.closest('a[data-dialog]')) this.#close(true);
    });
  }

  disconnectedCallback() {
    document.removeEventListener('pointerdown', this.#outside);
  }

  #toggled = () => {
    const open = this.#details?.open;
    document[open ? 'addEventListener' : 'removeEventListener']('pointerdown', this.#outside);
    if (open) this.querySelector('details > :not(summary) input:not([type="hidden"]), details > :not(summary) select')?.scrollIntoView({ block: 'nearest' });
  };

  /** @param {Event} event */
  #outside = (event) => {
    if (event.target instanceof Node && !this.contains(event.target)) this.#close(false);
  };

  /** @param {KeyboardEvent} event */
  #key = (event) => {
    if (!this.#details?.open) return;
    if (event.key === 'Escape') {
      event.stopPropagation();
      return this.#close(true);
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const items = /** @type {HTMLElement[]} */ ([...this.querySelectorAll('.menu__item')]);
    if (!step || items.length === 0) return;
    event.preventDefault();
    const now = items.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    items[(now + step + items.length) % items.length]?.focus();
  };

  /** @param {boolean} back */
  #close(back) {
    if (!this.#details) return;
    this.#details.open = false;
    if (back) this.#details.querySelector('summary')?.focus();
  }
}

customElements.define('menu-button', MenuButton);
