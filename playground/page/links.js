// Which links stay inside the playground, and which may leave it.

const HOSTS = new Set(["t.me", "telegram.me"]);

function parse(address) {
  try {
    return new URL(/^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `https://${address}`);
  } catch {
    return null;
  }
}

/** The payload of a deep link to our bot ("" for a bare link), or null for any other address. */
export function startPayload(address, username) {
  const url = parse(address);
  if (!url || !HOSTS.has(url.hostname)) return null;
  if (url.pathname.slice(1).toLowerCase() !== username.toLowerCase()) return null;
  return url.searchParams.get("start") ?? "";
}

/** An address that is safe to follow, or null. */
export function webAddress(address) {
  const url = parse(address);
  return url && ["http:", "https:"].includes(url.protocol) ? url.href : null;
}
