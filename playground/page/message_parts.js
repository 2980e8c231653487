// The parts of a message on every platform: author, pictures, files, text, tools.

import { button, hidden, icon, make } from "./dom.js";
import { formatted, hasOwnLink } from "./entities.js";
import { ownLink } from "./links.js";
import { clockTime, fullMoment, iso } from "./times.js";

export function authorOf(message, { bot, person }) {
  if (message.from === "bot") return bot.name;
  return message.from === "person" ? person.name : message.author;
}

/** For those who hear the page: whose words follow. */
export function spokenAuthor(message, context) {
  return hidden(`${authorOf(message, context)}: `);
}

/** The beginning of the message that this one answers; a press leads there. */
export function quote(message, context) {
  const answered = message.answered && context.actions.answered(message.answered);
  if (!answered) return null;
  const words = answered.text ?? answered.caption ?? "";
  const parts = [make("b", {}, authorOf(answered, context)), make("span", { class: "quote-words", dir: "auto" }, words)];
  return button({ class: "quote", onclick: () => context.actions.show(message.answered) }, ...parts);
}

/** The words with their marks, or null when there are none. */
export function words(message, { actions, bot }, attributes = {}) {
  const text = message.text ?? message.caption;
  const entities = message.text ? message.entities : message.caption_entities;
  return text ? make("div", { class: "text", ...attributes }, formatted(text, entities, actions, bot)) : null;
}

export function time(message) {
  return make("time", { datetime: iso(message.date), title: fullMoment(message.date) }, clockTime(message.date));
}

/** Where a link to our own bot leads in the playground, or null when there is none. */
export function linkHint(message, { bot, other }) {
  if (message.from !== "bot" || !leadsElsewhere(message, bot)) return null;
  const words = `Here a link opens on ${other.name}’s phone, and a tap on the code copies it`;
  return make("p", { class: "link-hint", dir: "ltr" }, icon("out"), words);
}

function leadsElsewhere(message, bot) {
  const keys = (message.keyboard ?? []).flat();
  return (
    hasOwnLink(message.text ?? "", message.entities, bot) ||
    keys.some((key) => key.url && ownLink(key.url, bot) !== null)
  );
}

/** Anybody can answer a message; its owner can do more: `own` are [icon, label, action]. */
export function showTools(element, message, context, own) {
  element.querySelector(".tools")?.remove();
  if (message.ephemeral || message.loading) return;
  const answer = ["reply", "Answer this message", () => context.actions.reply(message)];
  const tools = message.from === "person" ? [answer, ...own] : [answer];
  const buttons = tools.map(([name, label, onclick]) =>
    button({ class: `icon-button tool-${name}`, "aria-label": label, onclick }, icon(name)),
  );
  element.append(make("div", { class: "tools" }, ...buttons));
}
