import { SecurityGroup, type ISecurityGroup, type IVpc } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import type { Environment } from '../../environments/environment';
import type { Group } from '../../environments/flows';
import { nameOf } from '../../names';
import { lookUp } from './look-up';
import { tagName } from './tag-name';

/** What `SecurityGroups` are made from. */
export interface SecurityGroupsProps {
  /** Names the groups. */
  readonly environment: Environment;
  readonly vpc: IVpc;
}

/**
 * Every security group of the environment (NET-5), made in one place and closed both ways. Others get them by name and
 * unchangeable: `allowFrom` on them adds nothing, because rules come from the table of flows alone.
 */
export class SecurityGroups extends Construct {
  private readonly groups: ReadonlyMap<string, ISecurityGroup>;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: SecurityGroupsProps,
  ) {
    super(scope, id);
    this.groups = new Map(props.environment.groups.map((group) => [group.name, this.closed(group)]));
  }

  /**
   * A group by its name, such as `functions`.
   * @throws UnknownNameError for a group that the environment doesn't have.
   */
  group(name: string): ISecurityGroup {
    return lookUp(this.groups, name, { kind: 'security group', fix: 'Add the group to lib/infrastructure/environments/flows.ts.' });
  }

  private closed({ name }: Group): ISecurityGroup {
    const { environment, vpc } = this.props;
    const group = new SecurityGroup(this, name, {
      vpc,
      securityGroupName: nameOf(environment, name),
      // Nothing that a setting changes: AWS replaces a group for its description, and the new one can't have the old one's name.
      description: `Members of ${name}; rules come from the table of flows`,
      allowAllOutbound: false,
    });
    tagName(group, environment, name);
    return SecurityGroup.fromSecurityGroupId(this, `${name}-closed`, group.securityGroupId, { mutable: false });
  }
}
