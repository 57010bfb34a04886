// What an answer is given with: radio buttons, check boxes, fields, lists to choose from, a list to be ordered. Each has
// `element`, answer() (a text for each part), fill(answer), mark(parts) (whether each part is right; null: nothing is marked).

const HAN_TEXT = /^[^A-Za-z]*\p{Script=Han}[^A-Za-z]*$/u;
const spoken = (text) => ({ lang: HAN_TEXT.test(text) ? "zh-Hans" : false });
const SAID = { true: "right", false: "wrong" };

// The mark of a part, for the eye and for the ear.
function sign(right) {
  return make("span", { class: `sign ${SAID[right]}`, role: "img", "aria-label": SAID[right] }, right ? "✓" : "✗");
}

function setSign(place, right) {
  place.querySelector(".sign")?.remove();
  place.classList.remove("is-right", "is-wrong");
  if (right === null || right === undefined) return;
  place.classList.add(right ? "is-right" : "is-wrong");
  place.append(sign(right));
}

function choiceInput(data, type) {
  const name = `dubao-${Math.random().toString(36).slice(2)}`;
  const rows = data.offered.map((text) => {
    const box = make("input", { type, name, value: text });
    return { text, box, row: make("li", {}, make("label", spoken(text), box, make("span", {}, text))) };
  });
  const answer = () => rows.filter(({ box }) => box.checked).map(({ text }) => text);
  return {
    element: make("ul", { class: "choices" }, ...rows.map(({ row }) => row)), answer,
    fill: (texts) => rows.forEach(({ box, text }) => { box.checked = texts.includes(text); }),
    mark: (parts, given = answer()) => rows.forEach(({ row, text }) => setSign(row, parts && given.includes(text) ? parts[given.indexOf(text)] : null)),
  };
}

// Fields or lists, one a part. `place` puts them on the page, and gives the element.
function partInputs(data, place) {
  const listed = data.offered.length > 0;
  const parts = Array.from({ length: data.parts }, (_, n) => {
    const about = data.items[n] || (data.parts > 1 ? `Gap ${n + 1} of ${data.parts}` : data.pieces.length > 1 ? "The gap" : "Your answer");
    const latin = data.form === "pinyin" || data.form === "number" || data.form === "date";
    const field = listed
      ? make("select", { "aria-label": about }, make("option", { value: "" }, "…"), ...data.offered.map((text) => make("option", { value: text, ...spoken(text) }, text)))
      : make("input", { type: "text", "aria-label": about, autocomplete: "off", autocapitalize: "off", spellcheck: "false", lang: latin ? false : "zh-Hans", size: data.pieces.length > 1 ? 8 : 24 });
    return { field, box: make("span", { class: "part" }, field) };
  });
  return {
    element: place(parts.map(({ box }) => box)),
    answer: () => parts.map(({ field }) => field.value),
    fill: (texts) => parts.forEach(({ field }, n) => { field.value = texts[n] || ""; }),
    mark: (rights, given = null) => parts.forEach(({ field, box }, n) => {
      const right = rights && (given || [])[n]?.trim() ? rights[n] : null;
      setSign(box, right);
      if (right === false) field.setAttribute("aria-invalid", "true"); else field.removeAttribute("aria-invalid");
    }),
  };
}

// The stem with its gaps.
function stemElement(pieces, gaps) {
  const children = pieces.flatMap((piece, n) => [piece, gaps[n]]).filter((child) => child !== undefined && child !== "");
  return make("p", { class: "stem", lang: "zh-Hans" }, ...children);
}

const gapInput = (data) => partInputs(data, (boxes) => {
  const bank = data.offered.length ? make("p", { class: "bank", lang: "zh-Hans" }, data.offered.join("　")) : null;
  return make("div", {}, bank, stemElement(data.pieces, boxes));
});

const matchInput = (data) => partInputs(data, (boxes) => make("ul", { class: "pairs" },
  ...boxes.map((box, n) => make("li", {}, make("span", { class: "left", ...spoken(data.items[n]) }, data.items[n]), box))));

const shortInput = (data) => partInputs(data, (boxes) => make("div", {}, data.pieces.join("") ? stemElement(data.pieces, []) : null, ...boxes));

// Lines with a button up and a button down; the button keeps the focus, so that it can be pressed again.
function orderInput(data, tell) {
  const list = make("ol", { class: "order" });
  let lines = [...data.offered];
  const draw = (focused = null) => {
    list.replaceChildren(...lines.map((text, n) => make("li", {},
      ...[["Up", "↑", -1], ["Down", "↓", 1]].map(([name, arrow, by]) =>
        make("button", { type: "button", class: name, "aria-label": `${name}: ${text}`, "aria-disabled": lines[n + by] === undefined ? "true" : false, onclick: () => move(n, by, name) }, arrow)),
      make("span", { class: "line", ...spoken(text) }, text))));
    if (focused) list.children[focused.at].querySelector(`.${focused.name}`).focus();
  };
  function move(n, by, name) {
    if (lines[n + by] === undefined) return;
    [lines[n], lines[n + by]] = [lines[n + by], lines[n]];
    draw({ at: n + by, name });
    tell(`${lines[n + by]}: now ${n + by + 1} of ${lines.length}`);
  }
  draw();
  return {
    element: list, answer: () => lines, mark: () => {},
    fill: (texts) => { if (texts.length === lines.length && texts.every((text) => lines.includes(text))) { lines = [...texts]; draw(); } },
  };
}

function openInput() {
  const field = make("textarea", { rows: "4", "aria-label": "Your answer" });
  return { element: field, answer: () => [field.value], fill: ([text]) => { field.value = text || ""; }, mark() {} };
}

const INPUTS = {
  choice: (data) => choiceInput(data, "radio"), register: (data) => choiceInput(data, "radio"), choices: (data) => choiceInput(data, "checkbox"),
  cloze: gapInput, "word bank": gapInput, match: matchInput, short: shortInput, order: orderInput, open: openInput,
};
