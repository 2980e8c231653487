// Decides which links stay inside the playground, and which may leave it.

const TELEGRAM = new Set(["t.me", "telegram.me"]);
const DISCORD = "discord.com";

function parse(address) {
  try {
    return new URL(/^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `https://${address}`);
  } catch {
    return null;
  }
}

/**
 * The target of a link to our own bot, {platform, payload}, or null for other addresses. On Telegram
 * it can bring a payload along ("" for a bare link); on Discord it adds the bot to an account.
 */
export function ownLink(address, { username, application }) {
  const url = parse(address);
  if (!url) return null;
  if (TELEGRAM.has(url.hostname) && url.pathname.slice(1).toLowerCase() === username.toLowerCase()) {
    return { platform: "telegram", payload: url.searchParams.get("start") ?? "" };
  }
  const adds = url.hostname === DISCORD && url.searchParams.get("client_id") === application;
  return adds ? { platform: "discord", payload: "" } : null;
}

/** An address that is safe to follow, or null. */
export function webAddress(address) {
  const url = parse(address);
  return url && ["http:", "https:"].includes(url.protocol) ? url.href : null;
}
