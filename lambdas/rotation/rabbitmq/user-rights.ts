import * as z from 'zod/mini';
import { BrokerFailedError } from './errors';

const user = z.object({ tags: z.union([z.array(z.string()), z.string()]) });
const permissions = z.array(z.object({ vhost: z.string(), configure: z.string(), write: z.string(), read: z.string() }));
const topicPermissions = z.array(z.object({ vhost: z.string(), exchange: z.string(), write: z.string(), read: z.string() }));

/** What a user may do in one virtual host. */
export type Permission = z.output<typeof permissions>[number];
/** By which routing keys a user may write to and read from one exchange. */
export type TopicPermission = z.output<typeof topicPermissions>[number];

/** All that a user may do. https://www.rabbitmq.com/docs/access-control */
export interface UserRights {
  /** Such as `administrator`. */
  readonly tags: readonly string[];
  readonly permissions: readonly Permission[];
  readonly topicPermissions: readonly TopicPermission[];
}

/** Tags are a list, and a text with commas before RabbitMQ 3.9. */
export function parseTags(answer: unknown): readonly string[] {
  const { tags } = read(user, answer, 'users');
  return typeof tags === 'string' ? tags.split(',').filter((tag) => tag !== '') : tags;
}

/** Reads what the API answers about a user's permissions. */
export function parsePermissions(answer: unknown): readonly Permission[] {
  return read(permissions, answer, 'permissions');
}

/** Reads what the API answers about a user's topic permissions. */
export function parseTopicPermissions(answer: unknown): readonly TopicPermission[] {
  return read(topicPermissions, answer, 'topic permissions');
}

function read<Schema extends z.ZodMiniType>(schema: Schema, answer: unknown, of: string): z.output<Schema> {
  const parsed = schema.safeParse(answer);
  if (!parsed.success) throw new BrokerFailedError(`reading ${of}`, 'an answer of another form');
  return parsed.data;
}
