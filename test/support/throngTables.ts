/**
 * Random presses at tables, votes, decisions and proposals, by anybody, with real, stale and forged ids, alone and in
 * groups. Who may do and read what is written here once more, from the sentences of the policy; never calls the policy
 * of src.
 */
import fc from 'fast-check';
import { mark, marksIn } from './canaries.ts';
import { ALL_GUESTS, GUESTS, type Laid, type TableWorld } from './tableWorld.ts';
import { carryOut, rolesOf, type Action } from './throngTurns.ts';
import { tableFaults, type Rows } from './throngTableRules.ts';

const ROWS = `SELECT jsonb_build_object(
  'meetings', (SELECT coalesce(jsonb_agg(to_jsonb(m) || jsonb_build_object(
      'items', (SELECT jsonb_agg(to_jsonb(i) ORDER BY i.position) FROM meeting_items i WHERE i.meeting_id = m.id),
      'seats', (SELECT jsonb_agg(to_jsonb(s) ORDER BY s.organisation_id) FROM meeting_seats s WHERE s.meeting_id = m.id),
      'people', (SELECT jsonb_agg(to_jsonb(p) ORDER BY p.member_id) FROM meeting_people p WHERE p.meeting_id = m.id))), '[]')
    FROM meetings m WHERE EXISTS (SELECT 1 FROM meeting_items i WHERE i.meeting_id = m.id AND i.case_id = ANY($1))),
  'ballots', (SELECT coalesce(jsonb_agg(to_jsonb(b)), '[]') FROM ballots b WHERE b.case_id = ANY($1)),
  'votes', (SELECT coalesce(jsonb_agg(to_jsonb(v)), '[]') FROM votes v JOIN ballots b ON b.id = v.ballot_id
    WHERE b.case_id = ANY($1)),
  'proposals', (SELECT coalesce(jsonb_agg(to_jsonb(p) ORDER BY p.proposed_at), '[]') FROM proposals p WHERE p.case_id = ANY($1)),
  'decisions', (SELECT coalesce(jsonb_agg(to_jsonb(d) ORDER BY d.number), '[]') FROM decisions d WHERE d.case_id = ANY($1)),
  'cases', (SELECT jsonb_agg(jsonb_build_object('id', id, 'version', version, 'state', state)) FROM cases WHERE id = ANY($1))
) AS all`;

const rowsOf = async (world: TableWorld, laid: readonly Laid[]): Promise<Rows> => {
  const { rows } = await world.database.pool.query<{ all: Rows }>(ROWS, [laid.map(({ caseId }) => caseId)]);
  return rows[0]?.all as Rows;
};

const VERBS = [
  ...['meeting_here', 'meeting_next', 'meeting_console', 'presence_save'],
  ...['meeting_end', 'meeting_begin', 'meeting', 'meetings', 'meeting_edit_save', 'meeting_cancel', 'meeting_save'],
  ...['minutes', 'minutes_text', 'minutes_list', 'meeting_form', 'meeting_new'],
  ...['vote', 'vote_close', 'vote_open', 'vote_withdraw', 'vote_count'],
  ...['vote_room', 'vote_room_save', 'vote_reason_save'],
  ...['decide', 'decide_save', 'decisions', 'decision', 'supersede', 'supersede_save', 'weigh'],
  ...['propose_save', 'proposal', 'proposal_agree', 'proposal_refuse', 'proposal_withdraw'],
] as const;
// By which something comes about.
const CHANGES = [
  ...['meeting_here', 'meeting_next', 'meeting_save', 'presence_save', 'vote', 'vote', 'vote_close', 'vote_room_save'],
  ...['vote_reason_save', 'decide_save', 'propose_save', 'propose_save', 'proposal_agree', 'proposal_agree'],
] as const;
const TEXTS = [
  ...['mijn tafels', 'verslag', 'start tafel', 'plan een uitstroomtafel', 'plan een uitstroomtafel voor CODE'],
  ...['start een stemming over CODE', 'mag ik stemmen over CODE', 'besluiten over CODE', 'besluiten van vandaag'],
  ...['leg het besluit vast CODE', 'afweging CODE'],
];

