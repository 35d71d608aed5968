/** Words that say the same where a passage is put into other words. General English and the field's; what points a way is in `polarity`. */
import type { Stem } from "./reading.ts";
import { furtherGroups } from "./synonyms.ts";

const groups: readonly string[] = [
  "build built", "keep kept", "hold held", "send sent", "spend spent", "pay paid", "run ran", "choose chosen chose", "give given gave", "take taken took", "write written wrote", "know known knew", "show shown", "grow grown grew",
  "go goes going went gone", "rise risen rose", "fall fallen fell", "leave left", "lose lost", "meet met", "buy bought", "think thought", "understand understood", "make made", "see seen saw", "find found", "break broken broke", "become became", "begin begun began", "speak spoken spoke", "say said", "tell told", "draw drawn drew", "hide hidden", "lead led", "teach taught",
  "vendor provider maker supplier seller", "company organisation business firm enterprise organization", "build create make develop construct builder",
  "keep retain hold remain stay store preserve leave", "secret hidden undisclosed unpublished confidential", "publish release disclose public open reveal published",
  "download obtain get receive fetch", "reach access use", "host run operate serve deploy hosting", "steer guide control influence shape direct",
  "change modify alter adapt adjust rework edit revise recalibrate reworked affect", "start begin launch initial first beginning", "suit fit good right ideal appropriate",
  "expensive dear dearer costly pricey cost high", "cheap cheaper inexpensive affordable cost", "cost price charge fee bill expense spending", "pay spend payment spending charge", "bill charge pay",
  "large larger largest big bigger biggest huge massive vast great size", "small little tiny light compact smaller", "single one", "anyone anybody everyone everybody people users who", "nobody none no",
  "fast quick rapid soon quickly", "immediate instant once immediately", "need require demand call must necessary requirement want", "enough sufficient adequate",
  "expert specialist engineer people staff talent team personnel professional", "scarce rare hard find", "knowledge experience expertise skill learning",
  "sensitive confidential private personal", "inside house internal within own local locally premises", "outside external third", "leave exit out",
  "travel go send transmit cross pass give hand submit upload move forward route come", "return back come", "answer reply response output respond result", "request question query call",
  "document paper file text material", "test check try verify examine review inspect look measure watch evaluate compare trial assess experiment", "prepare plan ready collect",
  "decide determine choose select pick choice decision settle", "allow permit let enable able authorise", "limit restrict cap constrain bound ceiling constraint bounded", "grow rise increase climb growth go up add",
  "fall drop decrease decline shrink", "improve better enhance advance", "reduce lower cut soften less ease", "supply give provide offer deliver grant", "repair fix mend troubleshoot",
  "update upgrade patch renew", "break fail outage down unavailable", "wait queue", "busy peak high demand load", "idle unused", "use apply employ usage user",
  "volume amount quantity number many", "steady constant stable even regular", "goal aim purpose target objective", "benefit gain profit advantage upside win good strength",
  "downside weak drawback weakness disadvantage", "risk danger threat hazard", "claim say state describe credit name mention note report list call article praise tell explain view see think speak",
  "differ vary different difference difference", "like resemble comparable similar comparison", "typical usual common normal ordinary standard main frequent", "narrow specific particular specialised",
  "general broad", "real actual true really actually", "exact precise", "help assist aid support", "promise undertake duty obligation owe", "matter important significance count decisive",
  "depend rely hinge dependence", "withdraw retire end discontinue retirement", "migrate switch move transfer shift migration", "hurry rush", "prove proven demonstrate proof show", "work task job", "field domain area",
  "train tune customise customisation tailor specialise adapt retrain", "bias slant prejudice", "combine join connect link integrate together attach", "budget money", "server machine hardware computer infrastructure environment",
  "gpu graphics processor", "ram memory", "disk storage", "phone smartphone mobile", "picture analogy image metaphor", "simplify simplification simple plain", "responsibility duty job burden carry yours task responsible",
  "behaviour behave", "handle manage deal care process treat take", "stop end cease halt finish", "follow result consequence arise", "regular usual", "appear occur happen arise emerge", "install set setup deploy", "clash conflict contradict", "additional further extra more another other besides",
  "contract agreement terms negotiate", "recommend advise suggest advice", "month monthly", "year yearly annual annually", "daily day", "employee staff worker personnel colleague", "shape style layout format", "permissive liberal loose",
  "client customer", "error mistake wrong incorrect fault", "outdated old obsolete former earlier", "excellent exceptional outstanding strong superb", "confident confidence sure certain", "worth worthwhile", "concern worry care", "estimate forecast expect predict calculate",
  "understand know learn see", "figure number threshold amount score value", "hide conceal shield spare", "show see display expose", "frontier top leading best state", "ahead lead advance", "guard guardrail filter safety safeguard protect", "protect secure security protection safe", "source document reference",
  "trade balance weigh", "free gratis", "bind tie lock", "replace substitute swap", "reason why cause motive", "share part portion fraction", "separate split divide individual individually", "ask query enquire consider request", "solve settle resolve", "write produce generate create output", "raise ask pose", "drive push climb", "follow track depend step", "cover include contain comprise", "sync synchronise", "argue say support claim", "place put rank set count", "split division", "mainly mostly chiefly", "possibly perhaps", "criticality critical mission", "lean prefer favour value", "ignore nothing overlook neglect",
]; // biome-ignore format: a table

