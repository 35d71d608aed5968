/** What Teams shows beside our words so that people know what to think of them: sources, an AI label, sensitivity, thumbs. */
import type { Citation, Reply } from "../core/reply.ts";
import { line, limits } from "./limits.ts";
import { literal } from "./safe.ts";

/** A label of Microsoft Purview by its id, or by its name as older clients have it. */
export interface Sensitivity {
  readonly id: string;
  readonly name: string;
  readonly description: string;
}

export interface Trust {
  readonly citations: readonly { readonly position: number; readonly citation: Citation }[];
  /** Only where a language model worded what is said; what people wrote gets no such label. */
  readonly byModel: boolean;
  readonly sensitivity?: Sensitivity | undefined;
}

const mostKeywords = 3;
const longestKeyword = 28;

/** The sources that are named in the words, for Teams takes no others. */
export const namedIn = (text: string, citations: Reply["citations"]): Trust["citations"] =>
  citations
    .map((citation, i) => ({ position: i + 1, citation }))
    .filter(({ position }) => text.includes(`[${position}]`))
    .slice(0, limits.citations);

const claimOf = ({ position, citation }: Trust["citations"][number]) => ({
  "@type": "Claim",
  position,
  appearance: {
    "@type": "DigitalDocument",
    name: line(literal(citation.title), limits.citationName) || `Source ${position}`,
    abstract: line(
      literal(`From: ${citation.documents.join("; ")}. Reviewed ${citation.reviewed}.`),
      limits.citationAbstract,
    ),
    keywords: citation.documents.slice(0, mostKeywords).map((each) => line(literal(each), longestKeyword)),
  },
});

/** One entity at the root holds all of it: Teams reads only one. None where there is nothing to say. */
export function entitiesOf({ citations, byModel, sensitivity }: Trust): readonly object[] {
  if (citations.length === 0 && !byModel && !sensitivity) return [];
  return [
    {
      type: "https://schema.org/Message",
      "@type": "Message",
      "@context": "https://schema.org",
      "@id": "",
      ...(byModel ? { additionalType: ["AIGeneratedContent"] } : {}),
      ...(citations.length > 0 ? { citation: citations.map(claimOf) } : {}),
      ...(sensitivity ? { usageInfo: usageInfo(sensitivity) } : {}),
    },
  ];
}

const usageInfo = ({ id, name, description }: Sensitivity) => ({
  "@type": "CreativeWork",
  ...(id === "" ? {} : { "@id": id }),
  ...(name === "" ? {} : { name }),
  ...(description === "" ? {} : { description }),
});
