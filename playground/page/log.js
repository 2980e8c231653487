// A chat's list of messages: their order, the days between them, and the scroll position.

import { button, make } from "./dom.js";
import { createMessage, updateMessage } from "./message.js";
import { stopSpinning } from "./keyboard.js";
import { Roving } from "./roving.js";
import { dayName } from "./times.js";

const NEAR_THE_END = 80; // pixels from the end that still count as reading the latest
const ONE_BREATH = 420; // seconds within which messages of one author are grouped

export class Log {
  /** `jump` is the button that leads back to the latest message, `leave()` where Escape leads. */
  constructor(root, jump, context, leave) {
    this.root = root;
    this.jump = jump;
    this.context = context;
    this.messages = new Map();
    this.roving = new Roving(root, leave);
    this.end = root.querySelector(".typing");
    this.missed = 0;
    this.atEnd = true;
    this.top = 0;
    root.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    root.addEventListener("load", () => this.#follow(), { capture: true });
    jump.addEventListener("click", () => this.toEnd());
    new ResizeObserver(() => this.#follow()).observe(root);
  }

  /** Everything anew, without tearing down what is already there. */
  reset(messages) {
    this.root.setAttribute("aria-busy", "true"); // old messages are not news to a screen reader
    const here = new Set(messages.map(({ message_id }) => String(message_id)));
    for (const id of this.messages.keys()) if (!here.has(id)) this.#drop(id);
    for (const message of messages) this.#place(message);
    this.#settle();
    this.root.removeAttribute("aria-busy");
  }

  /** Adds a message, or changes the one of this id. */
  put(message) {
    const isNew = this.#place(message);
    if (!isNew) flash(this.element(message.message_id));
    else if (message.from === "person") this.atEnd = true;
    else if (!this.atEnd) this.missed += 1;
    this.#settle();
  }

  remove(id) {
    this.#drop(id);
    this.#settle();
  }

  #drop(id) {
    const element = this.element(id);
    if (element?.contains(document.activeElement)) this.root.focus({ preventScroll: true });
    element?.remove();
    this.messages.delete(String(id));
  }

  /** A line that nobody but this phone knows of: `what` was tried, and `words` came of it. */
  note(what, words) {
    const note = make("p", { class: "note" }, make("b", {}, what), ` ${words}`);
    const dismiss = () => note.remove();
    note.append(make("span", { class: "only-you" }, "Only you can see this · ", button({ onclick: dismiss }, "Dismiss")));
    this.root.insertBefore(note, this.end);
    this.#settle();
  }

  /** The press of a button of this message came to nothing. */
  failed(id, words) {
    this.answered(id);
    const element = this.element(id);
    element?.querySelector(".failed")?.remove();
    element?.append(make("p", { class: "failed", role: "status" }, words));
    this.#settle();
  }

  answered(id) {
    const holder = this.element(id)?.querySelector(".keyboard");
    if (holder) stopSpinning(holder);
  }

  element(id) {
    return this.root.querySelector(`.message[data-message-id="${id}"]`);
  }

  /** The newest words that the phone's owner wrote, or undefined. */
  lastOwn() {
    return [...this.messages.values()]
      .filter((message) => message.from === "person" && (message.text ?? message.caption))
      .at(-1);
  }

  /** Brings an older message into sight, and the focus with it. */
  show(id) {
    this.element(id)?.focus();
  }

  toEnd() {
    this.atEnd = true;
    this.#settle();
  }

  /** Shows this message; true when it was not there before. */
  #place(message) {
    const id = String(message.message_id);
    const known = this.element(id);
    this.messages.set(id, message);
    if (known) updateMessage(known, message, this.context);
    const element = known ?? createMessage(message, this.context);
    this.roving.tame(element);
    if (!known) this.#insert(element, id);
    return !known;
  }

  /** The days, the place and the way back, after any change. */
  #settle() {
    this.#markDays();
    this.#group();
    this.roving.settle();
    this.#follow();
    this.#showJump();
  }

  #insert(element, id) {
    const all = [...this.root.querySelectorAll(".message")];
    // Search from the end, where most belong; Discord's ids are too large for JavaScript's numbers.
    const before = all.findLastIndex((other) => BigInt(other.dataset.messageId) < BigInt(id));
    this.root.insertBefore(element, all[before + 1] ?? this.end);
  }

  #markDays() {
    const spare = new Set(this.root.querySelectorAll(".day"));
    let last = "";
    for (const element of this.root.querySelectorAll(".message")) {
      const day = dayName(this.messages.get(element.dataset.messageId).date);
      const chip = element.previousElementSibling;
      // Keep a chip that is in place: a screen reader would read out a new one again.
      if (day !== last && chip?.className === "day" && chip.textContent === day) spare.delete(chip);
      else if (day !== last) element.before(make("p", { class: "day" }, make("span", {}, day)));
      last = day;
    }
    for (const chip of spare) chip.remove();
  }

  /** Marks the first of the messages that one author wrote in one breath. */
  #group() {
    let last = null;
    for (const element of this.root.querySelectorAll(".message")) {
      const message = this.messages.get(element.dataset.messageId);
      const goesOn = last && last.author === message.author && last.from === message.from;
      const isFirst = !goesOn || message.date - last.date > ONE_BREATH || Boolean(message.command);
      const apart = element.previousElementSibling?.matches(".day, .note") ?? true;
      element.classList.toggle("begins", isFirst || apart);
      last = message;
    }
  }

  #follow() {
    if (this.atEnd) this.root.scrollTop = this.root.scrollHeight;
  }

  #scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.root;
    // Only scrolling up is the reader's own: the end also moves away when a picture arrives.
    if (scrollHeight - scrollTop - clientHeight < NEAR_THE_END) this.atEnd = true;
    else if (scrollTop < this.top) this.atEnd = false;
    this.top = scrollTop;
    this.#showJump();
  }

  #showJump() {
    if (this.atEnd) this.missed = 0;
    if (this.atEnd && this.jump === document.activeElement) this.root.focus({ preventScroll: true });
    this.jump.hidden = this.atEnd;
    const news = this.missed === 1 ? "1 new message" : `${this.missed} new messages`;
    this.jump.querySelector(".jump-words").textContent = this.missed ? news : "Latest";
  }
}

function flash(element) {
  element?.classList.remove("changed");
  requestAnimationFrame(() => element?.classList.add("changed"));
}
