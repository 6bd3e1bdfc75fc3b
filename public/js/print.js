// @ts-check
// A button that prints its page. Its style hides it until then, and where scripts do not run the browser's own menu prints.

const button = document.querySelector('[data-print]');
if (button instanceof HTMLButtonElement) {
  button.dataset.print = 'ready';
  button.addEventListener('click', () => print());
}
