// Places in the text and in the card: what stands around a word, the word in the next line, where the reader was.

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
  const typed = [...card.querySelectorAll("input")].map((input) => input.value);
  return (same) => {
    if (same) card.querySelectorAll("input").forEach((input, i) => { input.value = typed[i] ?? input.value; });
    card.querySelectorAll("details").forEach((details) => { details.open = open.includes(title(details)); });
    card.scrollTop = same ? scroll : 0;
    if (!active) return;
    const again = [...card.querySelectorAll("[data-does], summary")].find((e) => (does ? e.dataset.does === does : e.textContent === summary));
    (again || card).focus({ preventScroll: true });
  };
}
