/** Words that change a sum in a way that is not worked out here. What they make of it is for the asker to say. */
const words = [
  "half|halves|third|quarter\\w*|twice|thrice|doubl\\w+|tripl\\w+|percent|discount\\w*|cach\\w+|free|vat|tax|taxes", // parts
  "few|several|couple|dozens?|tens|hundreds|thousands|millions|billions|lakhs|crores|point", // no exact numbers
  "between|minus|negative|except|instead of|less(?! than)|fewer", // ranges, and what is taken off
  "first \\d+|rest|remaining|remainder|tiers?|tiered|beyond|overage", // tiers
  "(?:working|business|week|work) ?days?|fortnight\\w*|weekends?|other day|(?:mon|tues|wednes|thurs|fri|satur|sun)days?", // calendars
  "chf|cad|aud|nzd|hkd|sgd|inr|jpy|cny|rmb|yen|yuan|rupees?|francs?|canadian|australian", // other currencies
];
const signs = [
  String.raw`(?:\d+(?:\.\d+)? ?)?%`,
  String.raw`(?:^|[\s=:($€£])[-−–][$€£]?\d[\d.]*|[$€£] ?[-−–] ?\d[\d.]*`, // below zero
  String.raw`(?![$€£])\p{Sc}|\p{L}\$`, // ¥5, A$5
  // 1.250: a thousand and more, or one and a quarter; beside a dollar the stop is a decimal one
  String.raw`(?<![\d.$£])(?<![$£] )[1-9]\d{0,2}\.\d{3}(?!\d| ?(?:[$£]|us|dollar|cent|pound))`,
];
const unclear = new RegExp(String.raw`${signs.join("|")}|\b(?:${words.join("|")})\b`, "u");

/** @param text with amounts in digits */
export const unclearWord = (text: string): string | undefined => unclear.exec(text)?.[0].trim();
