import type { Advisor } from "./asked.ts";
import { starters } from "./ask.ts";
import { plainReply } from "./compose.ts";
import { words } from "../core/words.ts";

const mostWords = 8;
const topic = /\b(open|closed|models?|llms?|api|host\w*|cost\w*|data|privacy|vendor\w*|gpus?|tun\w+|weights?)\b/;

const talk: readonly { readonly pattern: RegExp; readonly say: string }[] = [
  {
    pattern: /^(good )?(morning|morgen)\b|^good (day|afternoon|evening)\b/,
    say: "Good morning! Ask me anything about open-weight and closed language models.",
  },
  {
    pattern:
      /^(hi+|hello+|hey+|hiya|howdy|yo|greetings|hallo|hola|salut|bonjour|ciao|moin|servus|hoi|olá|ola|guten (tag|morgen|abend)|buen(os)? d[ií]as?|good night)\b/,
    say: "Hello! I help you choose between open-weight and closed language models. Ask me anything about that.",
  },
  {
    pattern:
      /\b(thank(s| you)|thx|ty|cheers|you'?re (great|awesome|the best|brilliant)|merci|danke|gracias|grazie|obrigad[oa]|bedankt|much appreciated)\b/,
    say: "You're welcome. Ask me again whenever you like.",
  },
  {
    pattern: /^(bye|goodbye|good ?night|see (you|ya)|ciao|later|cu|tsch[uü]ss)\b/,
    say: "Goodbye! I'm here whenever the next question comes up.",
  },
  {
    pattern: /\b(how are you|how's it going|how do you do|what'?s up|you ok|how are things)\b/,
    say: "All is well, thanks. What would you like to know about open-weight and closed models?",
  },
  {
    pattern:
      /\b(who|what) are you\b|\b(are|r) (you|u) (a |an )?(real )?(bot|robot|human|real|chatgpt|gpt|ai|person|machine)\b|\bwhat'?s your name\b|\bwho (made|built) you\b/,
    say: "I'm Counterweight, a bot that helps people choose between open-weight and closed language models. I answer from a curated knowledge base with sources, and I say so when it holds no answer.",
  },
  {
    pattern:
      /^(ok(ay)?|great|nice( one)?|cool|perfect|awesome|got it|i see|understood|well done|good bot|good job|lol|haha+|wow|super|fine|alright)\b[\s!.]*(thanks|bot)?[\s!.]*$/,
    say: "Glad that helps. Ask me the next one whenever you like.",
  },
  {
    pattern: /^(please )?(stop|cancel|quit|exit|abort)( it| that)?(,? please)?\W*$/,
    say: "All right, we leave it there. Ask me whenever you like.",
  },
  {
    pattern: /^((give|leave|send) )?feedback\W*$/,
    say: "Where thumbs stand below an answer, press one and say why: whoever runs me reads that, without your name.",
  },
  { pattern: /^(sorry|my bad|oops|never ?mind|nvm|forget it)\b/, say: "No harm done. Ask me whenever you like." },
  {
    pattern:
      /\b((this|that|your|the) (last |previous )?(answer|reply|response|bot|one)|this|that|you)('s| is| are| was|'re)? (just |so |totally |completely |really |all |a |an )*(useless|terrible|awful|rubbish|garbage|nonsense|stupid|crap|dumb|wrong|incorrect|bad|bullshit|not (helpful|useful|right|correct|what i (asked|meant))|no help)\b|\b(this|that|you|it) (did|does|do|has|have)(n't| not) (help|answer|make sense)|^(useless|rubbish|nonsense|wrong|bad (bot|answer)|not helpful|unhelpful|you suck)\W*$/,
    say: "Sorry that it missed. Ask again in other words, or tell me what was missing, and I'll look again; I only say what my sources hold.",
  },
  {
    pattern: /^(test|testing|ping|are you there|anyone there|you there)\b/,
    say: "I'm here. Ask me anything about open-weight and closed models.",
  },
];

export const smalltalk: Advisor = {
  name: "smalltalk",
  example: "Good morning",
  reply(asked, kb) {
    if (asked.lower.split(/\s+/).length > mostWords || topic.test(asked.lower)) return undefined;
    const hit = talk.find(({ pattern }) => pattern.test(asked.lower));
    // "Hi there! What is LoRA?" greets and asks: what is left tells which.
    if (!hit) return undefined;
    const rest = asked.lower.replace(hit.pattern, " ");
    if (/\w.*\?|\w+ \w+ \w+/.test(rest) && kb.onSubject(rest) !== "no") return undefined;
    const next = { kind: "next", label: words.askInstead, questions: starters } as const;
    return { reply: plainReply("smalltalk", "Hello", [hit.say], kb.catalog, [next]), entries: [], confidence: 1 };
  },
};

/** "Hi! what is lora" greets and asks: the greeting goes, the question stays. */
export function withoutGreeting(text: string): string {
  const greeting =
    /^(hi+|hello+|hey+|hiya|good (morning|day|afternoon|evening)|thanks|thank you|please|quick question|question|dear bot|counterweight|@counterweight)\b( (there|bot|all|team|counterweight|folks|again))*[\s,!.:;–-]+/i;
  const rest = text.replace(greeting, "").replace(greeting, "");
  return rest.split(/\s+/).length >= 2 ? rest : text;
}
