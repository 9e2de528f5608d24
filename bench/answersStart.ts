/**
 * The measured side of a start in `bench answers`, a process of its own: builds the index of answers once, and asks for
 * a passage once, which puts the passages into their index.
 */
import { costOf, readContent } from './answersContent.ts';

const { build, protocols } = readContent();
const [index, start] = costOf(build);
const [, passage] = costOf(() =>
  index.findPassage(
    index.analyse('Wie is verantwoordelijk?'),
    protocols.map(({ id }) => id),
  ),
);
console.log(JSON.stringify({ start, passage }));
