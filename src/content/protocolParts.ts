/**
 * The smallest parts of a protocol file: names, amounts, moments, rule numbers and conditions, with the words of what
 * is wrong with them. What they make together is in protocolSchema.ts.
 */
import { z } from 'zod';

const RULE = /^[A-Z]{2,4}(-[A-Z0-9]+)*-\d+[a-z]?$/;
const AMOUNT = '(?:\\d+ (?:uur|dag|dagen|week|weken|maand|maanden|jaar))';
const NAME = '[A-Za-z][A-Za-z0-9_]*';

/** `3 maanden voor beoogdeSleuteldatum`, `6 maanden na contractStart, anders toewijzing`, `op aanmelding`. */
export const OFFSET = new RegExp(`^(?:(${AMOUNT}) (voor|na)|op) (${NAME}(?:, anders ${NAME})*)$`);
/** `3 maanden`, `6 weken`, `24 uur`. */
const AMOUNT_ONLY = new RegExp(`^${AMOUNT}$`);
/** `contractStart, anders toewijzing`. */
const ANCHORS = new RegExp(`^${NAME}(?:, anders ${NAME})*$`);

export const id = z.string().regex(/^[a-zA-Z][a-zA-Z0-9_]*$/, 'gebruik letters, cijfers en _');
// Routes are also named outside the file (case input, commands), so theirs may have hyphens: zelf-reageren.
export const routeId = z.string().regex(/^[a-zA-Z][a-zA-Z0-9_-]*$/, 'gebruik letters, cijfers, _ en -');
export const text = z.string().trim().min(1, 'mag niet leeg zijn');
export const rule = z.string().regex(RULE, 'een regelnummer ziet eruit als HLM-A-11');
export const ruleList = z.array(rule).describe('Nummers van de regels uit de regelcatalogus die hier staan.');
export const rules = ruleList.default([]);
export const list = <T extends z.ZodType>(item: T) => z.array(item).default([]);
export const amount = text.regex(AMOUNT_ONLY, 'schrijf bijvoorbeeld: 3 maanden, 6 weken, 24 uur');
export const offset = text
  .regex(OFFSET, 'schrijf bijvoorbeeld: 3 maanden voor beoogdeSleuteldatum, of: op aanmelding')
  .describe('Een moment: een aantal dagen, weken, maanden of jaren voor of na een gegeven of een stap.');
export const anchors = text
  .regex(ANCHORS, 'noem een gegeven of een stap, eventueel met: , anders …')
  .describe('Een gegeven (datum) of een stap; met ", anders …" een tweede keus als de eerste niet bekend is.');
export const yesNo = z.enum(['ja', 'nee']);
export const kind = z
  .enum(['hard', 'streef', 'inspanning'])
  .describe('hard: moet. streef: het liefst. inspanning: partijen spannen zich ervoor in.');

export type ConditionYaml =
  | { feit: string; is: string | string[] }
  | { feit: string; bekend: 'ja' | 'nee' }
  | { stap: string; uitkomst?: string | string[] | undefined }
  | { alle: ConditionYaml[] }
  | { een: ConditionYaml[] }
  | { niet: ConditionYaml };

export const condition: z.ZodType<ConditionYaml> = z
  .lazy(() =>
    z.union(
      [
        z.strictObject({ feit: id, is: z.union([text, z.array(text).min(1)]) }),
        z.strictObject({ feit: id, bekend: yesNo }),
        z.strictObject({ stap: id, uitkomst: z.union([id, z.array(id).min(1)]).optional() }),
        z.strictObject({ alle: z.array(condition).min(1) }),
        z.strictObject({ een: z.array(condition).min(1) }),
        z.strictObject({ niet: condition }),
      ],
      { error: 'een voorwaarde is {feit, is}, {feit, bekend}, {stap, uitkomst}, {alle}, {een} of {niet}' },
    ),
  )
  .describe('Een voorwaarde. Bijvoorbeeld: { feit: hoogRisico, is: ja }');
