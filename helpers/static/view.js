// How the text is shown: the learner's settings, the panels that change them, and what each word shows.

const SETTINGS = { pinyin: "all", by: "syllable", list: "hsk2025", level: "3", script: "simplified", size: "22", focus: "no", patterns: "no", form: "marks", sandhi: "no", running: "no" };
const CHOICES = {
  pinyin: [["all", "All words"], ["new", "New to me"], ["level", "Above a level"], ["names", "Names and terms"], ["none", "None"]],
  by: [["syllable", "Syllables"], ["word", "Words"]],
  script: [["simplified", "Simplified"], ["traditional", "Traditional (generated)"], ["printed", "As printed"]],
  focus: [["no", "Whole text"], ["yes", "One sentence"]],
  patterns: [["no", "Not marked"], ["yes", "Marked"]],
  form: [["marks", "Tone marks"], ["numbers", "Numbers"], ["plain", "No tones"], ["zhuyin", "Zhuyin"], ["wade", "Wade–Giles"]],
  sandhi: [["no", "As in the dictionary"], ["yes", "As said: yí gè, bú huì"]],
  running: [["no", "Text"], ["yes", "Text and pinyin"]],
};
const SIZES = ["18", "20", "22", "26", "30"];

function loadSettings() {
  try { return { ...SETTINGS, ...JSON.parse(localStorage.getItem("dubao.view") || "{}") }; } catch (error) { return { ...SETTINGS }; }
}
function saveSettings(settings) {
  try { localStorage.setItem("dubao.view", JSON.stringify(settings)); } catch (error) { /* the view lasts as long as the page */ }
}

function choice(title, options, chosen, choose) {
  const group = make("div", { role: "group", "aria-label": title, class: "choice" }, make("span", { class: "title" }, title));
  for (const [value, label] of options) {
    group.append(make("button", { type: "button", "aria-pressed": String(value === chosen), onclick: (event) => {
      group.querySelectorAll("button").forEach((other) => other.setAttribute("aria-pressed", String(other === event.currentTarget)));
      choose(value);
    } }, label));
  }
  return group;
}

function select(title, options, chosen, choose) {
  const box = make("select", { "aria-label": title, onchange: (event) => choose(event.target.value) });
  for (const [value, label] of options) box.append(make("option", { value, selected: value === chosen }, label));
  return box;
}

// Which words show their pinyin: buttons where there is room, a list where there is not.
function pinyinChoice(settings, change) {
  const wide = choice("Pinyin", CHOICES.pinyin, settings.pinyin, (pinyin) => change({ pinyin }));
  const box = select("Pinyin", CHOICES.pinyin, settings.pinyin, (pinyin) => change({ pinyin }));
  wide.classList.add("wide");
  const show = (chosen) => {
    box.value = chosen;
    wide.querySelectorAll("button").forEach((button, i) => button.setAttribute("aria-pressed", String(CHOICES.pinyin[i][0] === chosen)));
  };
  return { wide, narrow: make("span", { class: "narrow" }, make("span", { class: "title", "aria-hidden": "true" }, "Pinyin "), box), show };
}

const levelsOf = (list) => (list === "hsk2" ? ["1", "2", "3", "4", "5", "6"] : ["1", "2", "3", "4", "5", "6", "7"]);
const levelName = (level, list) => (level === "7" && list !== "hsk2" ? "7–9" : level);

function levelSelects(settings, change) {
  const levels = make("span", {});
  const fill = () => levels.replaceChildren(select("Level", levelsOf(settings.list).map((level) => [level, `level ${levelName(level, settings.list)}`]), settings.level, (level) => change({ level })));
  fill();
  return make("span", { class: "levels-chosen" }, select("List", Object.entries(LISTS), settings.list, (list) => { change({ list, level: levelsOf(list).includes(settings.level) ? settings.level : "6" }); fill(); }), levels);
}

// Whether the sentence patterns are marked in the text, and how.
function patternChoice(data, settings, change) {
  if (!data.patterns) return [];
  if (!data.patterns.found.length) return [make("p", { class: "hint small" }, "None of the sentence patterns that we know stands in this text.")];
  return [choice("Sentence patterns", CHOICES.patterns, settings.patterns, (patterns) => change({ patterns })), make("p", { class: "hint small" },
    make("span", { class: "legend-fixed", lang: "zh-Hans" }, "以"), " the words of a pattern, ", make("span", { class: "legend-slot", lang: "zh-Hans" }, "主题教育"), " what fills it. Click a word to see what the pattern means.")];
}

