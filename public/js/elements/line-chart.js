// @ts-check
// <line-chart data-name="This period" data-before="Before"><div class="chart__plot">…</div></line-chart>
// Shows the figures of the day under the pointer, read from the chart's own table.

import { nearest } from '../lib/chart.js';

/** A chart that answers the pointer. */
export class LineChart extends HTMLElement {
  #line = document.createElement('div');
  #card = document.createElement('div');
  /** @type {HTMLTableRowElement[]} */
  #rows = [];

  connectedCallback() {
    const plot = this.querySelector('.chart__plot');
    this.#rows = [...(this.closest('figure')?.querySelectorAll('tbody tr') ?? [])].filter((row) => row instanceof HTMLTableRowElement);
    if (!(plot instanceof HTMLElement) || this.#rows.length < 2) return;
    this.#line.className = 'chart__point';
    this.#card.className = 'chart__card';
    plot.addEventListener('pointermove', (event) => this.#show(plot, event));
    plot.addEventListener('pointerleave', () => this.#hide());
  }

  disconnectedCallback() {
    this.#hide();
  }

  /**
   * @param {HTMLElement} plot
   * @param {PointerEvent} event
   */
  #show(plot, event) {
    const room = plot.getBoundingClientRect();
    const place = nearest(event.clientX - room.left, room.width, this.#rows.length);
    const [day, value, before] = [...(this.#rows[place]?.cells ?? [])].map((cell) => cell.textContent ?? '');
    const path = plot.querySelector('.chart__area')?.getAttribute('d') ?? '';
    const share = place / (this.#rows.length - 1);
    this.#line.style.insetInlineStart = `${share * 100}%`;
    this.#line.style.setProperty('--y', `${Number(path.match(/[ML][\d.]+ [\d.]+/g)?.[place]?.split(' ')[1] ?? 500) / 10}%`);
    this.#card.replaceChildren(text('strong', day ?? ''), line(this.dataset.name, value), ...(before ? [line(this.dataset.before, before)] : []));
    plot.append(this.#line, this.#card);
    const left = share * room.width;
    const width = this.#card.offsetWidth;
    this.#card.style.insetInlineStart = `${left + width + 12 > room.width ? left - width - 12 : left + 12}px`;
  }

  #hide() {
    this.#line.remove();
    this.#card.remove();
  }
}

/**
 * @param {string} name
 * @param {string} content
 */
function text(name, content) {
  return Object.assign(document.createElement(name), { textContent: content });
}

/** @param {string|undefined} name @param {string|undefined} value */
function line(name, value) {
  const row = document.createElement('p');
  row.append(text('span', name ?? ''), text('b', value ?? ''));
  return row;
}

customElements.define('line-chart', LineChart);
