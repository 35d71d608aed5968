import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { asked } from "../../src/advisor/asked.ts";
import type { KnowledgeBase } from "../../src/advisor/knowledge-base.ts";
import { type Reading, readLanguage } from "../../src/advisor/language.ts";
import { toPlain } from "../../src/core/plain.ts";
import type { Answer } from "../../src/core/ports.ts";
import type { Turn } from "../../src/core/question.ts";
import { words } from "../../src/core/words.ts";
import { answererOf, realKnowledge } from "../support/real-knowledge.ts";

let kb: KnowledgeBase;
let answer: Answer;
beforeAll(async () => {
  kb = await realKnowledge();
  answer = answererOf(kb);
});

const read = (text: string, context: readonly Turn[] = []): Reading => readLanguage(asked(text, context), kb);
const inEnglish = (text: string, context: readonly Turn[] = []): string => {
  const reading = read(text, context);
  return reading.kind === "translated" ? reading.asked.said : reading.kind;
};
const answered = (text: string, context: readonly Turn[] = []) => {
  const { reply, trace } = answer({ text, context });
  return { isAnswer: reply.kind !== "abstain" && reply.kind !== "help", reply, entries: trace.entries };
};

const before = (text: string): Turn[] => [
  { role: "user", text },
  { role: "bot", text: "An answer in English." },
];

/** Style, question, entries of which one has to stand among the first two that are cited. */
type Row = readonly [style: "plain" | "chatty" | "misspelt", question: string, entries: string];
const leastRight = 0.75;

