// @ts-check
// <form data-guard>: asks before what was typed is left behind. <form data-guard="typed"> holds something from the start.

/**
 * Watches the forms of a document.
 * @param {Document} document
 */
export function guardForms(document) {
  const guarded = [...document.querySelectorAll('form[data-guard]')].filter((form) => form instanceof HTMLFormElement);
  if (guarded.length === 0) return;
  const before = new Map(guarded.map((form) => [form, form.dataset.guard === 'typed' ? '' : typed(form)]));
  let sending = false;
  document.addEventListener('submit', (event) => {
    // After the event, so that a form that looks after itself is not taken for sent.
    setTimeout(() => (sending = sending || (!event.defaultPrevented && event.target instanceof HTMLFormElement && before.has(event.target))));
  });
  addEventListener('pageshow', () => (sending = false));
  addEventListener('beforeunload', (event) => {
    if (!sending && guarded.some((form) => typed(form) !== before.get(form))) event.preventDefault();
  });
}

/**
 * What stands in a form, without how its preview is looked at.
 * @param {HTMLFormElement} form
 */
export function typed(form) {
  const fields = [...new FormData(form)].filter(([name]) => !name.startsWith('preview_') && name !== 'idempotency_key');
  return new URLSearchParams(fields.map(([name, value]) => [name, String(value)])).toString();
}