/** Turns of speech that lead in and claim nothing. */
const leadIns =
  /^(?:(?:in (?:short|brief|summary|other words|practice|general|particular|that case|this case|addition|contrast|essence|return|the end)|to (?:sum up|summari[sz]e|be fair|be clear|put it simply)|put (?:simply|together|differently)|overall|however|moreover|furthermore|additionally|also|that said|still|nevertheless|nonetheless|even so|accordingly|consequently|as such|specifically|notably|crucially|in effect|on balance|by and large|in fact|indeed|likewise|strictly speaking|broadly|as a (?:rule|result|consequence)|by (?:contrast|comparison)|on the (?:other|one) hand|for (?:example|instance)|similarly|likewise|therefore|thus|hence|so|and|but|yet|then|finally|importantly|taken together|all in all|first of all|at the same time|of course|conversely|meanwhile|instead|that way|this way|over time|though)\b,?|(?:bear|keep) in mind(?: that)?|(?:please )?(?:note|remember|be aware|be careful)(?: that)?:?|(?:the )?(?:upside|downside|price|catch|point|idea|good news|bad news|key) is(?: that)?:?|(?:it(?:'s| is) )?(?:a good idea|good|wise|sensible|worthwhile|worth it|best|advisable|helpful) to|it is (?:true|clear|worth noting) that|you (?:should|can|may) think of|think of|this means(?: that)?|that means(?: that)?|which means(?: that)?|the sources (?:say|add|note|agree) that)[\s,]+/i;

export function withoutLeadIn(text: string): string {
  let rest = text.replaceAll("’", "'");
  for (let found = leadIns.exec(rest); found; found = leadIns.exec(rest)) rest = rest.slice(found[0].length);
  return rest.replace(
    /, (?:though|however|by contrast|for example|for instance|too|as well|of course|in short|in turn|therefore|moreover|nevertheless|nonetheless|in contrast|instead|accordingly|consequently|indeed)\b,?/gi,
    "",
  );
}

/** For each stem those that stand in a group with it. */
type Kin = ReadonlyMap<string, ReadonlySet<string>>;
const kinBy = (of: readonly string[]): ((stem: Stem) => Kin) => {
  const known = new WeakMap<Stem, Kin>();
  return (stem) => {
    const before = known.get(stem);
    if (before) return before;
    const made = new Map<string, Set<string>>();
    for (const group of of) {
      const stems = group.split(" ").map(stem);
      for (const one of stems) made.set(one, new Set([...(made.get(one) ?? []), ...stems]));
    }
    known.set(stem, made);
    return made;
  };
};
const kinOf = kinBy(groups);
const furtherKinOf = kinBy(furtherGroups);

/** Whether one may stand for the other where it is only asked what is spoken of, not who does what to whom. */
export const speaksOfSame = (one: string, other: string, stem: Stem): boolean =>
  sameStem(one, other, stem) || (furtherKinOf(stem).get(one)?.has(other) ?? false);

const shortestKin = 4;
const mostAdded = 6;

/** Whether two stems say the same: in one group, or one the other with an ending (simplify, simplification). */
export function sameStem(one: string, other: string, stem: Stem): boolean {
  if (one === other) return true;
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  const isLonger = long.length - short.length <= mostAdded && short.length >= shortestKin && long.startsWith(short);
  return isLonger || (kinOf(stem).get(one)?.has(other) ?? false);
}
