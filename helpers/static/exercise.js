// A task of a lesson: `data` is what Python tells of it (no key). Every answer goes to Python, which checks and keeps it.

const FACES = { 笑脸: "a smile", 呆脸: "a blank face", 哭脸: "a sad face" };
const MOUTHS = { 笑脸: "M7 14 Q12 19 17 14", 呆脸: "M8 15.5 H16", 哭脸: "M7 17 Q12 12 17 17" };

function face(name) {
  const svg = (tag, properties) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [key, value] of Object.entries(properties)) element.setAttribute(key, value);
    return element;
  };
  const drawn = svg("svg", { viewBox: "0 0 24 24", class: "face", role: "img", "aria-label": `${name}, ${FACES[name]}` });
  drawn.append(svg("circle", { cx: 12, cy: 12, r: 10 }), svg("path", { d: "M8.5 9 v1 M15.5 9 v1" }), svg("path", { d: MOUTHS[name] }));
  return drawn;
}

// Asks Python; what the learner asked and is not answered within five seconds is reported, until the answer comes.
function asker(model, said) {
  let waiting = null;
  let late = false;
  model.on("msg:custom", () => { clearTimeout(waiting); if (late) said(""); late = false; });
  return (message) => {
    clearTimeout(waiting);
    const report = () => { late = true; said("No answer yet: the kernel is busy, or this page has lost it. Run the cell again if this stays."); };
    if (message.kind !== "open") waiting = setTimeout(report, 5000);
    try { model.send(message); } catch (error) {
      clearTimeout(waiting);
      said("This page has lost its kernel. Run the cell again, then answer once more.");
    }
  };
}

const button = (text, onclick, properties = {}) => make("button", { type: "button", onclick, ...properties }, text);

function taskView(data, model) {
  const reply = make("div", { class: "reply", role: "status" });
  const answer = make("div", { class: "answer", tabindex: "-1" });
  const say = (text, kind = "") => { reply.className = `reply ${kind}`; reply.textContent = text; };
  const ask = asker(model, say);
  const open = data.kind === "open";
  const input = INPUTS[data.kind](data, say);
  const id = `dubao-${Math.random().toString(36).slice(2)}`;
  const got = make("span", { class: "got" });
  const hint = data.hint && button("Hint", () => { say(data.hint, "hint"); look.hidden = false; ask({ kind: "hint" }); });
  const look = button(open ? "Model answer" : "Look at the answer", () => ask({ kind: "look" }), { hidden: true });
  const check = () => { touched = true; ask({ kind: "check", answer: input.answer() }); if (open && input.answer()[0].trim()) ask({ kind: "look" }); };
  const form = make("form", { onsubmit: (event) => { event.preventDefault(); check(); } }, input.element,
    make("div", { class: "actions" }, make("button", { type: "submit", class: "main" }, open ? "Keep and compare" : "Check"), hint || null, look, got));
  const root = make("section", { class: "dubao-task", role: "group", "aria-labelledby": id, "data-kind": data.kind },
    make("p", { class: "prompt", id }, make("b", spoken(data.prompt), data.prompt), " ", make("span", { class: "ask" }, data.ask)), form, reply, answer);
  let touched = false;
  for (const name of ["input", "change"]) form.addEventListener(name, () => { touched = true; input.mark(null); });

  function result(checked, done) {
    input.mark(checked.parts, checked.answer || done.answer);
    const marks = checked.of > 1 ? `${checked.marks} of ${checked.of}.${checked.message.includes("\n") ? "\n" : " "}` : "";
    say(marks + checked.message, checked.right ? "right" : checked.of ? "wrong" : "");
    look.hidden = false;
  }
  function state(done, notice) {
    got.replaceChildren(...(done.face ? [face(done.face), done.face] : []));
    if (done.hinted || done.tries) look.hidden = false;
    if (notice) got.append(` ${notice}`);
  }
  function showAnswer(told) {
    const lines = told.key.map((text) => make(told.ordered ? "li" : "p", { class: "key", ...spoken(text) }, text));
    answer.replaceChildren(make("p", { class: "label" }, open ? "A model answer" : "The answer"), ...(told.ordered ? [make("ol", {}, ...lines)] : lines),
      ...[told.why && make("p", {}, told.why), told.source && make("p", { class: "source" }, "In the article: ", make("span", { lang: "zh-Hans" }, told.source))].filter(Boolean), ...(open ? [judging()] : []));
    answer.focus();
  }
  function judging() {
    const chosen = (name) => () => ask({ kind: "judge", face: name, answer: input.answer() });
    return make("p", { class: "judging" }, "And yours? ", ...Object.keys(FACES).map((name) => make("button", { type: "button", onclick: chosen(name) }, face(name), name)));
  }
  const heard = (message) => {
    if (message.done) state(message.done, message.notice);
    if (message.kind === "checked") result(message, message.done);
    else if (message.kind === "answer") showAnswer(message);
    else if (message.kind === "state" && message.done.tries && !touched && !open) { input.fill(message.done.answer); result(message.last, message.done); touched = true; }
    else if (message.kind === "state" && message.done.tries && !touched) { input.fill(message.done.answer); touched = true; }
    else if (message.notice) say(message.notice);
  };
  ask({ kind: "open" });
  return { root, heard };
}

// No key of a task reaches the notebook, but for what is pressed with Ctrl or Cmd. Escape leaves the task for its cell, from where the notebook's own keys go on.
function keepKeys(root) {
  const keep = (event) => { if (!(event.ctrlKey || event.metaKey) || event.key === "Enter") event.stopPropagation(); };
  for (const kind of ["keydown", "keyup", "keypress"]) root.addEventListener(kind, keep);
  root.addEventListener("keydown", (event) => { if (event.key === "Escape" && !event.isComposing) root.closest(".jp-Cell")?.focus(); });
}

function render({ model, el }) {
  const data = model.get("data");
  const view = { task: taskView, summary: summaryView, file: fileView }[data.view](data, model);
  keepKeys(view.root);
  model.on("msg:custom", view.heard);
  el.append(view.root);
  return () => { model.off("msg:custom", view.heard); view.root.remove(); };
}
