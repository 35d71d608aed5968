/** A PNG from rows of pixels, each with a byte in front that names its filter (0: none). */
import { crc32, deflateSync } from "node:zlib";

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** @param palette red, green and blue of each colour, where a pixel is one byte; without it, four bytes with alpha */
export function pngFile({ width, height }: Size, rows: Uint8Array, palette?: Uint8Array): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, palette ? 3 : 6, 0, 0, 0], 8); // 8 bits: of an index, or of each channel
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk("IHDR", head),
    ...(palette ? [chunk("PLTE", palette)] : []),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, "ascii"), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

const mostColours = 256;
/** Sixteen steps a channel: what a drawing with smoothed edges needs. */
const step = 17;

/**
 * The same picture in few colours, a third of the size; undefined where it has more colours than one byte tells apart.
 * @param pixels red, green, blue and alpha of each
 */
export function fewColours({ width, height }: Size, pixels: Uint8Array): Buffer | undefined {
  const indexes = new Map<number, number>();
  const palette: number[] = [];
  const rows = new Uint8Array(height * (width + 1));
  for (let i = 0; i < width * height; i += 1) {
    const r = Math.round((pixels[4 * i] ?? 0) / step);
    const g = Math.round((pixels[4 * i + 1] ?? 0) / step);
    const b = Math.round((pixels[4 * i + 2] ?? 0) / step);
    const colour = (r << 8) | (g << 4) | b;
    let index = indexes.get(colour);
    if (index === undefined) {
      index = indexes.size;
      if (index === mostColours) return undefined;
      indexes.set(colour, index);
      palette.push(r * step, g * step, b * step);
    }
    rows[i + Math.floor(i / width) + 1] = index;
  }
  return pngFile({ width, height }, rows, Uint8Array.from(palette));
}
