// Dates and times as people read them, in the visitor's own zone unless it says UTC.

const english = navigator.language.startsWith("en") ? navigator.language : "en-GB";
const format = (options) => new Intl.DateTimeFormat(english, options);

const hour = format({ hour: "numeric", minute: "2-digit" });
const hourUtc = format({ hour: "2-digit", minute: "2-digit", timeZone: "UTC" });
const day = format({ weekday: "long", day: "numeric", month: "long" });
const moment = format({ weekday: "short", day: "numeric", month: "short", hour: "numeric", minute: "2-digit" });
const full = format({ dateStyle: "full", timeStyle: "short" });
const weekdayUtc = format({ weekday: "short", timeZone: "UTC" });
const weekdayHere = format({ weekday: "short" });

const date = (seconds) => new Date(seconds * 1000);

export const iso = (seconds) => date(seconds).toISOString();
export const clockTime = (seconds) => hour.format(date(seconds));
export const dayName = (seconds) => day.format(date(seconds));
export const shortMoment = (seconds) => moment.format(date(seconds));
export const fullMoment = (seconds) => full.format(date(seconds));

/** The same moment in UTC, with the weekday where it is another one there. */
export function utcTime(seconds) {
  const at = date(seconds);
  const weekday = weekdayUtc.format(at);
  return `${weekday === weekdayHere.format(at) ? "" : `${weekday} `}${hourUtc.format(at)} UTC`;
}

export const visitorIsOnUtc = (seconds) => date(seconds).getTimezoneOffset() === 0;

/** "2 days 3 hours ahead", from seconds; shorter than a minute is not worth a word. */
export function ahead(seconds) {
  const minutes = Math.round(seconds / 60);
  const parts = [
    [Math.floor(minutes / 1440), "day"],
    [Math.floor((minutes % 1440) / 60), "hour"],
    [minutes < 1440 ? minutes % 60 : 0, "minute"],
  ].filter(([count]) => count > 0);
  if (!parts.length) return "real time";
  return `${parts.map(([count, unit]) => `${count} ${unit}${count === 1 ? "" : "s"}`).join(" ")} ahead`;
}
