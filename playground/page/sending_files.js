// Choosing a file and recording a voice note, to be sent from the composer.

const TYPES = ["audio/ogg;codecs=opus", "audio/webm;codecs=opus"];
const SECOND = 1000;

/** How a phone sends a file: pictures, films and recordings as such, all else as it is. */
export function kindOf({ type }) {
  if (type === "image/png" || type === "image/jpeg") return "photo";
  if (type.startsWith("audio/")) return "voice";
  return type.startsWith("video/") ? "video" : "document";
}

export class Recorder {
  /** `onrecording(on)` tells when a recording begins and ends. */
  constructor(onrecording) {
    Object.assign(this, { onrecording, machine: null, begun: 0 });
  }

  /** Records until `stop`; returns {file, seconds}. Fails where there is no microphone. */
  async record() {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type));
    this.machine = new MediaRecorder(stream, mimeType ? { mimeType } : {});
    const parts = [];
    this.machine.addEventListener("dataavailable", ({ data }) => parts.push(data));
    const ended = new Promise((resolve) => this.machine.addEventListener("stop", resolve));
    this.begun = Date.now();
    this.machine.start();
    this.onrecording(true);
    await ended;
    this.onrecording(false);
    for (const track of stream.getTracks()) track.stop();
    const type = this.machine.mimeType.split(";")[0];
    const seconds = Math.max(1, Math.round((Date.now() - this.begun) / SECOND));
    return { file: new File(parts, `voice.${type.split("/")[1]}`, { type }), seconds };
  }

  /** Ends it after a second at the earliest: what is shorter holds no sound yet. */
  stop() {
    const left = SECOND - (Date.now() - this.begun);
    setTimeout(() => this.machine?.state === "recording" && this.machine.stop(), Math.max(0, left));
  }
}
