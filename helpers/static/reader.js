// The reader: text on the left, card on the right (below where it is narrow). Modes and counts live here, so that a saved page is the same reader.

const KEYS = "Arrow keys: from word to word. Enter: card. K: known. L: to learn. P: pinyin of this word. Escape: close the card.";
const MEND = " M: mend its reading, meaning or cut.";

function download(text, name = "my-words.json") {
  const link = make("a", { href: URL.createObjectURL(new Blob([text], { type: "application/json" })), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

// `from`: what an earlier reader of the same text, drawn before a correction, has left (see `left`).
function build(data, el, store, from = {}) {
  const settings = from.settings || loadSettings();
  const text = make("div", { class: "text", lang: "zh-Hans" });
  const card = make("div", { class: "card", role: "group", "aria-live": "polite", "aria-label": "Word card", tabindex: "0" });
  const column = make("div", { class: "column" });
  const counts = make("span", { class: "counts", role: "status" });
  const notice = make("p", { class: "notice", role: "alert", hidden: true });
  let silence = null;
  const root = make("div", { class: "dubao", role: "group", "aria-label": data.title || "Reader" });
  const [elements, lines] = layText(data, text);
  const numbers = data.sentences.flatMap(([, sentence]) => sentence);
  const texts = numbers.map((number) => data.words[number][0]);
  elements.forEach((element, place) => { element.dataset.text = texts[place]; });
  const inside = drawMentions(data, elements);
  const words = elements.filter((element) => element.classList.contains("word"));
  const entryAt = (place) => data.entries[data.words[numbers[place]][3]];
  const counted = new Map(words.filter((w) => ["word", "idiom", "term"].includes(entryAt(Number(w.dataset.place))?.kind)).map((w) => [w.dataset.text, entryAt(Number(w.dataset.place))]));
  const placesOf = grouped(texts);
  const slogans = slogansOf(data, texts, goTo);
  const patterns = patternsOf(data, elements, numbers, goTo);
  let current = words[0] || null;
  let open = null; // the word whose card is open
  const voice = speaker((there) => root.classList.toggle("voiced", there));

  function refresh() {
    root.dataset.by = settings.by;
    root.dataset.script = settings.script;
    root.dataset.form = settings.form;
    root.dataset.running = settings.running;
    root.classList.toggle("focused", settings.focus === "yes");
    root.classList.toggle("patterned", settings.patterns === "yes" && patterns.any);
    text.style.fontSize = `${settings.size}px`;
    text.lang = settings.script === "traditional" ? "zh-Hant" : "zh-Hans";
    for (const word of words) {
      const place = Number(word.dataset.place);
      const whole = inside[place].some((n) => store.statuses[data.mentions[n][5]] === "known");
      const status = whole ? "known" : store.statuses[word.dataset.text] || "new";
      word.classList.toggle("bare", !wantsPinyin(settings, status, entryAt(place), inside[place].map((n) => data.mentions[n])));
      word.dataset.status = status;
    }
    const all = [...counted.keys()];
    const fresh = all.filter((word) => store.statuses[word] !== "known").length;
    const learning = all.filter((word) => store.statuses[word] === "learn").length;
    counts.textContent = all.length ? `${all.length} ${all.length === 1 ? "word" : "words"}, ${fresh} new to you${learning ? `, ${learning} to learn` : ""}` : "";
    mine.refresh();
  }
  function change(fresh) {
    const script = fresh.script && fresh.script !== settings.script;
    Object.assign(settings, fresh);
    saveSettings(settings);
    if (fresh.pinyin) words.forEach((word) => word.classList.remove("revealed"));
    if (fresh.form || fresh.sandhi) writeForms();
    if (fresh.patterns) patterns.tell(settings.patterns === "yes");
    if (script) writeScript(data, elements, numbers, settings.script === "traditional");
    pinyin.show(settings.pinyin);
    refresh();
    if (open && current) show(current);
  }
  function writeForms() {
    writePinyin(data, elements, numbers, settings);
    writeRunning(data, lines, settings);
  }
  function mark(word, status) {
    store.mark({ [word]: store.statuses[word] === status ? "new" : status });
  }
  function show(word) {
    const place = Number(word.dataset.place);
    const [kept, height] = [keep(card), card.offsetHeight];
    if (word !== open) slogans.leave();
    const same = placesOf.get(texts[place]).map((at) => ({ place: at, around: around(texts, at) }));
    const sentence = word.closest(".sentence");
    unmark();
    word.setAttribute("aria-current", "true");
    sentence.classList.add("here");
    card.replaceChildren(...cardOf(data, place, numbers[place], inside[place], same, {
      goTo, mark, slogan: slogans.parts, patterns: settings.patterns === "yes" ? patterns.parts : () => [], mend: store.ask && ((change, wrong) => store.ask("correct", change, wrong)), scopes: scopes(data), texts, formed: ["zhuyin", "wade"].includes(settings.form) ? written(data, numbers[place], settings)[1] : "", say: voice.say, statusOf: (text) => store.statuses[text], sentence: [...sentence.querySelectorAll(".word, .mark")].map((e) => e.dataset.text).join(""),
    }).filter(Boolean));
    kept(word === open);
    open = word;
    if (card.offsetHeight > height) word.scrollIntoView({ block: "nearest" }); // below the text, a higher card may have covered it
  }
  function unmark() {
    if (!open) return;
    open.removeAttribute("aria-current");
    open.closest(".sentence").classList.remove("here");
  }
  function hint() {
    card.replaceChildren(make("p", { class: "hint" }, words.length ? "Click a word, or move with the arrow keys and press Enter." : "There is no text to read here."),
      words.length ? make("p", { class: "hint small" }, KEYS + (store.ask ? MEND : "")) : "",
      data.words.some((row) => row[8]) ? make("p", { class: "hint small" }, "Dots under the pinyin: ", UNSURE[0].toLowerCase(), UNSURE.slice(1)) : "");
    unmark();
    open = null;
  }
  // The word gets the focus; moved to by keys it is also brought into sight, and its card shown if one is open.
  function focus(word, moved = true) {
    if (!word) return;
    if (current) current.tabIndex = -1;
    current = word;
    word.tabIndex = 0;
    word.focus({ preventScroll: true });
    if (moved) word.scrollIntoView({ block: "nearest" });
    if (moved && open) show(word);
  }
  function goTo(place) {
    focus(elements[place]);
    if (open !== elements[place]) show(elements[place]);
  }
  // Opens the part of the card in which the word is mended.
  function openMend(word) {
    if (!store.ask) return;
    if (open !== word) show(word);
    const part = card.querySelector(".mend");
    part.open = true;
    part.scrollIntoView({ block: "nearest" });
    part.querySelector("input").focus();
  }
  function key(event) {
    if (!(event.ctrlKey || event.metaKey) || event.key === "Enter") event.stopPropagation();
    const panel = event.target.closest(".panel[open]");
    if (event.key === "Escape" && panel) { panel.open = false; panel.querySelector("summary").focus(); return; }
    const question = event.target.closest(".question");
    if (event.key === "Escape" && question) { question.querySelector(".skip").click(); return; }
    const asked = card.querySelector(".scope .cancel");
    if (event.key === "Escape" && asked) { asked.click(); return; }
    if (event.key === "Escape" && event.target.closest(".mend[open]")) { card.querySelector(".mend").open = false; focus(current); return; }
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
    if (event.key === "Escape") { hint(); if (current) focus(current); return; }
    const word = event.target.closest(".word") || (card.contains(event.target) && open && current);
    const plain = { k: () => mark(word.dataset.text, "known"), l: () => mark(word.dataset.text, "learn"), p: () => word.classList.toggle("revealed"), m: () => openMend(word) };
    if (word && plain[event.key.toLowerCase()]) { event.preventDefault(); plain[event.key.toLowerCase()](); return; }
    if (!word || word !== event.target) return;
    const at = words.indexOf(word);
    const moves = { ArrowRight: () => words[at + 1], ArrowLeft: () => words[at - 1], ArrowDown: () => acrossLines(words.slice(at + 1), word, 1),
      ArrowUp: () => acrossLines(words.slice(0, at).reverse(), word, -1), Home: () => words[0], End: () => words[words.length - 1] };
    if (moves[event.key]) { event.preventDefault(); focus(moves[event.key]()); }
    if (event.key === "Enter" || event.key === " ") { event.preventDefault(); show(word); }
  }

  text.addEventListener("click", (event) => {
    const word = event.target.closest(".word");
    if (word) { focus(word, false); show(word); }
  });
  root.addEventListener("click", (event) => root.querySelectorAll(".panel[open]").forEach((panel) => { panel.open = panel.contains(event.target); }));
  root.addEventListener("keydown", key);
  for (const kind of ["keyup", "keypress"]) root.addEventListener(kind, (event) => event.stopPropagation());
  store.changed = () => { refresh(); if (open && current) show(current); };
  // `more` follows the button; what stands between `backquotes` is code.
  store.said = (said, undo, more = "") => {
    clearTimeout(silence);
    const top = column.getBoundingClientRect().top;
    notice.replaceChildren(said, " ", undo ? make("button", { type: "button", onclick: () => { store.said(""); undo(); } }, "Undo") : "", " ",
      ...more.split("`").map((part, i) => (i % 2 ? make("code", {}, part) : part)), undo ? make("button", { type: "button", class: "close", "aria-label": "Close this notice", onclick: () => store.said("") }, "×") : "");
    notice.hidden = !said;
    column.scrollTop += column.getBoundingClientRect().top - top; // the notice takes its room above: no line moves
    if (/^\d+ words/.test(said)) silence = setTimeout(() => store.said(""), 15000);
  };
  store.file = download;
  const wordsUpTo = (list, level) => [...counted].filter(([, entry]) => levelOf(entry, list) <= level).map(([word]) => word);
  const mine = wordsPanel(store, wordsUpTo);
  const pinyin = pinyinChoice(settings, change);
  const bar = make("div", { class: "bar" }, pinyin.wide, pinyin.narrow, viewPanel(data, settings, change),
    mine.panel, store.ask ? correctionsPanel(store) : "", make("button", { type: "button", class: "listen", onclick: () => voice.say(texts.join("")) }, "Listen"), counts);
  const about = [data.paper, data.date, data.place].filter(Boolean).join(" · ");
  const printed = data.printed ? make("div", { class: "printed", lang: "zh-Hant" }, make("p", { class: "label" }, "As printed: the lines of the source page, unchanged."), make("pre", { tabindex: "0" }, data.printed)) : null;
  column.append(...[
    about ? make("p", { class: "about", lang: "zh-Hans" }, about) : "",
    data.hint ? make("p", { class: "about hint" }, data.hint) : "", data.title_supplied ? make("p", { class: "about" }, "The page prints no headline. Ours: ", make("span", { lang: "zh-Hans" }, data.title)) : "", text, printed || "", make("p", { class: "rights" }, [data.rights, data.credit].filter(Boolean).join(" · "))].filter(Boolean));
  root.append(bar, notice, make("div", { class: "page" }, column, card));
  if (current) current.tabIndex = 0;
  if (settings.script === "traditional") writeScript(data, elements, numbers, true);
  if (settings.patterns === "yes") patterns.tell(true);
  if (settings.script === "printed" && !data.printed) settings.script = "simplified";
  writeRunning(data, lines, settings);
  if (settings.form !== "marks" || settings.sandhi === "yes") writeForms();
  hint();
  refresh();
  if (!from.settings) store.said(store.notice || "");
  el.append(root);
  const heightOf = (word) => word.getBoundingClientRect().top - column.getBoundingClientRect().top;
  // What the next one goes on from: where the reader is, by characters, which a correction does not change.
  const left = () => ({ settings, focused: root.contains(document.activeElement), at: open ? texts.slice(0, Number(open.dataset.place)).join("").length : -1, height: open ? heightOf(open) : 0, scroll: column.scrollTop,
    panel: root.querySelector(".panel[open] summary")?.textContent.split(" (")[0] });
  function goOn() {
    column.scrollTop = from.scroll;
    for (const panel of root.querySelectorAll(".panel")) panel.open = panel.querySelector("summary").textContent.split(" (")[0] === from.panel;
    let rest = from.at;
    const place = from.at < 0 ? -1 : texts.findIndex((text) => (rest -= text.length) < 0);
    if (elements[place]?.classList.contains("word")) {
      show(elements[place]);
      if (from.focused) focus(elements[place], false);
      column.scrollTop += heightOf(elements[place]) - from.height;
    }
    if (from.focused) root.querySelector(".panel[open] summary")?.focus({ preventScroll: true });
  }
  return { left, goOn, close() { voice.close(); root.remove(); } };
}

function render({ model, el }) {
  const store = kernelStore(model);
  const unfit = model.get("corrections").unfit.length;
  store.notice = [model.get("notice"), unfit && `${unfit} of your corrections of this text ${unfit === 1 ? "does" : "do"} not fit any more: see My corrections.`].filter(Boolean).join(" ");
  let drawn = build(model.get("data"), el, store);
  const again = () => {
    const before = drawn;
    drawn = build(model.get("data"), el, store, before.left());
    before.close();
    drawn.goOn();
  };
  model.on("change:data", again);
  return () => { model.off("change:data", again); drawn.close(); store.close(); };
}

export default { render };
