/**
 * The YAML of a protocol as its owner writes it: Dutch keys, one file a region.
 * This schema is also the hover help in editors (content/protocols/protocol.schema.json is made from it).
 */
import { z } from 'zod';
import {
  amount,
  anchors,
  condition,
  id,
  kind,
  list,
  offset,
  routeId,
  rule,
  ruleList,
  rules,
  text,
  yesNo,
} from './protocolParts.ts';
import { talliesSchema } from './tallySchema.ts';
import { signalsSchema } from './signalSchema.ts';

const note = z.strictObject({
  soort: z
    .enum(['niet_geregeld', 'lezing', 'hint', 'let_op'])
    .describe(
      'niet_geregeld: de bron zwijgt. lezing: onze lezing van iets dat de bron dubbel of onduidelijk zegt. hint: staat niet in het protocol. let_op: een regel om te onthouden.',
    ),
  tekst: text,
  regels: rules,
});

const task = z.strictObject({
  id,
  tekst: text,
  als: condition.optional(),
  zo_nodig: yesNo.default('nee').describe('ja: alleen als het nodig is; mag open blijven.'),
  regels: rules,
});

const term = z.strictObject({
  uiterlijk: offset,
  vanaf: offset.optional(),
  soort: kind,
  tekst: text.describe('De termijn in gewone woorden.'),
  regel: rule,
});

const recurrence = z.strictObject({
  elke: amount,
  vanaf: anchors,
  tot: z
    .union([offset, anchors], {
      error: 'noem een gegeven of een stap, of schrijf bijvoorbeeld: 1 jaar na verhuisdatum',
    })
    .optional()
    .describe('Na deze dag komt de stap niet meer terug.'),
  soort: kind,
  tekst: text,
  regel: rule,
});

const clock = z.strictObject({
  id,
  binnen: amount,
  na: text.describe('De gebeurtenis waarmee de klok begint, in woorden.'),
  wie: z.array(id).min(1),
  wat: text,
  soort: kind,
  regel: rule,
});

const outcome = z.strictObject({
  id,
  titel: text,
  verder: yesNo.default('ja').describe('nee: stappen die hierop wachten blijven dicht.'),
  opnieuw: yesNo.default('nee').describe('ja: de stap blijft open.'),
  eindigt: id.optional().describe('Het einde waartoe deze uitkomst leidt (zie eindes).'),
  toelichting: text.optional(),
  regels: rules,
});

const ruling = z.strictObject({ tekst: text, regels: rules });
const parties = z.array(z.union([id, z.array(id).min(1)]));

const decision = z.strictObject({
  soort: z
    .enum(['meerderheid', 'gezamenlijk', 'commissie', 'gemachtigde', 'organisatie', 'overleg'])
    .describe('meerderheid: met een stemming. overleg: wie besluit hoort eerst de anderen.'),
  wie: z.array(id).min(1),
  tekst: text,
  regels: rules,
  partijen: parties
    .optional()
    .describe('Wie er akkoord moeten zijn. Een lijst in de lijst: een van hen. Zonder: "wie".'),
  ten_minste: z.int().min(1).optional().describe('Zoveel van hen moeten akkoord zijn. Zonder getal: allemaal.'),
  leden: z.array(text).default([]).describe('Wie er in de commissie zitten, zoals de bron hen noemt.'),
  mits: z
    .array(ruling.extend({ uitkomst: id, als: condition }))
    .default([])
    .describe('Deze uitkomst kan alleen als dit klopt; de tekst zegt waarom het anders niet kan.'),
  akkoord: z
    .array(ruling.extend({ uitkomst: id, als: condition.optional(), wie: parties }))
    .default([])
    .describe('Wie er bij deze uitkomst akkoord moeten zijn, als dat anders is dan "wie". Leeg: niemand.'),
  bezwaar: ruling.optional().describe('Waar de cliënt heen kan met een klacht of bezwaar.'),
  schriftelijk: ruling.optional().describe('Wie het besluit op papier krijgen.'),
});

export type DecisionYaml = z.output<typeof decision>;

const table = z.strictObject({
  altijd: parties.default([]).describe('Wie er in elk geval bij moet zijn. Een lijst in de lijst: een van hen.'),
  laatste_deel: id.optional().describe('De stap waarvan de rollen alleen bij het laatste deel aanschuiven.'),
  regels: rules,
});

const sharing = z.strictObject({
  met: z.array(id).min(1),
  wat: text,
  toestemming: id.optional().describe('Het gegeven (janee) dat zegt of de cliënt hiervoor toestemming gaf.'),
  regels: rules,
});
const gate = z.union([id, z.strictObject({ stap: id, uitkomst: z.union([id, z.array(id).min(1)]) })], {
  error: 'noem een stap, of { stap, uitkomst }',
});

