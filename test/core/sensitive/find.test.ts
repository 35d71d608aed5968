import { expect, test } from "vitest";
import { findSensitive } from "../../../src/core/sensitive/find.ts";
import { createVeil } from "../../../src/core/sensitive/veil.ts";

const kindsIn = (text: string, names: readonly string[] = []): string[] =>
  findSensitive(text, names).map(({ kind, start, end }) => `${kind}: ${text.slice(start, end)}`);

test.for([
  ["write to ann.smith@example.com today", "email: ann.smith@example.com"],
  ["call me on +49 171 1234567", "phone: +49 171 1234567"],
  ["card 4111 1111 1111 1111 was charged", "card: 4111 1111 1111 1111"],
  ["pay to DE89 3704 0044 0532 0130 00 please", "iban: DE89 3704 0044 0532 0130 00"],
  ["and GB82WEST12345698765432 too", "iban: GB82WEST12345698765432"],
  ["her SSN is 123-45-6789", "national-id: 123-45-6789"],
  ["NINO AB 12 34 56 C on file", "national-id: AB 12 34 56 C"],
  ["Steuer 86 095 742 719 steht da", "national-id: 86 095 742 719"],
  ["DNI 12345678Z", "national-id: 12345678Z"],
  ["NIR 2 55 08 14 168 025 38", "national-id: 2 55 08 14 168 025 38"],
  ["CF RSSMRA85T10A562S", "national-id: RSSMRA85T10A562S"],
  ["PESEL 44051401359", "national-id: 44051401359"],
  ["CPF 529.982.247-25", "national-id: 529.982.247-25"],
  ["AHV 756.9217.0769.85", "national-id: 756.9217.0769.85"],
  ["BSN 111222333", "national-id: 111222333"],
  ["passport no: C01X00T47 expires", "national-id: C01X00T47"],
  ["host 10.12.0.7 is down", "ip: 10.12.0.7"],
  ["from 2001:db8:85a3::8a2e:370:7334 came", "ip: 2001:db8:85a3::8a2e:370:7334"],
  ["key sk-abcdefghijklmnop1234", "key: sk-abcdefghijklmnop1234"],
  ["ask @ann.smith about it", "mention: @ann.smith"],
  ["see https://hooks.example.com/services/T0/B0/abc", "url: https://hooks.example.com/services/T0/B0/abc"],
])("%s holds %s", ([text = "", found]) => {
  expect(kindsIn(text)).toEqual([found]);
});

test.for([
  "is open-weight cheaper at 40 million tokens a month?",
  "GPT-4o or Llama 3.1 405B at $2.50 per million tokens?",
  "we have 1,200 employees and 10 000 000 requests",
  "version 3.1.2 came out on 2024-10-22 at 10:30:15",
  "claude-3-5-sonnet-20241022 against mistral-large",
  "a 128k context, 70B parameters, 8 x H100",
  "card 4111 1111 1111 1112 fails its check digit but is a run of digits",
])("%s holds nothing that a check digit or a shape proves", (text) => {
  expect(findSensitive(text).filter(({ kind }) => kind !== "number")).toEqual([]);
});

test("names that an admin lists are found in any case and spacing, whole words only", () => {
  const names = ["Project Falcon", "ACME"];
  expect(kindsIn("Is project  falcon safe? PROJECT-FALCON's data, acme too", names)).toEqual([
    "name: project  falcon",
    "name: PROJECT-FALCON's",
    "name: acme",
  ]);
  expect(kindsIn("acmeology and falcons", names)).toEqual([]);
});

test("a veil gives the same value the same placeholder and puts it back", () => {
  const veil = createVeil(["ACME"]);
  const covered = veil.cover("ann@x.org asks for ACME, bob@x.org for acme, ann@x.org again");
  expect(covered).toBe("[email-1] asks for [name-1], [email-2] for [name-1], [email-1] again");
  expect(veil.cover("bob@x.org")).toBe("[email-2]");
  expect(veil.lift("Tell [email-2] and [email-9]")).toBe("Tell bob@x.org and [email-9]");
  expect(veil.kinds()).toEqual(["email", "name"]);
});

test("whoever types a placeholder gets nobody's value for it", () => {
  const veil = createVeil();
  veil.cover("ann@x.org");
  expect(veil.lift(veil.cover("what is [email-1]?"))).toBe("what is [email 1]?");
});
