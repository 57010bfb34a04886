// The page of slogans: those of a text beside it, or the whole book to search. Text enters by textContent alone, never as markup.

const SHOWN = 60; // rows that are drawn at once
const EXAMPLES = "characters (三会一课), pinyin with or without tones (sangedaibiao, sān gè dàibiǎo), an English word (petition), a number (四, 3), a year or decade (1958, 1980s), an article (000-3)";

function pickOne(label, options, changed) {
  const select = make("select", { "aria-label": label }, ...options.map(([value, text]) => make("option", { value }, text)));
  select.addEventListener("change", changed);
  return select;
}

// The text, its slogans as buttons; returns the element and the buttons by place.
function slogansInText(data, open) {
  const marks = new Map();
  const home = make("div", { class: "text", lang: "zh-Hans", tabindex: "0", role: "group", "aria-label": "The text" });
  let paragraph = null;
  let next = 0;
  let at = 0;
  for (const [role, start, text] of data.text) {
    if (!paragraph) home.append((paragraph = make("p", { class: role })));
    at = Math.max(at, start);
    const end = start + [...text].length;
    const signs = [...text];
    while (next < data.places.length && data.places[next][0] < end) {
      const [first, last, hanzi] = data.places[next++];
      const mark = make("span", { role: "button", tabindex: "0", class: "mark", "aria-label": `${hanzi}: show its card`, onclick: () => open(hanzi), // a button would not break over lines
        onkeydown: (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); open(hanzi); } } }, hanzi);
      marks.set(first, mark);
      paragraph.append(signs.slice(at - start, first - start).join(""), mark);
      at = last;
    }
    if (at < end) paragraph.append(signs.slice(at - start).join(""));
    if (text.endsWith("\n")) paragraph = null;
  }
  return [home, marks];
}