const stepFields = {
  nummer: z.string().nullable().describe('Het nummer zoals het in de bron staat; null als er geen nummer staat.'),
  titel: text,
  fase: id.nullable(),
  soort: z
    .enum(['eenmalig', 'doorlopend', 'herhalend', 'zo_nodig'])
    .describe('eenmalig: een keer afronden. doorlopend: loopt door. herhalend: komt terug. zo_nodig: kan altijd.'),
  verantwoordelijk: z.array(id).min(1),
  betrokken: z.array(id),
  waarom: text,
  als: condition.nullable().describe('De stap hoort alleen bij deze casus als dit klopt.'),
  na: z.array(gate).describe('Stappen die eerst klaar moeten zijn.'),
  mits: condition.nullable().describe('Wat verder moet kloppen voordat de stap open gaat.'),
  opent: offset.nullable().describe('Tot die dag staat de stap bij "straks".'),
  tot: condition.nullable().describe('Zodra dit klopt wordt de stap niet meer aangeboden.'),
  sluit: offset.nullable().describe('Laatste dag waarop een stap die doorloopt of terugkomt wordt aangeboden.'),
  termijnen: z.array(term),
  herhaling: recurrence.nullable(),
  klokken: z.array(clock),
  taken: z.array(task),
  uitkomsten: z.array(outcome),
  besluit: decision.nullable(),
  tafel: table.nullable().describe('De stap is een tafel: de rollen van de stap komen bij elkaar over de casus.'),
  legt_vast: id.nullable().describe('Het gegeven (datum) dat met het afronden van deze stap bekend is.'),
  delen: z.array(sharing),
  opmerkingen: z.array(note),
  bron: text.describe('Waar het in de bron staat.'),
  // No default: a route that does not name them inherits them.
  regels: ruleList,
};

const stepDefaults = {
  nummer: null,
  fase: null,
  soort: 'eenmalig',
  betrokken: [],
  als: null,
  na: [],
  mits: null,
  opent: null,
  tot: null,
  sluit: null,
  termijnen: [],
  herhaling: null,
  klokken: [],
  taken: [],
  uitkomsten: [],
  besluit: null,
  tafel: null,
  legt_vast: null,
  delen: [],
  opmerkingen: [],
} as const;

/** A complete step: what a step must be after a route's changes are laid over the inherited one. */
export const stepSchema = z.preprocess(
  (input) => (typeof input === 'object' && input !== null ? { ...stepDefaults, ...input } : input),
  z.strictObject(stepFields),
);
export type StepYaml = z.output<typeof stepSchema>;

// In a route any part of a step can be named; the rest is inherited. Checked in full once it is complete.
const partialStep = z.strictObject(stepFields).partial();
export type PartialStepYaml = z.input<typeof partialStep>;

const route = z.strictObject({
  titel: text,
  voor_wie: text.describe('Antwoord op de vraag: wie is de cliënt?'),
  bereik: text.describe('Voor wie deze route precies is.'),
  zoals: routeId.optional().describe('De route waarvan deze alles overneemt wat hier niet anders staat.'),
  start_als: condition.optional(),
  vraagt: list(id).describe('Gegevens die bij het openen worden gevraagd.'),
  volgorde: z.array(id).min(1).describe('Alle stappen van deze route, in de volgorde van de bron.'),
  stappen: z.record(id, partialStep).default({}).describe('Wat in deze route anders of nieuw is.'),
  casushouder: yesNo.default('ja').describe('nee: volgens de bron is er op deze route geen casushouder.'),
  opmerkingen: list(note),
  regels: rules,
});

export const protocolSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z][a-z-]*$/, 'gebruik kleine letters en streepjes'),
    titel: text,
    regio: text,
    code: z
      .string()
      .regex(/^[A-Z]{2,4}$/, 'gebruik twee tot vier hoofdletters')
      .describe('Begin van elke casuscode.'),
    bron: z.strictObject({ document: text, datum: text.nullable(), voorbehoud: text.nullable() }),
    rollen: z.record(
      id,
      z.strictObject({
        titel: text,
        ook: list(text).describe('Andere woorden voor deze rol.'),
        verhuurder: yesNo
          .default('nee')
          .describe('ja: verhuurt de woning. Ziet alleen wat een verhuurder over een casus mag weten.'),
        ziet: z.strictObject({
          stappen: z.enum(['alle', 'eigen', 'geen']),
          gegevens: z.union([z.literal('alle'), z.array(id)], { error: 'schrijf alle, of een lijst van gegevens' }),
        }),
      }),
    ),
    gegevens: z.record(
      id,
      z.strictObject({
        soort: z.enum(['datum', 'janee', 'keuze', 'keuzes', 'tekst']),
        titel: text,
        vraag: text,
        keuzes: z.record(id, text).default({}),
        toelichting: text.optional(),
        regels: rules,
      }),
    ),
    fasen: z.record(id, text).default({}),
    eindes: z.record(id, z.strictObject({ titel: text, doel: yesNo.default('nee') })),
    pauze: z.strictObject({ gevolgen: list(note) }),
    signalen: signalsSchema(id, rules),
    casushouder: z
      .strictObject({
        rol: id,
        gegeven: id.optional().describe('De datum waarop het casushouderschap overgaat.'),
        overlap: amount.optional().describe('Zo lang blijft de oude casushouder er ook een.'),
        tekst: text.describe('Wat de oude en de nieuwe casushouder bij een overdracht doen.'),
        bron: text,
        regels: rules,
      })
      .optional()
      .describe('De rol van casushouder, en hoe die overgaat. Weg: de bron zegt er niets over.'),
    jaartellingen: talliesSchema,
    routes: z.record(routeId, route),
    opmerkingen: list(note),
  })
  .describe('Een protocol: de afspraken van een regio, stap voor stap.');
export type ProtocolYaml = z.output<typeof protocolSchema>;
