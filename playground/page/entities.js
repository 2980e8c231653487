// A message's text with its entities (offsets in UTF-16 units, which are JavaScript's own) as elements.

import { button, make } from "./dom.js";
import { ownLink, webAddress } from "./links.js";

const TAGS = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strikethrough: "s",
  blockquote: "blockquote",
  expandable_blockquote: "blockquote",
};
const BLOCKS = new Set(["blockquote", "expandable_blockquote", "pre"]);

/** `actions` are `command(text)`, `copy(text)` and `open(link)`; `bot` is what links.js knows it by. */
export function formatted(text, entities, actions, bot) {
  const outerFirst = [...(entities ?? [])].sort(
    (a, b) => a.offset - b.offset || b.length - a.length,
  );
  const whole = document.createDocumentFragment();
  fill(whole, text, 0, text.length, outerFirst, { actions, bot });
  return whole;
}

/** Does any entity lead to our bot's other phone? */
export function hasOwnLink(text, entities, bot) {
  return (entities ?? []).some((entity) => {
    const address = addressOf(entity, text.slice(entity.offset, entity.offset + entity.length));
    return address !== null && ownLink(address, bot) !== null;
  });
}

function fill(parent, text, start, end, entities, context) {
  let at = start;
  for (let i = 0; i < entities.length; ) {
    const entity = entities[i];
    const from = Math.max(at, entity.offset);
    const to = Math.max(from, Math.min(end, entity.offset + entity.length));
    let next = i + 1;
    while (next < entities.length && entities[next].offset < to) next += 1;
    parent.append(text.slice(at, from));
    const [outer, inner] = element(entity, text.slice(from, to), context);
    fill(inner, text, from, to, entities.slice(i + 1, next), context);
    parent.append(outer);
    // A block has its own lines, so the line break after it would show as an empty line.
    at = BLOCKS.has(entity.type) && text[to] === "\n" ? to + 1 : to;
    i = next;
  }
  parent.append(text.slice(at, end));
}

/** The outer element, and the one inside it that takes the words. */
function element(entity, words, { actions, bot }) {
  if (entity.type === "spoiler") return spoiler();
  if (entity.type === "code") return twice(code(words, actions));
  if (entity.type === "bot_command") return twice(command(words, actions));
  if (entity.type === "pre") {
    const inner = make("code");
    return [make("pre", { tabindex: 0, "aria-label": "Code" }, inner), inner];
  }
  const address = addressOf(entity, words);
  if (address !== null) return twice(link(address, actions, bot));
  return twice(make(TAGS[entity.type] ?? "span"));
}

function twice(node) {
  return [node, node];
}

function addressOf(entity, words) {
  if (entity.type === "url") return words;
  return entity.type === "text_link" ? entity.url : null;
}

function link(address, actions, bot) {
  const own = ownLink(address, bot);
  const href = webAddress(address);
  if (own === null) {
    return make("a", { href, target: "_blank", rel: "noopener noreferrer" });
  }
  const open = (event) => {
    event.preventDefault();
    actions.open(own);
  };
  return make("a", { href, class: "deep-link", onclick: open });
}

function command(words, actions) {
  return button({ class: "command", onclick: () => actions.command(words) });
}

function code(words, actions) {
  const copy = () => actions.copy(words);
  const onkeydown = (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    copy();
  };
  const hint = { role: "button", tabindex: 0, title: "Copy" };
  return make("code", { ...hint, onclick: copy, onkeydown });
}

function spoiler() {
  const inner = make("span", { class: "spoiler-words", "aria-hidden": "true" });
  const outer = make("span", { class: "spoiler", role: "button", tabindex: 0 }, inner);
  outer.setAttribute("aria-label", "Hidden words, press to show");
  const show = (event) => {
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    if (outer.classList.contains("shown")) return;
    event.preventDefault();
    event.stopPropagation(); // the first tap reveals; a second one follows a link inside
    outer.classList.add("shown");
    outer.removeAttribute("role");
    outer.removeAttribute("aria-label");
    inner.removeAttribute("aria-hidden");
  };
  outer.addEventListener("click", show, { capture: true });
  outer.addEventListener("keydown", show, { capture: true });
  return [outer, inner];
}
