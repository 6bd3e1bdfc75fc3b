// @ts-check
// <slug-field data-from="title"><input name="slug" …></slug-field>
// Fills the slug from the title until somebody writes their own.

import { slugOf } from '../lib/slug.js';

/** A slug that follows a title while untouched. */
export class SlugField extends HTMLElement {
  connectedCallback() {
    const slug = this.querySelector('input');
    const source = slug?.form?.elements.namedItem(this.dataset.from ?? 'title');
    if (!slug || !(source instanceof HTMLInputElement)) return;
    let following = slug.value === '' || slug.value === slugOf(source.value);
    source.addEventListener('input', () => {
      if (!following) return;
      slug.value = slugOf(source.value);
      slug.dispatchEvent(new Event('change', { bubbles: true }));
    });
    slug.addEventListener('input', () => {
      following = slug.value === '';
    });
    slug.addEventListener('blur', () => {
      slug.value = slugOf(slug.value);
    });
  }
}

customElements.define('slug-field', SlugField);
