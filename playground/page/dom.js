// Building elements from text, never from markup, so that people's words cannot inject anything.

const SVG = "http://www.w3.org/2000/svg";

/** An element; attributes whose names begin with "on" become listeners, null ones are left out. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `/page/icons.svg#${name}`);
  svg.append(use);
  return svg;
}

/** A button that never submits a form by accident. */
export function button(attributes, ...children) {
  return make("button", { type: "button", ...attributes }, ...children);
}

export function hidden(words) {
  return make("span", { class: "visually-hidden", dir: "ltr" }, words);
}
