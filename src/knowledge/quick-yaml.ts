/**
 * Reads the plainest YAML, ten times as fast as the parser: one key or item a line, values on one line, no marks that
 * change how text is read. Nearly every file is of this kind. Whatever else a text holds, the answer is `undefined`, and
 * the parser decides; where this reads anything, it reads exactly what the parser would (a test holds it to that).
 */
export function quickYaml(text: string): unknown {
  const lines: Line[] = [];
  for (const raw of text.split("\n")) {
    if (odd.test(raw)) return undefined;
    const body = raw.trimStart();
    if (body === "" || body.startsWith("#")) continue;
    lines.push({ indent: raw.length - body.length, body: body.trimEnd() });
  }
  const first = lines[0];
  if (!first) return undefined;
  try {
    const reader = new Reader(lines);
    const data = reader.block(first.indent);
    return reader.atEnd && typeof data === "object" ? data : undefined;
  } catch (error) {
    if (error === beyond) return undefined;
    throw error;
  }
}

interface Line {
  readonly indent: number;
  readonly body: string;
}

const beyond = new Error("not the plainest YAML");
const giveUp = (): never => {
  throw beyond;
};

// oxlint-disable-next-line no-control-regex -- that there are none is the point
const odd = /[^\S ]|[\u0000-\u001f\u007f-\u009f]/; // tabs, control signs, every space but the plain one
const keyed = /^(?:"([^"\\]+)"|([\p{L}\p{N}](?:[^:#]|:(?=\S))*?)):(?: +(.*))?$/u;
const plainStart = /^[\p{L}\p{N}\\(^$€£]/u;
const notText = /^(?:null|true|false|[\d.][\d.eExXoOa-fA-F+-]*)$/i;

class Reader {
  private at = 0;
  private readonly lines: readonly Line[];
  constructor(lines: readonly Line[]) {
    this.lines = [...lines];
  }
  get atEnd(): boolean {
    return this.at === this.lines.length;
  }

  /** The mapping or list whose lines begin in this column. */
  block(indent: number): unknown {
    return /^-(?: |$)/.test(this.lines[this.at]?.body ?? "") ? this.list(indent) : this.mapping(indent);
  }

  private list(indent: number): unknown[] {
    const items: unknown[] = [];
    for (let line = this.lines[this.at]; line && line.indent >= indent; line = this.lines[this.at]) {
      if (line.indent > indent || !line.body.startsWith("- ")) return giveUp();
      const rest = line.body.slice(2);
      const inside = rest.trimStart();
      if (/^-(?: |$)/.test(inside)) return giveUp();
      if (keyed.test(inside)) {
        const deeper = indent + line.body.length - inside.length;
        (this.lines as Line[])[this.at] = { indent: deeper, body: inside };
        items.push(this.mapping(deeper));
      } else {
        this.at += 1;
        items.push(value(inside));
      }
    }
    return items;
  }

  private mapping(indent: number): Record<string, unknown> {
    const entries: Record<string, unknown> = {};
    for (let line = this.lines[this.at]; line && line.indent >= indent; line = this.lines[this.at]) {
      const match = line.indent === indent ? keyed.exec(line.body) : null;
      const key = match?.[1] ?? match?.[2];
      const rest = match?.[3];
      if (!key || match?.[2]?.endsWith(" ") || key.length > 1_000 || key === "__proto__" || Object.hasOwn(entries, key))
        return giveUp();
      this.at += 1;
      const next = this.lines[this.at];
      if (rest) entries[key] = value(rest + (rest.startsWith("[") ? this.restOfFlow(rest, indent) : ""));
      else if (!next || next.indent <= indent) return giveUp();
      else if (next.body.startsWith("[")) {
        this.at += 1;
        entries[key] = value(next.body + this.restOfFlow(next.body, indent));
      } else entries[key] = this.block(next.indent);
    }
    return entries;
  }

  /** What follows the first line of a bracketed list, down to its end; each line must end between two items. */
  private restOfFlow(first: string, indent: number): string {
    let rest = "";
    for (let last = first; !last.endsWith("]"); this.at += 1) {
      const next = this.lines[this.at];
      if (!next || next.indent <= indent || !(/[[,]$/.test(last) || next.body.startsWith("]"))) return giveUp();
      last = next.body;
      rest += ` ${last}`;
    }
    return rest;
  }
}

/** Text on one line, or a list or mapping of such. */
function value(text: string): unknown {
  if (text.startsWith("{")) return flowMapping(text);
  if (text.startsWith("[")) {
    const inside = /^\[([^[\]{}#:]*)\]$/.exec(text)?.[1]?.trim() ?? giveUp();
    return inside === ""
      ? []
      : inside
          .replace(/, *$/, "")
          .split(",")
          .map((item) => scalar(item.trim()));
  }
  return scalar(text);
}

const flowEntry = /([A-Za-z]\w*): (?:("(?:[^"\\]|\\")*")|([^,:"'#{}[\]]+))(?:, |\}$)/y;

/** `{low: 2, source: "a, b"}`: keys of letters, and no further brackets. */
function flowMapping(text: string): Record<string, unknown> {
  const entries: Record<string, unknown> = {};
  flowEntry.lastIndex = 1;
  do {
    const [, key, quoted, bare] = flowEntry.exec(text) ?? giveUp();
    if (key === undefined || key === "__proto__" || Object.hasOwn(entries, key) || bare?.endsWith(" ")) return giveUp();
    entries[key] = scalar(quoted ?? bare ?? "");
  } while (flowEntry.lastIndex < text.length);
  return text.endsWith("}") ? entries : giveUp();
}

function scalar(text: string): unknown {
  if (text.startsWith('"')) return (/^"((?:[^"\\]|\\")*)"$/.exec(text)?.[1] ?? giveUp()).replaceAll('\\"', '"');
  if (text.startsWith("'")) return /^'([^']*)'$/.exec(text)?.[1] ?? giveUp();
  return plain(text);
}

function plain(text: string): unknown {
  if (!plainStart.test(text) || / #|:(?: |$)/.test(text)) return giveUp();
  if (!notText.test(text)) return text;
  if (text === "true" || text === "false") return text === "true";
  if (/^(?:0|[1-9]\d{0,14})(?:\.\d{1,12})?$/.test(text)) return Number(text);
  return /^\d{4}-\d\d-\d\d$/.test(text) ? text : giveUp();
}
