/** The app package that Teams takes: manifest, icons and language file in one zip. */
import { crc32, deflateRawSync } from "node:zlib";
import { type AppOptions, icons, languageFile, languageOf, teamsManifest } from "./manifest.ts";

/** Pictures as PNG: 192 pixels wide with a ground, 32 pixels wide without one. */
export interface Icons {
  readonly color: Buffer;
  readonly outline: Buffer;
}

export function appPackage(options: AppOptions, drawn: Icons): Buffer {
  const manifest = teamsManifest(options);
  const json = (value: object): Buffer => Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
  return zip([
    ["manifest.json", json(manifest)],
    [languageFile, json(languageOf(manifest, options.version))],
    [icons.color, drawn.color],
    [icons.outline, drawn.outline],
  ]);
}

const made = { time: 0, day: (46 << 9) | (1 << 5) | 1 }; // 1 January 2026: the same files are the same bytes

/** PKZIP's APPNOTE, 4.3: local headers with their files, then the directory, then its end. */
function zip(files: readonly (readonly [name: string, content: Buffer])[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of files) {
    const packed = deflateRawSync(content);
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0); // version 2.0 reads it
    shared.writeUInt16LE(8, 4); // deflated
    shared.writeUInt16LE(made.time, 6);
    shared.writeUInt16LE(made.day, 8);
    shared.writeUInt32LE(crc32(content), 10);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(content.length, 18);
    shared.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), shared, Buffer.from(name, "ascii"), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(
      Buffer.concat([Buffer.from("PK\x01\x02\x14\x00", "latin1"), shared, tail, Buffer.from(name, "ascii")]),
    );
    parts.push(local);
    offset += local.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", 0, "latin1");
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(entries.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, entries, end]);
}
