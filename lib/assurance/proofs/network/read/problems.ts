import type { Finding } from '../../../checks/check';
import type { Resource, Unresolved } from '../../../templates/graph';

/** What the templates don't tell about the network. Where a value is missing, the reader takes the worst and notes it here. */
export class Problems {
  private readonly noted = new Map<string, Finding>();

  /** What was noted, once each. */
  get findings(): readonly Finding[] {
    return [...this.noted.values()];
  }

  note(resource: Resource, reason: string): void {
    this.noted.set(`${resource.stack}/${resource.logicalId}: ${reason}`, { resource, reason });
  }

  /** Notes a property that can't be judged. */
  unresolved(resource: Resource, property: string, value: Unresolved): void {
    this.note(
      resource,
      `${property} can't be told from the templates (${value.reason}), so that the proof must take the worst: write it out or refer to a resource`,
    );
  }
}
