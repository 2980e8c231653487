// The list of commands that match the text typed after a slash.

import { make } from "./dom.js";

export class Suggestions {
  /** `choose(command)` is called with the bare name of the command that was picked. */
  constructor(list, input, choose) {
    Object.assign(this, { list, input, choose });
    this.commands = [];
    this.at = -1;
    list.id = `suggestions-${input.id}`;
    list.setAttribute("aria-label", "Commands that fit");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", list.id);
  }

  /** Shows what fits the words so far; nothing is picked until an arrow key picks it. */
  update(words) {
    const typed = /^\/(\w*)$/.exec(words)?.[1].toLowerCase();
    const fitting = this.commands.filter(({ command }) => typed !== undefined && command.startsWith(typed));
    this.at = -1;
    this.list.replaceChildren(...fitting.map((command, place) => this.#option(command, place)));
    this.list.hidden = !fitting.length;
    this.#mark();
  }

  close() {
    this.list.hidden = true;
    this.at = -1;
    this.#mark();
  }

  /** Takes the keys that belong to the list; true when the key was one of them. */
  key({ key }) {
    if (this.list.hidden) return false;
    const count = this.list.children.length;
    if (key === "ArrowDown") this.at = (this.at + 1) % count;
    else if (key === "ArrowUp") this.at = (this.at <= 0 ? count : this.at) - 1;
    else if (key === "Escape") this.close();
    else if (key === "Enter" && this.at >= 0) this.list.children[this.at].click();
    else return false;
    this.#mark();
    return true;
  }

  #option(command, place) {
    const onclick = () => {
      this.close();
      this.choose(command.command);
    };
    return make(
      "div",
      {
        class: "suggestion",
        role: "option",
        id: `${this.list.id}-${place}`,
        onclick,
        // A tap on the list must not take the focus (and a phone's keyboard) from the text.
        onpointerdown: (event) => event.preventDefault(),
      },
      ...commandWords(command),
    );
  }

  #mark() {
    [...this.list.children].forEach((option, place) => {
      option.setAttribute("aria-selected", String(place === this.at));
      if (place === this.at) option.scrollIntoView({ block: "nearest" });
    });
    const picked = this.list.children[this.at];
    if (picked && !this.list.hidden) this.input.setAttribute("aria-activedescendant", picked.id);
    else this.input.removeAttribute("aria-activedescendant");
  }
}

/** A command's name, what can be filled in, and what it does. */
export function commandWords({ command, description, options = [] }) {
  return [
    make("b", {}, `/${command}`),
    ...options.map(({ name, description: about }) => make("span", { class: "option", title: about }, name)),
    make("span", { class: "menu-note", dir: "auto" }, description),
  ];
}
