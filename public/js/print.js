// @ts-check
// A button that prints its page; where scripts do not run it stays hidden, and the browser's own menu prints.

const button = document.querySelector('[data-print]');
if (button instanceof HTMLButtonElement) {
  button.hidden = false;
  button.addEventListener('click', () => print());
}
