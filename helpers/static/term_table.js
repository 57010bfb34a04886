// The vocabulary to browse: DataTables (as itables ships it) sorts, searches and turns pages; filters, keys, marks and the card are here.

const SHOWN = 5; // sentences of a word
const GROUPS = { terms: ["term", "coinage", "slogan"], names: ["organisation", "meeting", "person", "place"], words: ["word", "idiom"] };
const HINT = "Choose a row: click it, or go to the table with Tab and use the arrow keys. What is known of the word, and its sentences, appear here. K marks it as known, L as to be learned.";
const SAID = { known: "known", learn: "to learn" };
const library = import(URL.createObjectURL(new Blob([BUNDLE], { type: "text/javascript" })));

function chooser(title, options, changed) {
  const select = make("select", { onchange: changed }, ...options.map(([value, said]) => make("option", { value }, said)));
  return { select, label: make("label", {}, `${title} `, select) };
}

// The sentence with the word marked wherever it stands.
function sentenceItem(text, term) {
  const parts = text.split(term);
  return make("li", {}, ...parts.flatMap((part, i) => (i ? [make("mark", {}, term), part] : [part])));
}

function wordCard(row, data, store) {
  const levels = Object.entries(data.lists).filter(([name]) => row[name]).map(([name, title]) => `${title}: ${row[name]}`);
  const status = store.statuses[row.term] || "";
  const button = (value) => make("button", { type: "button", "aria-pressed": String(status === value), "data-value": value,
    onclick: () => store.mark({ [row.term]: status === value ? "new" : value }) }, value === "known" ? "Known" : "To learn");
  const items = row.sentences.map((number) => sentenceItem(data.sentences[number], row.term));
  const list = (some) => make("ol", { lang: "zh-Hans" }, ...some);
  const rest = items.length > SHOWN ? make("details", {}, make("summary", {}, `${items.length - SHOWN} more sentences`), list(items.slice(SHOWN))) : "";
  return [
    make("p", { class: "head" }, make("b", { lang: "zh-Hans" }, row.term), row.traditional !== row.term ? make("span", { lang: "zh-Hant" }, ` ${row.traditional} `) : " ", make("span", { class: "pinyin" }, row.pinyin),
      make("span", { class: "soft" }, ` ${[row.kind, row.category, ...levels].filter(Boolean).join(" · ")} `), row.markable ? button("known") : "", " ", row.markable ? button("learn") : ""),
    make("p", {}, row.gloss),
    make("p", { class: "soft" }, `Picked by: ${row.reason || "-"}. Source: ${row.source || "none"}.${data.article ? ` Text: ${data.article}` : ""}`),
    list(items.slice(0, SHOWN)), rest,
  ];
}

// The filters above the table and the function that tells whether they let a row pass.
function filters(data, store, changed) {
  const kinds = [...new Set(data.rows.map((row) => row.kind))];
  const kind = chooser("Kind", [["", "all"], ...Object.keys(GROUPS).map((name) => [name, `all ${name}`]), ...kinds.map((name) => [name, `only: ${name}`])], changed);
  const level = chooser("Level", [["", "all"], ...[1, 2, 3, 4, 5, 6].map((number) => [number, `above ${data.lists[data.by]}, level ${number}`])], changed);
  const mine = chooser("My words", [["", "all"], ["new", "not marked"], ["learn", "to learn"], ["known", "known"]], changed);
  const passes = (row) => (!kind.select.value || (GROUPS[kind.select.value] || [kind.select.value]).includes(row.kind))
    && (!level.select.value || !row[data.by] || parseInt(row[data.by], 10) > Number(level.select.value))
    && (!mine.select.value || (store.statuses[row.term] || "new") === mine.select.value);
  return { bar: make("div", { class: "filters" }, kind.label, level.label, mine.label), passes };
}

