// The reader: text on the left, card on the right (below where it is narrow). Modes and counts live here, so that a saved page is the same reader.

const KEYS = "Arrow keys: from word to word. Enter: card. K: known. L: to learn. P: pinyin of this word. Escape: close the card.";

function around(texts, place) {
  const text = (from, to) => texts.slice(Math.max(0, from), to).join("").replace(/\n/g, " ");
  return `…${text(place - 4, place)}【${texts[place]}】${text(place + 1, place + 5)}…`;
}

// Each text with the places where it stands.
function grouped(texts) {
  const places = new Map();
  texts.forEach((text, place) => (places.has(text) ? places.get(text).push(place) : places.set(text, [place])));
  return places;
}

// The nearest word in the line above (-1) or below (1).
function acrossLines(words, from, direction) {
  const here = from.getBoundingClientRect();
  let best = null;
  for (const word of words) {
    const box = word.getBoundingClientRect();
    const lines = (box.top - here.top) * direction;
    if (lines < here.height / 2) continue;
    if (best && lines > best[2] + here.height) break;
    const distance = Math.round(lines / 4) * 10000 + Math.abs(box.left - here.left);
    if (!best || distance < best[0]) best = [distance, word, best ? best[2] : lines];
  }
  return best && best[1];
}

// Remembers what is unfolded in the card, what has the focus and where it is scrolled to; the result brings them back.
function keep(card) {
  const title = (details) => details.querySelector("summary").textContent.replace(/\d+ /, "");
  const open = [...card.querySelectorAll("details[open]")].map(title);
  const active = card.contains(document.activeElement) ? document.activeElement : null;
  const [does, summary, scroll] = [active?.dataset.does, active?.closest("summary")?.textContent, card.scrollTop];
  return (same) => {
    card.querySelectorAll("details").forEach((details) => { details.open = open.includes(title(details)); });
    card.scrollTop = same ? scroll : 0;
    if (!active) return;
    const again = [...card.querySelectorAll("[data-does], summary")].find((e) => (does ? e.dataset.does === does : e.textContent === summary));
    (again || card).focus({ preventScroll: true });
  };
}

