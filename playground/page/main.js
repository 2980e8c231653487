// Assembles the page: the setup, two phones, the clock, and the stream that feeds them.

import { Refused, setup } from "./api.js";
import { ClockBar } from "./clock.js";
import { Phone } from "./phone.js";
import { listen } from "./stream.js";
import { Tabs } from "./tabs.js";
import { Welcome } from "./welcome.js";

const SETUP_AGAIN = 1000;
const find = (selector) => document.querySelector(selector);

function say(words) {
  find(".announcer").textContent = words;
}

function connection(words) {
  find(".connection").textContent = words;
}

function notice(title, words) {
  const dialog = find(".notice");
  find("#notice-title").textContent = title;
  find(".notice-words").textContent = words;
  if (!dialog.open) dialog.showModal();
}

/** Asks before what cannot be undone; true when the person goes on. */
function sure(title, words, deed) {
  const dialog = find(".sure");
  find("#sure-title").textContent = title;
  find("#sure-words").textContent = words;
  dialog.querySelector(".danger").textContent = deed;
  dialog.returnValue = "no";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  });
}

async function patientSetup() {
  for (;;) {
    try {
      return await setup();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      connection("Waiting for the playground…");
      await new Promise((resolve) => setTimeout(resolve, SETUP_AGAIN));
    }
  }
}

async function main() {
  const { bot, people, clock } = await patientSetup();
  const openLink = (from, link) => {
    const other = phones.find((phone) => phone !== from);
    tabs.show(other.who);
    say(`Opened on ${other.person.name}’s phone.`);
    other.open(link);
  };
  const house = { notice, sure, openLink };
  const phones = people.map((person, place) => new Phone(person, people[1 - place], bot, house));
  find(".phones").replaceChildren(...phones.map((phone) => phone.section));
  for (const phone of phones) phone.show(phone.shows);
  const tabs = new Tabs(find(".tabs"), find(".phones"), phones);
  const bar = new ClockBar({ say, fail: (words) => notice("The bot’s clock", words) });
  const welcome = new Welcome(find(".welcome"), () => phones[0].chat.focus());
  const byWho = new Map(phones.map((phone) => [phone.who, phone]));
  bar.set(clock);

  function show(event) {
    if (event.type === "reset") {
      for (const phone of phones) phone.reset(event.chats[phone.who]);
      const begins = find(".phones").hasAttribute("aria-busy");
      find(".phones").removeAttribute("aria-busy");
      // An unrequested focus would open the keyboard of a real phone.
      if (begins && document.activeElement === document.body && matchMedia("(hover: hover)").matches) {
        phones[0].chat.focus();
      }
    } else if (event.who) {
      byWho.get(event.who)?.change(event);
      if (event.type === "message" && event.message.from === "bot") tabs.arrived(event.who);
    }
    if (event.clock) bar.set(event.clock);
    tick();
  }

  function tick() {
    welcome.tick("start", phones[0].started);
    welcome.tick("invite", phones[1].invited);
    for (const step of ["clock", "answer"]) welcome.tick(step, bar.clock.steps.includes(step));
  }

  listen(show, (connected) => connection(connected ? "" : "Reconnecting…"));
}

main();
