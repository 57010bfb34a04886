// A slogan's card, and what one is asked about it: the same on the page of slogans and in the reader. Text enters by textContent alone, never as markup.

const GROWN = new Set(["div", "p", "span", "b", "i", "ul", "li", "mark", "button"]);

// A tree from Python ([tag, attributes, child …]) as elements.
function grow(tree) {
  if (typeof tree === "string") return document.createTextNode(tree);
  const [tag, attributes, ...children] = tree;
  return make(GROWN.has(tag) ? tag : "span", attributes, ...children.map(grow));
}

// Fills `home` with the card: shown at once, or asked about first. `does`: others (the slogans from which wrong answers are taken),
// knows(hanzi) and open(hanzi, button) for related slogans, toPlace(start), and cover(kind), which hides what would tell the answer of
// a question of this kind ("" for none). Returns { reveal, ask }.
function sloganCard(record, home, does) {
  const reveal = (moved) => {
    does.cover("");
    const again = questionsOf(record).length ? make("button", { type: "button", class: "quiet again", onclick: ask }, "Try it") : null;
    const card = grow(record.card);
    card.querySelectorAll("button.related").forEach((button) => {
      const hanzi = button.textContent;
      if (does.knows(hanzi)) button.addEventListener("click", () => does.open(hanzi, button));
      else button.replaceWith(make("span", { class: "related", lang: "zh-Hans" }, hanzi));
    });
    card.querySelectorAll("button.place").forEach((button) => button.addEventListener("click", () => does.toPlace(Number(button.dataset.place))));
    home.replaceChildren(...[again, card].filter(Boolean));
    if (moved) { card.tabIndex = -1; card.focus(); }
  };
  const ask = () => {
    home.replaceChildren(tryIt(record, does.others, () => reveal(true), does.cover));
    (home.querySelector("input, .tiles button, .option") || home.querySelector("button")).focus();
  };
  return { reveal, ask };
}
