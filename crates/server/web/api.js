// Requests to the server that this page came from: JSON, lines of JSON as they arrive, a check's events.

/** An answer that is an error, with its code; `offline` when there was no answer. */
export class Failure extends Error {
  constructor(code, message, span = undefined) {
    super(message);
    this.code = code;
    this.span = span; // where in the query, in bytes
  }
}

const TOKEN_KEY = "chuchu.token";

/** The token that this server wants, as long as the window is open; none where it wants none. */
function token() {
  try {
    return sessionStorage.getItem(TOKEN_KEY);
  } catch {
    return null;
  }
}

/** Sends this token from now on. */
export function useToken(given) {
  sessionStorage.setItem(TOKEN_KEY, given);
}

const ROOT = "/api/v1/";

/** The path of a document or passage: ids hold slashes, `#` and Chinese. */
export function idPath(collection, id) {
  return `${collection}/${encodeURIComponent(id)}`;
}

/** The address of a question, with the parameters that are not empty; a list stands once for each value. */
export function address(path, parameters = {}) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    for (const one of [value].flat()) {
      if (one !== undefined && one !== null && one !== "") query.append(name, one);
    }
  }
  const told = query.toString();
  return `${ROOT}${path}${told && "?"}${told}`;
}

async function failure(response) {
  const body = await response.json().catch(() => null);
  return new Failure(body?.error?.code ?? "internal", body?.error?.message ?? `HTTP ${response.status}`, body?.error?.span);
}

/** Sends a request; what is not an answer becomes a `Failure`. */
async function send(path, parameters, options) {
  let response;
  const known = token();
  if (known) options.headers = { ...options.headers, authorization: `Bearer ${known}` };
  try {
    response = await fetch(address(path, parameters), options);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Failure("offline", error.message);
  }
  if (!response.ok) throw await failure(response);
  return response;
}

async function json(response) {
  try {
    return await response.json();
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Failure("internal", error.message);
  }
}

/** Asks. */
export async function get(path, parameters = {}, signal = undefined) {
  return json(await send(path, parameters, { signal }));
}

/** Sends JSON. */
export async function post(path, body, signal = undefined) {
  const headers = { "content-type": "application/json" };
  return json(await send(path, {}, { method: "POST", headers, body: JSON.stringify(body), signal }));
}

/** The lines of an answer as they arrive. */
async function* textLines(response) {
  let rest = "";
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { done, value = "" } = await reader.read();
    const parts = (rest + value).split("\n");
    rest = parts.pop();
    yield* parts;
    if (done) break;
  }
  if (rest) yield rest;
}

/** The records of an answer in lines of JSON, one by one as they arrive. A record `{"error":…}` ends it. */
export async function* lines(path, parameters = {}, signal = undefined) {
  const response = await send(path, parameters, { signal, headers: { accept: "application/x-ndjson" } });
  for await (const line of textLines(response)) {
    if (!line.trim()) continue;
    const record = JSON.parse(line);
    if (record.error) throw new Failure(record.error.code ?? "internal", record.error.message ?? "");
    yield record;
  }
}

/** The events of an answer as `{event, data}`. */
async function* events(response) {
  let [event, data] = ["message", []];
  for await (const raw of textLines(response)) {
    const line = raw.replace(/\r$/, "");
    if (line === "") {
      if (data.length > 0) yield { event, data: JSON.parse(data.join("\n")) };
      [event, data] = ["message", []];
    } else if (line.startsWith("event:")) event = line.slice(6).trim();
    else if (line.startsWith("data:")) data.push(line.slice(5).replace(/^ /, ""));
  }
  if (data.length > 0) yield { event, data: JSON.parse(data.join("\n")) };
}

/** A parameter is only named where it is wanted. */
function asked(unmarked) {
  return unmarked ? { unmarked: 1 } : {};
}

/** Checks a file, on request for borrowings without marks too; `progress(done, total)` is called as it goes on. */
export async function check(file, name, unmarked, progress, signal) {
  const headers = { accept: "text/event-stream", "content-type": file.type || "application/octet-stream" };
  const response = await send("check", { name, ...asked(unmarked) }, { method: "POST", headers, body: file, signal });
  if (!(response.headers.get("content-type") ?? "").includes("event-stream")) return json(response);
  for await (const { event, data } of events(response)) {
    if (event === "progress") progress(data.done, data.total);
    if (event === "report") return data;
    if (event === "error") throw new Failure(data.error?.code ?? data.code ?? "internal", data.error?.message ?? data.message ?? "");
  }
  throw new Failure("offline", "the answer ended early");
}

/** The report of a check in another form, as a file. */
export async function checkedFile(file, name, unmarked, format) {
  const headers = { "content-type": file.type || "application/octet-stream" };
  return (await send("check", { name, format, ...asked(unmarked) }, { method: "POST", headers, body: file })).blob();
}
