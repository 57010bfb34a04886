// How a syllable is written over its character, and the running pinyin of each sentence.

const TONE_MARKS = "\u0304\u0301\u030c\u0300";

// A syllable without its tone mark, and its tone: lǜ → lü, 4.
function toned(syllable) {
  const letters = [...syllable.normalize("NFD")];
  const mark = letters.find((letter) => TONE_MARKS.includes(letter));
  return [letters.filter((letter) => !TONE_MARKS.includes(letter)).join("").normalize("NFC"), mark ? TONE_MARKS.indexOf(mark) + 1 : 5];
}

const FORMS = {
  marks: (syllable) => syllable,
  numbers: (syllable) => toned(syllable).join(""),
  plain: (syllable) => toned(syllable)[0],
  zhuyin: (syllable, table) => { // the dot of the neutral tone stands first
    const [base, tone] = toned(syllable);
    return (tone === 5 ? "˙" : "") + (table[base]?.[0] || base) + ["", "", "ˊ", "ˇ", "ˋ", ""][tone];
  },
  wade: (syllable, table) => {
    const [base, tone] = toned(syllable);
    return (table[base]?.[1] || base) + ["", "¹", "²", "³", "⁴", ""][tone];
  },
};
const JOINED = { numbers: "", plain: "", zhuyin: " ", wade: "-" };

// The syllables of a word and the whole word, in the form and with the tones that the learner has chosen.
function written(data, number, settings) {
  const [, syllables, pinyin, , , , , said] = data.words[number];
  const [read, whole] = settings.sandhi === "yes" && said ? said : [syllables, pinyin];
  const shown = read.map((syllable) => syllable && FORMS[settings.form](syllable, data.forms));
  const word = { marks: whole, plain: toned(whole)[0] }[settings.form];
  return [shown, word === undefined ? shown.filter(Boolean).join(JOINED[settings.form]) : word];
}

function writePinyin(data, elements, numbers, settings) {
  elements.forEach((element, place) => {
    const marks = element.querySelectorAll("rt");
    if (!marks.length) return;
    const [syllables, word] = written(data, numbers[place], settings);
    const shown = syllables.filter(Boolean);
    marks.forEach((mark, i) => { mark.textContent = shown[i]; mark.dataset.length = [...shown[i]].length; });
    const over = element.querySelector(".over");
    if (over) over.textContent = word;
  });
}

// The running pinyin knows tone marks and numbers; the other two forms are for single syllables.
function writeRunning(data, lines, settings) {
  lines.forEach((line, order) => {
    const rows = data.running[order];
    const row = rows[(settings.sandhi === "yes" && rows.length > 2 ? 2 : 0) + (settings.form === "numbers" ? 1 : 0)];
    line.textContent = settings.form === "plain" ? toned(row)[0] : row;
  });
}
