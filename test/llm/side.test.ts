import { expect, test } from "vitest";
import { outsideHostOf } from "../../src/llm/side.ts";

const outside = (baseUrl: string, isOurs?: boolean) => outsideHostOf(baseUrl, { baseUrl, isOurs });

test.for([
  "http://127.0.0.1:8000/v1",
  "http://127.9.9.9/v1",
  "http://0.0.0.0:8000/v1",
  "http://localhost:11434/v1",
  "http://LOCALHOST./v1",
  "http://[::1]:8000/v1",
  "http://[::ffff:10.0.0.7]/v1",
  "http://10.1.2.3/v1",
  "http://172.16.0.1/v1",
  "http://172.31.255.255/v1",
  "http://192.168.1.20/v1",
  "http://169.254.3.4/v1",
  "http://[fd12:3456::1]/v1",
  "http://[fe80::1]/v1",
  "http://gpu-box/v1",
  "http://vllm.models.svc/v1",
  "http://vllm.models.svc.cluster.local:8000/v1",
  "http://host.docker.internal/v1",
  "http://gpu.lan/v1",
])("the server %s is one's own by its address", (baseUrl) => {
  expect(outside(baseUrl)).toBeUndefined();
});

test.for([
  ["https://api.together.xyz/v1", "api.together.xyz"],
  ["https://localhost.vendor.example/v1", "localhost.vendor.example"],
  ["https://10.1.2.3.vendor.example/v1", "10.1.2.3.vendor.example"],
  ["https://models.svc.vendor.example/v1", "models.svc.vendor.example"],
  ["https://notlocal.notinternal/v1", "notlocal.notinternal"],
  ["https://10.1.2.3@api.together.xyz/v1", "api.together.xyz"],
  ["http://11.1.2.3/v1", "11.1.2.3"],
  ["http://172.32.0.1/v1", "172.32.0.1"],
  ["http://192.169.0.1/v1", "192.169.0.1"],
  ["http://[2606:4700::1]/v1", "2606:4700::1"],
  ["http://[::ffff:8.8.8.8]/v1", "::ffff:808:808"],
  ["http://[fc::1]/v1", "fc::1"],
] as const)("the server %s is at a host outside", ([baseUrl, host]) => {
  expect(outside(baseUrl)).toBe(host);
});

test("what the operator says of the open server counts, not its address", () => {
  expect(outside("https://gpu.ours.example/v1", true)).toBeUndefined();
  expect(outside("http://127.0.0.1:4000/v1", false)).toBe("127.0.0.1");
});