const questions: Readonly<Record<string, readonly Row[]>> = {
  German: [
    [
      "plain",
      "Was bedeutet die Abhängigkeit von einem Anbieter?",
      "vendor-lock-in independence-first open-less-lock-in",
    ],
    [
      "plain",
      "Sind offene Modelle wirklich billiger?",
      "open-not-automatically-cheaper open-cheaper-at-volume cost-structure-compared",
    ],
    ["plain", "Welche Nachteile haben geschlossene Modelle?", "weak-points-closed-models"],
    ["plain", "Wer wartet die Server bei einem geschlossenen Modell?", "operational-complexity full-stack-control"],
    ["plain", "Was sind Gewichte bei einem Sprachmodell?", "weights"],
    [
      "plain",
      "Welche Hardware brauche ich, um ein offenes Modell selbst zu betreiben?",
      "hardware-needs run-it-yourself-test",
    ],
    ["plain", "Was passiert, wenn ein Anbieter ein Modell abschaltet?", "model-withdrawn"],
    [
      "chatty",
      "Hallo zusammen, wir sind ein Krankenhaus und wollen Arztbriefe zusammenfassen lassen. Dürfen die Patientendaten überhaupt zu einem Anbieter in die Cloud?",
      "health-records regulated-data-and-closed strict-privacy-choose-open on-premises-needed data-leaves-with-closed",
    ],
    [
      "chatty",
      "Mein Chef meint, wir sollten einfach ChatGPT nehmen. Was spricht eigentlich für ein offenes Modell?",
      "good-points-open-models choose-open-when",
    ],
    [
      "chatty",
      "Wir haben niemanden, der sich mit Servern auskennt, wollen aber schnell starten. Was würdest du empfehlen?",
      "closed-to-start no-wish-to-host fast-to-production",
    ],
    ["chatty", "Mal ehrlich, was passiert, wenn der Anbieter plötzlich die Preise erhöht?", "price-rises"],
    [
      "chatty",
      "Kann man auch beides mischen, also heikle Sachen intern und den Rest über eine API?",
      "hybrid task-split routing-keys hybrid-allocation hybrid-benefits",
    ],
    ["misspelt", "was ist der untrschied zwischen offenen und geschlosenen modellen", "main-difference"],
    [
      "misspelt",
      "wie lange dauert die einfuerung von einem ofenen modell",
      "setup-time-compared fast-to-production how-open-works",
    ],
    ["misspelt", "brauchen wir spezialisten fuer ein ofenes modell?", "skills-needed"],
    ["misspelt", "laeuft ein kleines modell auf dem handy ohne internet", "edge-device small-language-models"],
    [
      "misspelt",
      "feinabstimung oder rag, was ist besser fuer unsere dokumente?",
      "prompts-plus-rag-first rag-on-open rag fine-tuning lora rag-on-closed",
    ],
  ],
  French: [
    ["plain", "Qu'est-ce qu'un modèle fermé ?", "closed-model"],
    ["plain", "Quels sont les avantages des modèles ouverts ?", "good-points-open-models"],
    ["plain", "Qui met à jour un modèle ouvert ?", "control-over-versions"],
    ["plain", "Comment sont facturés les modèles fermés ?", "how-closed-is-priced cost-structure-compared"],
    [
      "plain",
      "Que faire si le fournisseur tombe en panne ?",
      "outages-and-rate-limits multi-model-fallback reliability-compared uptime-factor",
    ],
    [
      "plain",
      "Nos données sont-elles en sécurité avec une API fermée ?",
      "data-leaves-with-closed safer-for-privacy regulated-data-and-closed closed-with-negotiated-controls non-retention-agreements",
    ],
    [
      "chatty",
      "Bonjour, on est une petite banque et nos documents ne doivent pas sortir de la maison, vous conseillez quoi ?",
      "bank-risk-work on-premises-needed data-stays-when-self-hosted strict-privacy-choose-open regulated-data-and-closed",
    ],
    [
      "chatty",
      "Je me demande si on a vraiment besoin d'ingénieurs spécialisés pour héberger un modèle nous-mêmes",
      "skills-needed self-hosting-operations self-hosting run-it-yourself-test",
    ],
    [
      "chatty",
      "Franchement, est-ce que les modèles ouverts sont aussi bons que les fermés aujourd'hui ?",
      "can-open-match-closed performance-gap-shrinking",
    ],
    [
      "chatty",
      "Notre facture d'API augmente chaque mois, à partir de quand vaut-il mieux passer à un modèle ouvert ?",
      "prohibitive-api-charges api-bill-grows open-cheaper-at-volume volume-factor choose-open-when",
    ],
    [
      "chatty",
      "On voudrait un assistant pour répondre aux questions simples des clients, quel modèle choisir ?",
      "customer-support-chatbot",
    ],
    ["misspelt", "cest quoi la difference entre modele ouvert et modele ferme", "main-difference"],
    [
      "misspelt",
      "es ce que le modele ouvert est gratui ?",
      "free-weights-not-free-service open-not-automatically-cheaper",
    ],
    ["misspelt", "quel materiel faut il pour heberger un modele ouvert", "hardware-needs"],
    ["misspelt", "les petit modeles de langage c est quoi", "small-language-models"],
    ["misspelt", "peut on combiner les deu types de modeles ?", "hybrid hybrid-benefits hybrid-allocation"],
  ],
  Spanish: [
    ["plain", "¿Qué es un modelo abierto?", "open-model"],
    ["plain", "¿Cuáles son las desventajas de un modelo cerrado?", "weak-points-closed-models"],
    [
      "plain",
      "¿Quién se encarga de los servidores con un modelo cerrado?",
      "full-stack-control operational-complexity",
    ],
    [
      "plain",
      "¿Es más segura la información si alojamos el modelo nosotros mismos?",
      "data-stays-when-self-hosted safer-for-privacy are-open-models-safe self-hosting",
    ],
    ["plain", "¿Qué significa RAG?", "rag"],
    [
      "plain",
      "¿Cuándo compensa un modelo abierto por volumen?",
      "volume-factor open-cheaper-at-volume prohibitive-api-charges choose-open-when",
    ],
    [
      "chatty",
      "Buenas, somos un despacho de abogados y trabajamos con contratos confidenciales, ¿qué nos recomiendan?",
      "law-firm-contracts regulated-data-and-closed strict-privacy-choose-open",
    ],
    ["chatty", "Oye, ¿y si el proveedor sube los precios de golpe, qué hacemos?", "price-rises"],
    [
      "chatty",
      "Mi jefa quiere lanzar la semana que viene y somos solo tres personas sin experiencia técnica. ¿Qué modelo elegimos?",
      "fast-to-production closed-to-start no-wish-to-host startups prototype-then-migrate",
    ],
    [
      "chatty",
      "Me pregunto si vale la pena comprar tarjetas gráficas para usar un modelo abierto",
      "gpu-cluster-cost hardware-needs open-not-automatically-cheaper run-it-yourself-test",
    ],
    [
      "chatty",
      "Queremos un asistente que funcione sin internet en el campo, ¿es posible?",
      "edge-device small-language-models",
    ],
    ["misspelt", "cual es la diferensia entre un modelo abierto y uno cerrado", "main-difference"],
    ["misspelt", "que pasa si el provedor retira el modelo", "model-withdrawn"],
    [
      "misspelt",
      "cuanto tiempo lleva poner en marcha un modelo avierto",
      "setup-time-compared fast-to-production how-open-works",
    ],
    [
      "misspelt",
      "son gratis los modelos abiertos o hay costes ocultos",
      "free-weights-not-free-service open-not-automatically-cheaper",
    ],
  ],
  Italian: [
    ["plain", "Che cos'è un modello chiuso?", "closed-model"],
    ["plain", "Quali sono i vantaggi dei modelli aperti?", "good-points-open-models"],
    ["plain", "Che cosa si intende per fine-tuning?", "fine-tuning"],
    ["plain", "Di quali competenze abbiamo bisogno per gestire un modello aperto?", "skills-needed"],
    ["plain", "Come si paga un modello chiuso?", "how-closed-is-priced"],
    [
      "plain",
      "I nostri dati restano in azienda con un modello ospitato da noi?",
      "data-stays-when-self-hosted on-premises-needed",
    ],
    ["plain", "Quali errori si fanno più spesso nella scelta?", "common-mistakes"],
    [
      "chatty",
      "Ciao, siamo un piccolo studio medico e le cartelle dei pazienti non possono uscire: che modello ci consigliate?",
      "health-records on-premises-needed strict-privacy-choose-open regulated-data-and-closed",
    ],
    [
      "chatty",
      "Secondo voi ha senso usare un modello aperto per i compiti delicati e uno chiuso per il resto?",
      "hybrid task-split routing-keys hybrid-allocation hybrid-benefits data-sensitivity-factor",
    ],
    [
      "chatty",
      "Il mio capo dice che i modelli chiusi sono sempre migliori, è vero?",
      "can-open-match-closed no-universal-winner",
    ],
    [
      "chatty",
      "Se il servizio del fornitore va giù a metà giornata, che facciamo?",
      "outages-and-rate-limits multi-model-fallback uptime-factor reliability-compared",
    ],
    [
      "chatty",
      "Vorrei capire quanto ci vuole per mettere in produzione un modello aperto",
      "setup-time-compared fast-to-production how-open-works",
    ],
    ["misspelt", "qual e la differenza tra modelo aperto e chiuso", "main-difference"],
    [
      "misspelt",
      "posso usare un modelo sul portatile senza conessione",
      "edge-device one-local-machine small-language-models",
    ],
    [
      "misspelt",
      "i modeli aperti sono piu economici",
      "open-not-automatically-cheaper open-cheaper-at-volume cost-structure-compared",
    ],
    [
      "misspelt",
      "cosa succede se il fornitore cambia il modelo e i prompt non funzionano piu",
      "prompt-drift control-over-versions",
    ],
  ],
  Portuguese: [
    ["plain", "O que são os pesos de um modelo?", "weights"],
    ["plain", "Quais são as vantagens dos modelos fechados?", "good-points-closed-models"],
    ["plain", "Quem é responsável pela segurança em um modelo aberto?", "who-carries-safety own-guardrails"],
    [
      "plain",
      "Um modelo aberto é mais barato que um fechado?",
      "open-not-automatically-cheaper open-cheaper-at-volume cost-structure-compared",
    ],
    ["plain", "O que é um modelo híbrido?", "hybrid"],
    [
      "plain",
      "Podemos treinar um modelo aberto com os nossos próprios dados?",
      "fine-tuning deep-customisation lora deep-adaptation",
    ],
    ["plain", "O que é soberania de dados?", "residency-and-sovereignty"],
    [
      "chatty",
      "Oi, gente! Somos um banco e o regulador não deixa os dados saírem. Qual modelo vocês sugerem?",
      "bank-risk-work on-premises-needed regulated-data-and-closed strict-privacy-choose-open regulation-factor",
    ],
    [
      "chatty",
      "Estou pensando em começar com um modelo fechado e depois migrar para um aberto, faz sentido?",
      "prototype-then-migrate closed-to-start",
    ],
    [
      "chatty",
      "Nossa equipe é minúscula e ninguém sabe cuidar de servidores, o que você recomenda?",
      "no-wish-to-host closed-to-start privacy-without-engineers",
    ],
    [
      "chatty",
      "A gente gasta cada vez mais com a API, quando vale a pena trocar para um modelo próprio?",
      "prohibitive-api-charges api-bill-grows open-cheaper-at-volume volume-factor choose-open-when",
    ],
    [
      "chatty",
      "Queria saber se dá para rodar um modelo pequeno no celular, sem internet mesmo",
      "edge-device small-language-models",
    ],
    ["misspelt", "qual a diferenca entre codigo aberto e pesos abertos", "open-source-or-open-weight"],
    ["misspelt", "o que e dependencia do fornesedor", "vendor-lock-in open-less-lock-in independence-first"],
    ["misspelt", "quais sao as desvantagens de um modelo abertu", "weak-points-open-models"],
    ["misspelt", "preciso de engenheros para usar um modelo aberto?", "skills-needed"],
  ],
  Dutch: [
    ["plain", "Wat is een gesloten model?", "closed-model"],
    ["plain", "Wat zijn de nadelen van open modellen?", "weak-points-open-models"],
    ["plain", "Wie beheert de servers bij een gesloten model?", "full-stack-control operational-complexity"],
    ["plain", "Welke hardware heb ik nodig voor een open model?", "hardware-needs"],
    ["plain", "Wat betekent leveranciersafhankelijkheid?", "vendor-lock-in open-less-lock-in independence-first"],
    [
      "plain",
      "Zijn onze klantgegevens veilig bij een gesloten model?",
      "data-leaves-with-closed regulated-data-and-closed safer-for-privacy closed-with-negotiated-controls",
    ],
    ["plain", "Hoe worden gesloten modellen afgerekend?", "how-closed-is-priced"],
    [
      "chatty",
      "Hoi, wij zijn een ziekenhuis en willen brieven laten samenvatten, maar de patiëntgegevens mogen niet naar buiten. Wat raden jullie aan?",
      "health-records on-premises-needed strict-privacy-choose-open regulated-data-and-closed",
    ],
    [
      "chatty",
      "Mijn collega zegt dat open modellen altijd gratis zijn, klopt dat eigenlijk wel?",
      "free-weights-not-free-service open-not-automatically-cheaper",
    ],
    [
      "chatty",
      "Kunnen we niet gewoon allebei gebruiken, een open model voor gevoelige zaken en een gesloten voor de rest?",
      "hybrid task-split routing-keys hybrid-allocation hybrid-benefits data-sensitivity-factor",
    ],
    [
      "chatty",
      "We hebben geen technisch team en willen volgende maand live, welk soort model past bij ons?",
      "fast-to-production closed-to-start no-wish-to-host prototype-then-migrate",
    ],
    ["chatty", "Stel dat de leverancier ermee stopt en ons model verdwijnt, wat dan?", "model-withdrawn"],
    ["misspelt", "wat is het verschill tussen open en geslote modellen", "main-difference"],
    ["misspelt", "zijn open modelen even goed als gesloten modelen", "can-open-match-closed performance-gap-shrinking"],
    ["misspelt", "hoe lang duurd het voor een open model live is", "setup-time-compared fast-to-production"],
    [
      "misspelt",
      "kan ik een kleine model op mijn laptop draaien zonder internet",
      "edge-device one-local-machine small-language-models",
    ],
  ],
};

