/**
 * Words of diagnosis, treatment, medication, addiction, psychiatry and disability, Dutch and English.
 * Whole words only, and never the daily words of housing and support: zorg, begeleiding, overlast, terugval pass.
 */
import type { Span } from './freeText.ts';
import { spansOf } from './freeTextContact.ts';

const list = (words: string): readonly string[] => words.trim().split(/\s+/);

/** The word as it stands. Accents are off, capitals do not count. */
const WORDS = new Set(
  list(`
    adhd ptss ptsd cptss cptsd ocd ocs lvb lvg hiv aids soa copd dsm iq tbs tbc wvggz bopz wzd emdr pdd mcdd paaz
    borderline borderliner bipolair bipolaire bipolar manie manisch manische manic wanen waan burnout overspannen
    anorexia doof kliniek klinieken clinic clinics rehab illness illnesses cancer anxiety meds medicine medicines
    behandelplan regiebehandelaar regiebehandelaars ziekenhuisopname ziekenhuisopnames crisisopname crisisopnames
    heropname dwangopname opnameafdeling functiebeperking functiebeperkingen rolstoel rolstoelgebonden rolstoelafhankelijk rolstoelgebruiker geopereerd terminaal terminale
    coke xtc mdma ghb lsd hasj lachgas blowt blowen blowde geblowd wietgebruik speedgebruik crackgebruik
    haldol prozac seroquel zyprexa depakine antabus suboxone ritalin concerta medikinet lyrica leponex valium xanax
    abilify risperdal cisordinol invega zoloft efexor remeron strattera temesta rivotril insuline insulin ziektebeeld ziekteverleden ziektegeschiedenis ziekteinzicht hartziekte spierziekte
    nierziekte longziekte geslachtsziekte suikerziekte hospice astma beroerte dialyse knieoperatie heupoperatie
    hartoperatie rugoperatie selfharm
  `),
);

/** With capitals only: in small letters these are other words (an ass, to add, odd, nah). */
const CAPITALS = new Set(list('ASS ADD ODD NAH CVA TIA'));

/** The word begins so. */
const BEGINNINGS = list(`
  schizo autis zelfmoord zelfdod zelfbeschadig zelfverminking automutil paranoi hallucin waanbeeld waanidee waandenk
  decompens persoonlijkheids paniekaanval paniekstoor boulimi
  alcoholi alcoholgebruik alcoholmis alcoholprobl alcoholafh drugsgebruik drugsprobl drugsmis drugsafh harddrug softdrug
  drankprobl drankgebruik drankmis gokprobl middelengebruik middelenmis middelenafh middelenprobl
  afkick detox ontwenn overdos cocain heroin methadon amfetamin amphetamin ketamin cannabis opiat oxycod morfin
  antibiotic pijnstill slaapmidd slaappil kalmeringsm naltrex buprenor acampros disulfiram benzodiaz
  clozapin olanzapin quetiapin risperid haloperidol aripipraz sertralin citalopram escitalopram fluoxetin paroxetin
  venlafax mirtazap methylfenid dexamf diazepam oxazepam temazepam lorazepam zopiclon pregabalin tramadol
  gehandicapt handicap invalide invalidit zwakbegaafd laagbegaafd zwakzinnig geestesziek slechthorend slechtziend
  chemo leukemi epilep dement alzheimer parkinson huntington korsakov diabet reuma artrose migraine hepatitis tubercul
  hersenlet hersenbloed herseninfarct hersenschud hartinfarct hartaanval hartpatient hartfalen hartklacht nierfalen trombose
  bloedverdun hernia fibromyalgi tourette asperger dyslexi
  amput prothese incontinent euthanas palliat zwanger pregnan miskraam abortus
  zorgmachtiging crisismaatregel hospitalis hospitaliz gezondheidsklacht gezondheidsprobl gezondheidstoestand
`);

/** The word holds it anywhere: `antipsychotica`, `angststoornis`, `longkanker`, `depotmedicatie`. */
const PARTS = list(`
  psych depress verslav verslaaf addict suicid medicat medicij medicament diagnos therap stoornis syndroom trauma
  kanker tumor aandoening disabilit klinisch kliniek
`);