const who = fc.constantFrom(...ALL_GUESTS);
const draws = fc.record({
  who: fc.oneof(who, who, fc.constantFrom('gerda', 'bram', 'nora', 'kees', 'anna', 'bo')),
  with: fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: who }),
  // Nearer to their own than at random, or little would be allowed.
  own: fc.constantFrom(true, true, true, true, true, false),
  text: fc.oneof({ weight: 8, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.constantFrom(...TEXTS) }),
  verb: fc.oneof(fc.constantFrom(...VERBS), fc.constantFrom(...CHANGES)),
  at: fc.nat({ max: 2 }),
  forged: fc.constantFrom(...Array<boolean>(9).fill(false), true),
  stale: fc.constantFrom(...Array<number>(7).fill(0), -1),
  part: fc.constantFrom(1, 1, 2),
  choice: fc.constantFrom('for', 'against', 'abstain'),
  presence: fc.constantFrom('present', 'apologised', 'left'),
  other: who,
  some: fc.nat({ max: 255 }),
});
type Draw = typeof draws extends fc.Arbitrary<infer T> ? T : never;

const idOf = (world: TableWorld, name: string): string => world.members.get(name)?.id ?? 'forged';
const workOf = (world: TableWorld, name: string): string =>
  world.members.get(name)?.memberships[0]?.organisation.id ?? 'forged';
const picked = <T>(all: readonly T[], bits: number): readonly T[] => all.filter((_, n) => (bits >> n) % 2 === 1);

function dataOf(world: TableWorld, draw: Draw, set: Laid, rows: Rows): Record<string, unknown> {
  const of = <T extends { case_id: string }>(all: readonly T[]): readonly T[] =>
    all.filter((each) => each.case_id === set.caseId);
  const meetings = rows.meetings.filter(({ items }) => items.some((each) => each.case_id === set.caseId));
  const meeting = meetings[draw.some % Math.max(1, meetings.length)];
  const step = set.plan.steps.get(set.step);
  const forge = (id: string | undefined): string => (draw.forged || id === undefined ? 'forged' : id);
  const c = rows.cases.find(({ id }) => id === set.caseId);
  const version = draw.verb.startsWith('meeting') || draw.verb === 'presence_save' ? meeting?.version : c?.version;
  const there = meeting?.people.map((each) => `${each.member_id}/${each.organisation_id}`) ?? [];
  const seats = meeting?.seats.map((each) => each.organisation_id) ?? [];
  const parties = (step?.decision?.parties ?? []).map(([role = '']) => role);
  const words = mark('Reason', `${set.region}${draw.who}`);
  return {
    ...{ m: forge(meeting?.id), b: forge(of(rows.ballots).at(-1)?.id), p: forge(of(rows.proposals).at(-1)?.id) },
    ...{ c: forge(set.caseId), s: set.step, d: forge(of(rows.decisions).at(-1)?.id), v: (version ?? 0) + draw.stale },
    ...{ n: draw.part, a: draw.some % 3 === 0 ? 'carried' : 'done', x: draw.choice, i: [`${set.caseId}/${set.step}`] },
    ...{ o: workOf(world, draw.other), org: workOf(world, draw.other), choice: draw.choice },
    ...(draw.verb === 'meeting_here' ? { p: draw.presence } : {}),
    ...{ witness: idOf(world, draw.other), secretary: idOf(world, draw.other), chair: idOf(world, draw.other) },
    ...{
      present: picked(seats, draw.some).join(),
      apologised: picked(seats, ~draw.some & 1).join(),
      client: 'present',
    },
    ...{ cases: `${set.caseId}/${set.step}`, people: there.join(), on: '2026-03-12', at: '10:00', place: 'Raadhuis' },
    ...{
      outcome: step?.outcomes[0]?.id ?? '',
      agree: draw.some % 2 === 0 ? parties.join() : picked(parties, draw.some).join(),
    },
    ...{ reason: words, why: words, review: '' },
    ...Object.fromEntries((step?.tasks ?? []).map(({ id }) => [`t_${id}`, 'true'])),
    ...(draw.verb === 'supersede_save' && draw.some % 2 === 0 ? { outcome: '-' } : {}),
    ...(/decide|propose|supersede/.test(draw.verb) ? { on: '2026-03-10' } : {}),
    // Something is left to be asked.
    ...(draw.verb === 'propose_save' ? { agree: '' } : {}),
  };
}

