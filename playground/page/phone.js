// One person's phone: a chat with the bot, and everything that can be done in it.

import { phoneCalls, Refused } from "./api.js";
import { Composer } from "./composer.js";
import { Log } from "./log.js";
import { Menu } from "./menu.js";

const TYPING_LASTS = 5000;
const TOAST_LASTS = 4500;
const GLOW_LASTS = 2600;
const LANGUAGES = { en: "English", es: "Español" };

export class Phone {
  /** `house` has notice(title, words) and openLink(phone, payload). */
  constructor(person, other, bot, house) {
    Object.assign(this, { person, other, bot, house, who: person.who });
    this.calls = phoneCalls(person.who);
    this.section = document.querySelector("#phone").content.firstElementChild.cloneNode(true);
    this.blocked = false;
    this.started = false;
    this.log = new Log(this.#find(".log"), this.#find(".jump"), {
      bot,
      person,
      other,
      actions: this.#actions(),
    });
    this.composer = new Composer(this.#find(".composer"), person, {
      send: (text) => this.#try(this.calls.send(text)),
      edit: (message, text) => this.#try(this.calls.edit(message.message_id, text)),
      attach: (kind) => this.#try(this.calls.attach(kind)),
      lastOwn: () => this.log.lastOwn(),
    });
    this.#name();
    this.#addControls();
  }

  /** Everything that the server knows about this chat. */
  reset({ messages, commands, language, blocked, started }) {
    this.language = language;
    this.blocked = blocked;
    this.started = started || messages.some((message) => message.from === "person");
    this.composer.commands = commands;
    this.stopTyping();
    this.log.reset(messages);
    this.#showFoot();
  }

  /** One change from the stream. */
  change(event) {
    if (event.type === "message") this.#arrived(event.message);
    else if (event.type === "edit") this.log.put(event.message);
    else if (event.type === "delete") this.log.remove(event.message_id);
    else if (event.type === "typing") this.#typing();
    else if (event.type === "commands") this.composer.commands = event.commands;
    else if (event.type === "answered") this.log.answered(event.message_id);
    else if (event.type === "toast") this.#answer(event);
  }

  /** A link from the other phone: its payload starts the bot here. */
  async open(payload) {
    this.section.classList.add("glowing");
    setTimeout(() => this.section.classList.remove("glowing"), GLOW_LASTS);
    this.toast(`Opened from ${this.other.name}’s phone`);
    await this.#try(this.calls.start(payload));
  }

  toast(words) {
    const place = this.#find(".toast");
    clearTimeout(this.toastTimer);
    place.textContent = words;
    place.classList.add("shown");
    this.toastTimer = setTimeout(() => place.classList.remove("shown"), TOAST_LASTS);
  }

  stopTyping() {
    clearTimeout(this.typingTimer);
    this.#find(".typing").hidden = true;
    this.#find(".bot-state").textContent = "bot";
  }

  #find(selector) {
    return this.section.querySelector(selector);
  }

  #name() {
    const { section, person, bot } = this;
    section.dataset.who = person.who;
    section.setAttribute("aria-labelledby", `owner-${person.who}`);
    this.#find(".owner").id = `owner-${person.who}`;
    this.#find(".owner").textContent = `${person.name}’s phone`;
    this.#find(".bot-name").textContent = bot.name;
    this.#find(".empty-words").textContent = `${person.name} and ${bot.name} have not met yet.`;
    this.#find(".log").setAttribute("aria-label", `${person.name}’s chat with ${bot.name}`);
    this.#find(".options").setAttribute("aria-label", `More on ${person.name}’s phone`);
  }

  #addControls() {
    this.#find(".start").addEventListener("click", () => this.#start());
    this.#find(".unblock").addEventListener("click", () => this.#block(false));
    new Menu(this.#find(".options"), this.#find(".options-menu"), () => [
      ...this.#languages(),
      {
        label: this.blocked ? "Unblock the bot" : "Block the bot",
        choose: () => this.#block(!this.blocked),
      },
    ]);
  }

  #languages() {
    return Object.entries(LANGUAGES)
      .filter(([code]) => code !== this.language)
      .map(([code, name]) => ({
        label: `Set the app to ${name}`,
        choose: () => this.#speak(code),
      }));
  }

  #actions() {
    return {
      press: (message, data) => this.#press(message.message_id, data),
      command: (text) => this.#try(this.calls.send(text)),
      change: (message) => this.composer.change(message),
      copy: (text) => this.#copy(text),
      deepLink: (payload) => this.house.openLink(this, payload),
    };
  }

  /** True when the call went through; what went wrong is told on the phone. */
  async #try(call) {
    try {
      await call;
      return true;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.toast(error.message);
      return false;
    }
  }

  async #start() {
    if (!(await this.#try(this.calls.start("")))) return;
    this.started = true;
    this.#showFoot();
    this.composer.focus();
  }

  async #press(messageId, data) {
    if (!(await this.#try(this.calls.press(messageId, data)))) this.log.answered(messageId);
  }

  async #speak(language) {
    if (!(await this.#try(this.calls.language(language)))) return;
    this.language = language;
    const goesOn = this.started ? "; in /settings the bot’s own can be changed" : "";
    this.toast(`${this.person.name}’s app speaks ${LANGUAGES[language]} now${goesOn}`);
  }

  async #block(blocked) {
    if (!(await this.#try(this.calls.block(blocked)))) return;
    this.blocked = blocked;
    this.#showFoot();
    if (blocked) this.#find(".unblock").focus();
    else if (this.started) this.composer.focus();
  }

  async #copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      this.toast("Copied");
    } catch {
      this.toast("This browser does not let the page copy");
    }
  }

  #arrived(message) {
    if (message.from === "bot") this.stopTyping();
    else if (!this.started) this.started = true;
    this.log.put(message);
    this.#showFoot();
  }

  #typing() {
    this.stopTyping();
    this.#find(".typing").hidden = false;
    this.#find(".bot-state").textContent = "typing…";
    if (this.log.atEnd) this.log.toEnd();
    this.typingTimer = setTimeout(() => this.stopTyping(), TYPING_LASTS);
  }

  #answer({ text, alert }) {
    if (alert) this.house.notice(`${this.person.name}’s phone`, text);
    else this.toast(text);
  }

  #showFoot() {
    this.#find(".start").hidden = this.started || this.blocked;
    this.#find(".unblock").hidden = !this.blocked;
    this.#find(".composer").hidden = !this.started || this.blocked;
    this.#find(".empty").hidden = this.log.messages.size > 0;
  }
}