function viewPanel(data, settings, change) {
  const scripts = CHOICES.script.filter(([value]) => value !== "printed" || data.printed);
  const sizes = make("div", { role: "group", "aria-label": "Text size", class: "choice" }, make("span", { class: "title" }, "Text size"),
    ...[["−", -1, "Smaller text"], ["+", 1, "Larger text"]].map(([sign, step, label]) => make("button", { type: "button", "aria-label": label, onclick: () =>
      change({ size: SIZES[Math.min(SIZES.length - 1, Math.max(0, SIZES.indexOf(settings.size) + step))] }) }, sign)));
  return make("details", { class: "panel", name: "dubao-panel" }, make("summary", {}, "View"), make("div", {},
    make("div", { class: "choice" }, make("span", { class: "title" }, "The level above which pinyin shows"), levelSelects(settings, change)), choice("Page", CHOICES.running, settings.running, (running) => change({ running })), choice("Pinyin by", CHOICES.by, settings.by, (by) => change({ by })),
    choice("Written with", CHOICES.form, settings.form, (form) => change({ form })), choice("一 and 不", CHOICES.sandhi, settings.sandhi, (sandhi) => change({ sandhi })), choice("Characters", scripts, settings.script, (script) => change({ script })),
    choice("Show", CHOICES.focus, settings.focus, (focus) => change({ focus })), ...patternChoice(data, settings, change), sizes,
    data.words.some((row) => row[8]) ? make("p", { class: "hint small" }, make("span", { class: "legend" }, "pīnyīn"), " with dots below: the reading is not certain here.") : ""));
}

// A file whose text is taken in.
function fileInput(label, accept, take, store) {
  const file = make("input", { type: "file", accept, "aria-label": label, onchange: async () => {
    if (file.files[0] && file.files[0].size < 5e6) take(await file.files[0].text());
    else if (file.files[0]) store.said("This file is larger than such a list can be. Nothing was added.");
    file.value = "";
  } });
  return file;
}

// What the learner says of whole lists of words. The list and level here are of this panel alone.
function wordsPanel(store, wordsUpTo) {
  const chosen = { list: "hsk2025", level: "3" };
  const mark = make("button", { type: "button", onclick: () => store.knowLevel(chosen.list, Number(chosen.level), wordsUpTo(chosen.list, Number(chosen.level))) });
  const name = () => { mark.textContent = `Mark ${LISTS[chosen.list]}, levels 1 to ${levelName(chosen.level, chosen.list)}, as known`; };
  const pasted = make("textarea", { rows: "3", "aria-label": "Words that I know", placeholder: "党员 群众 … (separated by spaces or lines)" });
  const file = fileInput("A file of words", ".json,.txt", (text) => store.takeIn(text), store);
  const learning = make("p", { class: "learning", lang: "zh-Hans" });
  name();
  const panel = make("details", { class: "panel", name: "dubao-panel" }, make("summary", {}, "My words"), make("div", {}, learning,
    make("p", {}, "I know the words of ", levelSelects(chosen, (fresh) => { Object.assign(chosen, fresh); name(); })), make("p", {}, mark),
    pasted, make("p", {}, make("button", { type: "button", onclick: () => store.takeIn(pasted.value) }, "I know these words")),
    make("p", {}, "Load a saved file: ", file), make("p", {}, make("button", { type: "button", onclick: () => store.handOver() }, "Save my words as a file"))));
  const refresh = () => {
    const words = Object.keys(store.statuses).filter((word) => store.statuses[word] === "learn");
    learning.textContent = words.length ? `To learn (${words.length}): ${words.join("　")}` : "To learn: nothing yet. Press L on a word.";
  };
  return { panel, refresh };
}

const levelOf = (entry, list) => (entry?.levels?.[list] ? Number(entry.levels[list][0]) : 99);

function wantsPinyin(settings, status, entry, mentions) {
  if (settings.pinyin === "new") return status !== "known";
  if (settings.pinyin === "level") return levelOf(entry, settings.list) > Number(settings.level);
  if (settings.pinyin === "names") return mentions.some(([, , kind]) => kind !== "number" && kind !== "date");
  return settings.pinyin === "all";
}