async function build(data, el, store) {
  const { default: DataTable, set_or_remove_dark_class: followTheme } = await library;
  followTheme();
  const notice = make("p", { class: "notice", role: "status", hidden: true });
  const card = make("div", { class: "chosen", "aria-live": "polite" }, make("p", { class: "soft" }, HINT));
  const element = make("table", { class: "display compact", "aria-label": `Vocabulary${data.article ? ` of ${data.article}` : ""}` });
  const root = make("div", { class: "dubao-browse" }, element, card, notice, make("p", { class: "soft credit" }, data.credit));
  const { bar, passes } = filters(data, store, () => table.draw());
  const text = DataTable.render.text();
  const column = (name, title) => ({ data: name, title, className: `dt-left of-${name}`, render: text });
  const toneless = (pinyin) => pinyin.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase(); // dang finds dǎng; the order is by letters
  const pinyin = { ...column("pinyin", "pinyin"), render: { ...text, filter: (value) => `${value} ${toneless(value)}`, sort: toneless } };
  el.replaceChildren(root);
  const table = new DataTable(element, {
    data: data.rows, order: [], autoWidth: false, pageLength: 10, lengthMenu: [10, 25, 100], select: { style: "single", info: false, toggleable: false },
    columns: [column("term", "term"), pinyin, column("gloss", "gloss"), column("kind", "kind"), column(data.by, data.lists[data.by]), column("count", "uses"),
      { ...column("status", "mine"), data: (row) => SAID[store.statuses[row.term]] || "" }],
    layout: { top2Start: bar, topStart: "pageLength", topEnd: "search", bottomStart: "info", bottomEnd: "paging" },
    language: { lengthMenu: "_MENU_ rows a page", info: "_START_ to _END_ of _TOTAL_", infoEmpty: "none", infoFiltered: "(_MAX_ in all)", zeroRecords: "No row fits. Choose “all” above, or empty the search field.", emptyTable: "There is no word in this text." },
  });
  table.search.fixed("filters", (_, row) => passes(row));
  const chosen = () => table.row({ selected: true }).data();
  const show = () => { if (chosen()) card.replaceChildren(...wordCard(chosen(), data, store)); };
  const nodes = () => table.rows({ page: "current" }).nodes().toArray();
  const reachable = () => { const all = nodes(); const one = all.find((node) => node.classList.contains("selected")) || all[0]; all.forEach((node) => { node.tabIndex = node === one ? 0 : -1; node.setAttribute("aria-selected", String(node.classList.contains("selected"))); }); };
  const choose = (node) => { if (node) { table.row(node).select(); node.focus(); } };
  function key(event) {
    if (!(event.ctrlKey || event.metaKey) || event.key === "Enter") event.stopPropagation(); // keys are for the table, not for the notebook around it
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select")) return;
    const mark = { k: "known", l: "learn" }[event.key.toLowerCase()];
    const at = nodes().indexOf(event.target);
    if (mark && at >= 0 && !event.target.classList.contains("selected")) choose(event.target); // reached with Tab, not chosen yet
    const row = chosen();
    if (mark && row && row.markable) { store.mark({ [row.term]: store.statuses[row.term] === mark ? "new" : mark }); event.preventDefault(); return; }
    const moves = { ArrowDown: 1, ArrowUp: -1, Enter: 0, " ": 0 };
    if (at < 0 || !(event.key in moves)) return;
    event.preventDefault();
    const next = at + moves[event.key];
    if (next >= 0 && next < nodes().length) { choose(nodes()[next]); return; }
    const page = table.page();
    table.page(next < 0 ? "previous" : "next").draw("page");
    if (table.page() !== page) choose(next < 0 ? nodes().at(-1) : nodes()[0]);
  }
  table.on("select", () => { show(); reachable(); });
  table.on("draw", reachable);
  root.addEventListener("keydown", key);
  for (const kind of ["keyup", "keypress"]) root.addEventListener(kind, (event) => event.stopPropagation());
  store.changed = () => {
    const held = card.contains(document.activeElement) && document.activeElement.dataset.value;
    const row = document.activeElement.closest?.("tbody tr") && chosen();
    table.rows().invalidate("data").draw(false);
    show();
    if (held) card.querySelector(`[data-value="${held}"]`)?.focus();
    else if (row) table.row({ selected: true }).node()?.focus();
  };
  store.said = (said) => { notice.textContent = said; notice.hidden = !said; };
  store.said(store.notice || data.notice || "");
  table.draw();
  return () => { store.close(); table.destroy(); };
}

function render({ model, el }) {
  const built = build(model.get("data"), el, kernelStore(model));
  return () => built.then((close) => close());
}
export default { render };
