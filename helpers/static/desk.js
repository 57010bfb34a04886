// The instructor's desk: what ipywidgets do not have. `view` is frame (keys and names for a step), points (a list to work down), files (downloads), upload.

const inDesk = (el, found, left = 200) => {
  const desk = el.closest(".dubao-desk");
  if (desk) found(desk);
  else if (left) requestAnimationFrame(() => inDesk(el, found, left - 1));
};

// What unfolds is opened with Enter and Space too, and says whether it is open: ipywidgets' own accordion knows the mouse only.
function unfolds(head) {
  const told = () => head.setAttribute("aria-expanded", String(head.parentElement.classList.contains("jupyter-widget-Collapse-open")));
  head.tabIndex = 0;
  head.setAttribute("role", "button");
  head.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    head.click();
  });
  head.addEventListener("click", () => requestAnimationFrame(told));
  told();
}

// No key of the desk reaches the notebook, but for what is pressed with Ctrl or Cmd. A button that was pressed and comes back has the focus again.
function frameView(data, el) {
  const keep = (event) => { if (!(event.ctrlKey || event.metaKey) || event.key === "Enter") event.stopPropagation(); };
  inDesk(el, (desk) => {
    if (desk.dataset.framed) return;
    desk.dataset.framed = "yes";
    desk.setAttribute("role", "group");
    desk.setAttribute("aria-label", data.title);
    for (const kind of ["keydown", "keyup", "keypress"]) desk.addEventListener(kind, keep);
    let last = null;
    desk.addEventListener("focusin", (event) => { last = event.target; });
    const tidy = () => {
      for (const said of desk.querySelectorAll(".dubao-said:not([role])")) said.setAttribute("role", "status");
      for (const chinese of desk.querySelectorAll(".dubao-chinese:not([lang])")) chinese.setAttribute("lang", "zh-Hans");
      desk.querySelectorAll(".jupyter-widget-Collapse-header:not([tabindex])").forEach(unfolds);
      for (const text of desk.querySelectorAll(".dubao-desk :is(input, textarea):not([spellcheck])")) text.setAttribute("spellcheck", "false");
      if (last?.isConnected && !last.disabled && document.activeElement === document.body && last.dataset.lost) { last.focus({ preventScroll: true }); delete last.dataset.lost; }
      if (last?.disabled) last.dataset.lost = "yes";
    };
    new MutationObserver(tidy).observe(desk, { subtree: true, childList: true, attributes: true, attributeFilter: ["disabled"] });
    tidy();
  });
  return () => {};
}

function pointsView(model, el) {
  const box = make("div", { class: "dubao-points", role: "group", "aria-label": "What to check" });
  const closed = new Set();
  const open = (point) => {
    model.send({ chosen: point.number });
    inDesk(el, (desk) => {
      const word = desk.querySelector(`.dubao .word[data-place="${point.place}"]`);
      if (!word) return;
      word.click();
      word.scrollIntoView({ block: "center" });
    });
  };
  const item = (point) => {
    const tick = make("input", { type: "checkbox", "aria-label": `Looked at: ${point.text}`, onchange: () => { row.classList.toggle("done", tick.checked); model.send({ seen: point.number, done: tick.checked }); } });
    tick.checked = point.seen;
    const times = point.count > 1 ? ` (${point.count} times)` : "";
    const row = make("li", { class: point.seen ? "done" : "" }, tick,
      make("button", { type: "button", onclick: () => open(point), title: point.sentence, "aria-label": `Show ${point.text} in the text: ${point.said}` }, make("b", { lang: "zh-Hans" }, point.text), `${times} ${point.said}`));
    return row;
  };
  const kind = (group) => {
    const left = group.points.filter((point) => !point.seen).length;
    const part = make("details", { ontoggle: () => (part.open ? closed.delete(group.title) : closed.add(group.title)) },
      make("summary", {}, `${group.title} (${left === group.points.length ? left : `${left} of ${group.points.length} left`})`), make("p", { class: "advice" }, group.advice), make("ul", {}, ...group.points.map(item)));
    part.open = !closed.has(group.title);
    return part;
  };
  const draw = () => {
    const { groups } = model.get("data");
    const [held, scroll] = [document.activeElement?.getAttribute("aria-label"), box.scrollTop];
    box.replaceChildren(...(groups.length ? groups.map(kind) : [make("p", { class: "none" }, "Nothing to check.")]));
    box.scrollTop = scroll;
    if (held && document.activeElement === document.body) [...box.querySelectorAll("button, input")].find((e) => e.getAttribute("aria-label") === held)?.focus({ preventScroll: true });
  };
  model.on("change:data", draw);
  draw();
  el.append(box);
  return () => model.off("change:data", draw);
}

function filesView(model, el) {
  const list = make("ul", { class: "dubao-files", "aria-label": "Files" });
  const draw = () => list.replaceChildren(...model.get("data").files.map((file, number) => make("li", {}, make("span", { class: "name" }, make("b", {}, file.format), ` ${file.name}`), make("span", { class: "size" }, file.size),
    make("button", { type: "button", "aria-label": `Download ${file.name}`, onclick: () => model.send({ wanted: number }) }, "Download"))));
  const heard = (message, buffers) => {
    if (!message.name) return;
    const url = URL.createObjectURL(new Blob([buffers[0]]));
    make("a", { href: url, download: message.name }).click();
    setTimeout(() => URL.revokeObjectURL(url), 2000);
  };
  model.on("change:data", draw);
  model.on("msg:custom", heard);
  draw();
  el.append(list);
  return () => { model.off("change:data", draw); model.off("msg:custom", heard); };
}

// Files go to Python in pieces, each when the one before has arrived: a server takes no message of the size of a newspaper page with its pictures.
const PIECE = 2_000_000;

function uploadView(model, el) {
  const { label, accept, several, largest } = model.get("data");
  const input = make("input", { type: "file", accept, multiple: several, class: "dubao-file" });
  const told = make("span", {}, label);
  let arrived = () => {};
  const sent = (content, buffers) => new Promise((resolve) => { arrived = resolve; model.send(content, undefined, buffers); });
  const heard = () => arrived();
  const hand = async (files) => {
    input.disabled = true;
    for (const [number, file] of files.entries()) {
      const about = { name: file.name, size: file.size, last: number === files.length - 1 };
      if (file.size > largest) { await sent({ ...about, refused: true, end: true }); continue; }
      let at = 0;
      do {
        const piece = await file.slice(at, at + PIECE).arrayBuffer();
        at += PIECE;
        told.textContent = `${label} (${Math.min(100, Math.round((100 * at) / Math.max(1, file.size)))} %)`;
        await sent({ ...about, begin: at === PIECE, end: at >= file.size }, [new DataView(piece)]);
      } while (at < file.size);
    }
    told.textContent = label;
    input.disabled = false;
    input.value = "";
    if (document.activeElement === document.body) input.focus({ preventScroll: true });
  };
  input.addEventListener("change", () => hand([...input.files]));
  model.on("msg:custom", heard);
  el.append(make("label", { class: "jupyter-button dubao-upload" }, input, told));
  return () => model.off("msg:custom", heard);
}

function render({ model, el }) {
  return { frame: () => frameView(model.get("data"), el), points: () => pointsView(model, el), files: () => filesView(model, el), upload: () => uploadView(model, el) }[model.get("data").view]();
}

export default { render };
