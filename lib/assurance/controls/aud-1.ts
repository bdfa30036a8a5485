import type { Control } from './control';

/** One schema for every audit event. */
export const aud1: Control = {
  id: 'AUD-1',
  title: 'One schema for every audit event',
  claim:
    'An audit event has the fields that P names, id, timestamp, userId, tenantId, service, action, resource, result, ' +
    'details, ipAddress, userAgent and correlationId, in one schema that is versioned and mapped to OCSF.',
  sources: ['P Comprehensive Audit Trail'],
  owner: 'security-lead',
  mappings: { owasp2021: ['A09'], owasp2025: ['A09'], nist80053r5: ['AU-3', 'AU-3(1)', 'AU-8', 'AU-12(2)'] },
  parts: [
    {
      id: 'schema',
      side: 'runtime',
      claim: "Every event is valid by the one versioned schema with P's fields.",
      tests: ['in-process'],
    },
    {
      id: 'ocsf',
      side: 'runtime',
      claim: 'Each event maps to its OCSF class.',
      tests: ['in-process'],
    },
  ],
};
