// The card of a word: what helps most comes first, the rest is folded.

const LISTS = { hsk2: "HSK 2.0", hsk2021: "HSK 2021", hsk2025: "HSK 2025" };
const REASONS = { quoted: "quoted in the text", glossary: "glossary" };

function levels(entry) {
  const chips = Object.entries(LISTS).filter(([name]) => entry.levels?.[name]);
  if (!chips.length) return entry.kind === "word" || entry.kind === "idiom" ? make("p", { class: "levels" }, "in no HSK list") : null;
  return make("p", { class: "levels" }, ...chips.map(([name, title]) => make("span", { class: "chip" }, `${title}: ${entry.levels[name]}`)));
}

function folded(title, ...children) {
  return make("details", {}, make("summary", {}, title), ...children);
}

const list = (texts) => make("ul", {}, ...texts.map((text) => make("li", {}, text)));

function renderings(entry) {
  if (!entry.english) return null;
  const established = entry.english.every(([, document]) => document === "established name");
  const lines = entry.english.map(([text, document, year]) => (established ? text : [text, [document, year].filter(Boolean).join(", ")].filter(Boolean).join(" — ")));
  return make("div", { class: "official" }, make("p", { class: "label" }, established ? "Also written" : "Official English"), list(lines));
}

function senses(others, place, does) {
  if (!others.length) return null;
  const first = (sense) => does.mend && offer("show first", `Explain as “${sense}”`, { first: place, last: place + 1, gloss: sense }, does);
  return folded(others.length === 1 ? "One other sense" : `${others.length} other senses`,
    make("ul", {}, ...others.map((sense) => make("li", { class: "offers" }, `${sense} `, first(sense)))));
}

// The other readings of a word; where it can be mended, each is a button.
function also(row, place, does) {
  const [, , pinyin, , , others, , , unsure] = row;
  const said = [unsure ? `${UNSURE.slice(0, -1)}${others.length ? ": also " : ""}` : "also read "];
  others.forEach((other, i) => said.push(i && !does.mend ? ", " : "", does.mend ? offer(other, `Read ${other}`, { first: place, last: place + 1, pinyin: other }, does) : other));
  if (unsure && does.mend) said.push(offer(`${pinyin} is right`, `Read ${pinyin}`, { first: place, last: place + 1, pinyin }, does));
  return others.length || unsure ? make("div", { class: unsure ? "also offers not-sure" : "also offers" }, ...said) : null;
}

function entryParts(entry, place, does) {
  const others = entry.senses || [];
  return [
    make("p", { class: "gloss" }, entry.gloss || "no gloss in the dictionary"),
    entry.note ? make("p", { class: "note" }, entry.note) : null,
    renderings(entry),
    levels(entry),
    senses(others, place, does),
  ];
}

function heading(text, pinyin, kind) {
  return make("div", { class: "head" }, make("span", { class: "hanzi", lang: "zh-Hans" }, text), make("span", { class: "pinyin" }, pinyin), make("span", { class: "kind" }, kind));
}

// The longer things that the word is part of, the outermost first. Of a slogan the whole card is shown.
function wholes(data, numbers, text, place, does) {
  const found = numbers.map((number) => data.mentions[number]).filter((mention) => mention[5] !== text);
  return found.map(([, , kind, entry, reason, whole]) => {
    const known = entry >= 0 ? data.entries[entry] : null;
    const slogan = does.slogan(whole, place);
    const gloss = known ? known.gloss || "" : `new here (${REASONS[reason] || reason})`;
    const told = slogan && slogan.some((part) => part?.textContent.includes(gloss)); // the card says the same, and more
    return make("section", { class: "whole" }, heading(whole, known ? known.pinyin || "" : "", `part of this ${kind}`), told ? null : make("p", { class: "gloss" }, gloss), known && !slogan ? renderings(known) : null,
      marks(whole, does), ...(slogan || []));
  });
}