/** Plays so many turns, with these presses alone; answers what was wrong, and how often what came about. */
export async function tableThrong(world: TableWorld, turns: number, seed: number, only = /./) {
  const faults: string[] = [];
  const done = new Map<string, number>();
  let laid: readonly Laid[] = [];
  for (const [n, draw] of fc
    .sample(
      draws.filter(({ verb }) => only.test(verb)),
      { numRuns: turns, seed },
    )
    .entries()) {
    // Meetings end: now and then there are new ones.
    if (n % TURNS_A_MEETING === 0) laid = await world.lay();
    const near = laid.find(({ region }) => draw.own && region === GUESTS[draw.who]?.region);
    const set = near ?? laid[draw.at];
    if (!set) continue;
    const group = draw.with === null ? null : [...new Set([draw.who, draw.with])];
    const before = await rowsOf(world, laid);
    const asked = draw.text?.replace('CODE', set.code);
    const { verb } = draw;
    const action: Action =
      asked === undefined
        ? { who: draw.who, group, verb, data: dataOf(world, draw, set, before) }
        : { who: draw.who, group, text: asked };
    const reply = await carryOut(world, action);
    const after = await rowsOf(world, laid);
    const found = tableFaults(world, laid, before, after, draw.who);
    for (const kind of found.changed) done.set(kind, (done.get(kind) ?? 0) + 1);
    const said = JSON.stringify([action.text, action.data]);
    const told = (answer: string, readers: readonly string[]) => shown(laid, answer, readers, after, said);
    const wrong = [
      ...found.faults,
      ...told(JSON.stringify([reply.replace, reply.posts]), group ?? [draw.who]),
      ...told(reply.word ?? '', [draw.who]),
    ];
    faults.push(...wrong.map((what) => `${n}: ${draw.who} ${asked ?? verb}: ${what}`));
  }
  return { faults, done };
}

const TURNS_A_MEETING = 45;

/** How somebody stands to a case, as the agreements word their role. */
export function standingOf(set: Laid, name: string) {
  const body = GUESTS[name];
  const own = body?.region === set.region ? body : undefined;
  const { protocol } = set.plan;
  const roles = own ? rolesOf(protocol, { roles: [own.role], leads: false }) : [];
  const holds = own?.inCase === 'holds';
  const ids = [...roles.map(({ id }) => id), ...(holds && protocol.holder ? [protocol.holder.role] : [])];
  const landlord = roles.length > 0 && roles.every((role) => role.landlord);
  const all = roles.some(({ sees }) => sees.steps === 'all' && sees.facts === 'all');
  return { body: own, inCase: own?.inCase !== undefined, holds, ids, landlord, all };
}

// What stands in an answer that one of its readers may not read.
function shown(
  laid: readonly Laid[],
  answer: string,
  readers: readonly string[],
  rows: Rows,
  said: string,
): readonly string[] {
  const found: string[] = [];
  for (const set of laid) {
    const near = (name: string): boolean => {
      const { body, inCase } = standingOf(set, name);
      // Who works for an organisation at the table hears which cases are on it.
      const seated = rows.meetings.some(
        ({ items, seats }) => items.some((each) => each.case_id === set.caseId) && seats.length > 0,
      );
      const table = Object.values(GUESTS).some((each) => each.atTable && each.organisation === body?.organisation);
      return inCase || (seated && table);
    };
    if (!readers.every(near) && answer.includes(set.code) && !said.includes(set.code)) found.push(`read ${set.code}`);
    const step = set.plan.steps.get(set.step);
    const deciding = [...(step?.decision?.by ?? []), ...(step?.decision?.parties ?? []).flat()];
    const why = (name: string): boolean => {
      const { inCase, landlord, all, ids } = standingOf(set, name);
      return inCase && !landlord && (all || ids.some((id) => deciding.includes(id)));
    };
    for (const each of marksIn(answer)) {
      if (said.includes(each)) continue;
      const of = each.startsWith(mark('Reason', set.region).slice(0, -2));
      const whole = readers.length === 1 && readers.every(why);
      if (of && !whole) found.push(`${readers.join()} read ${each}`);
      const pseudonym = each === mark('Pseudonym', set.region);
      const mayName = readers.every((name) => standingOf(set, name).inCase && !standingOf(set, name).landlord);
      if (pseudonym && !mayName) found.push(`${readers.join()} read ${each}`);
    }
  }
  return found;
}
