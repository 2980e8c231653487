// The differences between the chats of a phone; everything else is the same for all of them.

import { showDiscord } from "./discord_message.js";
import { showTelegram } from "./telegram_message.js";

const COMMAND = /^\/([-\w]+)(?:\s+([\s\S]*))?$/;

const telegram = {
  name: "telegram",
  title: "Telegram",
  alone: true,
  state: "bot",
  closedState: "blocked",
  block: "Block the bot",
  unblock: "Unblock the bot",
  blockHides: true,
  needsStart: true,
  attaches: { photo: "Photo", sticker: "Sticker" },
  captioned: ["photo"],
  empty: (person, bot) => `${person.name} and ${bot.name} have not met yet.`,
  show: showTelegram,
  /** A command is a text like any other, and a tap on it sends it. */
  used: () => null,
  sendsCommands: true,
};

const discord = {
  name: "discord",
  title: "Discord",
  short: "DM",
  alone: true,
  state: "Direct message",
  closedState: "direct messages closed",
  badge: "APP",
  block: "Close direct messages",
  unblock: "Open direct messages",
  blockHides: false,
  needsStart: false,
  attaches: { photo: "Photo" },
  captioned: ["photo"],
  silence: "The application did not respond",
  empty: (person, bot) => `This is where ${person.name} and ${bot.name} write to each other. Type / to see what it can do.`,
  show: showDiscord,
  /** The slash command that these words use, with what fills it in; null for plain words. */
  used(text, commands) {
    const [, command, words = ""] = COMMAND.exec(text.trim()) ?? [];
    return commands.some((one) => one.command === command) ? { command, words } : null;
  },
  sendsCommands: false,
};

const general = {
  ...discord,
  short: "#general",
  room: "# general",
  alone: false,
  state: "a server of many",
  closedState: "a server of many",
  empty: (person, bot) => `A channel that others read too. Try a slash command: what ${bot.name} says here, only ${person.name} can see.`,
};

/** By the name that the server has for a chat. */
export const PLATFORMS = { telegram, discord, general };