/** Holds or begins with one of the above and is something else. */
const OTHERS = list('psychosocia gehandicaptenpark invalidenpark gehandicaptentoilet invalidentoilet');

const BEGINS = new RegExp(`^(?:${BEGINNINGS.join('|')})`);
const HOLDS = new RegExp(PARTS.join('|'));
const IS_OTHER = new RegExp(`^(?:${OTHERS.join('|')})`);

// Several words that tell it together. A blank stands for blanks or a dash.
const PHRASES = [
  String.raw`ggz (?:behandel\p{L}*|opname|opgenomen|client\p{L}*|patient\p{L}*|traject|problematiek|indicatie|verleden)`,
  String.raw`(?:behandeling|behandeld|behandelaar|opname|opgenomen) (?:bij|door|van|voor|in|op) (?:(?:de|het|een|zijn|haar) )?(?:ggz|huisarts|arts|specialist|ziekenhuis|inrichting|afdeling)`,
  String.raw`(?:gedwongen|vrijwillige|verplichte) opname|fact team|rechterlijke machtiging`,
  String.raw`(?:in|naar|uit) (?:het|een) ziekenhuis`,
  String.raw`(?:verstandelijk|lichamelijk|fysiek|visueel|visuel|auditief|auditiev|motorisch|zintuiglijk|cognitief|cognitiev)e? (?:beperk|gehandicapt)\p{L}*`,
  String.raw`(?:gebruikt|gebruikte|gebruiken|slikt|spuit|snuift|gebruik van|aan de|rookt|onder invloed van) (?:\p{L}{1,12} ){0,2}(?:drugs|drank|alcohol|wiet|speed|crack|pillen)`,
  String.raw`(?:drugs|alcohol|wiet|speed|crack|pillen) (?:gebruikt|gebruiken|gebruik)`,
  String.raw`onder invloed|drinkt (?:weer|te veel)`,
  String.raw`hoort stemmen|stemmen (?:hoort|in (?:zijn|haar) hoofd)|hears voices|hearing voices`,
  String.raw`lithium(?! (?:accu|batter|ion))`,
  String.raw`medische? (?:klacht|gegeven|dossier|behandel|probleem|problemen|toestand|voorgeschiedenis)\p{L}*|lichamelijke klachten`,
  String.raw`chronische? (?:ziek|ziekte|pijn|vermoeid|vermoeidheid)|chronic (?:illness|pain|disease|fatigue)`,
  String.raw`ziekte van \p{L}{3,20}|multiple sclerose|moeilijk lerend|burn out|self harm`,
  String.raw`(?:is|was) blind|blinde (?:man|vrouw|client|huurder)`,
  String.raw`mental(?:ly)? (?:health|ill|illness|disorder|problem)\p{L}*`,
  String.raw`(?:personality|eating|anxiety|bipolar|mood|panic|psychotic|stress|spectrum) disorder`,
  String.raw`(?:he|she|client|tenant) is disabled|disabled (?:man|woman|client|tenant|person)`,
  String.raw`(?:drug|drugs|substance|alcohol) (?:use|user|abuse|misuse|problem)s?`,
  String.raw`in (?:the )?hospital|(?:uses|using|on) drugs|wheelchair(?! accessible)`,
].map(
  (phrase) => new RegExp(String.raw`(?<!\p{L})(?:${phrase.replaceAll(' ', String.raw`[ \n-]{1,3}`)})(?!\p{L})`, 'giu'),
);

/** Where the text says something about a person's health. */
export const healthWordsIn = (text: string): Span[] => [
  ...[...text.matchAll(/\p{L}+/gu)]
    .filter(([word]) => isHealthWord(word))
    .map((match) => ({ start: match.index, end: match.index + match[0].length })),
  ...spansOf(text, PHRASES),
];

function isHealthWord(word: string): boolean {
  if (CAPITALS.has(word)) return true;
  const lower = word.toLowerCase();
  if (WORDS.has(lower)) return true;
  return (BEGINS.test(lower) || HOLDS.test(lower)) && !IS_OTHER.test(lower);
}
