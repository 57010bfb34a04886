// The reader: text on the left, card on the right (below where it is narrow). Modes live here, so that a saved page is the same reader.

const PINYIN = [["all", "All words"], ["none", "None"]];

function choice(title, options, chosen, choose) {
  const group = make("div", { role: "group", "aria-label": title, class: "choice" }, make("span", {}, title));
  for (const [value, label] of options) {
    const button = make("button", { type: "button", "aria-pressed": String(value === chosen), onclick: () => {
      group.querySelectorAll("button").forEach((other) => other.setAttribute("aria-pressed", String(other === button)));
      choose(value);
    } }, label);
    group.append(button);
  }
  return group;
}

function around(elements, place) {
  const text = (from, to) => elements.slice(Math.max(0, from), to).map((e) => e.dataset.text).join("").replace(/\n/g, " ");
  return `…${text(place - 4, place)}【${elements[place].dataset.text}】${text(place + 1, place + 5)}…`;
}

// The nearest word in the line above (-1) or below (1).
function acrossLines(words, from, direction) {
  const here = from.getBoundingClientRect();
  let best = null;
  for (const word of words) {
    const box = word.getBoundingClientRect();
    const lines = (box.top - here.top) * direction;
    if (lines < here.height / 2) continue;
    const distance = Math.round(lines / 4) * 10000 + Math.abs(box.left - here.left);
    if (!best || distance < best[0]) best = [distance, word];
  }
  return best && best[1];
}

function build(data, el, options = {}) {
  const text = make("div", { class: "text", lang: "zh-Hans" });
  const card = make("aside", { class: "card", "aria-live": "polite", "aria-label": "Word card", tabindex: "0" });
  const root = make("section", { class: "dubao", "data-pinyin": "all", "aria-label": data.title || "Reader" });
  const elements = layText(data, text);
  const numbers = data.sentences.flatMap(([, sentence]) => sentence);
  elements.forEach((element, place) => { element.dataset.text = data.words[numbers[place]][0]; });
  const inside = drawMentions(data, elements);
  const words = elements.filter((element) => element.classList.contains("word"));
  let current = words[0] || null;
  let open = false;

  function places(number) {
    return numbers.flatMap((other, place) => (data.words[other][0] === data.words[number][0] ? [{ place, around: around(elements, place) }] : []));
  }
  function show(word) {
    const place = Number(word.dataset.place);
    words.forEach((other) => other.removeAttribute("aria-current"));
    word.setAttribute("aria-current", "true");
    card.replaceChildren(...cardOf(data, place, numbers[place], inside[place], places(numbers[place]), goTo).filter(Boolean));
    card.scrollTop = 0;
    open = true;
  }
  function hint() {
    card.replaceChildren(make("p", { class: "hint" }, words.length ? "Click a word, or move with the arrow keys and press Enter." : "There is no text to read here."));
    words.forEach((other) => other.removeAttribute("aria-current"));
    open = false;
  }
  function focus(word) {
    if (!word) return;
    if (current) current.tabIndex = -1;
    current = word;
    word.tabIndex = 0;
    word.focus({ preventScroll: true });
    word.scrollIntoView({ block: "nearest" });
    if (open) show(word);
  }
  function goTo(place) {
    focus(elements[place]);
    show(elements[place]);
  }
  function key(event) {
    if (!(event.ctrlKey || event.metaKey) || event.key === "Enter") event.stopPropagation();
    const word = event.target.closest && event.target.closest(".word");
    if (event.key === "Escape") { hint(); if (current) focus(current); }
    if (!word || event.ctrlKey || event.metaKey || event.altKey) return;
    const at = words.indexOf(word);
    const moves = { ArrowRight: () => words[at + 1], ArrowLeft: () => words[at - 1], ArrowDown: () => acrossLines(words.slice(at + 1), word, 1),
      ArrowUp: () => acrossLines(words.slice(0, at).reverse(), word, -1), Home: () => words[0], End: () => words[words.length - 1] };
    if (moves[event.key]) { event.preventDefault(); focus(moves[event.key]()); }
    if (event.key === "Enter" || event.key === " ") { event.preventDefault(); show(word); }
  }

  text.addEventListener("click", (event) => {
    const word = event.target.closest(".word");
    if (word) { focus(word); show(word); }
  });
  for (const kind of ["keydown", "keyup", "keypress"]) root.addEventListener(kind, kind === "keydown" ? key : (event) => event.stopPropagation());
  if (current) current.tabIndex = 0;
  const bar = make("div", { class: "bar" }, choice("Pinyin", PINYIN, "all", (mode) => { root.dataset.pinyin = mode; }));
  const about = [data.paper, data.date, data.place].filter(Boolean).join(" · ");
  root.append(bar, make("div", { class: "page" }, make("div", { class: "column", tabindex: "-1" },
    about ? make("p", { class: "about", lang: "zh-Hans" }, about) : null, text,
    make("p", { class: "rights" }, [data.rights, data.credit].filter(Boolean).join(" · "))), card));
  hint();
  el.append(root);
  return root;
}

function render({ model, el }) {
  const root = build(model.get("data"), el);
  return () => root.remove();
}

export default { render };
