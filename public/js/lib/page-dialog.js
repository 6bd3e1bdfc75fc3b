// @ts-check
// <a href="/dashboard/links/1/share" data-dialog="share">
// A link to a small page opens that page's part in a dialog. Without scripts the link leads to the page.

import { crossButton } from './cross.js';
import { fetchPage } from './fragment.js';

/**
 * Watches the links of a document.
 * @param {Document} document
 */
export function openPagesInDialogs(document) {
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[data-dialog]') : null;
    if (!(link instanceof HTMLAnchorElement) || event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    void open(link);
  });
}

/** @param {HTMLAnchorElement} link */
async function open(link) {
  const found = await fetchPage(link.href).catch(() => null);
  const part = found?.page.getElementById(link.dataset.dialog ?? '');
  if (!part) return void location.assign(link.href);
  const dialog = Object.assign(document.createElement('dialog'), { className: 'dialog dialog--page' });
  const cross = crossButton(part.dataset.wordClose ?? '');
  cross.classList.add('dialog__close');
  cross.dataset.close = '';
  dialog.append(cross, document.adoptNode(part));
  const heading = dialog.querySelector('h1');
  if (heading) {
    heading.id = `dialog-${crypto.randomUUID()}`;
    dialog.setAttribute('aria-labelledby', heading.id);
  }
  dialog.addEventListener('click', (event) => {
    const out = event.target === dialog || (event.target instanceof Element && event.target.closest('[data-close]'));
    if (!out) return;
    event.preventDefault();
    dialog.close();
  });
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  dialog.querySelector('input')?.select();
}
