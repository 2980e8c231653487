// On a narrow screen the phones lie side by side off the edge: tabs, swiping, unread marks.

import { button, make } from "./dom.js";

export class Tabs {
  constructor(nav, screen, phones) {
    this.tabs = new Map(phones.map((phone) => [phone.who, this.#tab(phone)]));
    this.phones = new Map(phones.map((phone) => [phone.who, phone]));
    this.unread = new Map(phones.map((phone) => [phone.who, 0]));
    this.seen = new Set();
    nav.replaceChildren(...this.tabs.values());
    const inSight = { root: screen, threshold: 0.6 };
    const watch = new IntersectionObserver((entries) => this.#looked(entries), inSight);
    for (const phone of phones) watch.observe(phone.section);
  }

  /** A message came to this phone; it counts as unread while the phone is out of sight. */
  arrived(who) {
    if (this.seen.has(who)) return;
    this.unread.set(who, this.unread.get(who) + 1);
    this.#show(who);
  }

  /** Brings a phone into sight, and the focus with it; does nothing where both are in sight. */
  show(who) {
    if (this.seen.has(who)) return;
    const { section, chat } = this.phones.get(who);
    section.scrollIntoView({ inline: "center", block: "nearest" });
    chat.log.root.focus({ preventScroll: true });
  }

  #tab({ who, person }) {
    const count = make("span", { class: "unread", hidden: true });
    const onclick = ({ currentTarget }) => {
      this.show(who);
      currentTarget.focus(); // keyboard users may want the next tab
    };
    return button({ class: "tab", "data-tab": who, onclick }, person.name, count);
  }

  #looked(entries) {
    for (const { target, isIntersecting } of entries) {
      const { who } = target.dataset;
      if (isIntersecting) {
        this.seen.add(who);
        this.unread.set(who, 0);
      } else {
        this.seen.delete(who);
      }
      this.tabs.get(who).setAttribute("aria-current", String(isIntersecting));
      this.#show(who);
    }
  }

  #show(who) {
    const mark = this.tabs.get(who).querySelector(".unread");
    const count = this.unread.get(who);
    mark.hidden = !count;
    mark.textContent = count ? String(count) : "";
    mark.setAttribute("aria-label", `${count} unread`);
  }
}
