/** Vectors on disk, by the hash of server, model and text, so that only what changed is sent again. */
import { createHash } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

export interface VectorCache {
  readonly keyOf: (text: string) => string;
  readonly get: (key: string) => Float32Array | undefined;
  readonly put: (key: string, vector: Float32Array) => void;
  /** What was worked out for exactly these vectors. */
  readonly note: (of: string) => number | undefined;
  /** Writes down what is still wanted. */
  readonly keep: (wanted: ReadonlySet<string>, note?: { readonly of: string; readonly value: number }) => Promise<void>;
}

interface Line {
  readonly key?: unknown;
  readonly vector?: unknown;
  readonly of?: unknown;
  readonly value?: unknown;
}

/** Reads the file; what is missing or broken in it is not there. */
export async function openVectorCache(
  path: string,
  { baseUrl, model }: { readonly baseUrl: string; readonly model: string },
): Promise<VectorCache> {
  const vectors = new Map<string, Float32Array>();
  let noted: { readonly of: string; readonly value: number } | undefined;
  const text = await readFile(path, "utf8").catch(() => "");
  for (const line of text.split("\n")) {
    const { key, vector, of, value } = parsed(line);
    if (typeof of === "string" && typeof value === "number") noted = { of, value };
    const read = typeof vector === "string" ? vectorOf(vector) : undefined;
    const [first] = vectors.values();
    if (typeof key === "string" && read && read.length === (first ?? read).length) vectors.set(key, read);
  }
  return {
    keyOf: (words) =>
      createHash("sha256")
        .update(JSON.stringify([baseUrl, model, words]))
        .digest("base64url"),
    get: (key) => vectors.get(key),
    put: (key, vector) => void vectors.set(key, vector),
    note: (of) => (noted?.of === of ? noted.value : undefined),
    keep: async (wanted, note = noted) => {
      noted = note;
      for (const key of vectors.keys()) if (!wanted.has(key)) vectors.delete(key);
      const lines = [...vectors].map(([key, vector]) => JSON.stringify({ key, vector: bytesOf(vector) }));
      if (note) lines.unshift(JSON.stringify(note));
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      // Whole or not at all: a process that dies here leaves the file that was there.
      await writeFile(`${path}.new`, `${lines.join("\n")}\n`, { mode: 0o600 });
      await rename(`${path}.new`, path);
    },
  };
}

function parsed(line: string): Line {
  try {
    return (JSON.parse(line) ?? {}) as Line;
  } catch {
    return {};
  }
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString("base64");

function vectorOf(text: string): Float32Array | undefined {
  const bytes = Buffer.from(text, "base64");
  if (bytes.length === 0 || bytes.length % 4 !== 0) return undefined;
  const vector = new Float32Array(bytes.length / 4);
  new Uint8Array(vector.buffer).set(bytes);
  return vector.every(Number.isFinite) ? vector : undefined;
}
