import type { Mail, Message, Notices, Told } from '../../lambdas/identity/domain/mail';
import { textOf } from '../../lambdas/identity/domain/messages';
import { DependencyFailedError } from '../../lambdas/shared/dependency-failed-error';

/** Mail that was sent. */
export interface SentMail {
  readonly address: string;
  readonly message: Message;
}

/** Keeps what is sent. A message whose text can't be made is refused, as by the real one. */
export class MemoryMail implements Mail {
  readonly sent: SentMail[] = [];
  #failure: Error | undefined;

  /** The next mail isn't taken. */
  failNext(error: Error = new DependencyFailedError('ses:SendEmail', new Error('ServiceUnavailable'))): void {
    this.#failure = error;
  }

  async send(address: string, message: Message): Promise<void> {
    const failure = this.#failure;
    this.#failure = undefined;
    if (failure !== undefined) throw failure;
    textOf(message);
    this.sent.push({ address, message });
    return Promise.resolve();
  }

  /** The newest message to an address. */
  last(address: string): Message | undefined {
    return this.sent.findLast((mail) => mail.address === address)?.message;
  }
}

/** Keeps what people were told. */
export class MemoryNotices implements Notices {
  readonly told: { readonly account: string; readonly message: Message }[] = [];

  /** The phone that each was to be told on. */
  readonly phones: Told['phone'][] = [];

  async tell({ id, phone }: Told, message: Message): Promise<void> {
    textOf(message);
    this.told.push({ account: id, message });
    this.phones.push(phone);
    return Promise.resolve();
  }
}
