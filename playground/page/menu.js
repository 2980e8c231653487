// A button that opens a small menu: arrows move, Escape closes, focus goes back to the button.

import { button } from "./dom.js";

export class Menu {
  /** `items()` gives [{label, note?, choose()}] each time the menu opens. */
  constructor(opener, panel, items) {
    Object.assign(this, { opener, panel, items });
    opener.addEventListener("click", () => (panel.hidden ? this.open() : this.close()));
    opener.addEventListener("keydown", (event) => {
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      event.preventDefault();
      this.open();
    });
    panel.addEventListener("keydown", (event) => this.#key(event));
    panel.addEventListener("focusout", (event) => {
      if (!panel.contains(event.relatedTarget) && event.relatedTarget !== opener) this.#hide();
    });
    document.addEventListener("pointerdown", ({ target }) => {
      if (!panel.contains(target) && !opener.contains(target)) this.#hide();
    });
  }

  open() {
    this.panel.replaceChildren(...this.items().map((item) => this.#item(item)));
    this.panel.hidden = false;
    this.opener.setAttribute("aria-expanded", "true");
    this.panel.firstElementChild?.focus();
  }

  close() {
    this.#hide();
    this.opener.focus();
  }

  #hide() {
    this.panel.hidden = true;
    this.opener.setAttribute("aria-expanded", "false");
  }

  #item({ label, note, choose }) {
    const onclick = () => {
      this.close();
      choose();
    };
    const words = document.createElement("span");
    words.className = "menu-note";
    words.textContent = note ?? "";
    return button({ class: "menu-item", role: "menuitem", tabindex: -1, onclick }, label, note ? words : null);
  }

  #key(event) {
    const items = [...this.panel.children];
    const at = items.indexOf(document.activeElement);
    const moves = { ArrowDown: at + 1, ArrowUp: at - 1 + items.length, Home: 0, End: items.length - 1 };
    if (event.key === "Escape") this.close();
    else if (event.key in moves) items[moves[event.key] % items.length]?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
