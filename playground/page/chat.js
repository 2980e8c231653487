// One chat on a phone, with all its actions.

import { chatCalls, Refused } from "./api.js";
import { Awaited } from "./awaited.js";
import { Composer } from "./composer.js";
import { button, make } from "./dom.js";
import { Form } from "./form.js";
import { showKeys } from "./keys.js";
import { Log } from "./log.js";
import { Menu } from "./menu.js";
import { words } from "./message_parts.js";
import { PLATFORMS } from "./platforms.js";

const TYPING_LASTS = 5000;
const TOAST_LASTS = 4500;
const LANGUAGES = { en: "English", es: "Español" };

export class Chat {
  /** `house` has notice(title, words), sure(title, words, deed), openLink(link), the `rooms` and show(room). */
  constructor(name, person, other, bot, house) {
    Object.assign(this, { name, person, other, bot, house, platform: PLATFORMS[name] });
    this.calls = chatCalls(person.who, name);
    this.root = document.querySelector("#chat").content.firstElementChild.cloneNode(true);
    this.blocked = false;
    this.started = false;
    this.commands = [];
    this.awaited = new Awaited();
    const context = { bot, person, other, platform: this.platform, actions: this.#actions() };
    this.log = new Log(this.#find(".log"), this.#find(".jump"), context, () => this.composer.focus());
    this.composer = new Composer(this.#find(".composer"), `${person.who}-${name}`, person, this.platform, {
      send: (text, reply) => this.#say(text, reply),
      edit: (message, text) => this.#try(this.calls.edit(message.message_id, text)),
      attach: (kind, caption, reply) => this.#try(this.calls.attach(kind, caption, reply?.message_id)),
      upload: (file, about) => this.#try(this.calls.upload(file, about)),
      failed: (words) => this.toast(words),
      lastOwn: () => this.log.lastOwn(),
    });
    this.form = new Form(this.#find(".veil"), {
      submit: (values, files, sent) => this.#submit(values, files, sent),
      cancel: () => this.#try(this.calls.dismiss()),
      closed: () => this.composer.focus(),
      words: (text) => words(text, context, { dir: "auto" }),
    });
    this.#name();
    this.#addControls();
    this.#addRooms();
  }

  /** Everything that the server knows about this chat. */
  reset({ messages, commands, language, blocked, started, form, keys, description }) {
    this.#find(".empty-words").textContent = description || this.platform.empty(this.person, this.bot);
    this.#showKeys(keys);
    this.language = language;
    this.blocked = blocked;
    this.started = started || messages.some((message) => message.from === "person");
    this.#offer(commands);
    this.awaited.clear();
    this.stopTyping();
    this.log.reset(messages);
    this.form.show(form ?? null);
    this.#showFoot();
  }

  /** One change from the stream. */
  change(event) {
    if (event.type === "message") this.#arrived(event.message);
    else if (event.type === "edit") this.log.put(event.message);
    else if (event.type === "delete") this.log.remove(event.message_id);
    else if (event.type === "typing") this.#typing();
    else if (event.type === "commands") this.#offer(event.commands);
    else if (event.type === "form") this.form.show(event.form);
    else if (event.type === "answered") this.#answered(event);
    else if (event.type === "toast") this.#told(event);
    else if (event.type === "keys") this.#showKeys(event.keys);
    this.#find(".empty").hidden = this.log.messages.size > 0;
  }

  /** The phone has just begun to show it: what grows with its place on the screen is measured anew. */
  shown() {
    this.log.toEnd();
    this.composer.grow();
  }

  /** The focus goes where this person writes, or begins. */
  focus() {
    const begins = this.#find(".start:not([hidden]), .unblock:not([hidden])");
    if (begins) begins.focus({ preventScroll: true });
    else this.composer.focus();
  }

  /** After a way between two rooms: the focus goes on from where the button was. */
  focusRoom() {
    this.#find(`.rooms [data-room="${this.name}"]`)?.focus();
  }

  /** A deep link's payload starts the bot here. */
  start(payload) {
    return this.#try(this.calls.start(payload));
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
    this.#find(".bot-state").textContent = this.blocked ? this.platform.closedState : this.platform.state;
  }

