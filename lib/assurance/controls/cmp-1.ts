import type { Control } from './control';

/** Every requirement is a control. */
export const cmp1: Control = {
  id: 'CMP-1',
  title: 'Every requirement is a control',
  claim:
    'The catalogue holds every requirement as a control of the same ID and maps it to OWASP Top 10 of 2021, as in ' +
    "T§7, and of 2025, SOC 2, ISO 27001, GDPR, PCI DSS 4.0.1, HIPAA and NIST SP 800-53 revision 5. A category's " +
    'status follows from evidence and is never typed in. Scope and shared responsibility form a framework of their ' +
    'own, and the pack says that a mapping is no certification.',
  sources: ['T§1', 'T§7', 'P Compliance and Standards'],
  owner: 'compliance-lead',
  mappings: { nist80053r5: ['CA-2', 'PL-2'] },
  parts: [
    {
      id: 'rows',
      side: 'templates',
      claim: 'Every requirement is a control with claim, sources, owner and parts, and its mappings to OWASP and NIST are ' + 'valid in their editions.',
      tests: ['design'],
    },
    {
      id: 'frameworks',
      side: 'templates',
      claim: 'Controls map to SOC 2, ISO 27001, GDPR, PCI DSS 4.0.1 and HIPAA, and scope and shared responsibility are a ' + 'framework.',
      missing: 'not built yet: the mappings to these frameworks and the framework of scope and shared responsibility',
    },
  ],
};
