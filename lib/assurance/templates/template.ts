import { z } from 'zod';
import { TemplateExpands } from '../errors';
import type { Template } from './graph';
import { parseAssemblyJson } from './parse-assembly-json';

const resource = z.looseObject({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).optional(),
  Condition: z.string().optional(),
});

const templateFile = z.looseObject({ Resources: z.record(z.string(), z.unknown()) });

/**
 * Parses a synthesized template. What only a deployment would expand is refused: nested stacks, modules, loops, macros
 * and transforms would create resources that no check sees.
 * @throws AssemblyFileBroken when it isn't a template; TemplateExpands when it isn't all there is
 */
export function parseTemplate(text: string, file: string): Template {
  const template = parseAssemblyJson(templateFile, text, file);
  if (template.Transform !== undefined) throw new TemplateExpands(file, 'a Transform section');
  const expansion = expansionIn(template);
  if (expansion !== undefined) throw new TemplateExpands(file, expansion);
  for (const [logicalId, raw] of Object.entries(template.Resources)) {
    const { Type } = parseAssemblyJson(resource, raw, `${file}, resource ${logicalId}`);
    if (isExpanded(Type)) throw new TemplateExpands(file, `${logicalId} of type ${Type}`);
  }
  return template as unknown as Template;
}

/** What a macro or a loop would put in this place, at whatever depth: it may stand beside other entries of a map. */
function expansionIn(raw: unknown): string | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  for (const [name, entry] of Object.entries(raw)) {
    const found = name === 'Fn::Transform' || name.startsWith('Fn::ForEach') ? name : expansionIn(entry);
    if (found !== undefined) return found;
  }
  return undefined;
}

const EXPANDED: readonly string[] = Object.freeze([
  'AWS::CloudFormation::Stack',
  'AWS::CloudFormation::StackSet',
  'AWS::ServiceCatalog::CloudFormationProvisionedProduct',
]);

function isExpanded(type: string): boolean {
  return EXPANDED.includes(type) || type.endsWith('::MODULE');
}
