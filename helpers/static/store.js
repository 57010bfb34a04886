// Where the learner's words are kept: by the notebook's kernel, or by the browser where there is none.
// A store has `statuses` (word → known | learn), mark(words), knowLevel(list, level, words), takeIn(text), handOver(), and calls
// `changed()` when its words change, `said(text)` when there is something to tell, `file(text, name)` with what is to be saved.
// Where a kernel is, it also has `corrections()` and ask(kind, more): corrections are made there alone.

const KEPT = "dubao.known";

function baseStore(statuses) {
  const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(KEPT);
  const store = { statuses: { ...statuses }, changed() {}, said() {}, file() {}, close() { if (channel) channel.close(); } };
  store.apply = (words, tell = true) => {
    for (const [word, status] of Object.entries(words)) {
      if (status === "known" || status === "learn") store.statuses[word] = status;
      else delete store.statuses[word];
    }
    if (tell && channel) channel.postMessage(words);
    store.changed();
  };
  if (channel) channel.onmessage = (event) => store.apply(event.data, false);
  return store;
}

// The kernel writes to the user's folder; a mark that it does not confirm within five seconds is reported.
function kernelStore(model) {
  const store = baseStore(model.get("known"));
  let waiting = null;
  const send = (message) => {
    clearTimeout(waiting);
    store.wrong = null;
    waiting = setTimeout(() => store.said("Not saved yet: the kernel does not answer. It may be busy, or may have to be started again."), 5000);
    try { model.send(message); } catch (error) {
      clearTimeout(waiting);
      store.said("Not saved: this page has lost its kernel. Run the cell again, then do it once more.");
    }
  };
  model.on("msg:custom", (message) => {
    clearTimeout(waiting);
    const before = Object.fromEntries(Object.keys(message.words || {}).map((word) => [word, store.statuses[word] || "new"]));
    if (message.wrong && store.wrong) return store.wrong(message.notice);
    store.said(message.notice || "", message.undo && (message.undo === "correction" ? () => store.ask("undo") : () => store.mark(before)), message.more);
    if (message.words) store.apply(message.words);
    if (message.file) store.file(message.file, message.name);
  });
  store.mark = (words) => { store.apply(words); send({ kind: "mark", words }); };
  store.knowLevel = (list, level) => send({ kind: "level", list, level });
  store.takeIn = (text) => send({ kind: "take in", text });
  store.handOver = () => send({ kind: "hand over" });
  store.ask = (kind, more = {}, wrong = null) => { send({ kind, ...more }); store.wrong = wrong; }; // `wrong` hears why it was not done
  store.corrections = () => model.get("corrections");
  return store;
}

const HAN = /^\p{Script=Han}/u;

// In a saved page: the browser's own storage, in the same form as the kernel's file.
function browserStore() {
  let rows = {};
  let notice = "";
  try { rows = JSON.parse(localStorage.getItem(KEPT) || "{}"); localStorage.setItem(KEPT, JSON.stringify(rows)); } catch (error) {
    notice = "This browser keeps nothing for this page: your words are lost when it closes. Save them as a file.";
  }
  const store = baseStore(Object.fromEntries(Object.entries(rows).map(([word, [status]]) => [word, status])));
  const write = (fresh) => {
    try { rows = JSON.parse(localStorage.getItem(KEPT) || "{}"); } catch (error) { /* kept in memory: the notice has said so */ }
    for (const [word, row] of Object.entries(fresh)) if (!rows[word] || rows[word][1] <= row[1]) rows[word] = row;
    try { localStorage.setItem(KEPT, JSON.stringify(rows)); } catch (error) { store.said(notice); }
    store.apply(Object.fromEntries(Object.keys(fresh).map((word) => [word, rows[word][0]])));
  };
  const now = () => new Date().toISOString();
  store.notice = notice;
  store.mark = (words) => write(Object.fromEntries(Object.entries(words).map(([word, status]) => [word, [status, now()]])));
  store.knowLevel = (list, level, words) => {
    const before = Object.fromEntries(words.map((word) => [word, store.statuses[word] || "new"]));
    store.mark(Object.fromEntries(words.filter((word) => before[word] !== "learn").map((word) => [word, "known"])));
    store.said(`${words.length} words of this text marked as known.`, () => store.mark(before));
  };
  store.handOver = () => store.file(JSON.stringify({ dubao: "known words", version: 1, words: Object.entries(rows).map(([word, row]) => [word, ...row]) }));
  store.takeIn = (text) => {
    const fresh = {};
    try {
      if (text.trim().startsWith("{")) for (const [word, status, changed] of JSON.parse(text).words) fresh[word] = [status, changed];
      else for (const word of text.split(/[^\p{Script=Han}〇]+/u)) if (word) fresh[word] = ["known", now()];
    } catch (error) { return store.said("This is not a file of known words that the reader saved. Nothing was added."); }
    const fits = ([word, [status, changed]]) => HAN.test(word) && ["known", "learn", "new"].includes(status) && typeof changed === "string";
    if (!Object.keys(fresh).length || !Object.entries(fresh).every(fits)) return store.said("There is no list of Chinese words in this. Nothing was added.");
    write(fresh);
    store.said(`${Object.keys(fresh).length} words added.`);
  };
  return store;
}
