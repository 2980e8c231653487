// The files of a message: pictures, films, recordings and anything to save.

import { button, icon, make } from "./dom.js";

const FILMS = ["video", "video_note", "animation", "live_photo"];
const RECORDINGS = ["voice", "audio"];

export function* media(message) {
  if (message.sticker) yield make("div", { class: "sticker-face" }, message.sticker);
  for (const file of message.files ?? []) if (!isSticker(file)) yield covered(file, shown(file));
}

/** Whether a message begins with a picture or a film, which fills its bubble. */
export function isPictured({ files }) {
  return Boolean(files?.[0]) && (files[0].kind === "photo" || FILMS.includes(files[0].kind));
}

function isSticker({ kind }) {
  return kind === "sticker";
}

function shown(file) {
  if (file.kind === "photo") return make("img", { class: "photo", src: file.url, alt: "Photo" });
  if (FILMS.includes(file.kind)) {
    return make("video", { class: `film ${file.kind}`, src: file.url, controls: true, playsinline: true, "aria-label": "Video" });
  }
  if (RECORDINGS.includes(file.kind)) return recording(file);
  return saved(file);
}

function recording({ kind, url, seconds }) {
  const label = kind === "voice" ? "Voice message" : "Recording";
  const player = make("audio", { src: url, controls: true, preload: "metadata", "aria-label": label });
  const length = seconds ? make("span", { class: "recording-length" }, clock(seconds)) : null;
  return make("div", { class: `recording ${kind}` }, player, length);
}

/** A file under a spoiler shows after a press. */
function covered(file, element) {
  if (!file.covered) return element;
  const open = ({ currentTarget }) => currentTarget.replaceWith(element);
  return button({ class: "cover", onclick: open }, `Spoiler: show the ${file.kind}`);
}

function saved({ name, size, url }) {
  const about = make(
    "span",
    { class: "file-words" },
    make("span", { class: "file-name", dir: "auto" }, name),
    make("span", { class: "file-size" }, readableSize(size)),
  );
  const face = make("span", { class: "file-face" }, icon("file"));
  return make("a", { class: "file", href: url, download: name }, face, about);
}

function clock(seconds) {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

function readableSize(bytes) {
  if (bytes < 1000) return `${bytes} bytes`;
  return bytes < 1e6 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
