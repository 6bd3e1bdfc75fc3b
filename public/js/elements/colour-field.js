// @ts-check
// <colour-field><input type="color"> <input name="accent"></colour-field>
// Ties the browser's colour wheel to a field of digits, which are what is sent; without scripts its style hides the wheel.

/** A colour that is typed or picked. */
export class ColourField extends HTMLElement {
  connectedCallback() {
    const wheel = this.querySelector('input[type="color"]');
    const digits = this.querySelector('input:not([type="color"])');
    if (!(wheel instanceof HTMLInputElement) || !(digits instanceof HTMLInputElement)) return;
    wheel.addEventListener('input', () => {
      digits.value = wheel.value;
    });
    digits.addEventListener('input', () => {
      if (/^#[0-9a-f]{6}$/i.test(digits.value.trim())) wheel.value = digits.value.trim().toLowerCase();
    });
  }
}

customElements.define('colour-field', ColourField);
