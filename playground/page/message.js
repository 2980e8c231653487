// One message and its edits in place; the platform decides how it looks.

import { make } from "./dom.js";
import { showKeyboard, stopSpinning } from "./keyboard.js";

// The content that each message shows now: a revealed spoiler stays open when only buttons change.
const shown = new WeakMap();

/** `context` is {bot, person, other, platform, actions}; see chat.js for the actions. */
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
    context.platform.show(element, message, context);
  }
  element.querySelector(".failed")?.remove();
  const holder = element.querySelector(".keyboard");
  stopSpinning(holder);
  const actions = { ...context.actions, press: (data) => context.actions.press(message, data) };
  if (!showKeyboard(holder, message.keyboard, actions, context.bot)) {
    element.focus({ preventScroll: true });
  }
}
