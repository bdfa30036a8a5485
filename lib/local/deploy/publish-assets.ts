import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { zipSync, type Zippable } from 'fflate';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Asset } from './assembly';

/** A ZIP can't hold a time before 1980, and this one shall hold none that changes. */
const NO_TIME = '1980-01-01';

/** Puts each asset under the bucket and key at which the templates look for it. */
export async function publishAssets(s3: S3Client, assets: readonly Asset[]): Promise<void> {
  for (const { source, packaging, bucket, key } of assets) {
    const body = packaging === 'zip' ? zip(source) : readFileSync(source);
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body }));
  }
}

function zip(folder: string): Uint8Array {
  const files: Zippable = {};
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files[relative(folder, path).split(sep).join('/')] = [readFileSync(path), { mtime: NO_TIME }];
  }
  return zipSync(files);
}
