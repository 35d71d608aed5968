/** `emulate`'s Slack, which others wrote: what holds in it and in ours is likely to hold in Slack. */
import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createEmulator } from "emulate";

export interface Emulated {
  /** Ends in `/api/`. */
  readonly url: string;
  readonly token: string;
  readonly close: () => Promise<void>;
}

/** It takes no port 0. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

export async function startEmulated(): Promise<Emulated> {
  const port = await freePort();
  const token = "xoxb-emulated";
  const emulator = await createEmulator({
    service: "slack",
    port,
    baseUrl: `http://127.0.0.1:${port}`,
    seed: {
      slack: {
        team: { name: "Emulated", domain: "emulated" },
        users: [{ name: "emma", real_name: "Emma Eriksen", email: "emma@example.com" }],
        channels: [{ name: "general" }],
        bots: [{ name: "counterweight" }],
      },
    },
  });
  return { url: `http://127.0.0.1:${port}/api/`, token, close: () => emulator.close() };
}
