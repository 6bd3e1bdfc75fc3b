// @ts-check
// <confirm-dialog data-word-confirm="Refund 49,99 RON" data-word-cancel="Keep"><form data-confirm="Refund 49,99 RON?" data-confirm-detail="…">
// Asks in a dialog before its form is sent. Without scripts the form is sent, and the server asks.

/** Puts a question between a form and its sending. */
export class ConfirmDialog extends HTMLElement {
  #dialog = document.createElement('dialog');
  /** @type {HTMLElement|null} */
  #submitter = null;
  #agreed = false;

  connectedCallback() {
    const form = this.querySelector('form[data-confirm]');
    if (!(form instanceof HTMLFormElement)) return;
    this.#build(form);
    form.addEventListener('submit', (event) => {
      if (this.#agreed) return;
      event.preventDefault();
      event.stopPropagation();
      this.#submitter = event.submitter;
      this.#dialog.returnValue = '';
      this.#dialog.showModal();
    }, { capture: true });
    this.#dialog.addEventListener('close', () => {
      if (this.#dialog.returnValue !== 'yes') return void this.#submitter?.focus();
      this.#agreed = true;
      form.requestSubmit(this.#submitter);
      this.#agreed = false;
    });
  }

  disconnectedCallback() {
    this.#dialog.remove();
  }

  /** @param {HTMLFormElement} form */
  #build(form) {
    const { confirm = '', confirmDetail } = form.dataset;
    const title = Object.assign(document.createElement('h2'), { id: `confirm-${crypto.randomUUID()}`, className: 'dialog__title', textContent: confirm });
    const actions = Object.assign(document.createElement('form'), { method: 'dialog', className: 'dialog__actions' });
    const send = form.querySelector('[type="submit"], button:not([type])');
    const no = this.#button('', this.dataset.wordCancel ?? 'Cancel', 'button');
    const yes = this.#button('yes', this.dataset.wordConfirm ?? send?.textContent?.trim() ?? 'Confirm', send?.className ?? 'button');
    actions.append(no, yes);
    this.#dialog.className = 'dialog';
    this.#dialog.setAttribute('aria-labelledby', title.id);
    this.#dialog.append(title);
    if (confirmDetail) this.#dialog.append(Object.assign(document.createElement('p'), { className: 'dialog__detail', textContent: confirmDetail }));
    this.#dialog.append(actions);
    this.append(this.#dialog);
  }

  /**
   * @param {string} value
   * @param {string} words
   * @param {string} className
   */
  #button(value, words, className) {
    return Object.assign(document.createElement('button'), { value, className, textContent: words });
  }
}

customElements.define('confirm-dialog', ConfirmDialog);
