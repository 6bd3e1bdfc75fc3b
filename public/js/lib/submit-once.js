// @ts-check
// A form is sent once: its buttons rest while the answer is on its way and wake when the page is shown again.

/**
 * Watches every form of a document except those that look after themselves.
 * @param {Document} document
 */
export function submitOnce(document) {
  /** @type {Set<HTMLButtonElement>} */
  const resting = new Set();
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (event.defaultPrevented || !(form instanceof HTMLFormElement) || form.method === 'dialog' || form.target === '_blank') return;
    // After the event, so that the pressed button's own name and value are still sent.
    setTimeout(() => {
      if (event.defaultPrevented) return;
      for (const button of form.querySelectorAll('button')) {
        if (button.type !== 'submit' || button.disabled) continue;
        button.disabled = true;
        resting.add(button);
      }
      event.submitter?.setAttribute('aria-busy', 'true');
    });
  });
  document.defaultView?.addEventListener('pageshow', () => {
    for (const button of resting) {
      button.disabled = false;
      button.removeAttribute('aria-busy');
    }
    resting.clear();
  });
}