  #find(selector) {
    return this.root.querySelector(selector);
  }

  #name() {
    const { root, bot, person, platform } = this;
    Object.assign(root.dataset, { chat: this.name, skin: platform.name });
    const name = platform.room ?? bot.name;
    this.#find(".bot-name").textContent = name;
    if (platform.badge && !platform.room) this.#find(".bot-name").append(badge(platform));
    this.#find(".log").setAttribute("aria-label", `${person.name}’s chat ${platform.room ? "in" : "with"} ${name}`);
    this.#find(".options").setAttribute("aria-label", `More on ${person.name}’s phone`);
  }

  #addControls() {
    this.#find(".start").addEventListener("click", () => this.#start());
    this.#find(".first").addEventListener("click", () => this.#say("/start"));
    this.#find(".unblock").addEventListener("click", () => this.#block(false));
    const { block, unblock } = this.platform;
    new Menu(this.#find(".options"), this.#find(".options-menu"), () => [
      ...this.#languages(),
      { label: this.blocked ? unblock : block, choose: () => this.#block(!this.blocked) },
    ]);
  }

  #addRooms() {
    const { rooms, show } = this.house;
    this.#find(".rooms").hidden = rooms.length < 2;
    this.#find(".rooms").append(
      ...rooms.map((room) => {
        const pressed = String(room === this.name);
        return button({ "data-room": room, "aria-pressed": pressed, onclick: () => show(room) }, PLATFORMS[room].short);
      }),
    );
  }

  #languages() {
    return Object.entries(LANGUAGES)
      .filter(([code]) => code !== this.language)
      .map(([code, name]) => ({
        label: `Set the app to ${name}`,
        choose: () => this.#speak(code),
      }));
  }

  /** A key that asks for a person shares the other one: there are only two here. */
  #showKeys(keys) {
    const tap = (key) => (key.request_users ? this.calls.share(key.text, this.other.who) : this.calls.tap(key.text));
    showKeys(this.#find(".keys"), keys, (key) => this.#try(tap(key)));
  }

  #actions() {
    return {
      press: (message, data) => this.#press(message.message_id, data),
      command: (text) => this.#try(this.calls.send(text)),
      change: (message) => this.composer.change(message),
      react: (message, emoji) => this.#try(this.calls.react(message.message_id, emoji)),
      reply: (message) => this.composer.reply(message),
      show: (id) => this.log.show(id),
      answered: (id) => this.log.messages.get(String(id)),
      remove: (message) => this.#remove(message),
      dismiss: (message) => this.#try(this.calls.hide(message.message_id)),
      copy: (text) => this.#copy(text),
      open: (link) => this.house.openLink(link),
    };
  }

  /** What the server answered; false when the call failed, and then the phone says why. */
  async #try(call) {
    try {
      return await call;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.toast(error.message);
      return false;
    }
  }

  async #remove(message) {
    const words = message.text ?? message.caption ?? "It has no words.";
    if (await this.house.sure("Delete this message?", words, "Delete")) {
      await this.#try(this.calls.remove(message.message_id));
    }
  }

  #say(text, reply) {
    const used = reply ? null : this.platform.used(text, this.commands);
    if (!used) return this.#try(this.calls.send(text, reply?.message_id));
    const name = `/${used.command}`;
    return this.#ask(this.calls.slash(used.command, used.words), () => this.log.note(name, this.platform.silence));
  }

  async #start() {
    if (!(await this.#try(this.calls.start("")))) return;
    this.started = true;
    this.#showFoot();
    this.composer.focus();
  }

  async #press(messageId, data) {
    const late = () => this.log.failed(messageId, this.platform.silence);
    if (!(await this.#ask(this.calls.press(messageId, data), late))) this.log.answered(messageId);
  }

  #submit(values, files, sent) {
    return this.#ask(this.calls.submit(values, files), () => this.log.note("The form", this.platform.silence), sent);
  }

  /** A call that the bot must answer soon, where the platform looks at that. */
  async #ask(call, late, answered) {
    const told = await this.#try(call);
    if (told && told.interaction) this.awaited.begin(told.interaction, late, answered);
    return told;
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
    if (!this.#find(".unblock").hidden) this.#find(".unblock").focus();
    else if (!this.#find(".composer").hidden) this.composer.focus();
  }

  async #copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      this.toast("Copied");
    } catch {
      this.toast("This browser does not let the page copy");
    }
  }

  #offer(commands) {
    this.commands = commands;
    this.composer.commands = commands;
    this.#find(".first").hidden = this.platform.needsStart || !commands.some(({ command }) => command === "start");
  }

  #arrived(message) {
    if (message.from === "bot") this.stopTyping();
    this.started = this.started || message.from === "person" || !this.platform.needsStart;
    this.log.put(message);
    this.#showFoot();
  }

  #answered({ message_id, interaction }) {
    this.log.answered(message_id);
    this.awaited.answered(interaction);
  }

  #typing() {
    this.stopTyping();
    this.#find(".typing").hidden = false;
    this.#find(".bot-state").textContent = "typing…";
    if (this.log.atEnd) this.log.toEnd();
    this.typingTimer = setTimeout(() => this.stopTyping(), TYPING_LASTS);
  }

  #told({ text, alert }) {
    if (alert) this.house.notice(`${this.person.name}’s phone`, text);
    else this.toast(text);
  }

  #showFoot() {
    const { needsStart, blockHides } = this.platform;
    const closed = this.blocked && blockHides;
    this.#find(".start").hidden = !needsStart || this.started || closed;
    this.#find(".unblock").hidden = !closed;
    this.#find(".composer").hidden = (needsStart && !this.started) || closed;
    this.#find(".empty").hidden = this.log.messages.size > 0;
    if (this.#find(".typing").hidden) this.stopTyping();
  }
}

function badge(platform) {
  return make("span", { class: "badge" }, platform.badge);
}
