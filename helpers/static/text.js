// The text of a reading as elements: paragraphs, sentences, words. Text enters by textContent alone, never as markup.

function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

const TAGS = { title: "h2", kicker: "p", subtitle: "p", heading: "h3", body: "p", caption: "p", byline: "p" };
const CLOSING = "，。、；：？！”’）》」』】…,.;:?!)";
const OPENING = "“‘（《「『【(";
const UNSURE = "The reading is not certain here.";
const isHanzi = (character) => /\p{Script=Han}|〇/u.test(character);

// One character with its syllable: <ruby><rb>字</rb><rp>(</rp><rt>zì</rt><rp>)</rp></ruby>
function ruby(character, syllable) {
  const mark = make("rt", { "aria-hidden": "true", "data-length": syllable.length }, syllable);
  return make("ruby", {}, make("rb", {}, character), make("rp", {}, "("), mark, make("rp", {}, ")"));
}

function wordElement(data, number, place) {
  const [text, syllables, pinyin, entry, , , , , unsure] = data.words[number];
  const characters = [...text].map((character, i) => (isHanzi(character) && syllables[i] ? ruby(character, syllables[i]) : character));
  if (entry < 0 && !isHanzi(text[0])) return make("span", { class: "mark", "data-place": place }, ...characters);
  const over = isHanzi(text[0]) ? make("span", { class: "over", "aria-hidden": "true" }, pinyin) : null;
  return make("span", { class: `word${over ? "" : " plain"}${unsure ? " unsure" : ""}`, role: "button", tabindex: "-1", "data-place": place,
    "aria-label": unsure ? `${text}, reading not certain` : text, title: unsure ? UNSURE : null }, over, ...characters);
}

// Where the next element goes: marks stay on the line of their word, so closing ones join what stands before, opening ones what follows.
function groupFor(sentence, groups, text) {
  const last = groups[groups.length - 1];
  if (last && (last.open || CLOSING.includes(text[0]))) {
    last.open = OPENING.includes(text[0]);
    return last.element;
  }
  const element = make("span", { class: "keep" });
  sentence.append(element);
  groups.push({ element, open: OPENING.includes(text[0]) });
  return element;
}

// Fills `home` with the paragraphs; returns the word element (or mark) of each token, and the line for each sentence's pinyin, in order.
function layText(data, home) {
  const elements = [];
  const lines = [];
  let paragraph = null;
  const titled = data.sentences.some(([role]) => role === "title");
  data.sentences.forEach(([role, numbers], order) => {
    if (!paragraph) home.append((paragraph = make(role === "heading" && !titled ? "h2" : TAGS[role] || "p", { class: role })));
    const sentence = make("span", { class: "line" });
    const line = make("span", { class: "running", lang: "zh-Latn-pinyin" });
    paragraph.append(make("span", { class: "sentence", "data-sentence": order }, sentence, line));
    lines.push(line);
    const groups = [];
    for (const number of numbers) {
      const element = wordElement(data, number, elements.length);
      elements.push(element);
      const text = data.words[number][0];
      if (text === "\n") paragraph = null;
      else groupFor(sentence, groups, text).append(element);
    }
  });
  return [elements, lines];
}

// Underlines the outermost mentions and notes for each token the mentions that it stands in, outermost first.
function drawMentions(data, elements) {
  const inside = elements.map(() => []);
  data.mentions.forEach(([first, last, kind], number) => {
    for (let place = first; place < last; place++) {
      if (!inside[place].length) elements[place].dataset.mention = kind;
      inside[place].push(number);
    }
  });
  data.repairs.forEach(([, , , , first, last]) => elements.slice(first, last).forEach((element) => element.classList.add("flagged")));
  return inside;
}

// Writes the words in traditional or simplified characters; their places stay.
function writeScript(data, elements, numbers, traditional) {
  elements.forEach((element, place) => {
    const [text, , , , , , other] = data.words[numbers[place]];
    const characters = [...(traditional && other ? other : text)];
    const bases = element.querySelectorAll("rb");
    if (bases.length === characters.length) bases.forEach((base, i) => { base.textContent = characters[i]; });
    else if (!bases.length) element.textContent = characters.join("");
  });
}
