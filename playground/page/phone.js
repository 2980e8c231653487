// One person's phone: its chats, of which it shows one, and the switch between them.

import { Chat } from "./chat.js";
import { hidden, make } from "./dom.js";
import { PLATFORMS } from "./platforms.js";

const GLOW_LASTS = 2600;
const INVITATION = /^\/(pair|start)\s+\S/;
const key = (who) => `same-side-shows-${who}`;

export class Phone {
  /** `house` has notice(title, words), sure(title, words, deed), openLink(phone, link); `show` comes first. */
  constructor(person, other, bot, house) {
    Object.assign(this, { person, other, house, who: person.who });
    this.section = document.querySelector("#phone").content.firstElementChild.cloneNode(true);
    this.chats = new Map(person.chats.map((name) => [name, this.#chat(name, bot)]));
    this.#find(".screen").append(...[...this.chats.values()].map((chat) => chat.root));
    this.#name();
    this.#addSwitch();
    this.shows = remembered(person);
  }

  get chat() {
    return this.chats.get(this.shows);
  }

  get platform() {
    return this.chat.platform;
  }

  get started() {
    return [...this.chats.values()].some((chat) => chat.platform.alone && chat.started);
  }

  /** Whether a code or a link of the other's was used here. */
  get invited() {
    return [...this.chats.values()].some((chat) => [...chat.log.messages.values()].some(usesInvitation));
  }

  /** Everything that the server knows about these chats. */
  reset(chats) {
    for (const [name, chat] of this.chats) chat.reset(chats[name]);
  }

  /** One change from the stream. */
  change(event) {
    this.chats.get(event.chat)?.change(event);
    const isNews = event.type === "message" && event.message.from === "bot";
    if (isNews && event.chat !== this.shows) this.#mark(event.chat, true);
  }

  /** Shows that chat; the others stay as they are. */
  show(name) {
    this.shows = name;
    remember(this.who, name);
    for (const [each, chat] of this.chats) chat.root.hidden = each !== name;
    this.section.dataset.platform = this.platform.name;
    this.#mark(name, false);
    const chosen = this.#find(`.platforms input[value="${this.platform.name}"]`);
    if (chosen) chosen.checked = true;
    this.chat.shown();
  }

  /** A link from the other phone opens the platform that it belongs to. */
  async open({ platform, payload }) {
    if (this.chats.has(platform)) this.show(platform);
    this.section.classList.add("glowing");
    setTimeout(() => this.section.classList.remove("glowing"), GLOW_LASTS);
    this.chat.toast(`Opened from ${this.other.name}’s phone`);
    if (platform === "telegram") await this.chat.start(payload);
    else this.chat.composer.focus();
  }

  #find(selector) {
    return this.section.querySelector(selector);
  }

  #chat(name, bot) {
    return new Chat(name, this.person, this.other, bot, {
      notice: this.house.notice,
      sure: this.house.sure,
      openLink: (link) => this.house.openLink(this, link),
      rooms: this.person.chats.filter((each) => PLATFORMS[each].name === PLATFORMS[name].name),
      show: (each) => {
        this.show(each);
        this.chat.focusRoom();
      },
    });
  }

  #name() {
    const { section, person } = this;
    section.dataset.who = person.who;
    section.setAttribute("aria-labelledby", `owner-${person.who}`);
    this.#find(".owner").id = `owner-${person.who}`;
    this.#find(".owner").textContent = `${person.name}’s phone`;
    this.#find(".platforms legend").textContent = `${person.name} is on`;
  }

  #addSwitch() {
    const titles = new Map([...this.chats.values()].map(({ platform }) => [platform.name, platform.title]));
    this.#find(".platforms").hidden = titles.size < 2;
    for (const [name, title] of titles) {
      const onchange = () => this.show(this.person.chats.find((chat) => PLATFORMS[chat].name === name));
      const input = make("input", { type: "radio", name: `platform-${this.who}`, value: name, onchange });
      this.#find(".platforms").append(make("label", { "data-name": name }, input, title));
    }
  }

  /** Something new stands in a chat that is not shown, or no longer does. */
  #mark(name, isNew) {
    const places = [
      this.#find(`.platforms label[data-name="${PLATFORMS[name].name}"]`),
      ...this.section.querySelectorAll(`.rooms [data-room="${name}"]`),
    ];
    for (const place of places.filter(Boolean)) {
      place.querySelector(".news")?.remove();
      if (isNew) place.append(make("span", { class: "news" }, hidden(" (new)")));
    }
  }
}

function remembered({ who, chats, shows }) {
  try {
    const name = sessionStorage.getItem(key(who));
    return chats.includes(name) ? name : shows;
  } catch {
    return shows; // private windows may refuse storage; the phone then starts with its default
  }
}

function remember(who, name) {
  try {
    sessionStorage.setItem(key(who), name);
  } catch {
    // Only the choice of chat is lost.
  }
}

function usesInvitation({ from, text, command }) {
  return from === "person" ? INVITATION.test(text) : command === "/pair";
}
