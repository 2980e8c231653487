// The keys that a bot puts below a chat, in place of the letters.

import { button, make } from "./dom.js";

/** Makes `holder` show these rows of keys; `tap(key)` says which was pressed. */
export function showKeys(holder, rows, tap) {
  const lines = (rows ?? []).map((row) =>
    make("div", { class: "row" }, ...row.map((key) => keyElement(key, tap))),
  );
  holder.replaceChildren(...lines);
  holder.hidden = !lines.length;
}

function keyElement(key, tap) {
  return button({ class: "key", "data-style": key.style, dir: "auto", onclick: () => tap(key) }, key.text);
}
