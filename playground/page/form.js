// A pop-up form over a chat: its fields, their limits, and the text typed before it was closed.

import { filledIn, formField } from "./form_fields.js";

export class Form {
  /** `on` has submit(values, files, sent), cancel() (promises), closed() and words(text), an element. */
  constructor(veil, on) {
    Object.assign(this, { veil, on, id: null, drafts: new Map() });
    this.form = veil.querySelector(".form");
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    veil.querySelector(".form-cancel").addEventListener("click", () => on.cancel());
    veil.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.isComposing) on.cancel();
    });
  }

  /** Shows a form, {id, custom_id, title, parts}, or none. */
  show(form) {
    if ((form?.id ?? null) === this.id) return;
    const had = this.veil.contains(document.activeElement);
    this.id = form?.id ?? null;
    for (const sibling of this.veil.parentElement.children) {
      if (!sibling.matches(".veil, .toast")) sibling.inert = Boolean(form);
    }
    this.veil.hidden = !form;
    if (form) this.#fill(form);
    else if (had) this.on.closed();
  }

  #fill({ id, custom_id, title, parts }) {
    const heading = this.veil.querySelector(".form-title");
    Object.assign(heading, { textContent: title, id: `form-${id}` });
    this.veil.setAttribute("aria-labelledby", heading.id);
    this.meaning = custom_id; // text typed for one question must never appear in another's form
    const shown = parts.map((part) => (part.field ? this.#field(part.field) : this.on.words(part)));
    const fields = this.veil.querySelector(".form-fields");
    fields.replaceChildren(...shown);
    fields.querySelector("textarea, input")?.focus({ preventScroll: true });
    fields.scrollTop = 0; // a form starts at its question
  }

  #field(field) {
    return formField(field, `${this.meaning}/${field.custom_id}`, this.drafts);
  }

  async #submit() {
    const { values, files } = filledIn(this.form);
    const drafts = Object.keys(values).map((name) => `${this.meaning}/${name}`);
    // Forget the typed text only when the bot has it.
    await this.on.submit(values, files, () => drafts.forEach((key) => this.drafts.delete(key)));
  }
}