const offTopic: readonly string[] = [
  "Wie wird das Wetter morgen in Hamburg?",
  "Wo finde ich ein günstiges Restaurant in der Nähe?",
  "Wie viele Urlaubstage habe ich noch dieses Jahr?",
  "Welches Auto ist besser und billiger im Unterhalt?",
  "Quelle est la meilleure recette de tarte aux pommes ?",
  "Qui a gagné le match hier soir ?",
  "Combien coûte un billet de train pour Lyon ?",
  "Où puis-je acheter un chat pas cher ?",
  "¿Cuál es la capital de Mongolia?",
  "¿Cómo puedo cambiar la contraseña de mi correo?",
  "Recomiéndame un buen hotel en Sevilla para el fin de semana",
  "¿Quién dirige la empresa Telefónica?",
  "Qual è la ricetta della carbonara?",
  "Quanto costa un abbonamento in palestra?",
  "A che ora parte il treno per Milano domani?",
  "Qual é o melhor time de futebol do Brasil?",
  "Como faço para renovar o meu passaporte?",
  "Preciso de ajuda para escolher um presente de aniversário",
  "Hoe laat begint de vergadering morgen?",
  "Welke fiets is goedkoper en beter voor de stad?",
  "Waar kan ik mijn reiskosten declareren?",
  "Ist mein Kontostand sicher, wenn die Bank pleitegeht?",
  "Wo ist die nächste Bank?",
  "Welches Krankenhaus in München ist am besten?",
  "Wie sicher ist mein Fahrrad vor der Schule?",
  "Kann ich morgen im Büro parken?",
  "Was kostet ein neues Handy?",
  "Unser Drucker druckt nicht, wer hilft?",
  "¿Cuánto dinero tiene el banco central?",
  "¿Dónde puedo comprar un portátil barato?",
  "¿Qué tiempo hará mañana en Madrid?",
  "Mi coche no arranca, ¿qué hago?",
  "¿Cuántos días de vacaciones tengo este año?",
  "Quel est le meilleur hôpital de Paris ?",
  "Ma facture d'électricité est trop élevée, que faire ?",
  "Comment changer le pneu de ma voiture ?",
  "Qui est le patron de la SNCF ?",
  "Quanto guadagna un avvocato a Milano?",
  "Dove posso comprare un libro di storia?",
  "Il mio telefono è lento, cosa faccio?",
  "Qual banco tem a melhor conta gratuita?",
  "Quando começa a escola no próximo ano?",
  "Como traduzir uma carta para inglês?",
  "Hoeveel verdient een arts in een ziekenhuis?",
  "Waar is het kantoor van de gemeente?",
  "Mijn laptop is traag, wat moet ik doen?",
  "Hoe schrijf ik een goede sollicitatiebrief?",
];

