import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";

/** The server's end of a web socket (RFC 6455), with as much of it as Socket Mode uses: whole text frames, pings, closing. */
export interface WebSocket {
  send(text: string): void;
  ping(): void;
  close(): void;
  /** Tears the line without a word. */
  drop(): void;
}

const codes = { text: 0x1, close: 0x8, ping: 0x9, pong: 0xa } as const;

/** Takes an upgrade request. */
export function acceptWebSocket(
  request: IncomingMessage,
  line: Duplex,
  on: { readonly text: (text: string) => void; readonly closed: () => void },
): WebSocket {
  const accept = createHash("sha1")
    .update(`${request.headers["sec-websocket-key"]}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
    .digest("base64");
  const headers = ["Upgrade: websocket", "Connection: Upgrade", `Sec-WebSocket-Accept: ${accept}`];
  line.write(`HTTP/1.1 101 Switching Protocols\r\n${headers.join("\r\n")}\r\n\r\n`);

  const write = (code: number, payload: Buffer = Buffer.alloc(0)): void => {
    if (!line.writable) return;
    line.write(Buffer.concat([headOf(code, payload.length), payload]));
  };
  let waiting: Buffer = Buffer.alloc(0);
  line.on("data", (chunk: Buffer) => {
    waiting = Buffer.concat([waiting, chunk]);
    for (let frame = frameIn(waiting); frame !== undefined; frame = frameIn(waiting)) {
      waiting = waiting.subarray(frame.size);
      if (frame.code === codes.text) on.text(frame.payload.toString("utf8"));
      if (frame.code === codes.ping) write(codes.pong, frame.payload);
      if (frame.code !== codes.close) continue;
      write(codes.close, frame.payload.subarray(0, 2));
      line.end();
    }
  });
  line.on("close", on.closed).on("error", () => line.destroy());
  return {
    send: (text) => write(codes.text, Buffer.from(text)),
    ping: () => write(codes.ping),
    close: () => write(codes.close, Buffer.from([0x03, 0xe8])),
    drop: () => line.destroy(),
  };
}

/** A server's frames are whole and not masked. */
function headOf(code: number, length: number): Buffer {
  if (length < 126) return Buffer.from([0x80 | code, length]);
  const head = Buffer.alloc(length < 65_536 ? 4 : 10);
  head[0] = 0x80 | code;
  head[1] = length < 65_536 ? 126 : 127;
  if (length < 65_536) head.writeUInt16BE(length, 2);
  else head.writeBigUInt64BE(BigInt(length), 2);
  return head;
}

/** The first whole frame of a client's bytes, unmasked; undefined as long as some of it is missing. */
function frameIn(bytes: Buffer): { code: number; payload: Buffer; size: number } | undefined {
  if (bytes.length < 6) return undefined; // a client's frame is masked
  const short = (bytes[1] ?? 0) & 0x7f;
  const extra = short === 126 ? 2 : short === 127 ? 8 : 0;
  if (bytes.length < 6 + extra) return undefined;
  const length = extra === 2 ? bytes.readUInt16BE(2) : extra === 8 ? Number(bytes.readBigUInt64BE(2)) : short;
  const start = 6 + extra;
  if (bytes.length < start + length) return undefined;
  const mask = bytes.subarray(2 + extra, start);
  const payload = Buffer.from(bytes.subarray(start, start + length).map((byte, i) => byte ^ (mask[i % 4] ?? 0)));
  return { code: (bytes[0] ?? 0) & 0x0f, payload, size: start + length };
}
