// What the reader mends: a reading, a meaning, a cut. The first click says what, the second where it shall hold.

const scopes = (data) => [["here", "here"], ["article", data.title ? "in this article" : "in this text"], ["everywhere", "everywhere"]];

// Asks under `box` where a change shall hold. `change()` has what is to be sent; what the kernel answers to it stands beside.
function askWhere(button, question, change, does) {
  const box = button.closest(".offers");
  box.closest(".card").querySelector(".scope")?.remove();
  const wrong = make("p", { class: "wrong", role: "alert" });
  const send = (scope) => { wrong.textContent = ""; does.mend({ ...change(), scope }, (said) => { wrong.textContent = said; }); };
  const row = make("div", { class: "scope", role: "group", "aria-label": question }, make("span", {}, `${question}: `),
    ...does.scopes.map(([scope, label]) => make("button", { type: "button", "data-does": scope, onclick: () => send(scope) }, label)),
    make("button", { type: "button", class: "cancel", onclick: () => { row.remove(); button.focus(); } }, "cancel"), wrong);
  box.append(row);
  row.querySelector("button").focus();
}

function offer(label, question, change, does) {
  return make("button", { type: "button", "data-does": question, onclick: (event) => askWhere(event.currentTarget, question, () => change, does) }, label);
}

// A line to write in, with the button that asks where it shall hold; Enter is that button.
function field(label, value, hint, question, change, does) {
  const input = make("input", { type: "text", "aria-label": label, value, placeholder: hint, "data-does": label, autocomplete: "off", spellcheck: "false",
    onkeydown: (event) => { if (event.key === "Enter" && !event.isComposing) { event.preventDefault(); button.click(); } } });
  const button = make("button", { type: "button", onclick: () => askWhere(button, question(input.value.trim()), () => change(input.value.trim()), does) }, "Change");
  return make("div", { class: "offers" }, make("label", {}, make("span", { class: "label" }, label), input), button);
}

// A cut of the words from `first` on, without those at its ends that stay as they are.
function cutOf(words, first, cut) {
  const parts = cut.split(/\s+/).filter(Boolean);
  let last = first + words.length;
  while (words.length > 1 && parts.length > 1 && words[0] === parts[0]) { words = words.slice(1); parts.shift(); first++; }
  while (words.length > 1 && parts.length > 1 && words.at(-1) === parts.at(-1)) { words = words.slice(0, -1); parts.pop(); last--; }
  return { first, last, cut: parts.join(" ") };
}

// The folded part of the card in which all can be changed.
function mendPart(place, texts, pinyin, gloss, does) {
  const text = texts[place];
  const isWord = (at) => isHanzi((texts[at] || " ")[0]);
  const characters = [...text];
  const one = (change) => ({ first: place, last: place + 1, ...change });
  const cuts = characters.length < 2 || characters.length > 4 ? [] : characters.slice(1).map((_, i) => [characters.slice(0, i + 1).join(""), characters.slice(i + 1).join("")]);
  const splits = cuts.map((parts) => offer(parts.join(" | "), `Split ${parts.join(" | ")}`, one({ cut: parts.join(" ") }), does));
  const join = (first) => offer(texts[first] + texts[first + 1], `Join ${texts[first]}${texts[first + 1]}`, { first, last: first + 2, cut: texts[first] + texts[first + 1] }, does);
  const joins = [isWord(place - 1) && join(place - 1), isWord(place + 1) && join(place)].filter(Boolean);
  const from = isWord(place - 1) ? place - 1 : place;
  const near = texts.slice(from, isWord(place + 1) ? place + 2 : place + 1);
  const box = folded("Mend",
    isHanzi(text[0]) ? field("Another reading", "", "wéi or wei2", (said) => `Read ${said}`, (said) => one({ pinyin: said }), does) : null,
    field("Another meaning", "", gloss || "in English", (said) => `Explain as “${said}”`, (said) => one({ gloss: said }), does),
    splits.length ? make("div", { class: "offers" }, make("span", { class: "label" }, "Split into"), ...splits) : null,
    joins.length ? make("div", { class: "offers" }, make("span", { class: "label" }, "Join into one word"), ...joins) : null,
    field("Another cut, with spaces between words", near.join(" "), "", (said) => `Cut ${said}`, (said) => cutOf(near, from, said), does));
  box.classList.add("mend");
  return box;
}

// The corrections that hold in this text, and those that no longer fit.
function correctionsPanel(store) {
  const { fitting, unfit } = store.corrections();
  const remove = (button, number) => {
    button.closest(".panel").querySelector("summary").focus();
    button.disabled = true; // once: the numbers are of this list
    store.ask("remove", { number });
  };
  const row = (said, number, note) => make("li", {}, make("span", { lang: "zh-Hans" }, said), note ? make("b", {}, note) : null,
    make("button", { type: "button", "aria-label": `Remove ${said}`, onclick: (event) => remove(event.currentTarget, number) }, "Remove"));
  const rows = [...fitting.map((said, i) => row(said, i)), ...unfit.map((said, i) => row(said, fitting.length + i, "does not fit any more"))];
  const count = rows.length ? ` (${rows.length})` : "";
  return make("details", { class: "panel corrections", name: "dubao-panel" }, make("summary", {}, `My corrections${count}`), make("div", {},
    rows.length ? make("ul", {}, ...rows) : make("p", {}, "None in this text. Click a word, then a reading beside “also read”, or Mend."),
    make("p", {}, make("button", { type: "button", onclick: () => store.ask("hand over corrections") }, "Save all as a file")),
    make("p", {}, "Take in a file: ", fileInput("A file of corrections", ".json", (text) => store.ask("take in corrections", { text }), store))));
}
