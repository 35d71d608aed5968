import { efficiencyNames, ownershipNames, workloadNames } from "../../src/core/cost/constants.ts";

/** Files of the cost engine in which nothing is wrong, as small as can be. */
const constant = "{low: 0.5, expected: 1, high: 2, unit: share, evidence: a guess}";
const constants = (names: readonly string[]): string => names.map((name) => `  ${name}: ${constant}\n`).join("");

export const costFiles: Readonly<Record<string, string>> = {
  "models/maker/family/small-8b.yaml": `id: small-8b
name: Small 8B
huggingFaceId: maker/Small-8B
names: [Small 8B, small]
totalParameters: 8000000000
activeParameters: 8000000000
native: bf16
contextTokens: 8192
licence: Apache License 2.0
spdx: Apache-2.0
released: "2026-01"
source: a page
architecture:
  checked: {asOf: "2026-02", source: config.json}
  layers: 32
  hidden: 4096
  queryHeads: 32
  headDim: 128
  attention:
    - {layers: 32, kvHeads: 8, headDim: 128}
`,
  "models/maker/family/mixed-30b.yaml": `id: mixed-30b
name: Mixed 30B
huggingFaceId: maker/Mixed-30B
names: [Mixed 30B]
totalParameters: 30000000000
activeParameters: 3000000000
native: fp4
besideExperts: bf16
contextTokens: 8192
licence: MIT License
spdx: MIT
licenceNote: none to speak of
released: "2026-01-31"
source: a page
architecture:
  checked: {asOf: "2026-02", source: config.json}
  layers: 48
  hidden: 2048
  queryHeads: 32
  headDim: 128
  attention:
    - {layers: 24, kvHeads: 4, headDim: 128, window: 1024}
    - {layers: 24, latent: 512, reads: 2048, indexBytes: 128, tokensPerEntry: 4}
  experts: {count: 128, perToken: 8, width: 768, layers: 48}
`,
  "models/maker/family/unread.yaml": `id: unread
name: Unread
huggingFaceId: maker/Unread
names: [Unread]
totalParameters: 8000000000
activeParameters: 8000000000
native: bf16
contextTokens: 8192
licence: MIT License
spdx: MIT
released: "2026"
source: a page
unchecked: nobody read its config.json
`,
  "gpus/card.yaml": `id: card
name: A Card
names: [card, a card]
vendor: NVIDIA
usableGib: 80
memoryTbPerS: 3.35
bf16Tflops: 989
fp8Tflops: 1979
fp4Tflops: 3958
link: nvlink
linkGbPerS: 450
linkGpus: 8
tdpWatts: 700
allInKw: 1.73
specs: {asOf: "2026-02", source: a datasheet}
note: a card
usdPerHour:
  - {terms: on-demand, low: 2, expected: 3, high: 4, asOf: "2026-02-01", source: a page, note: a price}
capexUsd: {low: 25000, expected: 30000, high: 40000, asOf: "2026-02", source: a page}
`,
  "endpoints/seller.yaml": `id: seller
name: Seller
batchDiscount: 0.5
batchOnCached: true
endpoints:
  - modelId: big-1
    name: Big 1
    names: [big]
    kind: closed
    contextTokens: 200000
    usdPerMTok:
      - origin: vendor page
        inputUsdPerMTok: 3
        outputUsdPerMTok: 15
        cachedInputUsdPerMTok: 0.3
        cacheWriteUsdPerMTok: 3.75
        reasoningUsdPerMTok: 15
        batchInputUsdPerMTok: 1.5
        batchOutputUsdPerMTok: 7.5
        tiers:
          - {aboveInputTokens: 200000, inputUsdPerMTok: 6, outputUsdPerMTok: 22.5, cachedInputUsdPerMTok: 0.6}
        asOf: "2026-11-01"
        until: "2027-01-31"
        source: a page
        note: a price
  - modelId: maker/small-8b
    name: Small 8B
    kind: open-weight
    openModel: small-8b
    usdPerMTok:
      - origin: models.dev
        inputUsdPerMTok: 0.05
        outputUsdPerMTok: 0.1
        asOf: "2026-11-01"
        source: a page
`,
  "costs.yaml": `asOf: "2026-11-01"
staleAfterDays: 90
compare:
  closed: [seller/big-1]
  smallClosed: seller/big-1
  openModel: small-8b
measured:
  vendors: [NVIDIA]
  models: [small-8b]
modelError:
  measured: ${constant}
  unmeasured: ${constant}
efficiency:
${constants(efficiencyNames)}ownership:
${constants(ownershipNames)}workload:
${constants(workloadNames)}profiles:
  - id: office-hours-only
    name: Office hours only
    says: [office hours only]
    hours: {from: 8, to: 18, share: 1, weekdays: true}
    asOf: "2026-11-01"
    source: our assumption
  - id: round-the-clock
    name: Round the clock
    says: [round the clock]
    peakToAverage: {low: 1, expected: 1.25, high: 1.5}
    asOf: "2026-11-01"
    source: our assumption
currencies:
  - {code: EUR, names: [euros], usualUsd: 1.1, asOf: "2026-11-01", source: our assumption}
`,
};