describe("questions in other languages", () => {
  test.each(Object.entries(questions))("%s: a right entry among the first two cited", (language, rows) => {
    const missed = rows.filter(([, question, entries]) => {
      const { isAnswer, entries: cited } = answered(question);
      return !isAnswer || !cited.slice(0, 2).some((id) => entries.split(" ").includes(id));
    });
    const right = rows.length - missed.length;
    const told = missed.map(([style, question]) => `${style}: ${question} = ${inEnglish(question)}`).join("\n");
    expect(right / rows.length, `${language}: ${right} of ${rows.length}\n${told}`).toBeGreaterThanOrEqual(leastRight);
  });

  test("name entries that exist", () => {
    const named = Object.values(questions).flatMap((rows) => rows.flatMap(([, , entries]) => entries.split(" ")));
    expect(named.filter((id) => !kb.catalog.entries.has(id))).toEqual([]);
  });

  test.each(offTopic)("not answered, being about something else: %s", (question) => {
    expect(answered(question)).toMatchObject({ isAnswer: false });
  });

  test.each([
    ["¿Cuánto cuesta Claude por millón de tokens?", "Claude Sonnet 4.6"],
    ["Quanto custa o Gemini por token?", "Gemini 3.1 Pro preview"],
  ])("a list price is answered, and for which model: %s", (question, name) => {
    const { reply } = answer({ text: question, context: [] });
    expect(reply.kind).toBe("answer");
    expect(toPlain(reply)).toContain(`${name}: price per million tokens`);
  });

  test.each([
    "Was kostet GPT-5 pro Token?",
    "Combien coûte GPT-5 par mois ?",
    "Quanto costa una GPU all'ora?",
    "Wat kost Claude per maand?",
    "Wann erschien Llama 4?",
    "¿Cuándo salió GPT-5?",
    "Quand est sorti Mistral ?",
    "Quando è uscito Qwen?",
    "Quando foi lançado o DeepSeek?",
    "Wanneer is Gemma uitgebracht?",
    "Combien de paramètres a Llama ?",
  ])("not answered, being a figure or a date that the sources lack: %s", (question) => {
    expect(answered(question)).toMatchObject({ isAnswer: false });
  });

  test("the answer says how the question was taken", () => {
    const { reply } = answered("Was ist ein offenes Modell?");
    expect(reply.blocks).toContainEqual({ kind: "note", text: words.understoodAs("German", "what is an open model?") });
  });

  test("a follow-up is read in the light of what was asked before it, in the same language", () => {
    const closed = answered("¿y los cerrados?", before("¿Cuáles son las desventajas de los modelos abiertos?"));
    expect(closed.entries[0]).toBe("weak-points-closed-models");
    const bank = answered("Und für eine Bank?", before("Sollen wir ein offenes oder geschlossenes Modell nehmen?"));
    expect(bank.isAnswer).toBe(true);
    expect(bank.entries.some((id) => ["bank-risk-work", "regulated-data-and-closed"].includes(id))).toBe(true);
  });
});

