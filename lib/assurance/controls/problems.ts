import type { Control, ControlId, Part } from './control';

/** What the catalogue may refer to; everything else it names is a problem. */
export interface Known {
  readonly checks: ReadonlySet<string>;
  readonly proofs: ReadonlySet<string>;
  /** The identifiers of each framework's edition, by framework. */
  readonly mappings: Readonly<Record<keyof Control['mappings'], ReadonlySet<string>>>;
}

/** What is wrong with the catalogue, and where. */
export interface CatalogueProblem {
  /** The control, or `undefined` where a check or proof belongs to none. */
  readonly control: ControlId | undefined;
  /** What is wrong, in one sentence that names the offender. */
  readonly reason: string;
}

const KEBAB_CASE = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

/** Everything that is wrong with the catalogue, in its order; empty when it holds together. */
export function catalogueProblems(controls: readonly Control[], known: Known): readonly CatalogueProblem[] {
  return [
    ...repeated(controls.map(({ id }) => id)).map((id) => ({ control: id, reason: `${id} is in the catalogue more than once` })),
    ...controls.flatMap((control) => controlReasons(control, known).map((reason) => ({ control: control.id, reason }))),
    ...ownerless(controls, known).map((reason) => ({ control: undefined, reason })),
  ];
}

function controlReasons(control: Control, known: Known): readonly string[] {
  return [
    ...textReasons(control),
    ...repeated(control.parts.map(({ id }) => id)).map((id) => `${control.id} has more than one part called ${id}`),
    ...mappingReasons(control, known),
    ...control.parts.flatMap((part) => partReasons(part, known).map((reason) => `${control.id}/${part.id} ${reason}`)),
  ];
}

function textReasons({ id, title, claim, sources, parts }: Control): readonly string[] {
  return [
    ...(title.trim() === '' ? [`${id} has no title`] : []),
    ...(claim.trim() === '' ? [`${id} has no claim`] : []),
    ...(sources.length === 0 ? [`${id} has no source`] : []),
    ...(parts.length === 0 ? [`${id} has no part that could be judged`] : []),
  ];
}

function mappingReasons({ id, mappings }: Control, known: Known): readonly string[] {
  const frameworks = Object.keys(mappings) as (keyof Control['mappings'])[];
  return frameworks.flatMap((framework) => [
    ...unknown(mappings[framework], known.mappings[framework]).map((name) => `${id} maps to ${name}, which ${framework} doesn't have`),
    ...repeated(mappings[framework] ?? []).map((name) => `${id} maps to ${name} of ${framework} more than once`),
  ]);
}

function partReasons(part: Part, known: Known): readonly string[] {
  const carried = [...(part.checks ?? []), ...(part.proofs ?? []), ...(part.tests ?? [])];
  return [
    ...(KEBAB_CASE.test(part.id) ? [] : ["isn't named in kebab-case"]),
    ...(part.claim.trim() === '' ? ['claims nothing'] : []),
    ...(carried.length === 0 && part.missing === undefined ? ['has no check, proof or test and says of nothing that it is missing'] : []),
    ...(part.missing?.trim() === '' ? ["doesn't say what is missing"] : []),
    ...unknown(part.checks, known.checks).map((id) => `names the check ${id}, which doesn't exist`),
    ...unknown(part.proofs, known.proofs).map((id) => `names the proof ${id}, which doesn't exist`),
  ];
}

function ownerless(controls: readonly Control[], known: Known): readonly string[] {
  const parts = controls.flatMap((control) => control.parts);
  const checks = new Set(parts.flatMap((part) => part.checks ?? []));
  const proofs = new Set(parts.flatMap((part) => part.proofs ?? []));
  return [
    ...unknown([...known.checks], checks).map((id) => `the check ${id} belongs to no control`),
    ...unknown([...known.proofs], proofs).map((id) => `the proof ${id} belongs to no control`),
  ];
}

function unknown(ids: readonly string[] | undefined, known: ReadonlySet<string>): readonly string[] {
  return (ids ?? []).filter((id) => !known.has(id));
}

function repeated<T>(ids: readonly T[]): readonly T[] {
  return ids.filter((id, index) => ids.indexOf(id) !== index);
}
