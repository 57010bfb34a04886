// How far a lesson is: a table with a face for each task; and the button that saves the answers as a file.

function summaryView(data, model) {
  const body = make("div", {});
  const said = make("p", { class: "reply", role: "status" });
  const ask = asker(model, (text) => { said.textContent = text; });
  const root = make("section", { class: "dubao-task summary", "aria-label": data.title }, body, said);

  const row = (task) => make("tr", {}, make("th", { scope: "row" }, task.prompt), make("td", {}, task.tries || ""),
    make("td", {}, task.tries && task.of ? `${task.best} of ${task.of}` : ""), make("td", {}, ...(task.face ? [face(task.face), task.face] : task.tries ? ["answered"] : [])));
  function draw(table) {
    const head = make("thead", {}, make("tr", {}, ...["Task", "Tries", "Marks", "Face"].map((text) => make("th", { scope: "col" }, text))));
    const faces = Object.entries(table.faces).map(([name, count]) => make("span", { class: "count" }, face(name), ` ${name} ${count}`));
    body.replaceChildren(make("table", {}, make("caption", {}, table.title), head, make("tbody", {}, ...table.rows.map(row))),
      make("p", { class: "faces" }, ...faces), make("p", { class: "scheme" }, table.scheme, table.notice ? ` ${table.notice}` : ""),
      ...(table.begun ? [resetting(table.begun)] : []));
  }
  function resetting(begun) {
    const place = make("div", { class: "actions" });
    const first = () => place.replaceChildren(button("Start this lesson again", second));
    const second = () => {
      const keep = button("Keep them", () => { first(); place.firstChild.focus(); });
      place.replaceChildren(make("span", {}, `Forget what you did in ${begun} task${begun === 1 ? "" : "s"}? `),
        button("Forget", () => { ask({ kind: "reset" }); said.textContent = "Forgotten. Run the lesson again to have empty tasks."; }), keep);
      keep.focus();
    };
    first();
    return place;
  }
  draw(data);
  ask({ kind: "table" });
  return { root, heard: (message) => message.rows && draw(message) };
}

function fileView(data, model) {
  const said = make("p", { class: "reply", role: "status" });
  const ask = asker(model, (text) => { said.textContent = text; });
  const name = make("input", { type: "text", autocomplete: "name", size: 24 });
  const form = make("form", { onsubmit: (event) => { event.preventDefault(); ask({ kind: "file", student: name.value }); } },
    make("label", {}, "Your name, if the file should have it: ", name), make("div", { class: "actions" }, make("button", { type: "submit", class: "main" }, "Save my answers as a file")));
  const root = make("section", { class: "dubao-task", "aria-label": `The answers of lesson ${data.name}` }, form, said);
  const heard = (message) => {
    if (!message.file) return;
    const url = URL.createObjectURL(new Blob([message.file], { type: "application/json" }));
    const link = make("a", { href: url, download: message.name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
    said.textContent = `Saved as ${message.name}, where your browser keeps downloads. Give it to your instructor. ${message.notice}`;
  };
  return { root, heard };
}

export default { render };
