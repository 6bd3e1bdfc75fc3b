// @ts-check

const SVG = 'http://www.w3.org/2000/svg';

/**
 * A button with nothing but a cross on it.
 * @param {string} word that readers hear
 */
export function crossButton(word) {
  const button = Object.assign(document.createElement('button'), { type: 'button', className: 'button button--quiet button--icon', title: word });
  button.setAttribute('aria-label', word);
  const cross = document.createElementNS(SVG, 'svg');
  const look = { class: 'icon', viewBox: '0 0 20 20', fill: 'none', stroke: 'currentColor', 'stroke-width': '1.5', 'stroke-linecap': 'round', 'aria-hidden': 'true' };
  for (const [name, value] of Object.entries(look)) cross.setAttribute(name, value);
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', 'm5.5 5.5 9 9m0-9-9 9');
  cross.append(path);
  button.append(cross);
  return button;
}
