/** Every sentence that the bot says of itself; what it says of models stands in `knowledge/`. */
export const words = {
  assessOffer: "It rests on what you wrote: tell me more, or say `assess` and I ask for what matters.",
  assessStart:
    "Tell me about the workload in your own words, as much as you know: which data, may it leave, how much of it, who would run it, by when. These tell most, so begin with them:",
  /** Stands below the start of the flow: whoever answers it describes a case. */
  assessMark: "Answer in a sentence or two; what you leave out I take as usual and say so.",
  costOffer:
    "For hardware and people as well, say how many requests a day and which models: `cost 40k requests a day, GPT-5.5 vs Llama 3.3 70B`.",
  notSure: "I don't know for sure: my sources may not cover this. The nearest that I have:",
  nearest: "What my sources do say nearby:",
  unknown:
    "I don't know: my sources do not cover this. They are about choosing between open-weight and closed language models.",
  undefinedTerm: (term: string): string => `I don't know: my sources do not define “${term}”.`,
  tooLittle:
    "I can't tell from that what to weigh. Ask about one thing, or tell me your case: what data it is, how much of it, who would run it, and by when.",
  noRanking: "My sources hold no scores, so this is no ranking: test the candidates on your own task.",
  askInstead: "You could ask me:",
  next: "Ask next:",
  /** Stands below the quiz's question: whoever answers it plays. */
  quizMark: "Answer here, and I tell you which ones you named.",
  quizTry: "Try a case on the decision flow:",
  emptyQuestion:
    "I got no question. Ask me something in a sentence, for example: is open-weight cheaper than a closed API?",
  noWords: "I can't read a question in that. Write it in words, for example: what does vendor lock-in mean?",
  tooLong: (characters: number, most: number): string =>
    `Your message has ${characters.toLocaleString("en")} characters; I read up to ${most.toLocaleString("en")}. Ask the question itself in a sentence or two, and nothing is lost.`,
  otherAlphabet:
    "I can't read that language yet, so I don't know what it asks; I only read English well. Please ask again in English, for example: who runs the servers of a closed model?",
  readsEnglish: (language: string): string =>
    `I can't tell what that asks, so I don't know: I only read English well, and that looks like ${language}. Please ask again in English.`,
  understoodAs: (language: string, understood: string): string =>
    `I read English best and took your ${language} question word by word: “${understood.replace(/[\s.?!,;:]+$/, "")}”. If I got it wrong, ask again in English.`,
  takenByModel: (understood: string): string =>
    `A model read your message as: “${understood}”. If that is wrong, ask again in other words.`,
  caseByModel: (understood: string): string =>
    `A model reads your message as: “${understood}”. I weigh and reckon only what people wrote themselves: write it so, and I do.`,
  /** What a message seems to be that the rules had no answer to. */
  kindByModel: {
    case: "A model takes this for a description of your case. Say `assess`, and I ask for what I need to weigh it.",
    cost: "A model takes this for a sum. Give me a number of tokens and a price, and I work it out.",
    comparison:
      "A model takes this for a comparison. Name both sides, for example: compare open and closed on privacy.",
  } as Readonly<Partial<Record<string, string>>>,
  readByModel: (quoted: string, fact: string, value: string): string =>
    `From “${quoted}” a model also reads ${fact}: ${value}; my rules read nothing there.`,
  readOtherwise: (quoted: string, fact: string, value: string, own: string): string =>
    `In “${quoted}” a model reads ${fact}: ${value}; my rules read: ${own}.`,
  rulesCount: "Only what the rules read was weighed. If the model is right, say it in other words.",
  broken:
    "Something went wrong on my side, and your question was not answered. Ask it again; if it fails again, tell whoever runs me.",
} as const;
