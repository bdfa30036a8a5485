import type { Control } from './control';

/** SSH comes from the bastion or not at all. */
export const net6: Control = {
  id: 'NET-6',
  title: 'SSH comes from the bastion or not at all',
  claim:
    "Port 22 of the app servers opens to the bastion's group alone. The bastion is off unless asked for, because " +
    'Session Manager is the way in; when on, it has no public address, its shell sessions are logged, and the start of every ' +
    'session is in the trail.',
  sources: ['T§5.2', 'P Security Groups'],
  owner: 'platform-lead',
  mappings: {
    owasp2021: ['A05', 'A07'],
    owasp2025: ['A02', 'A07'],
    nist80053r5: ['AC-17', 'AC-17(1)', 'AC-17(3)', 'SC-7(15)'],
  },
  parts: [
    {
      id: 'ssh-only-from-bastion',
      side: 'templates',
      claim: "Port 22 is admitted from the bastion's group alone, and from nowhere while there is no bastion.",
      checks: ['ssh-only-from-bastion'],
    },
    {
      id: 'bastion',
      side: 'templates',
      claim: "The bastion stands in a private subnet without a public address, and Session Manager's shell sessions are streamed to an encrypted log.",
      checks: ['bastion-is-private-and-logged'],
      offWhen: {
        field: 'network.bastion',
        oneOf: [false],
        reason: 'There is no bastion: operators come in by Session Manager, which needs no open port.',
      },
    },
    {
      id: 'sessions-in-the-trail',
      side: 'templates',
      claim: 'The start of every session is in the trail, also of those whose content Session Manager cannot log: port forwarding and SSH.',
      checks: ['trail-covers-all-regions-validated-and-encrypted'],
      offWhen: {
        field: 'network.bastion',
        oneOf: [false],
        reason: 'There is no bastion: operators come in by Session Manager, which needs no open port.',
      },
    },
  ],
};
