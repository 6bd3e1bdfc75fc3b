// @ts-check
// <a href="/dashboard/links/1/share" data-dialog="share">
// A link to a small page opens that page's part in a dialog. Without scripts the link leads to the page.

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
  dialog.append(closer(part.dataset.wordClose ?? ''), document.adoptNode(part));
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

/** @param {string} word */
function closer(word) {
  const button = Object.assign(document.createElement('button'), { type: 'button', className: 'button button--quiet button--icon dialog__close' });
  button.dataset.close = '';
  button.setAttribute('aria-label', word);
  const cross = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  for (const [name, value] of Object.entries({ class: 'icon', viewBox: '0 0 20 20', fill: 'none', stroke: 'currentColor', 'stroke-width': '1.5', 'stroke-linecap': 'round', 'aria-hidden': 'true' })) cross.setAttribute(name, value);
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', 'm5.5 5.5 9 9m0-9-9 9');
  cross.append(path);
  button.append(cross);
  return button;
}
