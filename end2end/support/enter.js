// @ts-check
// Signs somebody in without a browser, for what measures pages.

/**
 * Asks for a link, finds it in the mail, presses its button, and gives the cookies of the session.
 * @param {import('./app.js').App} app
 * @param {string} email
 * @returns {Promise<string>} a `Cookie` header
 */
export async function enter(app, email) {
  /** @type {Map<string, string>} */
  const jar = new Map();
  const cookies = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  /**
   * @param {string} url
   * @param {Record<string, string>} [form]
   */
  const ask = async (url, form) => {
    const body = form && new URLSearchParams(form);
    const response = await fetch(url, { method: body ? 'POST' : 'GET', body, headers: { cookie: cookies(), origin: app.url }, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const place = pair.indexOf('=');
      jar.set(pair.slice(0, place), pair.slice(place + 1));
    }
    if (response.status >= 400) throw new Error(`${url} answered ${response.status}`);
    return response;
  };
  const before = (await app.mails()).filter(({ to }) => to === email).map(({ id }) => id);
  await ask(`${app.url}/sign-in`, { email });
  const mail = await app.mailTo(email, { subject: /link/i, except: before });
  const link = mail.links.find((address) => address.includes('/sign-in/confirm'));
  if (!link) throw new Error(`no link in: ${mail.text}`);
  await ask(link);
  await ask(`${app.url}/sign-in/confirm`, { token: new URL(link).searchParams.get('token') ?? '' });
  return cookies();
}
