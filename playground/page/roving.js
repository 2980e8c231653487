// One tab stop for all of a chat's messages; the arrow keys move between them.

const CONTROLS = "button, a[href], select, summary, [role=button], pre";
const STEPS = { ArrowUp: -1, ArrowDown: 1 };
const TURNS = { ArrowLeft: -1, ArrowRight: 1 };

export class Roving {
  /** `leave()` is where Escape leads. */
  constructor(root, leave) {
    Object.assign(this, { root, leave, stop: null });
    root.addEventListener("keydown", (event) => {
      if (this.#key(event)) event.preventDefault();
    });
    root.addEventListener("focusin", ({ target }) => {
      if (target !== root) this.#move(target);
    });
  }

  /** What a message shows has changed: none of it is a stop by itself. */
  tame(message) {
    for (const control of message.querySelectorAll(CONTROLS)) control.tabIndex = control === this.stop ? 0 : -1;
  }

  /** Unless somebody is reading, the stop is the newest keyboard, or else the newest message. */
  settle() {
    if (this.stop?.isConnected && this.root.contains(document.activeElement)) return;
    const keys = [...this.root.querySelectorAll(".keyboard:not([hidden])")].at(-1);
    this.#move(keys?.querySelector("button:enabled, a, select:enabled") ?? this.#messages().at(-1) ?? null);
  }

  #move(element) {
    if (this.stop) this.stop.tabIndex = -1;
    this.stop = element;
    if (element) element.tabIndex = 0;
  }

  #messages() {
    return [...this.root.querySelectorAll(".message")];
  }

  /** True when the key led somewhere. */
  #key({ key, target, altKey, ctrlKey, metaKey }) {
    const message = target.closest(".message");
    if (!message || altKey || ctrlKey || metaKey) return false;
    if (key === "Escape") this.leave();
    else if (key in TURNS) this.#within(message, target, TURNS[key]);
    else if (target.matches("select")) return false; // its own keys choose an option
    else if (key in STEPS) this.#among(message, STEPS[key]);
    else if (key === "Home") this.#messages()[0].focus();
    else if (key === "End") this.#messages().at(-1).focus();
    else return false;
    return true;
  }

  #among(message, step) {
    const messages = this.#messages();
    messages[messages.indexOf(message) + step]?.focus();
  }

  /** From the message itself through what can be pressed in it, and back. */
  #within(message, target, step) {
    const controls = [...message.querySelectorAll(CONTROLS)].filter((one) => !one.disabled && one.checkVisibility());
    const all = [message, ...controls];
    all[all.indexOf(target) + step]?.focus();
  }
}
