import { type Difference, differencesOf } from './differences.ts';
import type { Fact, OperationFacts } from './facts.ts';
import type { OurOperation } from './our-documents.ts';
import { ownDocuments, pairs, undescribed } from './pairs.ts';
import type { Vendors } from './vendors.ts';

/** Every difference between our operations and the vendors' description of them. */
export function compareWithVendors(operations: readonly OurOperation[], vendors: Vendors): Difference[] {
  return operations.flatMap(({ document, operationId, facts }) => {
    const described = pairs
      .filter((pair) => pair.document === document && pair.operationId === operationId)
      .flatMap(({ vendor, address }) => vendors[vendor].operations[address] ?? []);
    return described.length > 0 ? differencesOf(`${document} ${operationId}`, either(described), facts) : [];
  });
}

/** Our operations that stand neither among the pairs nor among the undescribed, and what stands there without being ours. */
export function unpaired(operations: readonly OurOperation[]): string[] {
  const ours = new Set(
    operations.filter(({ document }) => !ownDocuments.includes(document)).map(({ document, operationId }) => `${document} ${operationId}`),
  );
  const told = new Set([...pairs.map(({ document, operationId }) => `${document} ${operationId}`), ...Object.keys(undescribed)]);
  return [...[...ours].filter((name) => !told.has(name)), ...[...told].filter((name) => !ours.has(name))];
}

/** One operation of ours that does what several of theirs do: it has the fields of each, and only what all that tell of it require is certain. */
function either(described: readonly OperationFacts[]): OperationFacts {
  const fields: Record<string, Fact> = {};
  for (const facts of described) {
    for (const [name, fact] of Object.entries(facts.fields)) {
      const known = fields[name];
      const { required: _, ...free } = known ? joinFacts(known, fact) : fact;
      const telling = described.filter(({ statuses }) => !/^\d{3} /.test(name) || statuses.includes(name.slice(0, 3)));
      const always = telling.every((one) => one.fields[name]?.required);
      fields[name] = always ? { ...free, required: true } : free;
    }
  }
  return {
    ...(described.every(({ deprecated }) => deprecated) && { deprecated: true as const }),
    statuses: [...new Set(described.flatMap(({ statuses }) => statuses))].toSorted(),
    fields,
  };
}

function joinFacts(one: Fact, other: Fact): Fact {
  const values = one.values && other.values && [...new Set([...one.values, ...other.values])].toSorted();
  return { type: [...new Set([...one.type.split('|'), ...other.type.split('|')])].toSorted().join('|'), ...(values && { values }) };
}
