// Calls from the page to the playground's server.

export class Refused extends Error {}

async function ask(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new Refused("The playground does not answer. Is it still running?");
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(answer.error ?? `The playground said ${response.status}.`);
  return answer;
}

function post(path, body) {
  return ask(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
}

export const setup = () => ask("/page/setup");
export const moveClock = (body) => post("/page/clock", body);

/** The calls that one person's phone can make in one of its chats; each platform has its own. */
export function chatCalls(who, chat) {
  const call = (name) => (body) => post(`/page/${who}/${chat}/${name}`, body);
  return {
    send: (text, reply) => call("send")({ text, reply }),
    slash: (command, words) => call("slash")({ command, words }),
    press: (message_id, data) => call("press")({ message_id, data }),
    submit: (values) => call("submit")({ values }),
    react: (message_id, emoji) => call("react")({ message_id, emoji }),
    dismiss: () => call("dismiss")({}),
    edit: (message_id, text) => call("edit")({ message_id, text }),
    remove: (message_id) => call("delete")({ message_id }),
    hide: (message_id) => call("hide")({ message_id }),
    attach: (kind, caption, reply) => call("attach")({ kind, caption, reply }),
    start: (payload) => call("start")({ payload }),
    language: (language) => call("language")({ language }),
    block: (blocked) => call("block")({ blocked }),
  };
}
