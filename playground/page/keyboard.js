// The buttons under a message; an edit keeps unchanged ones, and their focus.

import { button, icon, make } from "./dom.js";
import { ownLink, webAddress } from "./links.js";

const GIVE_UP_SPINNING = 15_000;
const KEYS = "button, a, select";

/**
 * Makes `holder` show these rows. `actions` are `press(data)`, `copy(text)`, `open(link)`.
 * Returns false when the focused button went away and nothing was left to take its focus.
 */
export function showKeyboard(holder, rows, actions, bot) {
  const before = [...holder.querySelectorAll(KEYS)];
  const focused = before.indexOf(document.activeElement);
  const spare = new Map(before.map((element) => [element.dataset.meaning, element]));
  const lines = (rows ?? []).map((row) => {
    const keys = row.map((key) => {
      const meaning = JSON.stringify(key);
      const kept = spare.get(meaning);
      spare.delete(meaning);
      return kept ?? keyElement(key, meaning, actions, bot);
    });
    return make("div", { class: "row" }, ...keys);
  });
  holder.replaceChildren(...lines);
  holder.hidden = !lines.length;
  return focused < 0 || refocus(holder, before[focused], focused);
}

/** The platform has answered the tap: no button of this keyboard waits any longer. */
export function stopSpinning(holder) {
  for (const waiting of holder.querySelectorAll("[aria-busy]")) waiting.removeAttribute("aria-busy");
}

function refocus(holder, old, place) {
  const after = [...holder.querySelectorAll(KEYS)];
  const next = after.includes(old) ? old : after[Math.min(place, after.length - 1)];
  next?.focus({ preventScroll: true });
  return Boolean(next);
}

function keyElement(key, meaning, actions, bot) {
  const words = make("span", { class: "key-words", dir: "auto" }, key.text);
  const mark = { class: "key", "data-meaning": meaning, "data-style": key.style, disabled: key.disabled };
  if (key.options) return menu(key, mark, actions);
  if (key.url) return urlKey(key.url, words, mark, actions, bot);
  if (key.copy_text) {
    const text = key.copy_text.text ?? key.copy_text;
    return button({ ...mark, onclick: () => actions.copy(text) }, words, icon("copy"));
  }
  const press = (event) => {
    spin(event.currentTarget);
    actions.press(key.callback_data);
  };
  return button({ ...mark, onclick: press }, words);
}

function menu(key, mark, actions) {
  const shown = make("option", { value: "", disabled: true, hidden: true, selected: true }, key.text);
  const options = key.options.map((one) => make("option", { value: one.callback_data }, one.text));
  const choose = ({ currentTarget }) => {
    spin(currentTarget);
    actions.press(currentTarget.value);
    currentTarget.value = "";
  };
  return make("select", { ...mark, "aria-label": key.text, onchange: choose }, shown, ...options);
}

function urlKey(address, words, mark, actions, bot) {
  const own = ownLink(address, bot);
  if (own !== null) {
    return button({ ...mark, onclick: () => actions.open(own) }, words, icon("out"));
  }
  const away = { href: webAddress(address), target: "_blank", rel: "noopener noreferrer" };
  return make("a", { ...mark, ...away }, words, icon("out"));
}

function spin(element) {
  element.setAttribute("aria-busy", "true");
  setTimeout(() => element.removeAttribute("aria-busy"), GIVE_UP_SPINNING);
}
