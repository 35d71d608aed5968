import { describe, expect, test } from "vitest";
import { distinct, legendOf, longestLabel } from "../../src/advisor/chart-names.ts";
import { realKnowledge } from "../support/real-knowledge.ts";

const { costs } = await realKnowledge();

describe("in a legend", () => {
  test.for([
    ["api", "GPT-5.5 at OpenAI", "GPT-5.5"],
    ["api", "Gemini 3.1 Pro preview at Google", "Gemini 3.1 Pro"],
    ["api", "Gemini 3.1 Flash Lite at Google", "Gem. 3.1 Flash Lite"],
    ["hosted", "Llama 3.3 70B at DeepInfra", "DeepInfra: Llama 3.3"],
    ["hosted", "Llama 3.3 70B at Groq", "Groq: Llama 3.3 70B"],
    ["hosted", "Llama 3.3 70B at Microsoft Azure", "Azure: Llama 3.3 70B"],
    ["self-hosted", "Llama 3.3 70B on 1 x NVIDIA H100 SXM (TP1, fp8), rented on-demand", "Own Llama 3.3 70B"],
    ["owned", "Mistral Small 3.2 24B on 1 x NVIDIA L40S (TP1, fp8), bought", "Own Mis. Small 3.2"],
  ] as const)("%s “%s” is “%s”", ([kind, title, name]) => expect(legendOf({ kind, title })).toBe(name));

  test("no model and no endpoint of the catalogue is cut, wherever it is run", () => {
    if (!costs) throw new Error("there is no catalogue");
    const { models, providers } = costs.book;
    const names = [
      ...models.flatMap(({ name }) => [
        legendOf({ kind: "owned", title: `${name} on 1 x NVIDIA H100 SXM (TP1, fp8), bought` }),
        ...providers.map((provider) => legendOf({ kind: "hosted", title: `${name} at ${provider.name}` })),
      ]),
      ...providers.flatMap(({ endpoints, name }) =>
        endpoints.map((endpoint) => legendOf({ kind: "api", title: `${endpoint.name} at ${name}` })),
      ),
    ];
    expect(names.length).toBeGreaterThan(100);
    for (const name of names) {
      expect(name.length).toBeLessThanOrEqual(longestLabel);
      expect(name).not.toMatch(/…|[ ,:]$/);
    }
  });

  test("two of one name are told apart", () => {
    expect(distinct([{ name: "a".repeat(20) }, { name: "a".repeat(20) }]).map(({ name }) => name)).toEqual([
      "a".repeat(20),
      `${"a".repeat(18)} 2`,
    ]);
  });
});
