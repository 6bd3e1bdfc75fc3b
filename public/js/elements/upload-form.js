// @ts-check
// <upload-form data-progress="{} of {}"><form enctype="multipart/form-data">… <progress> <output></form></upload-form>
// Shows how far files are that the form sends. Without scripts the browser sends them by itself.

import { placePage } from '../lib/fragment.js';

/** A form whose files take a while. */
export class UploadForm extends HTMLElement {
  connectedCallback() {
    this.addEventListener('submit', (event) => {
      const form = event.target;
      if (!(form instanceof HTMLFormElement) || form.enctype !== 'multipart/form-data') return;
      event.preventDefault();
      this.#send(form);
    });
  }

  /** @param {HTMLFormElement} form */
  #send(form) {
    const [bar, said, button] = [form.querySelector('progress'), form.querySelector('output'), form.querySelector('button')];
    if (!bar || !said || !button || button.disabled) return;
    const request = new XMLHttpRequest();
    const stop = () => {
      bar.hidden = true;
      button.disabled = false;
      said.value = this.dataset.stopped ?? '';
    };
    request.upload.addEventListener('progress', ({ loaded, total }) => {
      bar.value = total ? (loaded / total) * 100 : 0;
      const [of, all] = [loaded, total].map((bytes) => `${(bytes / 1e6).toFixed(1)} MB`);
      said.value = (this.dataset.progress ?? '').replace('{}', of).replace('{}', all);
    });
    request.addEventListener('error', stop);
    request.addEventListener('load', () => {
      if (request.status >= 500) return stop();
      // Done, the answer is another page; what was wrong is told in this one.
      if (request.responseURL !== form.action) return location.assign(request.responseURL);
      if (!placePage(request.responseText, 'main')) stop();
    });
    request.open('POST', form.action);
    request.setRequestHeader('accept', 'text/html');
    request.send(new FormData(form));
    bar.hidden = false;
    button.disabled = true;
    addEventListener('beforeunload', (event) => request.readyState < 4 && event.preventDefault());
  }
}

customElements.define('upload-form', UploadForm);
