import * as z from 'zod/mini';
import { refuse, type Refused } from './setting';

/**
 * What CloudFormation sends to a custom resource: every field of its reference. One that it adds some day is dropped, since a
 * refused event is never answered, and the stack would wait in vain, also when it is to be deleted.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-requests.html
 */
const request = z.object({
  RequestType: z.enum(['Create', 'Update', 'Delete']),
  ServiceToken: z.string(),
  ResponseURL: z.string(),
  StackId: z.string().check(z.regex(/^arn:[\w-]+:cloudformation:[^\s]+$/)),
  RequestId: z.string().check(z.minLength(1)),
  ResourceType: z.literal('Custom::AccountSetting'),
  LogicalResourceId: z.string().check(z.minLength(1)),
  PhysicalResourceId: z.optional(z.string()),
  ResourceProperties: z.record(z.string(), z.unknown()),
  OldResourceProperties: z.optional(z.record(z.string(), z.unknown())),
});

/** An event of CloudFormation for a custom resource. */
export type Request = z.output<typeof request>;

/** Reads the envelope of an event, or says why not. */
export function parseRequest(event: unknown): Request | Refused {
  const parsed = request.safeParse(event);
  return parsed.success ? parsed.data : refuse(parsed.error, []);
}
