// @ts-check
// <relative-time datetime="2026-01-01T10:00:00.000Z">1 Jan 2026, 12:00</relative-time>
// Shows how long ago and keeps the exact time, written by the server, as its title.

import { nextChange, relativeTime } from '../lib/time.js';

/** A moment in words that grow old with it. */
export class RelativeTime extends HTMLElement {
  static observedAttributes = ['datetime'];
  #timer = 0;

  connectedCallback() {
    if (!this.hasAttribute('title')) this.setAttribute('title', this.textContent?.trim() ?? '');
    this.#show();
  }

  attributeChangedCallback() {
    if (this.isConnected && this.hasAttribute('title')) this.#show();
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
  }

  #show() {
    clearTimeout(this.#timer);
    const moment = new Date(this.getAttribute('datetime') ?? '');
    if (Number.isNaN(moment.getTime())) return;
    const now = new Date();
    const { lang } = /** @type {HTMLElement} */ (this.closest('[lang]') ?? document.documentElement);
    this.textContent = relativeTime(moment, now, lang || 'en');
    this.#timer = window.setTimeout(() => this.#show(), nextChange(moment, now));
  }
}

customElements.define('relative-time', RelativeTime);
