/**
 * Stands in for the sources of `adaptivecards`, which the types of adaptivecards-templating import and which our
 * stricter compiler settings refuse (see `paths` in tsconfig.json). Types only; nothing of it runs.
 */
export type IAdaptiveCard = object;
