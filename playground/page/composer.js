// Where a person writes: sending, changing an earlier message, commands and attachments.

import { Menu } from "./menu.js";
import { Suggestions } from "./suggestions.js";

export class Composer {
  /** `on` has send(text), edit(message, text), attach(kind) (promises) and lastOwn(). */
  constructor(form, person, on) {
    this.form = form;
    this.on = on;
    this.input = form.querySelector("textarea");
    this.changing = null;
    this.input.id = `composer-${person.who}`;
    this.input.setAttribute("aria-label", `Message as ${person.name}`);
    form.querySelector(".send").setAttribute("aria-label", `Send as ${person.name}`);
    const list = form.querySelector(".suggestions");
    this.suggestions = new Suggestions(list, this.input, (command) => this.#sendCommand(command));
    this.#addMenus();
    this.#listen();
  }

  set commands(commands) {
    this.suggestions.commands = commands;
    this.form.querySelector(".commands-button").hidden = !commands.length;
  }

  focus() {
    this.input.focus({ preventScroll: true });
  }

  /** Puts a message of one's own into the composer, to be changed there. */
  change(message) {
    this.changing = message;
    this.form.querySelector(".editing").hidden = false;
    this.form.querySelector(".editing-old").textContent = message.text;
    this.#write(message.text);
    this.focus();
    this.input.setSelectionRange(message.text.length, message.text.length);
  }

  #addMenus() {
    const find = (name) => this.form.querySelector(name);
    new Menu(find(".commands-button"), find(".commands-menu"), () =>
      this.suggestions.commands.map(({ command, description }) => ({
        label: `/${command}`,
        note: description,
        choose: () => this.#sendCommand(command),
      })),
    );
    new Menu(find(".attach"), find(".attach-menu"), () => [
      { label: "Photo", choose: () => this.on.attach("photo") },
      { label: "Sticker", choose: () => this.on.attach("sticker") },
    ]);
  }

  #listen() {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.form.querySelector(".editing-stop").addEventListener("click", () => this.#stopChanging());
    this.input.addEventListener("input", () => this.#typed());
    this.input.addEventListener("blur", () => this.suggestions.close());
    this.input.addEventListener("keydown", (event) => {
      // Enter that ends the choice of a character (Japanese, Chinese …) does not send.
      if (!event.isComposing && this.#key(event)) event.preventDefault();
    });
  }

  #key(event) {
    if (this.suggestions.key(event)) return true;
    if (event.key === "Enter" && !event.shiftKey) this.#submit();
    else if (event.key === "Escape" && this.changing) this.#stopChanging();
    else if (event.key === "ArrowUp" && !this.input.value && this.on.lastOwn()) this.change(this.on.lastOwn());
    else return false;
    return true;
  }

  async #submit() {
    const text = this.input.value;
    if (!text.trim()) return;
    const { changing } = this;
    this.#stopChanging();
    const done = changing
      ? text === changing.text || (await this.on.edit(changing, text))
      : await this.on.send(text);
    if (!done && !this.input.value) this.#write(text); // nothing that was written is lost
  }

  async #sendCommand(command) {
    this.#write("");
    this.focus();
    await this.on.send(`/${command}`);
  }

  #stopChanging() {
    this.changing = null;
    this.form.querySelector(".editing").hidden = true;
    this.#write("");
    this.focus();
  }

  #write(text) {
    this.input.value = text;
    this.#typed();
  }

  /** As high as its lines; the style sheet says where that ends. */
  #grow() {
    const { input } = this;
    const border = input.offsetHeight - input.clientHeight;
    input.style.height = "auto";
    input.style.height = `${input.scrollHeight + border}px`;
  }

  #typed() {
    this.suggestions.update(this.changing ? "" : this.input.value);
    this.#grow();
    this.form.classList.toggle("written", Boolean(this.input.value.trim()));
  }
}
