/** Whose server an address leads to: the organisation's own, or one at a host outside. */
import { BlockList, isIP } from "node:net";
import type { BackendName } from "../core/route/policy.ts";

/** The open model's address, and what the operator says of whose it is. */
export interface OpenServer {
  readonly baseUrl: string | undefined;
  readonly isOurs: boolean | undefined;
}

/** As a URL writes it, without the brackets of IPv6. */
const hostOf = (baseUrl: string): string => new URL(baseUrl).hostname.replaceAll(/[[\]]/g, "");

/** Loopback, private and link-local; IPv6 that stands for one of IPv4 is looked up as that. */
const ownNets = new BlockList();
for (const [net, bits] of [
  ["0.0.0.0", 32],
  ["127.0.0.0", 8],
  ["10.0.0.0", 8],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
  ["169.254.0.0", 16],
] as const)
  ownNets.addSubnet(net, bits, "ipv4");
for (const [net, bits] of [
  ["::1", 128],
  ["fc00::", 7],
  ["fe80::", 10],
] as const)
  ownNets.addSubnet(net, bits, "ipv6");

/** Names that no public server has: reserved ones, those that are usual inside, and Kubernetes' services. */
const ownName = /^[^.]+$|(?:^|\.)(?:localhost|local|internal|intranet|lan|corp|home\.arpa|svc)\.?$/;

function isOwnHost(host: string): boolean {
  const version = isIP(host);
  return version === 0 ? ownName.test(host) : ownNets.check(host, version === 4 ? "ipv4" : "ipv6");
}

/** `open`: it may get what the open model may get on one's own servers. On the open model's host the operator's word counts. */
export function sideOfServer(baseUrl: string, open: OpenServer): BackendName {
  const host = hostOf(baseUrl);
  const isBeside = open.baseUrl !== undefined && hostOf(open.baseUrl) === host;
  return ((isBeside ? open.isOurs : undefined) ?? isOwnHost(host)) ? "open" : "closed";
}

/** The host that gets what is sent, where that is not one's own. */
export const outsideHostOf = (baseUrl: string, open: OpenServer): string | undefined =>
  sideOfServer(baseUrl, open) === "open" ? undefined : hostOf(baseUrl);
