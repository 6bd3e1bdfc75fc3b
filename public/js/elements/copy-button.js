// @ts-check
// <copy-button data-copy="text" data-word-copied="Copied"><button type="button">Copy</button></copy-button>
// Copies its text and says so politely; without scripts the button inside stays hidden by style.

const SAID_FOR = 2000;

/** Copies `data-copy`, or the text of the element that `data-copy-from` selects. */
export class CopyButton extends HTMLElement {
  #status = document.createElement('span');
  #timer = 0;

  connectedCallback() {
    const button = this.querySelector('button');
    if (!button) return;
    this.#status.setAttribute('role', 'status');
    this.#status.className = 'copy-button__status';
    this.append(this.#status);
    button.addEventListener('click', () => void this.#copy());
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
    this.#status.remove();
  }

  async #copy() {
    const { copy, copyFrom, wordCopied, wordFailed } = this.dataset;
    const source = copyFrom ? document.querySelector(copyFrom) : null;
    const text = copy ?? (source instanceof HTMLInputElement ? source.value : source?.textContent?.trim()) ?? '';
    try {
      await navigator.clipboard.writeText(text);
      this.#say(wordCopied ?? 'Copied', 'copied');
      this.dispatchEvent(new CustomEvent('copied', { bubbles: true, detail: { text, words: wordCopied ?? 'Copied' } }));
    } catch {
      this.#say(wordFailed ?? text, 'failed');
    }
  }

  /**
   * @param {string} words
   * @param {'copied'|'failed'} state
   */
  #say(words, state) {
    this.#status.textContent = words;
    this.dataset.state = state;
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => {
      this.#status.textContent = '';
      delete this.dataset.state;
    }, SAID_FOR);
  }
}

customElements.define('copy-button', CopyButton);
