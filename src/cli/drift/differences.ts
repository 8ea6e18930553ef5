import type { Fact, OperationFacts } from './facts.ts';

/** One difference between a vendor's description and ours, named so that a ruling can be made on it. */
export interface Difference {
  /** `<document> <operationId> <kind> <place>`, with the values that differ, so that a new value is a new difference. */
  key: string;
}

/**
 * Everything in which two descriptions of an operation differ: statuses, parameters and fields, whether they are required, their types
 * and listed values, and deprecation. What lies inside a field that only one side has is not listed again; neither is a body that only
 * one side's status has.
 */
export function differencesOf(name: string, theirs: OperationFacts, ours: OperationFacts): Difference[] {
  const found: Difference[] = [];
  const report = (kind: string, place: string) => found.push({ key: `${name} ${kind} ${place}`.trim() });
  if (theirs.deprecated && !ours.deprecated) report('deprecated-only-by-them', '');
  if (ours.deprecated && !theirs.deprecated) report('deprecated-only-by-us', '');
  for (const status of only(theirs.statuses, ours.statuses)) report('status-only-theirs', status);
  for (const status of only(ours.statuses, theirs.statuses)) report('status-only-ours', status);
  const comparable = (place: string) => !/^\d{3} /.test(place) || bothHave(place.slice(0, 3), theirs, ours);
  const places = [...new Set([...Object.keys(theirs.fields), ...Object.keys(ours.fields)])].filter(comparable);
  for (const place of places) {
    const [their, our] = [theirs.fields[place], ours.fields[place]];
    if (their && our) compareFacts(place, their, our, report);
    else if (their && !insideMissing(place, ours, theirs)) report('field-only-theirs', place);
    else if (our && !insideMissing(place, theirs, ours)) report('field-only-ours', place);
  }
  return found;
}

const only = (these: readonly string[], those: readonly string[]): string[] => these.filter((one) => !those.includes(one));

const bothHave = (status: string, theirs: OperationFacts, ours: OperationFacts): boolean =>
  theirs.statuses.includes(status) && ours.statuses.includes(status);

/** Whether a field that holds this one is missing too: then that one is listed. */
function insideMissing(place: string, missing: OperationFacts, having: OperationFacts): boolean {
  const parts = place.split(/(?<=\w)(?=\.|\[\])/);
  return parts.some((_, index) => {
    const holder = parts.slice(0, index + 1).join('');
    return holder !== place && holder in having.fields && !(holder in missing.fields);
  });
}

function compareFacts(place: string, their: Fact, our: Fact, report: (kind: string, place: string) => void): void {
  if (their.type !== our.type) report('type', `${place} ${their.type}→${our.type}`);
  if (their.required && !our.required) report('required-only-by-them', place);
  if (our.required && !their.required) report('required-only-by-us', place);
  if (their.values === undefined && our.values === undefined) return;
  if (!their.values) report('values-only-ours', place);
  else if (!our.values) report('values-only-theirs', place);
  else {
    for (const value of only(their.values, our.values)) report('value-only-theirs', `${place}=${value}`);
    for (const value of only(our.values, their.values)) report('value-only-ours', `${place}=${value}`);
  }
}
