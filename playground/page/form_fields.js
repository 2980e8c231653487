// The fields of a form: texts, files to upload, and choices.

import { make } from "./dom.js";

/** A field with its label; `drafts` holds what was typed in `key` before. */
export function formField(field, key, drafts) {
  if (field.kind === "text") return textField(field, key, drafts);
  if (field.kind === "files") return labelled(field, fileInput(field));
  if (field.kind === "menu") return labelled(field, menu(field));
  if (field.kind === "checkbox") return tick(field);
  return group(field);
}

/** What a person wrote and chose: {values, files}, each by the custom id of its field. */
export function filledIn(form) {
  const values = {};
  const files = {};
  for (const input of form.querySelectorAll("[data-field]")) {
    const { field, kind } = input.dataset;
    if (kind === "files") files[field] = [...input.files];
    else if (kind === "checkbox") values[field] = input.checked;
    else if (kind === "text") values[field] = input.value;
    else if (kind === "menu") values[field] = input.value ? [input.value] : [];
    else values[field] = chosen(input, kind);
  }
  return { values, files };
}

function chosen(holder, kind) {
  const ticked = [...holder.querySelectorAll(":checked")].map(({ value }) => value);
  return kind === "radio" ? (ticked[0] ?? "") : ticked;
}

function mark(field) {
  return { "data-field": field.custom_id, "data-kind": field.kind };
}

function labelled(field, ...inputs) {
  return make("label", { class: "form-field" }, ...heading(field), ...inputs);
}

function heading(field) {
  const words = make("span", { class: "form-label", dir: "auto" }, field.label);
  if (field.required) words.append(make("span", { class: "needed", "aria-hidden": "true" }, " *"));
  const note = field.description ? make("span", { class: "form-note", dir: "auto" }, field.description) : null;
  return [words, note].filter(Boolean);
}

function textField(field, key, drafts) {
  const counter = make("span", { class: "counter", "aria-hidden": "true" });
  const input = make(field.paragraph ? "textarea" : "input", {
    ...mark(field),
    name: field.custom_id,
    dir: "auto",
    maxlength: field.most,
    minlength: field.least || null,
    required: field.required,
    placeholder: field.placeholder,
    autocomplete: "off",
    rows: field.paragraph ? 6 : null,
    oninput: () => {
      drafts.set(key, input.value);
      count();
    },
  });
  const count = () => {
    counter.textContent = `${input.value.length}/${field.most}`;
  };
  input.value = drafts.get(key) ?? field.value;
  count();
  return labelled(field, input, counter);
}

function fileInput(field) {
  return make("input", { ...mark(field), type: "file", multiple: field.most > 1, required: field.required });
}

function menu(field) {
  const none = make("option", { value: "" }, field.placeholder || "Choose");
  const options = field.options.map(([value, label]) => option(field, value, label));
  return make("select", { ...mark(field), required: field.required }, none, ...options);
}

function option({ chosen: before }, value, label) {
  return make("option", { value, selected: before.includes(value) }, label);
}

function tick(field) {
  const box = make("input", { ...mark(field), type: "checkbox" });
  return make("label", { class: "form-field form-choice" }, box, ...heading(field));
}

function group(field) {
  const type = field.kind === "radio" ? "radio" : "checkbox";
  const choices = field.options.map(([value, label]) => {
    const needed = type === "radio" && field.required;
    const before = field.chosen.includes(value);
    const box = make("input", { type, name: `choice-${field.custom_id}`, value, required: needed, checked: before });
    return make("label", { class: "form-choice", dir: "auto" }, box, label);
  });
  const title = make("legend", { class: "form-label" }, ...heading(field));
  return make("fieldset", { class: "form-field", ...mark(field) }, title, ...choices);
}
