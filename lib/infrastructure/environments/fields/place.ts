import { RegionInfo } from 'aws-cdk-lib/region-info';
import { z } from 'zod';
import { field, TEAM_FILE } from '../field';
import { DOMAIN } from '../host-name';

const REGIONS = RegionInfo.regions.filter((region) => region.partition === 'aws').map((region) => region.name);
const account = z.string().regex(/^\d{12}$/);

/** In the order in which they are shown. */
const ENVIRONMENT_NAMES = ['dev', 'staging', 'prod', 'full', 'local'] as const;

/** Which environment it is and where it stands. */
export const placeFields = {
  name: field(z.enum(ENVIRONMENT_NAMES), {
    meaning: 'The environment. `full` is synthesized and judged, never deployed; `local` is what the local cloud deploys.',
    allowed: ENVIRONMENT_NAMES.join(', '),
    serves: ['DEL-1'],
  }),
  account: field(account, {
    meaning: 'The AWS account that holds this environment and nothing else.',
    allowed: '12 digits, as a string',
    serves: ['DEL-1'],
    setIn: TEAM_FILE,
  }),
  logArchiveAccount: field(account.nullable().default(null), {
    meaning: "The account of the log archive. `null` keeps the archive in the environment's own account, which prod needs an accepted risk for.",
    allowed: '12 digits, as a string, of another account; or null',
    serves: ['AUD-3'],
    setIn: TEAM_FILE,
  }),
  region: field(z.enum(REGIONS), {
    meaning: 'The AWS region. What CloudFront needs stands in us-east-1 beside it.',
    allowed: `a region of the partition aws: ${REGIONS.toSorted().join(', ')}`,
    serves: ['NET-1', 'AVL-1'],
  }),
  zones: field(z.array(z.string().regex(/^[a-z]{2}(?:-[a-z]+)+-\d[a-z]$/)), {
    meaning: 'The availability zones, each of which gets a subnet of every tier.',
    allowed: 'a list of zone names of the region, such as eu-central-1a: 3 to 6 in prod and full, 2 to 6 elsewhere',
    serves: ['NET-1', 'AVL-1'],
  }),
  domain: field(z.string().max(200).regex(DOMAIN), {
    meaning: 'The domain: pages are served at `app.` and the API at `api.` below it.',
    allowed: 'a domain in lower case, such as example.com, up to 200 characters; `ringwall.localhost` in local only',
    serves: ['EDGE-1', 'EDGE-9'],
    setIn: TEAM_FILE,
  }),
};
