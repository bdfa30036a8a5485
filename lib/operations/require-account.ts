import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts';
import { callAws } from './call-aws';
import { WrongAccountError } from './errors';

/** Where an environment is. */
export interface Place {
  readonly name: string;
  readonly account: string;
  readonly region: string;
}

/**
 * Sees to it that the credentials are of the environment's account.
 * @throws {WrongAccountError}; `OperationError` when AWS refuses
 */
export async function requireAccount({ name, account }: Place, { sts }: { readonly sts: Pick<STSClient, 'send'> }): Promise<void> {
  const { Account } = await callAws('sts:GetCallerIdentity', sts.send(new GetCallerIdentityCommand({})));
  if (Account !== account) throw new WrongAccountError(name, account, Account ?? 'unknown');
}