function flags(data, place) {
  return data.repairs.filter(([, , , , first, last]) => first <= place && place < last).map(([kind, before, after, reason]) =>
    make("section", { class: "flag" }, make("p", { class: "label" }, kind === "repaired" ? "Repaired in this edition" : "As printed"),
      make("p", { lang: "zh-Hans" }, after ? `${before} → ${after}` : before), make("p", {}, reason)));
}

function characters(data, text) {
  const known = [...text].filter((character) => data.characters[character]);
  if ([...text].length < 2 || !known.length) return null;
  return folded("Its characters", make("ul", {}, ...known.map((character) => {
    const [pinyin, gloss] = data.characters[character];
    return make("li", {}, make("b", { lang: "zh-Hans" }, character), ` ${pinyin} — ${gloss}`);
  })));
}

// Known or to be learned: a word, or the whole phrase that it is part of.
function marks(text, does) {
  const status = does.statusOf(text);
  const button = (wanted, label, key) => make("button", { type: "button", "data-does": `${wanted} ${text}`, "aria-pressed": String(status === wanted), "aria-keyshortcuts": key,
    onclick: () => does.mark(text, wanted) }, label);
  return make("div", { class: "actions" }, button("known", "Known", "k"), button("learn", "To learn", "l"));
}

function actions(text, kind, does) {
  const box = kind === "number" || kind === "date" ? make("div", { class: "actions" }) : marks(text, does);
  box.append(make("button", { type: "button", class: "listen", "data-does": "word", onclick: () => does.say(text) }, "Hear the word"),
    make("button", { type: "button", class: "listen", "data-does": "sentence", onclick: () => does.say(does.sentence) }, "Hear the sentence"));
  return box;
}

// A part of speech is shown only where it agrees with the gloss: the tags are those of a word list, not of this sentence.
const PARTS = ["noun", "verb", "noun or verb", "adjective", "adverb", "pronoun", "preposition", "particle", "measure word", "set phrase", "name"];
function part(entry) {
  const verbal = (entry.gloss || "").startsWith("to ");
  return PARTS.includes(entry.pos) && verbal === /verb$/.test(entry.pos.replace("adverb", "")) ? entry.pos : "";
}

// `does`: goTo(place), mark(text, status), statusOf(text), say(text), the word's sentence, how it is written, all texts; slogan(hanzi, place), the
// parts of its card, or null; patterns(place), what there is to say of the sentence patterns in which the word stands;
// mend(change, wrong) only where there is a kernel to do it.
function cardOf(data, place, number, inside, places, does) {
  const row = data.words[number];
  const [text, , pinyin, entryNumber, , , traditional] = row;
  const entry = entryNumber >= 0 ? data.entries[entryNumber] : {};
  const mention = inside.map((n) => data.mentions[n]).find((m) => m[5] === text);
  const kind = mention ? mention[2] : entry.kind === "word" ? part(entry) : entry.kind || "";
  const said = isHanzi(text[0]) ? pinyin : entry.pinyin || "";
  const other = places.length > 1 ? folded(`${places.length} times in this text`, make("ul", { class: "places" }, ...places.map((other) =>
    make("li", {}, make("button", { type: "button", disabled: other.place === place, onclick: () => does.goTo(other.place) }, other.around))))) : null;
  const inTraditional = traditional && traditional !== text ? make("p", { class: "also" }, "traditional ", make("span", { lang: "zh-Hant" }, traditional)) : null;
  const mend = does.mend ? mendPart(place, does.texts, said, entry.gloss, does) : make("p", { class: "source" }, "Something wrong? Readings and meanings are corrected in JupyterLab.");
  const readings = also(row, place, does);
  return [heading(text, does.formed && isHanzi(text[0]) ? `${said} ${does.formed}` : said, kind), row[8] ? readings : null, ...entryParts(entry, place, does), row[8] ? null : readings, inTraditional, actions(text, entry.kind, does), ...flags(data, place),
    ...(mention && does.slogan(text, place) || []), ...does.patterns(place), ...wholes(data, inside, text, place, does), characters(data, text), other, mend, data.sources[entry.sources] ? make("p", { class: "source" }, `Source: ${data.sources[entry.sources]}`) : null];
}
