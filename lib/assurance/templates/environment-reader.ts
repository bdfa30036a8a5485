import { DuplicateExport } from '../errors';
import type { Resource, Value } from './graph';
import type { LoadedStack } from './load';
import { push } from './push';
import { resolve } from './resolve';
import { entryOf, isRawRecord, type Raw } from './scope';
import { StackReader, type Surroundings } from './stack-reader';
import { unresolved } from './unresolved';

interface Export {
  readonly reader: StackReader;
  readonly value: Raw;
}

/** Reads the stacks of one environment together: what one exports, another imports. */
export class EnvironmentReader implements Surroundings {
  private readonly readers: readonly StackReader[];
  private readonly exports = new Map<string, Export>();
  /** Exports that are being resolved: one met again is a cycle. */
  private readonly underWay = new Set<Raw>();
  private mentioned = new Set<Resource>();

  constructor(stacks: readonly LoadedStack[]) {
    this.readers = stacks.toSorted((a, b) => compare(a.name, b.name)).map((stack) => new StackReader(stack, this));
    for (const reader of this.readers) this.collectExports(reader);
  }

  /** All resources, sorted by stack and logical ID, and who mentions whom. */
  read(): { readonly resources: readonly Resource[]; readonly mentions: ReadonlyMap<Resource, readonly Resource[]> } {
    const mentions = new Map<Resource, Resource[]>();
    for (const reader of this.readers) {
      for (const resource of reader.resources) {
        this.mentioned = new Set();
        reader.fill(resource.logicalId);
        for (const target of this.mentioned) push(mentions, target, resource);
      }
    }
    return { resources: this.readers.flatMap((reader) => reader.resources), mentions };
  }

  mention(resource: Resource): void {
    this.mentioned.add(resource);
  }

  imported(name: string, into: LoadedStack): Value {
    const found = this.exports.get(exportKey(into, name));
    if (found === undefined) return unresolved({ 'Fn::ImportValue': name }, 'is exported by no stack of this environment');
    return this.resolveOnce(found.value, found.reader);
  }

  output(stackName: string, region: string, outputName: string): Value {
    const reader = this.readers.find(({ stack }) => stack.stackName === stackName && stack.region === region);
    const output = reader === undefined ? undefined : entryOf(entryOf(reader.stack.template.Outputs, outputName), 'Value');
    if (reader === undefined || output === undefined) return unresolved({ stackName, outputName }, 'is an output of no stack of this environment');
    return this.resolveOnce(output, reader);
  }

  private resolveOnce(value: Raw, reader: StackReader): Value {
    if (this.underWay.has(value)) return unresolved(value, 'is exported in a circle');
    this.underWay.add(value);
    const resolved = resolve(value, reader) ?? unresolved(value, 'exports no value');
    this.underWay.delete(value);
    return resolved;
  }

  private collectExports(reader: StackReader): void {
    const outputs = reader.stack.template.Outputs;
    for (const output of isRawRecord(outputs) ? Object.values(outputs) : []) {
      const name = resolve(entryOf(entryOf(output, 'Export'), 'Name'), reader);
      const condition = entryOf(output, 'Condition');
      const holds = typeof condition !== 'string' || reader.condition(condition);
      if (typeof name !== 'string' || holds === false) continue;
      const value = holds === true ? entryOf(output, 'Value') : { 'Fn::If': [condition, entryOf(output, 'Value'), { Ref: 'AWS::NoValue' }] };
      this.addExport(name, { reader, value });
    }
  }

  private addExport(name: string, found: Export): void {
    const key = exportKey(found.reader.stack, name);
    const first = this.exports.get(key);
    if (first !== undefined) throw new DuplicateExport(name, first.reader.stack.stackName, found.reader.stack.stackName);
    this.exports.set(key, found);
  }
}

/** Exports are seen within one account and region. */
function exportKey(stack: LoadedStack, name: string): string {
  return `${stack.account}/${stack.region}/${name}`;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
