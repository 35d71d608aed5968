/** Function words of English, as they are after apostrophes are taken out. They count less; they are never dropped. */
const WORDS = `a about above after again all also am an and any are arent as at be because been before being below
between both but by can cannot cant could couldnt did didnt do does doesnt doing dont down during each either else
ever few for from further get give go got had has hasnt have havent having he her here hers him his how however i id
if ill im in into is isnt it its itself ive just let lets like may me might more most much must my myself need no
nor not now of off on once one only or other our ours out over own per please same shall she should shouldnt since so
some such tell than thank thanks that the their theirs them then there these they theyre this those through to too
under until up us very via want was wasnt we well were werent what when where whether which while who whom whose why
will with without wont would wouldnt yes yet you your youre yours`;

export const STOP_WORDS: ReadonlySet<string> = new Set(WORDS.split(/\s+/));
