// The composer: sending, editing an earlier message, commands and attachments.

import { icon } from "./dom.js";
import { Menu } from "./menu.js";
import { kindOf, Recorder } from "./sending_files.js";
import { commandWords, Suggestions } from "./suggestions.js";

export class Composer {
  /**
   * `on` has send(text, reply), edit(message, text), attach(kind, caption, reply),
   * upload(file, about) (promises), failed(words) and lastOwn(); `reply` is the message it replies to, or null.
   */
  constructor(form, id, person, platform, on) {
    Object.assign(this, { form, platform, on });
    this.input = form.querySelector("textarea");
    this.changing = null;
    this.replying = null;
    this.input.id = `composer-${id}`;
    this.input.setAttribute("aria-label", `Message as ${person.name}`);
    form.querySelector(".send").setAttribute("aria-label", `Send as ${person.name}`);
    const list = form.querySelector(".suggestions");
    this.suggestions = new Suggestions(list, this.input, (command) => this.#use(command));
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
    this.#about("pencil", "Changing your message", message, "Leave the message as it was");
    this.changing = message;
    const written = asWritten(message);
    this.#write(written);
    this.focus();
    this.input.setSelectionRange(written.length, written.length);
  }

  /** What is sent next answers this message. */
  reply(message) {
    if (this.changing) this.#stop();
    this.#about("reply", "Answering", message, "Answer no message");
    this.replying = message;
    this.focus();
  }

  /** Over the composer stands which message it is about. */
  #about(mark, what, message, leave) {
    this.replying = null;
    const line = this.form.querySelector(".editing");
    line.hidden = false;
    line.querySelector(".icon").replaceWith(icon(mark));
    line.querySelector(".editing-what").textContent = what;
    line.querySelector(".editing-old").textContent = message.text ?? message.caption ?? "";
    line.querySelector(".editing-stop").setAttribute("aria-label", leave);
  }

  #addMenus() {
    const find = (name) => this.form.querySelector(name);
    new Menu(find(".commands-button"), find(".commands-menu"), () =>
      this.suggestions.commands.map(({ command, description }) => ({
        label: `/${command}`,
        note: description,
        choose: () => this.#use(command),
      })),
    );
    new Menu(find(".attach"), find(".attach-menu"), () =>
      [
        { label: "A file of yours", choose: () => find(".chosen-file").click() },
        { label: "Record a voice note", choose: () => this.#record() },
        ...Object.entries(this.platform.attaches).map(([kind, label]) => ({ label, choose: () => this.#attach(kind) })),
      ],
    );
    this.recorder = new Recorder((on) => {
      find(".stop-recording").hidden = !on;
    });
    find(".stop-recording").addEventListener("click", () => this.recorder.stop());
    find(".chosen-file").addEventListener("change", ({ currentTarget }) => {
      const [file] = currentTarget.files;
      if (file) this.#upload(file, kindOf(file));
      currentTarget.value = "";
    });
  }

  #listen() {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.form.querySelector(".editing-stop").addEventListener("click", () => this.#stop());
    this.input.addEventListener("input", () => this.#typed());
    this.input.addEventListener("blur", () => this.suggestions.close());
    this.input.addEventListener("keydown", (event) => {
      // An Enter that confirms a character (Japanese, Chinese …) does not send.
      if (!event.isComposing && this.#key(event)) event.preventDefault();
    });
  }

  #key(event) {
    if (this.suggestions.key(event)) return true;
    if (event.key === "Enter" && !event.shiftKey) this.#submit();
    else if (event.key === "Escape" && (this.changing || this.replying)) this.#stop();
    else if (event.key === "ArrowUp" && !this.input.value && this.on.lastOwn()) this.change(this.on.lastOwn());
    else return false;
    return true;
  }

  async #submit() {
    const text = this.input.value;
    if (!text.trim()) return;
    const { changing, replying } = this;
    this.#stop();
    this.#write("");
    const done = changing
      ? text === asWritten(changing) || (await this.on.edit(changing, text))
      : await this.on.send(text, replying);
    if (!done && !this.input.value) this.#write(text); // keep the text
  }

  /** What was written already goes along, where the attachment can carry words. */
  async #attach(kind) {
    const caption = this.platform.captioned.includes(kind) && !this.changing ? this.input.value.trim() : "";
    const { replying } = this;
    if (caption) this.#write("");
    this.#stop();
    if (!(await this.on.attach(kind, caption, replying)) && caption && !this.input.value) this.#write(caption);
  }

  async #record() {
    try {
      const { file, seconds } = await this.recorder.record();
      await this.#upload(file, "voice", seconds);
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      this.on.failed("The page may not use a microphone here");
    }
  }

  /** A voice message carries no words, so they stay in the composer. */
  async #upload(file, kind, seconds = null) {
    const words = kind === "voice" || this.changing ? "" : this.input.value.trim();
    const { replying } = this;
    if (words) this.#write("");
    this.#stop();
    const about = { kind, seconds, caption: words, reply: replying?.message_id };
    if (!(await this.on.upload(file, about)) && words && !this.input.value) this.#write(words);
  }

  /** A command was picked: it is sent at once, or waits for what fills it in. */
  async #use(command) {
    const now = this.platform.sendsCommands;
    this.#write(now ? "" : `/${command} `);
    this.focus();
    if (now) await this.on.send(`/${command}`);
  }

  /** Neither a change nor a reply any more; what was written as a reply stays. */
  #stop() {
    const { changing } = this;
    this.changing = null;
    this.replying = null;
    this.form.querySelector(".editing").hidden = true;
    if (changing) this.#write("");
    this.focus();
  }

  #write(text) {
    this.input.value = text;
    this.#typed();
  }

  /** As high as its lines; the style sheet says where that ends. */
  grow() {
    const { input } = this;
    if (!input.offsetParent) return; // a hidden input has no lines yet
    const border = input.offsetHeight - input.clientHeight;
    input.style.height = "auto";
    input.style.height = `${input.scrollHeight + border}px`;
  }

  #typed() {
    const words = this.changing ? "" : this.input.value;
    this.suggestions.update(words);
    this.#explain(words);
    this.grow();
    this.form.classList.toggle("written", Boolean(this.input.value.trim()));
  }

  /** Over the composer stands what the command in it does, and what can be filled in. */
  #explain(words) {
    const place = this.form.querySelector(".usage");
    const used = words.includes(" ") ? this.platform.used(words, this.suggestions.commands) : null;
    const known = used && this.suggestions.commands.find(({ command }) => command === used.command);
    place.hidden = !known;
    place.replaceChildren(...(known ? commandWords(known) : []));
  }
}

/** As the person typed it, where the platform reads marks into it. */
function asWritten(message) {
  return message.source ?? message.text ?? message.caption ?? "";
}
