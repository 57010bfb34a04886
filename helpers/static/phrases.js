// Slogans and sentence patterns in the reader: what the card says of them, and how patterns are drawn in the text.

// A tree whose elements are numbers of `elements`, as `grow` takes it.
function unpacked(tree, elements) {
  return typeof tree === "string" ? tree : [...elements[tree[0]], ...tree.slice(1).map((child) => unpacked(child, elements))];
}

// Where the same slogan or pattern stands, as buttons; nothing where this is the only place.
function otherPlaces(kind, places, goTo) {
  return places.length < 2 ? null : folded(`${places.length} places of this ${kind}`, make("ul", { class: "places" }, ...places.map(([place, here, said]) =>
    make("li", {}, make("button", { type: "button", disabled: here, lang: "zh-Hans", onclick: () => goTo(place) }, said)))));
}

// The slogans of the text. `parts(hanzi, place)`: their card as elements, or null; it is kept, with what one has begun there, until `leave()`.
function slogansOf(data, texts, goTo) {
  const records = new Map((data.slogans || []).map((record) => [record.hanzi, record]));
  const spans = (hanzi) => data.mentions.filter((mention) => mention[5] === hanzi);
  const made = new Map();
  const build = (record) => {
    const home = make("div", { class: "dubao-slogans in-reader", "aria-live": "off" });
    const cover = (kind) => ["asked", "aligned"].forEach((name) => home.closest("section")?.classList.toggle(name, Boolean(kind) && (name === "asked" || kind === "rows")));
    sloganCard({ ...record, card: unpacked(record.card, data.elements) }, home, {
      others: [...records.values()], knows: (hanzi) => records.has(hanzi) && spans(hanzi).length > 0, open: (hanzi) => goTo(spans(hanzi)[0][0]), toPlace() {}, cover,
    }).reveal();
    return home;
  };
  return {
    leave: () => made.clear(),
    parts(hanzi, place) {
      if (!records.has(hanzi)) return null;
      if (!made.has(hanzi)) made.set(hanzi, build(records.get(hanzi)));
      const first = made.keys().next().value === hanzi;
      const home = made.get(hanzi);
      const near = (at) => texts.slice(Math.max(0, at), at + 4).join("").replace(/\n/g, " ");
      const places = spans(hanzi).map(([from, to]) => [from, from <= place && place < to, `…${near(from - 4)}【${hanzi}】${near(to)}…`]);
      return [first ? home : folded(`The card of ${hanzi}`, home), otherPlaces("slogan", places, goTo)]; // a slogan inside another is folded
    },
  };
}

// The sentence patterns of the text: drawn over its characters at their first use, told in words, and explained in the card.
function patternsOf(data, elements, numbers, goTo) {
  const { frames, found } = data.patterns || { frames: [], found: [] };
  const signs = []; // for each character its element: a ruby, or the word or mark that has none
  const owner = []; // and the place of its word
  const over = elements.map(() => []); // for each word the patterns that it stands in, those first of whose frame it is a part
  let characters = null;

  function findCharacters() {
    elements.forEach((element, place) => {
      const [text, syllables] = data.words[numbers[place]];
      const rubies = element.querySelectorAll("ruby");
      let next = 0;
      [...text].forEach((character, i) => { signs.push((isHanzi(character) && syllables[i] && rubies[next++]) || element); owner.push(place); });
    });
    characters = numbers.flatMap((number) => [...data.words[number][0]]);
  }
  function drawOne(one) {
    const [, start, end, slots] = one;
    const fixed = new Set();
    for (let at = start; at < end; at++) {
      if (slots.some(([from, to]) => from <= at && at < to)) continue;
      fixed.add(owner[at]);
      if (!signs[at].classList.contains("mark")) signs[at].classList.add("fixed");
    }
    for (const [from, to] of slots) { signs[from].classList.add("slot-first"); signs[to - 1].classList.add("slot-last"); }
    for (const place of new Set(owner.slice(start, end))) over[place].push([one, fixed.has(place)]);
  }
  function draw() {
    if (characters) return;
    findCharacters();
    found.forEach(drawOne);
    over.forEach((list) => list.sort(([one, its], [other, fixed]) => fixed - its || (one[2] - one[1]) - (other[2] - other[1])));
  }

  const written = (from, to) => characters.slice(from, to).join("");
  const firstWord = ([, start, end]) => owner.slice(start, end).find((place) => elements[place].classList.contains("word")) ?? owner[start];
  const pieces = ([, start, end, slots]) => { // [text, what belongs there or ""]
    let at = start;
    const parts = slots.flatMap(([from, to, name]) => { const before = [written(at, from), ""]; at = to; return [before, [written(from, to), name]]; });
    return [...parts, [written(at, end), ""]].filter(([text]) => text);
  };
  const everyday = (plain) => { // Chinese, and behind a dash English
    const [chinese, english] = plain.split(" — ");
    return [make("span", { lang: "zh-Hans" }, chinese), english ? ` — ${english}` : ""];
  };
  function section(one, first) {
    const [frame, meaning, level, plain, note] = frames[one[0]];
    const said = pieces(one);
    const quote = make("p", { class: "filled", lang: "zh-Hans" }, ...said.map(([text, name]) => make(name ? "span" : "b", { class: name ? "slot" : null }, text)));
    const slots = said.filter(([, name]) => name);
    const short = (text) => ([...text].length > 12 ? `${[...text].slice(0, 5).join("")}…${[...text].slice(-4).join("")}` : text);
    const fills = slots.length === 1 ? make("p", {}, `Between the bars: ${slots[0][1]}`)
      : make("ul", {}, ...slots.map(([text, name]) => make("li", {}, make("span", { lang: "zh-Hans" }, short(text)), ` — ${name}`)));
    const places = found.filter(([number]) => number === one[0]).map((other) => [firstWord(other), other === one, `…${written(other[1], Math.min(other[2], other[1] + 14))}…`]);
    const body = [make("p", { class: "gloss" }, meaning), quote, fills, make("p", {}, make("span", { class: "label" }, "In everyday words: "), ...everyday(plain)), make("p", { class: "note" }, note), otherPlaces("pattern", places, goTo)];
    const head = heading(frame, "", `sentence pattern, ${level}`);
    return make("section", { class: "pattern" }, first ? head : null, ...(first ? body : [folded(`${frame} — ${meaning}`, head, ...body)]));
  }
  return {
    any: found.length > 0,
    parts(place) {
      draw();
      return over[place].map(([one], i) => section(one, i === 0));
    },
    // What is said of a word to those who do not see the drawing, or point at it.
    tell(shown) {
      if (shown) draw();
      elements.forEach((element, place) => {
        const own = shown ? [...new Set(over[place].filter(([, fixed]) => fixed).map(([[number]]) => frames[number][0]))] : [];
        if (!element.classList.contains("word")) return;
        const said = [element.classList.contains("unsure") && UNSURE, own.length && `Sentence pattern ${own.join(", ")}`].filter(Boolean).join(" ");
        if (said) element.title = said;
        else element.removeAttribute("title");
      });
    },
  };
}