function download(text) {
  const link = make("a", { href: URL.createObjectURL(new Blob([text], { type: "application/json" })), download: "my-words.json" });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

function build(data, el, store) {
  const settings = loadSettings();
  const text = make("div", { class: "text", lang: "zh-Hans" });
  const card = make("div", { class: "card", role: "group", "aria-live": "polite", "aria-label": "Word card", tabindex: "0" });
  const counts = make("span", { class: "counts", role: "status" });
  const notice = make("p", { class: "notice", role: "alert", hidden: true });
  let silence = null;
  const root = make("div", { class: "dubao", role: "group", "aria-label": data.title || "Reader" });
  const elements = layText(data, text);
  const numbers = data.sentences.flatMap(([, sentence]) => sentence);
  const texts = numbers.map((number) => data.words[number][0]);
  elements.forEach((element, place) => { element.dataset.text = texts[place]; });
  const inside = drawMentions(data, elements);
  const words = elements.filter((element) => element.classList.contains("word"));
  const entryAt = (place) => data.entries[data.words[numbers[place]][3]];
  const counted = new Map(words.filter((w) => ["word", "idiom", "term"].includes(entryAt(Number(w.dataset.place))?.kind)).map((w) => [w.dataset.text, entryAt(Number(w.dataset.place))]));
  const placesOf = grouped(texts);
  let current = words[0] || null;
  let open = null; // the word whose card is open
  const voice = speaker((there) => root.classList.toggle("voiced", there));

  function refresh() {
    root.dataset.by = settings.by;
    root.dataset.script = settings.script;
    root.classList.toggle("focused", settings.focus === "yes");
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
    if (script) writeScript(data, elements, numbers, settings.script === "traditional");
    pinyin.show(settings.pinyin);
    refresh();
    if (open && current) show(current);
  }
  function mark(word, status) {
    store.mark({ [word]: store.statuses[word] === status ? "new" : status });
  }
  function show(word) {
    const place = Number(word.dataset.place);
    const kept = keep(card);
    const same = placesOf.get(texts[place]).map((at) => ({ place: at, around: around(texts, at) }));
    const sentence = word.closest(".sentence");
    unmark();
    word.setAttribute("aria-current", "true");
    sentence.classList.add("here");
    card.replaceChildren(...cardOf(data, place, numbers[place], inside[place], same, {
      goTo, mark, say: voice.say, statusOf: (text) => store.statuses[text], sentence: [...sentence.querySelectorAll(".word, .mark")].map((e) => e.dataset.text).join(""),
    }).filter(Boolean));
    kept(word === open);
    open = word;
  }
  function unmark() {
    if (!open) return;
    open.removeAttribute("aria-current");
    open.closest(".sentence").classList.remove("here");
  }
  function hint() {
    card.replaceChildren(make("p", { class: "hint" }, words.length ? "Click a word, or move with the arrow keys and press Enter." : "There is no text to read here."),
      words.length ? make("p", { class: "hint small" }, KEYS) : "");
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
  function key(event) {
    if (!(event.ctrlKey || event.metaKey) || event.key === "Enter") event.stopPropagation();
    const panel = event.target.closest(".panel[open]");
    if (event.key === "Escape" && panel) { panel.open = false; panel.querySelector("summary").focus(); return; }
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
    if (event.key === "Escape") { hint(); if (current) focus(current); return; }
    const word = event.target.closest(".word") || (card.contains(event.target) && open && current);
    const plain = { k: () => mark(word.dataset.text, "known"), l: () => mark(word.dataset.text, "learn"), p: () => word.classList.toggle("revealed") };
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
  store.said = (said, undo) => {
    clearTimeout(silence);
    notice.replaceChildren(said, " ", undo ? make("button", { type: "button", onclick: () => { store.said(""); undo(); } }, "Undo") : "");
    notice.hidden = !said;
    if (/^\d+ words/.test(said)) silence = setTimeout(() => store.said(""), 15000);
  };
  store.file = download;
  const wordsUpTo = (list, level) => [...counted].filter(([, entry]) => levelOf(entry, list) <= level).map(([word]) => word);
  const mine = wordsPanel(store, wordsUpTo);
  const pinyin = pinyinChoice(settings, change);
  const bar = make("div", { class: "bar" }, pinyin.wide, pinyin.narrow, viewPanel(data, settings, change),
    mine.panel, make("button", { type: "button", class: "listen", onclick: () => voice.say(texts.join("")) }, "Listen"), counts);
  const about = [data.paper, data.date, data.place].filter(Boolean).join(" · ");
  const printed = data.printed ? make("div", { class: "printed", lang: "zh-Hant" }, make("p", { class: "label" }, "As printed: the lines of the source page, unchanged."), make("pre", { tabindex: "0" }, data.printed)) : null;
  root.append(bar, notice, make("div", { class: "page" }, make("div", { class: "column" },
    about ? make("p", { class: "about", lang: "zh-Hans" }, about) : "",
    data.hint ? make("p", { class: "about hint" }, data.hint) : "", data.title_supplied ? make("p", { class: "about" }, "The page prints no headline. Ours: ", make("span", { lang: "zh-Hans" }, data.title)) : "", text, printed || "", make("p", { class: "rights" }, [data.rights, data.credit].filter(Boolean).join(" · "))), card));
  if (current) current.tabIndex = 0;
  if (settings.script === "traditional") writeScript(data, elements, numbers, true);
  if (settings.script === "printed" && !data.printed) settings.script = "simplified";
  hint();
  refresh();
  store.said(store.notice || "");
  el.append(root);
  return () => { voice.close(); store.close(); root.remove(); };
}

function render({ model, el }) {
  const store = kernelStore(model);
  store.notice = model.get("notice");
  return build(model.get("data"), el, store);
}

export default { render };
