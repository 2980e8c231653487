// A message as Telegram shows it: a bubble with the time laid over its last line.

import { hidden, icon, make } from "./dom.js";
import { isPictured, media } from "./media.js";
import { linkHint, quote, showTools, spokenAuthor, time, words } from "./message_parts.js";
import { clockTime } from "./times.js";

export function showTelegram(element, message, context) {
  element.classList.toggle("sticker", Boolean(message.sticker));
  element.classList.toggle("with-photo", isPictured(message));
  element.querySelector(".bubble").replaceChildren(
    ...[
      spokenAuthor(message, context),
      message.forwarded ? make("p", { class: "forwarded" }, `Forwarded from ${message.forwarded}`) : null,
      quote(message, context),
      ...media(message),
      message.other ? make("p", { class: "other" }, message.other) : null,
      words(message, context, { "data-meta": metaWords(message) }),
      message.reaction ? make("span", { class: "reaction", title: "The bot’s reaction" }, message.reaction) : null,
      linkHint(message, context),
      meta(message),
    ].filter(Boolean),
  );
  const change = ["pencil", "Change this message", () => context.actions.change(message)];
  showTools(element, message, context, message.text ?? message.caption ? [change] : []);
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
    time(message),
  );
}

function quietMark() {
  const mark = make("span", { class: "quiet", title: "Sent without a sound" }, icon("quiet"));
  mark.append(hidden("sent without a sound, "));
  return mark;
}
