// The bot's clock in the top bar, with the buttons that move it.

import { moveClock, Refused } from "./api.js";
import { ahead, clockTime, fullMoment, iso, shortMoment, utcTime, visitorIsOnUtc } from "./times.js";

const find = (selector) => document.querySelector(selector);

export class ClockBar {
  /** `say(words)` tells a screen reader, `fail(words)` everybody. */
  constructor({ say, fail }) {
    Object.assign(this, { say, fail });
    this.bar = find(".clock");
    this.buttons = [...this.bar.querySelectorAll("button")];
    for (const button of this.buttons) button.addEventListener("click", () => this.#move(button));
    setInterval(() => this.#show(), 1000);
  }

  /** The clock as the server gives it; between two of these it ticks by itself. */
  set(clock) {
    this.clock = clock;
    this.heard = performance.now();
    this.bar.hidden = false;
    this.bar.querySelector(".clock-moves").hidden = !clock.can_move;
    this.#show();
  }

  now() {
    return this.clock.now + (performance.now() - this.heard) / 1000;
  }

  #show() {
    if (!this.clock) return;
    const now = this.now();
    if (clockTime(now) === this.shown && this.clock === this.shownClock) return;
    Object.assign(this, { shown: clockTime(now), shownClock: this.clock });
    const face = find(".clock-now");
    face.dateTime = iso(now);
    face.title = fullMoment(now);
    face.textContent = shortMoment(now);
    const utc = visitorIsOnUtc(now) ? "UTC" : utcTime(now);
    find(".clock-note").textContent = `${utc} · ${ahead(this.clock.moved_by)}`;
    this.#showNext();
    for (const time of document.querySelectorAll(".phone-time")) {
      time.dateTime = iso(now);
      time.textContent = clockTime(now);
    }
  }

  #showNext() {
    const next = this.clock.next?.challenge;
    const words = next ? `The next challenge is planned for ${fullMoment(next)}` : "";
    this.bar.querySelector("[data-to]").title = words;
  }

  async #move(button) {
    if (button.getAttribute("aria-disabled") === "true") return;
    const { by, to } = button.dataset;
    const before = this.clock.moved_by;
    this.#busy(true);
    try {
      const { clock } = await moveClock(to ? { to } : { by: Number(by) });
      this.set(clock);
      if (to && clock.moved_by === before) this.fail("No challenge is planned yet.");
      else this.say(`The bot's clock shows ${fullMoment(clock.now)}.`);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.fail(error.message);
    } finally {
      this.#busy(false);
    }
  }

  #busy(busy) {
    // aria-disabled and not disabled: a disabled button would lose the focus.
    for (const button of this.buttons) button.setAttribute("aria-disabled", String(busy));
    this.bar.setAttribute("aria-busy", String(busy));
    find(".progress").hidden = !busy;
    if (busy) this.say("The bot is catching up.");
  }
}
