// One message as a bubble, and the same bubble changed in place.

import { button, hidden, icon, make } from "./dom.js";
import { formatted, hasDeepLink } from "./entities.js";
import { showKeyboard, stopSpinning } from "./keyboard.js";
import { startPayload } from "./links.js";
import { clockTime, fullMoment, iso } from "./times.js";

// What each bubble shows now: an opened spoiler stays open when only the buttons change.
const shown = new WeakMap();

/** `context` is {bot, person, other, actions}; see phone.js for the actions. */
export function createMessage(message, context) {
  const element = make(
    "article",
    { class: "message", "data-message-id": message.message_id, "data-from": message.from, tabindex: -1 },
    make("div", { class: "bubble", dir: "auto" }),
    make("div", { class: "keyboard", role: "group", "aria-label": "Answers", hidden: true }),
  );
  updateMessage(element, message, context);
  return element;
}

export function updateMessage(element, message, context) {
  const words = JSON.stringify({ ...message, keyboard: null });
  if (shown.get(element) !== words) {
    shown.set(element, words);
    showBubble(element, message, context);
  }
  const holder = element.querySelector(".keyboard");
  stopSpinning(holder);
  const actions = { ...context.actions, press: (data) => context.actions.press(message, data) };
  if (!showKeyboard(holder, message.keyboard, actions, context.bot)) {
    element.focus({ preventScroll: true });
  }
}

function showBubble(element, message, context) {
  element.classList.toggle("sticker", Boolean(message.sticker));
  element.classList.toggle("with-photo", Boolean(message.photo));
  const text = message.text ?? message.caption;
  const entities = message.text ? message.entities : message.caption_entities;
  const author = message.from === "bot" ? context.bot.name : context.person.name;
  element.querySelector(".bubble").replaceChildren(
    ...[
      hidden(`${author}: `),
      ...media(message),
      text ? make("div", { class: "text", "data-meta": metaWords(message) }, formatted(text, entities, context.actions, context.bot)) : null,
      leadsElsewhere(message, context.bot) ? linkHint(context) : null,
      meta(message),
    ].filter(Boolean),
  );
  element.querySelector(".change")?.remove();
  if (message.from === "person" && message.text) element.append(changeButton(message, context));
}

function* media(message) {
  if (message.photo) {
    yield make("img", { class: "photo", src: message.photo, alt: "Photo" });
  }
  if (message.sticker) yield make("div", { class: "sticker-face" }, message.sticker);
  if (message.document) yield file(message.document);
}

function file({ name, size, url }) {
  const words = make(
    "span",
    { class: "file-words" },
    make("span", { class: "file-name", dir: "auto" }, name),
    make("span", { class: "file-size" }, readableSize(size)),
  );
  const face = make("span", { class: "file-face" }, icon("file"));
  return make("a", { class: "file", href: url, download: name }, face, words);
}

function readableSize(bytes) {
  if (bytes < 1000) return `${bytes} bytes`;
  return bytes < 1e6 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** As wide as what `meta` shows, so that the last line of text leaves room for it. */
function metaWords(message) {
  const quiet = message.silent && message.from === "bot" ? "000" : "";
  return `${quiet}${message.edited ? "edited " : ""}${clockTime(message.date)}`;
}

function meta(message) {
  return make(
    "span",
    { class: "meta", dir: "ltr" },
    message.silent && message.from === "bot" ? quietMark() : null,
    message.edited ? make("span", { class: "edited" }, "edited ") : null,
    make("time", { datetime: iso(message.date), title: fullMoment(message.date) }, clockTime(message.date)),
  );
}

function quietMark() {
  const mark = make("span", { class: "quiet", title: "Sent without a sound" }, icon("quiet"));
  mark.append(hidden("sent without a sound, "));
  return mark;
}

function leadsElsewhere(message, bot) {
  if (message.from !== "bot") return false;
  const keys = (message.keyboard ?? []).flat();
  return (
    hasDeepLink(message.text ?? "", message.entities, bot) ||
    keys.some((key) => key.url && startPayload(key.url, bot.username) !== null)
  );
}

function linkHint({ other }) {
  return make("p", { class: "link-hint", dir: "ltr" }, icon("out"), `Here the link opens on ${other.name}’s phone`);
}

function changeButton(message, context) {
  const change = () => context.actions.change(message);
  return button({ class: "icon-button change", "aria-label": "Change this message", onclick: change }, icon("pencil"));
}
