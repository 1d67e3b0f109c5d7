// The addresses of the pages: every view can be shared, so each link is made here from what it shows.

const FILTERS = ["kind", "speaker", "work", "doc", "from", "to"];

/** The names of the filters, as they stand in addresses and in the API. */
export { FILTERS };

function to(path, parameters) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== null && value !== "") query.set(name, value);
  }
  const told = query.toString();
  return `${path}${told && "?"}${told}`;
}

/** The part of a question that all pages of the corpus share: its words and its filters. */
export function shared(parameters) {
  return Object.fromEntries(["q", ...FILTERS].map((name) => [name, parameters[name]]).filter(([, value]) => value));
}

export const toSearch = (parameters) => to("/", parameters);
export const toKwic = (parameters) => to("/kwic", parameters);
export const toTimeline = (parameters) => to("/timeline", parameters);
export const toStats = (parameters) => to("/stats", parameters);
export const toTrace = (text) => to("/trace", { q: text });
export const toCompare = (a, b) => to("/compare", { a, b });

/** A document, at a passage of it, with a stretch marked. */
export function toRead(id, span = undefined) {
  const [document, passage] = id.split("#");
  const path = to(`/read/${encodeURIComponent(document)}`, { hit: span && `${span.start}-${span.end}` });
  return passage ? `${path}#${encodeURIComponent(passage)}` : path;
}

/** What the address of a document names. */
export function readTarget(url) {
  const hit = /^(\d+)-(\d+)$/.exec(url.searchParams.get("hit") ?? "");
  return {
    id: decoded(url.pathname.replace(/^\/read\/?/, "")),
    passage: decoded(url.hash.slice(1)),
    hit: hit && { start: Number(hit[1]), end: Number(hit[2]) },
  };
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
