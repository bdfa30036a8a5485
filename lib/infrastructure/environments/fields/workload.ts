import { z } from 'zod';
import { field } from '../field';

const service = z.strictObject({
  name: field(z.string().regex(/^[a-z][a-z0-9-]{0,18}[a-z0-9]$/), {
    meaning: 'What the service is called: its security group is `service-<name>`.',
    allowed: '2 to 20 lower-case letters, digits and hyphens, starting with a letter, each name once',
    serves: ['NET-5'],
  }),
  port: field(z.int().min(1024).max(65_535), {
    meaning: 'The TCP port on which the service listens, with TLS. The usual ones are 3000 to 3007.',
    allowed: 'a whole number, 1024 to 65535, each port once',
    serves: ['NET-5'],
  }),
});

/** What runs: services, the queue between them, and how fast they must come back. */
export const workloadFields = {
  services: field(
    z
      .array(service)
      .min(1)
      .default([{ name: 'app', port: 3000 }]),
    {
      meaning: 'The services behind the load balancer: one security group and one port each.',
      allowed: 'a list of at least one { name, port }',
      serves: ['NET-5', 'DEL-7'],
    },
  ),
  queue: z
    .strictObject({
      kind: field(z.enum(['sqs', 'rabbitmq']).default('sqs'), {
        meaning: 'What carries messages: SQS, or an Amazon MQ broker for RabbitMQ in the data subnets on port 5671.',
        allowed: 'sqs, rabbitmq',
        serves: ['NET-5', 'KEY-2'],
      }),
    })
    .prefault({}),
  availability: z
    .strictObject({
      recoveryTimeMinutes: field(z.int().min(1).max(10_080).default(60), {
        meaning: 'Recovery time objective: how long a restore may take.',
        allowed: 'a whole number of minutes, 1 to 10080',
        serves: ['AVL-2'],
      }),
      recoveryPointMinutes: field(z.int().min(5).max(10_080).default(15), {
        meaning: 'Recovery point objective: how much of the newest data a restore may lose.',
        allowed: 'a whole number of minutes, 5 (what point-in-time recovery gives) to 10080',
        serves: ['AVL-2'],
      }),
    })
    .prefault({}),
};
