import { AssuranceError } from '../errors';

/** A list of assets names something whose contents no digest of the assembly covers. */
export class AssetOutsideAssembly extends AssuranceError {
  readonly code = 'ASSET_OUTSIDE_ASSEMBLY';

  constructor(file: string, asset: string, source: string | undefined) {
    super(
      `${file} uploads the asset ${asset} from ${source ?? 'what a program puts out'}; it must be a template or an asset inside the cloud assembly, or other code could be deployed than was tested: let the CDK stage it.`,
    );
  }
}
