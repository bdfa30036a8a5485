import { localEndpoint } from '../../shared/endpoint';
import { createHandler } from '../../shared/http/create-handler';
import { identityParts } from '../adapters/identity-parts';
import { telling } from '../adapters/telling';
import { textMessages } from '../adapters/text-messages';
import { laterUserPool } from '../adapters/user-pool/later-user-pool';
import { contract } from './contract';
import { routes } from './routes';

localEndpoint(process.env);

const parts = identityParts(contract);
const pool = laterUserPool(async () => (await import('../adapters/user-pool/proving-user-pool')).provingUserPool());
const { sendText, ...told } = telling(parts, pool);

/** Shows and changes a person's account; invoked by API Gateway. */
export const handler = createHandler({ ...parts, routes: routes({ ...parts, ...told, pool, texts: textMessages(sendText) }) });
