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

/** A call with `files`, {name: [file]}; a form of its own type could come from any other page. */
async function upload(path, fields, files) {
  const encoded = {};
  for (const [name, several] of Object.entries(files)) encoded[name] = await Promise.all(several.map(asJson));
  return post(path, { ...fields, files: encoded });
}

function asJson(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve({ name: file.name, type: file.type, content: reader.result.split(",")[1] ?? "" }));
    reader.addEventListener("error", () => reject(new Refused("The file cannot be read.")));
    reader.readAsDataURL(file);
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
    submit: (values, files) => upload(`/page/${who}/${chat}/submit`, { values }, files),
    upload: (file, about) => upload(`/page/${who}/${chat}/upload`, about, { file: [file] }),
    tap: (label) => call("tap")({ label }),
    share: (label, chosen) => call("share")({ label, chosen }),
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
