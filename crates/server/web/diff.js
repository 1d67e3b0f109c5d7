// What differs between two short texts, character by character. The server names the differences of a quotation
// itself; this is for passages that are only laid side by side.

/** Longer texts than this are not compared: the table grows with the product of both. */
const LONGEST = 1500;

const INK = /[\p{L}\p{N}]/u;

/** For every place in both texts the length of what they have in common from there on. */
function common(a, b) {
  const width = b.length + 1;
  const found = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      found[i * width + j] = a[i] === b[j] ? found[(i + 1) * width + j + 1] + 1 : Math.max(found[(i + 1) * width + j], found[i * width + j + 1]);
    }
  }
  return (i, j) => found[i * width + j];
}

/** Takes runs together: `[{ same, text }]`. */
function runs(pieces) {
  const joined = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (last && last.same === piece.same) last.text += piece.text;
    else joined.push({ ...piece });
  }
  return joined;
}

/**
 * Both texts as runs that are the same or not: `[[{ same, text }], [{ same, text }]]`. Marks and blanks are
 * compared too, but a run of them alone is called `slight`.
 */
export function compared(first, second) {
  const [a, b] = [[...first], [...second]];
  if (a.length > LONGEST || b.length > LONGEST) return [[{ same: true, text: first }], [{ same: true, text: second }]];
  const length = common(a, b);
  const [left, right] = [[], []];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      left.push({ same: true, text: a[i] });
      right.push({ same: true, text: b[j] });
      i += 1;
      j += 1;
    } else if (j >= b.length || (i < a.length && length(i + 1, j) >= length(i, j + 1))) {
      left.push({ same: false, text: a[i] });
      i += 1;
    } else {
      right.push({ same: false, text: b[j] });
      j += 1;
    }
  }
  const told = (pieces) => runs(pieces).map((run) => ({ ...run, slight: !run.same && !INK.test(run.text) }));
  return [told(left), told(right)];
}
