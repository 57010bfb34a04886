// Try it: what one is asked before the card opens. Fill in what it stands for, align the couplet, choose the meaning. Nothing is kept.

const bareText = (text) => text.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}+]/gu, "");

// The same order each time, for each slogan its own.
function mixed(values, seed) {
  let state = [...seed].reduce((sum, character) => (sum * 31 + character.codePointAt(0)) >>> 0, 7);
  const next = () => { state = (state * 1664525 + 1013904223) >>> 0; return state / 4294967296; };
  const left = [...values];
  return values.map(() => left.splice(Math.floor(next() * left.length), 1)[0]);
}

const ASKED = { items: "Fill in what it stands for", rows: "Align the couplet", meaning: "Choose the meaning" };

function questionsOf(record) {
  const told = record.items.every(([text]) => record.hanzi.includes(text)); // a row that is itself its items
  return [!told && record.items.length > 1 && record.items.length <= 16 && "items", record.rows.length && "rows", record.choices.length === 3 && "meaning"].filter(Boolean);
}

// What all items begin or end with (…意识) may be left out.
function cores(texts) {
  const shared = (from) => { let n = 0; while (texts.every((text) => text.length > n + 1 && from(text, n) === from(texts[0], n))) n += 1; return n; };
  const head = shared((text, n) => text[n]);
  const tail = shared((text, n) => text[text.length - 1 - n]);
  return texts.map((text) => (text.length > head + tail ? text.slice(head, text.length - tail) : text));
}

function fillIn(record, others, said, done) {
  const texts = record.items.map(([text]) => text);
  const short = cores(texts.map(bareText));
  const accepted = record.items.map(([text, , forms], i) => new Set([text, ...forms.split(" "), short[i]].map(bareText).filter(Boolean)));
  const boxes = record.items.map(([, english], i) => make("input", { type: "text", lang: "zh-Hans", autocomplete: "off", spellcheck: "false", "aria-label": `Item ${i + 1} of ${texts.length}${english ? `: ${english}` : ""}` }));
  const open = () => boxes.filter((box) => !box.readOnly);
  const take = (place, from) => {
    if (from && from !== boxes[place]) from.value = "";
    Object.assign(boxes[place], { value: texts[place], readOnly: true });
    boxes[place].parentElement.classList.add("right");
    options.querySelectorAll("button").forEach((button) => { button.disabled = button.disabled || button.textContent === texts[place]; });
    const left = open();
    said(left.length ? `Right: ${texts[place]}. ${left.length} to go.` : `All ${texts.length} are right.`, true);
    if (left.length) (from && !from.readOnly ? from : left[0]).focus();
    else done();
  };
  const look = (box, pressed) => {
    const given = bareText(box.value);
    const place = accepted.findIndex((forms, i) => !boxes[i].readOnly && forms.has(given));
    if (place >= 0 && (pressed || given.length > 1 || texts.every((text) => bareText(text).length === 1))) take(place, box);
    else if (pressed && given) said("Not one of them, or not written like this. Try again, or choose among the options.", false);
  };
  boxes.forEach((box) => {
    box.addEventListener("input", (event) => { if (!event.isComposing) look(box, false); });
    box.addEventListener("compositionend", () => look(box, false));
    box.addEventListener("keydown", (event) => { if (event.key === "Enter" && !event.isComposing) look(box, true); });
  });
  const decoys = mixed([...new Set(others.flatMap((other) => other.items.map(([text]) => text)))].filter((text) => !texts.includes(text) && Math.abs(text.length - texts[0].length) < 3), record.hanzi).slice(0, 3);
  const options = make("div", { class: "tiles", hidden: true }, ...mixed([...texts, ...decoys], record.hanzi).map((text) => make("button", { type: "button", lang: "zh-Hans", onclick: (event) => {
    const place = texts.findIndex((own, i) => own === text && !boxes[i].readOnly);
    event.currentTarget.disabled = true;
    if (place < 0) said(`${text} belongs to another slogan.`, false);
    else take(place, null);
  } }, text)));
  const choose = make("button", { type: "button", class: "quiet", "aria-expanded": "false", onclick: () => {
    options.hidden = !options.hidden;
    choose.setAttribute("aria-expanded", String(!options.hidden));
  } }, "Choose among options");
  return make("div", {}, make("p", { class: "hint" }, "Type them in any order and press Enter. Punctuation, and whether the characters are simplified or traditional, do not matter."),
    make("ol", { class: "boxes" }, ...boxes.map((box, i) => make("li", {}, box, make("span", { class: "english" }, record.items[i][1])))), choose, options);
}

function align(record, others, said, done) {
  const [first, second] = record.rows.map((row) => [...row]);
  const slots = second.map(() => make("span", { class: "zi empty" }, "　"));
  let place = 0;
  const tiles = mixed(second, record.hanzi).map((character) => make("button", { type: "button", lang: "zh-Hans", onclick: (event) => {
    if (second[place] !== character) return said(`${character} does not stand below ${first[place]}.`, false);
    slots[place].textContent = character;
    slots[place].className = `zi${first[place] === character ? " same" : ""}`;
    place += 1;
    event.currentTarget.disabled = true;
    said(place < second.length ? `${character} is right. Which stands below ${first[place]}?` : `${second.join("")}: all are right.`, true);
    if (place === second.length) return done();
    return tiles.find((tile) => !tile.disabled).focus();
  } }, character));
  return make("div", {}, make("p", { class: "hint" }, "Build the second line from the left: which character stands below which?"),
    make("div", { class: "rows", lang: "zh-Hans" }, make("div", { class: "row" }, ...first.map((character) => make("span", { class: "zi" }, character))), make("div", { class: "row" }, ...slots)),
    make("div", { class: "tiles" }, ...tiles));
}

function chooseMeaning(record, others, said, done) {
  const options = mixed([record.meaning, ...record.choices], record.hanzi).map((text) => make("button", { type: "button", class: "option", onclick: (event) => {
    const right = text === record.meaning;
    event.currentTarget.classList.add(right ? "right" : "wrong");
    options.forEach((option) => { option.disabled = option.disabled || right || option === event.currentTarget; });
    said(right ? "Right." : "No, that is the meaning of another slogan.", right);
    if (right) done();
    else options.find((option) => !option.disabled).focus();
  } }, text));
  return make("div", { class: "options" }, ...options);
}

// The question as an element; `shown` is called when it is answered or passed over, `chosen` with the kind that is asked.
function tryIt(record, others, shown, chosen) {
  const kinds = questionsOf(record);
  const home = make("div", { class: "question" });
  const status = make("p", { class: "reply", role: "status" });
  const said = (text, right) => { status.textContent = text; status.className = `reply ${right ? "good" : "bad"}`; };
  const skip = make("button", { type: "button", class: "skip", onclick: () => shown() }, "Skip: show the card");
  const finished = () => { skip.textContent = "Show the card"; skip.focus(); };
  const ask = (kind) => {
    said("", true);
    chosen(kind);
    skip.textContent = "Skip: show the card";
    const build = { items: fillIn, rows: align, meaning: chooseMeaning }[kind];
    const ways = kinds.map((other) => make("button", { type: "button", class: "quiet", "aria-pressed": String(other === kind), onclick: () => { ask(other); home.querySelector('.ways [aria-pressed="true"]').focus(); } }, ASKED[other]));
    home.replaceChildren(make("div", { class: "ways", role: "group", "aria-label": "Kind of question" }, ...ways), build(record, others, said, finished), status, skip);
  };
  ask(kinds[0]);
  return home;
}
