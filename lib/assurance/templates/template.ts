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
  for (const [logicalId, raw] of Object.entries(template.Resources)) {
    if (logicalId.startsWith('Fn::')) throw new TemplateExpands(file, logicalId);
    const { Type } = parseAssemblyJson(resource, raw, `${file}, resource ${logicalId}`);
    if (isExpanded(Type)) throw new TemplateExpands(file, `${logicalId} of type ${Type}`);
  }
  return template as unknown as Template;
}

function isExpanded(type: string): boolean {
  return type === 'AWS::CloudFormation::Stack' || type === 'AWS::CloudFormation::StackSet' || type.endsWith('::MODULE');
}
