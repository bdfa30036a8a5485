import type { Control } from './control';

/** Attributes decide, and a forbid always wins. */
export const azn4: Control = {
  id: 'AZN-4',
  title: 'Attributes decide, and a forbid always wins',
  claim:
    'Policies and their schema are Cedar files, which can be published to a Verified Permissions policy store with a ' +
    'check for drift. Decisions weigh user, resource, action and environment: time, location, device and risk. ' +
    'Forbid beats permit, the default and any error deny, the deciding policy is named, and each decision carries ' +
    "the hash of its policy set and is refused when that set isn't the published one.",
  sources: ['P Attribute-Based Access Control'],
  owner: 'application-lead',
  mappings: { owasp2021: ['A01', 'A08'], owasp2025: ['A01', 'A08'], nist80053r5: ['AC-3(13)', 'AC-24', 'SI-7'] },
  parts: [
    {
      id: 'cedar-files',
      side: 'templates',
      claim: 'Policies and schema are valid Cedar files.',
      checks: ['deciding-functions-know-the-policies'],
      tests: ['in-process'],
    },
    {
      id: 'policy-store',
      side: 'templates',
      claim: 'The store holds exactly the files, and drift is detected, where configured.',
      checks: ['policy-store-holds-the-files'],
      offWhen: {
        field: 'authorization.policyStore',
        oneOf: ['skip'],
        reason: 'Nobody asks a store: functions decide by the compiled policies, whose hash is that of the files.',
      },
    },
    {
      id: 'live-drift',
      side: 'runtime',
      claim: 'What a deployed store holds is compared with the files, and each difference is named.',
      tests: ['in-process'],
    },
    {
      id: 'decisions',
      side: 'runtime',
      claim: 'Decisions follow user, resource, action, time, location, device and risk, as Cedar would decide.',
      tests: ['in-process'],
    },
    {
      id: 'deny-wins',
      side: 'runtime',
      claim: 'A forbid beats every permit; without a permit, and on any error, the answer is deny.',
      tests: ['in-process'],
    },
    {
      id: 'named-policy',
      side: 'runtime',
      claim: "The answer names the deciding policy and the set's hash, and an unpublished set is refused.",
      tests: ['in-process'],
    },
  ],
};