describe("a message in English words", () => {
  test.each([
    [
      "Wir sind ein kleines Start-up und wollen nächste Woche live gehen.",
      "we are a small Start-up and want next week go live.",
    ],
    ["selbst hostn ist imer guenstiger", "self-host is cheaper"],
    ["Kundendatenbank im Sprachmodell?", "customers database in language model?"],
    ["les modeles fermés ou ouvert, où ?", "the closed models or open, where?"],
    ["vídeo e voz, sem equipe técnica: aberto ou fechado?", "video and voice, no technical team: open or closed?"],
    ["Is Qwen-7B goedkoper dan GPT-5?", "is Qwen-7B cheaper GPT-5?"],
    ["l'hébergement d'un modèle", "hosting a model"],
  ])("%s", (text, english) => {
    expect(inEnglish(text)).toBe(english);
  });

  test("accents are optional", () => {
    expect(inEnglish("que modelo es mas economico para el proximo mes")).toBe(
      inEnglish("¿Qué modelo es más económico para el próximo mes"),
    );
    expect(inEnglish("fuer vertrauliche Vertraege ein offenes Modell")).toBe(
      inEnglish("für vertrauliche Verträge ein offenes Modell"),
    );
  });

  test("is foreign when too little of it is known", () => {
    expect(read("Können Schildkröten im Garten überwintern, wenn der Frost kommt?")).toEqual({
      kind: "foreign",
      language: "German",
    });
  });

  test.each([
    "как дела с открытыми моделями",
    "オープンモデルとは何ですか",
    "ما هو النموذج المفتوح؟",
    "什么是开放模型",
  ])("another alphabet gets one sentence: %s", (text) => {
    expect(read(text)).toEqual({ kind: "other alphabet" });
    expect(answered(text).reply.blocks).toEqual([{ kind: "text", text: words.otherAlphabet, cites: [] }]);
  });
});

