// Finding a slogan: by characters, pinyin with or without tones, English, number, year or decade, article.

const NUMERALS = { 一: 1, 二: 2, 两: 2, 双: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 十: 10 };
const TONED = /[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]/;

// How well a slogan fits: 0 is best, null not at all.
function fit(record, asked) {
  const { hanzi, found } = record;
  const compact = asked.replace(/[\s'’·，、；,.\-–—]+/g, "");
  const words = ` ${found.numbers} `;
  const best = [];
  if (/\p{Script=Han}/u.test(asked)) {
    const plain = hanzi.replace(/[\s，、；]+/g, "");
    if (plain === compact) best.push(0);
    else if (plain.startsWith(compact)) best.push(1);
    else if (plain.includes(compact)) best.push(2);
    else if (found.zh.includes(asked)) best.push(4);
    if (NUMERALS[asked] && words.includes(` ${NUMERALS[asked]} `)) best.push(3);
    if (/^\d\d年代$/.test(asked) && found.years.some((year) => year.startsWith(`19${asked[0]}`))) best.push(3);
    return best.length ? Math.min(...best) : null;
  }
  const decade = /^(?:(1[89]|20))?(\d)0s$/.exec(asked);
  if (decade) return found.years.some((year) => year.startsWith((decade[1] || "19") + decade[2])) ? 3 : null;
  if (/^\d{3}-\d+$/.test(asked)) return found.articles.includes(asked) ? 1 : null;
  if (/^\d+$/.test(asked)) return found.years.includes(asked) || words.includes(` ${asked} `) ? 1 : hanzi.includes(asked) ? 0 : null;
  if (hanzi.toLowerCase().includes(asked)) best.push(1);
  const bare = compact.replace(/[1-5]/g, "").normalize("NFD").replace(/[\u0300\u0301\u0304\u030c]/g, "").normalize("NFC").replace(/u:|ü/g, "v");
  const [given, written] = TONED.test(asked) ? [compact, found.marked] : [bare, found.bare];
  if (given.length > 1 && written.startsWith(given)) best.push(written === given ? 0 : 1);
  else if (given.length > 1 && written.includes(given)) best.push(2);
  if (words.includes(` ${asked} `)) best.push(2);
  if (` ${found.english}`.includes(` ${asked}`)) best.push(3);
  else if (asked.length > 2 && found.all.includes(asked)) best.push(5);
  return best.length ? Math.min(...best) : null;
}

// The slogans that fit what was typed, the best first: all of it at once, or else each of its words.
function findSlogans(records, typed) {
  const asked = typed.normalize("NFC").toLowerCase().trim().replace(/[“”"‘’《》]/g, "");
  if (!asked) return records;
  const ranked = (rate) => records.map((record, place) => [rate(record), place, record]).filter(([rank]) => rank !== null)
    .sort((one, other) => one[0] - other[0] || one[1] - other[1]).map(([, , record]) => record);
  const whole = ranked((record) => fit(record, asked));
  const words = asked.split(/\s+/);
  if (whole.length || words.length < 2) return whole;
  return ranked((record) => {
    const ranks = words.map((word) => fit(record, word));
    return ranks.includes(null) ? null : Math.max(...ranks);
  });
}
