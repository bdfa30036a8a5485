import { CfnResource } from 'aws-cdk-lib/aws-apigateway';
import { Construct } from 'constructs';

/** What `Resources` are made from. */
export interface ResourcesProps {
  readonly restApiId: string;
  readonly rootId: string;
}

/** The tree of paths: one resource for each segment, made when it is first asked for. */
export class Resources extends Construct {
  private readonly ids = new Map<string, string>();

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ResourcesProps,
  ) {
    super(scope, id);
  }

  /** The ID of a path's resource. */
  idOf(path: string): string {
    if (path === '' || path === '/') return this.props.rootId;
    const known = this.ids.get(path);
    if (known !== undefined) return known;
    const cut = path.lastIndexOf('/');
    const { restApiId } = this.props;
    const made = new CfnResource(this, constructIdOf(path), { restApiId, parentId: this.idOf(path.slice(0, cut)), pathPart: path.slice(cut + 1) }).ref;
    this.ids.set(path, made);
    return made;
  }
}

/** A construct's ID has no slashes, and no braces where the register of exceptions names it: `auth.sessions._session_`. */
export function constructIdOf(path: string): string {
  return path === '/' ? 'root' : path.slice(1).replaceAll('/', '.').replaceAll(/[{}]/g, '_');
}
