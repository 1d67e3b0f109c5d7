// Requests to the server that this page came from.

/** An answer that is an error, with its code; `offline` when there was no answer. */
export class Failure extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

async function read(request) {
  let response;
  try {
    response = await request;
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Failure("offline", error.message);
  }
  const body = await response.json().catch(() => null);
  if (response.ok && body !== null) return body;
  throw new Failure(body?.error?.code ?? "internal", body?.error?.message ?? `HTTP ${response.status}`);
}

/** Asks with the parameters that are not empty. */
export function get(path, parameters = {}, signal = undefined) {
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined && value !== "");
  const query = new URLSearchParams(given).toString();
  return read(fetch(`/api/v1/${path}${query && "?"}${query}`, { signal }));
}

/** Sends JSON. */
export function post(path, body, signal = undefined) {
  const headers = { "content-type": "application/json" };
  return read(fetch(`/api/v1/${path}`, { method: "POST", headers, body: JSON.stringify(body), signal }));
}

/** The path of a document or passage: ids hold slashes, `#` and Chinese. */
export function idPath(collection, id) {
  return `${collection}/${encodeURIComponent(id)}`;
}
