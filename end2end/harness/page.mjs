// @ts-check
// The plain pay page of the harness: the markup contract of `public/js/checkout.js` and nothing else.

const WORDS = {
  ro: { email: 'E-mail', name: 'Nume și prenume', pay: 'Plătește', total: 'Total de plată', busy: 'Se procesează…', gone: 'Plata nu este disponibilă acum. Încearcă din nou peste câteva minute.', network: 'Legătura s-a întrerupt. Verifică internetul și încearcă din nou.', required: 'Completează acest câmp.', wrongEmail: 'Scrie o adresă de e-mail validă.', reload: 'Reîncarcă pagina' },
  en: { email: 'E-mail', name: 'Full name', pay: 'Pay', total: 'Total to pay', busy: 'Processing…', gone: 'Payment is not available now. Try again in a few minutes.', network: 'The connection was lost. Check your internet and try again.', required: 'Fill in this field.', wrongEmail: 'Write a valid e-mail address.', reload: 'Reload the page' },
};

/**
 * @param {{slug: string, language: 'ro'|'en', account: string, origin: string, stripeJs: string}} page
 * @returns {string}
 */
export function payPage({ slug, language, account, origin, stripeJs }) {
  const words = WORDS[language];
  const address = slug === 'address'
    ? ['line1', 'city', 'postalCode', 'country'].map((name) => `
<div class="field" data-field="address[${name}]"><label for="${name}">${name}</label>
<input id="${name}" name="address[${name}]" required aria-describedby="${name}-error"><p class="field__error" id="${name}-error" hidden></p></div>`).join('')
    : '';
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${words.total}</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/harness.css">
<script src="${stripeJs}" async></script><script type="module" src="/assets/js/checkout.js"></script></head>
<body><main>
<form id="checkout" class="checkout-form" method="post" action="/p/${slug}" novalidate data-publishable-key="pk_test_harness"
 data-account="${account}" data-start-url="/api/v1/paylinks/public/${slug}/payment-intents" data-return-url="${origin}/p/${slug}/return"
 data-amount-minor="14900" data-currency="RON" data-locale="${language}" data-revision="1" data-word-processing="${words.busy}"
 data-word-unavailable="${words.gone}" data-word-network="${words.network}" data-word-required="${words.required}"
 data-word-email="${words.wrongEmail}" data-word-reload="${words.reload}">
<h1>149,00 <span>RON</span></h1>
<div class="field" data-field="email"><label for="email">${words.email}</label>
<input id="email" name="email" type="email" autocomplete="email" required aria-describedby="email-error"><p class="field__error" id="email-error" hidden></p></div>
<div class="field" data-field="name"><label for="name">${words.name}</label>
<input id="name" name="name" autocomplete="name" required aria-describedby="name-error"><p class="field__error" id="name-error" hidden></p></div>${address}
<div id="payment-element"></div>
<p id="checkout-error" role="alert" hidden></p>
<button type="submit" id="pay">${words.pay} <span data-total>149,00 RON</span></button>
</form></main></body></html>`;
}

/**
 * A page with one of each element of `public/js/app.js`.
 * @param {Date} now
 * @returns {string}
 */
export function elementsPage(now) {
  const earlier = new Date(now.getTime() - 3 * 3_600_000).toISOString();
  return `<!doctype html>
<html lang="ro"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Elements</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="/harness.css"><script type="module" src="/assets/js/app.js"></script></head><body><main>
<h1>Elements</h1>
<copy-button data-copy="https://shop.test/p/course" data-word-copied="Copiat"><button type="button">Copiază</button></copy-button>
<p><relative-time datetime="${earlier}">21 nov. 2026, 09:00</relative-time></p>
<form id="link" method="get" action="/elements"><label for="title">Title</label><input id="title" name="title">
<slug-field data-from="title"><label for="slug">Slug</label><input id="slug" name="slug"></slug-field>
<button name="do" value="save">Save</button></form>
<confirm-dialog data-word-cancel="Păstrează" data-word-confirm="Șterge linkul"><form id="delete" method="get" action="/elements" data-confirm="Ștergi linkul?" data-confirm-detail="Cumpărătorii nu îl mai pot deschide.">
<button name="do" value="delete">Șterge</button></form></confirm-dialog>
</main></body></html>`;
}
