/** Gets a list of prices: from a file, or from a web address when one is given. Nothing else is ever asked of the network. */
import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";

export type ListRead =
  | { readonly ok: true; readonly text: string }
  /** A sentence that says what to do. */
  | { readonly ok: false; readonly sentence: string };

const mostBytes = 32 * 1_048_576; // ten times the longest list there is
const mostMs = 30_000;
const tooLong = `has more than ${mostBytes / 1_048_576} MB, which no list of prices has; save the part that you want and give that file.`;

export const isAddress = (from: string): boolean => /^[a-z][a-z0-9+.-]*:\/\//i.test(from);

/** A list as people will read where it came from: its name and kind; no folder of this machine, and nothing secret of an address. */
export function sourceNameOf(from: string, format: string): string {
  if (!isAddress(from)) return `${format} list in ${basename(from.replaceAll("\\", "/"))}`;
  const { origin, pathname } = new URL(from);
  return `${origin}${pathname}`;
}

export async function readPriceList(from: string): Promise<ListRead> {
  return isAddress(from) ? fetchList(from) : fileList(from);
}

async function fileList(path: string): Promise<ListRead> {
  try {
    const { size } = await stat(path);
    return size > mostBytes
      ? { ok: false, sentence: `${path} ${tooLong}` }
      : { ok: true, text: await readFile(path, "utf8") };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "unknown";
    return {
      ok: false,
      sentence: `${path} can't be read (${code}); give the path of a file, or an address that begins with https://.`,
    };
  }
}

async function fetchList(address: string): Promise<ListRead> {
  if (!/^https?:\/\//i.test(address))
    return {
      ok: false,
      sentence: `${address} can't be fetched; give an address that begins with https:// or http://, or a file.`,
    };
  try {
    const response = await fetch(address, {
      signal: AbortSignal.timeout(mostMs),
      headers: { accept: "application/json" },
    });
    if (!response.ok)
      return {
        ok: false,
        sentence: `${address} answered ${response.status}; open it in a browser, save it, and give the file.`,
      };
    const pieces: Uint8Array[] = [];
    let bytes = 0;
    for await (const piece of response.body ?? []) {
      bytes += piece.length;
      if (bytes > mostBytes) return { ok: false, sentence: `${address} ${tooLong}` };
      pieces.push(piece);
    }
    return { ok: true, text: Buffer.concat(pieces).toString("utf8") };
  } catch (error) {
    const late = (error as Error).name === "TimeoutError";
    const why = late ? `did not answer within ${mostMs / 1_000} seconds` : `can't be reached (${reasonOf(error)})`;
    return { ok: false, sentence: `${address} ${why}; check the address and the network, or give a saved file.` };
  }
}

function reasonOf(error: unknown): string {
  const { cause, message } = error as Error & { cause?: NodeJS.ErrnoException };
  return cause?.code ?? cause?.message ?? message;
}
