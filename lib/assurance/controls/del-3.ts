import type { Control } from './control';

/** Security tests of every kind run, or say they didn't. */
export const del3: Control = {
  id: 'DEL-3',
  title: "Security tests of every kind run, or say they didn't",
  claim:
    'Semgrep with rules of our own, OWASP ZAP, npm audit from high, Trivy, Checkov, cfn-lint and a scan for secrets ' +
    "run and report as SARIF. For a tool that didn't run, the report says so.",
  sources: ['T§7 A05', 'T§9', 'P Automated Security Testing'],
  owner: 'security-lead',
  mappings: {
    owasp2021: ['A05', 'A06'],
    owasp2025: ['A02', 'A03'],
    nist80053r5: ['RA-5', 'SA-11', 'SA-11(1)', 'SA-11(8)'],
  },
  parts: [
    {
      id: 'static',
      side: 'templates',
      claim: 'Semgrep with our own rules and the scan for secrets report as SARIF.',
      missing: 'not built yet: the security tests',
    },
    {
      id: 'dynamic',
      side: 'templates',
      claim: 'OWASP ZAP reports on the running system.',
      missing: 'not built yet: the security tests, and the local cloud to run against',
    },
    {
      id: 'dependencies-and-images',
      side: 'templates',
      claim: 'Dependencies are judged by npm audit, images by Trivy.',
      missing: 'not built yet: the security tests',
    },
    {
      id: 'infrastructure',
      side: 'templates',
      claim: 'Checkov and cfn-lint report on the templates.',
      missing: 'not built yet: the security tests',
    },
    {
      id: 'did-not-run',
      side: 'templates',
      claim: "A tool that didn't run is reported as such.",
      missing: 'not built yet: the security tests',
    },
  ],
};
