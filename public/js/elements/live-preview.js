// @ts-check
// <live-preview data-form="link-form" data-action="/dashboard/links/preview"><iframe name="preview" …></iframe></live-preview>
// Draws the preview again a moment after something was typed. Each drawing comes in a frame of its own that takes the
// old one's place when it is there: nothing flashes, and the way back is not filled with previews.

const REST = 400;

/** A preview that follows a form. */
export class LivePreview extends HTMLElement {
  #timer = 0;
  #drawn = '';
  #count = 0;
  /** @type {HTMLIFrameElement|null} */
  #coming = null;
  /** @type {HTMLFormElement|null} */
  #form = null;

  connectedCallback() {
    const form = document.getElementById(this.dataset.form ?? '');
    if (!(form instanceof HTMLFormElement)) return;
    this.#form = form;
    // Events of controls outside of the form do not pass through it.
    document.addEventListener('input', this.#later);
    document.addEventListener('change', this.#later);
    this.#draw();
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
    document.removeEventListener('input', this.#later);
    document.removeEventListener('change', this.#later);
  }

  /** @param {Event} event */
  #later = (event) => {
    const control = /** @type {HTMLInputElement|null} */ (event.target);
    if (control?.form !== this.#form) return;
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#draw(), control?.type === 'radio' ? 0 : REST);
  };

  #draw() {
    const shown = this.querySelector('iframe');
    if (!this.#form || !shown) return;
    const fields = new URLSearchParams([...new FormData(this.#form)].map(([name, value]) => [name, String(value)]));
    fields.delete('idempotency_key');
    const wanted = fields.toString();
    if (wanted === this.#drawn) return;
    this.#drawn = wanted;
    this.#coming?.remove();
    const coming = document.createElement('iframe');
    this.#coming = coming;
    coming.className = shown.className;
    coming.title = shown.title;
    coming.name = `preview-${++this.#count}`;
    coming.dataset.coming = '';
    coming.addEventListener('load', () => this.#arrive(shown, coming));
    shown.after(coming);
    send(this.dataset.action ?? '', coming.name, fields);
  }

  /**
   * @param {HTMLIFrameElement} shown
   * @param {HTMLIFrameElement} coming
   */
  #arrive(shown, coming) {
    const page = coming.contentDocument;
    if (this.#coming !== coming || !page || page.URL === 'about:blank') return;
    this.#coming = null;
    const height = shown.contentWindow?.scrollY ?? 0;
    delete coming.dataset.coming;
    shown.remove();
    coming.contentWindow?.scrollTo(0, height);
    for (const told of page.querySelectorAll('[data-tell]')) tell(/** @type {HTMLElement} */ (told));
  }
}

/**
 * Posts fields into a frame that has shown nothing yet: browsers keep no entry for that.
 * @param {string} action
 * @param {string} target
 * @param {URLSearchParams} fields
 */
function send(action, target, fields) {
  const form = Object.assign(document.createElement('form'), { method: 'post', action, target, hidden: true });
  for (const [name, value] of fields) form.append(Object.assign(document.createElement('textarea'), { name, value }));
  document.body.append(form);
  form.submit();
  form.remove();
}

/**
 * Brings what the server says of the form beside its field.
 * @param {HTMLElement} told
 */
function tell(told) {
  const place = document.querySelector(`[data-told="${told.dataset.tell}"]`);
  if (!(place instanceof HTMLElement)) return;
  place.dataset.state = told.dataset.state ?? '';
  const words = told.textContent ?? '';
  if (place.textContent !== words) place.textContent = words;
}

customElements.define('live-preview', LivePreview);
