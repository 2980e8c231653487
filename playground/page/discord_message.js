// A message as Discord shows it: one avatar, name and time over an author's consecutive messages.

import { button, make } from "./dom.js";
import { media } from "./media.js";
import { authorOf, linkHint, quote, showTools, spokenAuthor, time, words } from "./message_parts.js";

const REACTIONS = ["👍", "❤️"];

export function showDiscord(element, message, context) {
  element.classList.toggle("ephemeral", message.ephemeral);
  element.classList.toggle("accented", message.accents.length > 0);
  element.style.setProperty("--accent-bar", message.accents[0] ?? "");
  element.querySelector(".bubble").replaceChildren(
    ...[
      spokenAuthor(message, context),
      quote(message, context),
      message.forwarded ? make("p", { class: "forwarded" }, `Forwarded: ${message.forwarded}`) : null,
      message.command ? make("p", { class: "used" }, `Answer to ${message.command}`) : null,
      message.loading ? thinking(context.bot) : words(message, context),
      message.edited && !message.loading ? make("span", { class: "edited" }, "(edited)") : null,
      ...media(message),
      linkHint(message, context),
      message.reactions.length ? reactions(message, context) : null,
      message.ephemeral ? onlyYou(message, context) : null,
    ].filter(Boolean),
  );
  showHead(element, message, context);
  const change = ["pencil", "Change this message", () => context.actions.change(message)];
  const remove = ["bin", "Delete this message", () => context.actions.remove(message)];
  showTools(element, message, context, message.text ? [change, remove] : [remove]);
  if (message.from === "bot") element.querySelector(".tools")?.prepend(...REACTIONS.map(reacting(message, context)));
}

/** A second press on the same emoji takes it away. */
function reacting(message, { actions }) {
  return (emoji) => {
    const onclick = () => actions.react(message, emoji);
    return button({ class: "icon-button tool-react", "aria-label": `React with ${emoji}`, onclick }, emoji);
  };
}

function reactions(message, { actions }) {
  const chips = message.reactions.map(({ emoji, count }) =>
    button({ class: "reaction", onclick: () => actions.react(message, emoji) }, `${emoji} ${count}`),
  );
  return make("div", { class: "reactions", role: "group", "aria-label": "Reactions" }, ...chips);
}

/** What is seen beside and above the words; whoever hears the page is told the author by them. */
function showHead(element, message, context) {
  element.querySelector(".face")?.remove();
  element.querySelector(".head")?.remove();
  const author = authorOf(message, context);
  const badge = message.from === "bot" ? make("span", { class: "badge" }, context.platform.badge) : null;
  const name = make("span", { class: "author", "aria-hidden": "true" }, author);
  element.prepend(face(message, author), make("div", { class: "head" }, name, badge, time(message)));
}

function face(message, author) {
  if (message.from === "bot") return make("img", { class: "face", src: "/page/favicon.svg", alt: "" });
  return make("span", { class: "face", "aria-hidden": "true", "data-name": author }, author.slice(0, 1));
}

function thinking(bot) {
  const dots = make("span", { class: "dots", "aria-hidden": "true" }, make("i"), make("i"), make("i"));
  return make("p", { class: "thinking" }, dots, `${bot.name} is thinking…`);
}

function onlyYou(message, { actions }) {
  const dismiss = button({ onclick: () => actions.dismiss(message) }, "Dismiss");
  return make("p", { class: "only-you" }, "Only you can see this · ", dismiss);
}