describe("English stays English", () => {
  interface Line {
    readonly question: string;
    readonly context?: readonly Turn[];
    readonly lang?: string;
  }
  test.each(["recorded.jsonl", "second.jsonl", "shared.jsonl"])("%s", (file) => {
    const lines = readFileSync(join(import.meta.dirname, "../questions", file), "utf8")
      .trim()
      .split("\n");
    const all = lines.map((line): Line => JSON.parse(line)).filter((line) => line.lang === undefined);
    expect(all.filter((line) => read(line.question, line.context).kind !== "english")).toEqual([]);
  });

  test("in what the entries are asked by, and in what is out of scope", () => {
    const all = [...kb.catalog.entries.values()].flatMap((entry) => [entry.title, ...entry.questions]);
    expect([...all, ...kb.catalog.outOfScope].filter((text) => read(text).kind !== "english")).toEqual([]);
  });

  test.each([
    "what does Zeitgeist mean for AI?",
    "is Mistral from Paris any good",
    "Qwen or Mistral?",
    "Is de facto lock-in a problem?",
    "const x = await fetch(url); return x.json()",
    "the term is 'souveraineté', what do you say about it?",
    "our Krankenhaus wants an open model",
    "LoRA vs RAG",
    "gpt-oss?",
  ])("%s", (text) => {
    expect(read(text)).toEqual({ kind: "english" });
  });

  test("as a follow-up to a question in another language", () => {
    const context: Turn[] = [{ role: "user", text: "Was ist ein offenes Modell?" }];
    expect(read("and what is a closed one?", context)).toEqual({ kind: "english" });
  });
});