function buildSlogans(data, home) {
  const book = data.view === "book";
  const records = new Map([...data.more, ...data.slogans].map((record) => [record.hanzi, record]));
  const rows = new Map();
  const list = make("ul", { class: "list" });
  const count = make("p", { class: "count", role: "status" });
  const empty = make("div", { class: "empty", hidden: true });
  const search = book ? make("input", { type: "search", placeholder: "三会一课, sanhuiyike, petition, 四, 1980s, 000-3 …", "aria-label": `Search the slogan book: ${EXAMPLES}`, autocomplete: "off", spellcheck: "false" }) : null;
  const kind = pickOne("Kind", [["", "every kind"], ...data.kinds.map((name) => [name, name])], () => draw());
  const status = pickOne("Status", [["", "expanded or not"], ["expanded", "expanded"], ["partly", "partly expanded"], ["not expanded", "not expanded"], ["unsure", "not certain"], ...(book ? [] : [["form only", "not in the book: form only"]])], () => draw());
  const first = make("button", { type: "button", "aria-pressed": "false", onclick: () => { first.setAttribute("aria-pressed", String(first.getAttribute("aria-pressed") !== "true")); } }, "Ask me first");
  const more = make("button", { type: "button", class: "more", hidden: true, onclick: () => { drawn += 200; draw(true); } });
  const back = make("button", { type: "button", class: "back", hidden: true });
  let drawn = SHOWN;
  let shown = [];

  // While a couplet is to be aligned, its row shows only the first line.
  const cover = (record, covered) => {
    const row = rows.get(record.hanzi);
    row.classList.toggle("covered", covered);
    row.querySelector(".head .han").textContent = covered ? `${record.rows[0]} …` : record.hanzi;
  };
  const cardOf = (record, body) => sloganCard(record, body, {
    others: data.slogans.concat(data.more), knows: (hanzi) => records.has(hanzi), open: (hanzi, button) => open(hanzi, button, rows.get(record.hanzi)),
    toPlace: (place) => toPlace(place, record), cover: (kind) => cover(record, kind === "rows"),
  });
  const toPlace = (place, record) => {
    const starts = [...marks.keys()].filter((start) => start <= place);
    const mark = marks.get(place) || marks.get(starts[starts.length - 1]);
    if (!mark) return;
    mark.scrollIntoView({ block: "center" });
    mark.focus();
    marks.forEach((other) => other.classList.toggle("here", other === mark));
    back.hidden = false;
    back.textContent = `Back to the card of ${record.hanzi}`;
    back.onclick = () => { back.hidden = true; open(record.hanzi); };
  };
  // Brings a card that does not fit to the top of its column; the page around does not move.
  const settle = (row) => {
    const column = row.closest(".cards");
    if (column && (row.offsetTop < column.scrollTop || row.offsetTop + row.offsetHeight > column.scrollTop + column.clientHeight)) column.scrollTop = row.offsetTop;
  };
  const toggle = (record, row, wanted) => {
    const head = row.querySelector(".head");
    const body = row.querySelector(".inside");
    const opened = wanted === undefined ? body.hidden : wanted;
    head.setAttribute("aria-expanded", String(opened));
    if (!opened) { cover(record, false); body.hidden = true; body.replaceChildren(); return; }
    if (!body.hidden) return;
    body.hidden = false;
    const card = cardOf(record, body);
    if (first.getAttribute("aria-pressed") === "true" && questionsOf(record).length) card.ask();
    else card.reveal();
    settle(row);
  };
  const rowOf = (record) => {
    if (rows.has(record.hanzi)) return rows.get(record.hanzi);
    const note = record.status === "expanded" ? (record.sure ? "" : "not certain") : record.status;
    const head = make("button", { type: "button", class: "head", "aria-expanded": "false", onclick: () => toggle(record, row) },
      make("span", { class: "han", lang: "zh-Hans" }, record.hanzi), " ", make("span", { class: "pinyin", lang: "zh-Latn-pinyin" }, record.pinyin), " ",
      make("span", { class: "short" }, record.short), " ", make("span", { class: "kind" }, [record.kind, note].filter(Boolean).join(", ")));
    const row = make("li", { class: "slogan", "data-hanzi": record.hanzi }, head, make("div", { class: "inside", hidden: true }));
    rows.set(record.hanzi, row);
    return row;
  };
  // Opens a card: where its row is not in the list, below the row it was asked from.
  const open = (hanzi, from, after) => {
    const record = records.get(hanzi);
    if (!record) return;
    const row = rowOf(record);
    if (!row.isConnected) {
      if (after) { row.classList.add("guest"); after.after(row); } else { clear(); if (!row.isConnected) { row.classList.add("guest"); list.prepend(row); } }
    }
    toggle(record, row, true);
    settle(row);
    (row.querySelector(".question :is(input, .tiles button, .option)") || row.querySelector(".head")).focus({ preventScroll: true });
  };
  const draw = (keep) => {
    if (!keep) drawn = SHOWN;
    const fits = (record) => (!kind.value || record.kind === kind.value) && (!status.value || (status.value === "unsure" ? !record.sure : record.status === status.value));
    shown = (book ? findSlogans(data.slogans, search.value) : data.slogans).filter(fits);
    list.replaceChildren(...shown.slice(0, drawn).map((record) => { const row = rowOf(record); row.classList.remove("guest"); return row; }));
    count.textContent = `${shown.length} of ${data.slogans.length} slogans`;
    more.hidden = shown.length <= drawn;
    more.textContent = `Show more (${shown.length - drawn})`;
    empty.hidden = shown.length > 0;
    empty.replaceChildren(make("p", {}, book && search.value ? `No slogan fits “${search.value}”${kind.value || status.value ? " with these filters" : ""}. Try ${EXAMPLES}.` : "No slogan of this kind here."),
      make("button", { type: "button", onclick: () => { clear(); (search || kind).focus(); } }, "Show all"));
  };
  const clear = () => { kind.value = ""; status.value = ""; if (search) search.value = ""; draw(); };

  const [text, marks] = book ? [null, new Map()] : slogansInText(data, (hanzi) => { back.hidden = true; open(hanzi); });
  const bar = make("div", { class: "bar" }, search, kind, status, first, count);
  const root = make("div", { class: `dubao-slogans ${book ? "book" : "beside"}`, "data-lm-suppress-shortcuts": "true" }, bar,
    make("div", { class: "page" }, text, make("div", { class: "cards" }, list, empty, more)), back, make("p", { class: "credit" }, data.credit || ""));
  for (const kind of ["keyup", "keypress"]) root.addEventListener(kind, (event) => event.stopPropagation());
  const keys = (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key === "Enter") event.stopPropagation(); // keys are for the page, not for the notebook around it
    const heads = [...list.querySelectorAll(".head")];
    const at = heads.indexOf(event.target);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.target === search && event.key === "ArrowDown" && heads[0]) { heads[0].focus(); event.preventDefault(); }
    else if (event.target === search && event.key === "Enter" && shown[0]) { event.preventDefault(); open(shown[0].hanzi); }
    else if (at >= 0 && step) { event.preventDefault(); (heads[at + step] || (step < 0 && search) || heads[at]).focus(); }
    else if (event.key === "Escape") {
      const row = event.target.closest(".slogan");
      if (row) { toggle(records.get(row.dataset.hanzi), row, false); row.querySelector(".head").focus(); }
    }
  };
  root.addEventListener("keydown", keys);
  if (search) search.addEventListener("input", () => draw());
  draw();
  home.append(root);
  return root;
}

function render({ model, el }) {
  buildSlogans(model.get("data"), el);
}

export default { render };
