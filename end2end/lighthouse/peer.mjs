// @ts-check
// The pages of benches/peer, which starts this: weight, requests, scores and LCP on the same phone, and the time of the
// server by the same load program.

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { userAgents } from 'lighthouse/core/config/constants.js';
import { CATEGORIES, audit } from './audit.mjs';
import { table } from './table.mjs';

const { PEER_URL: site = '', PEER_BACKEND: backend = '', PEER_WORKER: worker = '', PAYLINKS_BENCH: bench = '', PEER_PASSWORD: password = '' } = process.env;
const EVENT = '/atelier/course/';
const CONTROL = '/control/event/atelier/course';
const LOOKS = Number(process.env.PEER_LOOKS ?? 3);

/** Signs the owner in and gives the cookies, which pretix ties to the name of the browser. */
async function enter() {
  /** @type {Map<string, string>} */
  const jar = new Map();
  const cookies = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  const ask = async (/** @type {RequestInit} */ options) => {
    const response = await fetch(`${site}/control/login`, { redirect: 'manual', ...options, headers: { cookie: cookies(), 'user-agent': userAgents.mobile, referer: `${site}/control/login`, origin: site } });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    return response;
  };
  const [, token = ''] = /name="csrfmiddlewaretoken" value="([^"]+)"/.exec(await (await ask({})).text()) ?? [];
  const entered = await ask({ method: 'POST', body: new URLSearchParams({ csrfmiddlewaretoken: token, email: 'owner@example.com', password }) });
  if (entered.status !== 302) throw new Error(`sign-in answered ${entered.status}`);
  return cookies();
}

const cookie = await enter();
const orders = await (await fetch(`${site}${CONTROL}/orders/`, { headers: { cookie, 'user-agent': userAgents.mobile } })).text();
const [order] = /\/control\/event\/atelier\/course\/orders\/[A-Z0-9]{5}\//.exec(orders) ?? [];
if (!order) throw new Error('the list shows no order');
const pages = [
  { name: 'shop of one product', path: EVENT },
  { name: 'sign-in', path: '/control/login' },
  { name: 'home', path: `${CONTROL}/`, cookie },
  { name: 'orders', path: `${CONTROL}/orders/`, cookie },
  { name: 'order', path: order, cookie },
  { name: 'products', path: `${CONTROL}/items/`, cookie },
];

const rows = [];
for (const page of pages) {
  const looks = [];
  for (let look = 0; look < LOOKS; look += 1) looks.push(await audit(site + page.path, CATEGORIES, page.cookie));
  const finding = looks.toSorted((a, b) => a.lcp - b.lcp)[Math.floor(LOOKS / 2)];
  if (finding) rows.push({ name: page.name, finding });
}
console.log(table('Pages of pretix on the throttled phone of Lighthouse', rows));
// Straight at its worker, so that nginx costs it nothing.
const open = pages.filter((page) => !page.cookie).map(({ path }) => path);
const behind = [...pages.filter((page) => page.cookie).map(({ path }) => path), `${CONTROL}/orders/?status=r`];
for (const [header, paths] of /** @type {[string, string[]][]} */ ([['none=none', open], [cookie, behind]])) {
  const { stdout } = await promisify(execFile)(bench, ['ask', worker, backend, header, ...paths]);
  console.log(stdout);
}
