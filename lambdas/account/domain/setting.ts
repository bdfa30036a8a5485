import * as z from 'zod/mini';

/** CloudFormation sends every scalar as text. Only the safe word is taken: a template can't switch a setting off. */
const on = z.pipe(
  z.union([z.literal(true), z.literal('true')]),
  z.transform(() => true as const),
);
const whole = (least: number, most: number) =>
  z.pipe(z.pipe(z.union([z.number(), z.string().check(z.regex(/^\d{1,9}$/))]), z.transform(Number)), z.int().check(z.minimum(least), z.maximum(most)));

/** Every setting there is, by name, with the values it takes. What isn't here is refused. */
const VALUES = {
  's3-public-access-block': z.strictObject({
    BlockPublicAcls: on,
    IgnorePublicAcls: on,
    BlockPublicPolicy: on,
    RestrictPublicBuckets: on,
  }),
  'iam-password-policy': z.strictObject({
    MinimumPasswordLength: whole(14, 128),
    RequireLowercaseCharacters: on,
    RequireUppercaseCharacters: on,
    RequireNumbers: on,
    RequireSymbols: on,
    AllowUsersToChangePassword: on,
    MaxPasswordAge: whole(1, 90),
    PasswordReusePrevention: whole(24, 24),
  }),
  'ebs-encryption-by-default': z.strictObject({ EbsEncryptionByDefault: on }),
  'ebs-snapshot-block-public-access': z.strictObject({ State: z.literal('block-all-sharing') }),
  'instance-metadata-defaults': z.strictObject({ HttpTokens: z.literal('required'), HttpPutResponseHopLimit: whole(1, 1) }),
  'service-linked-role': z.strictObject({ ServiceName: z.literal('config.amazonaws.com') }),
  'backup-opt-in': z.strictObject({ Aurora: on, DynamoDB: on, S3: on, ManagesDynamoDB: on }),
  'empty-default-security-group': z.strictObject({
    GroupId: z.string().check(z.regex(/^sg-[0-9a-f]{8,17}$/)),
    VpcId: z.string().check(z.regex(/^vpc-[0-9a-f]{8,17}$/)),
  }),
} as const;

/** The name of a setting on the fixed list. */
export type SettingName = keyof typeof VALUES;
/** The value that a setting takes, once read. */
export type SettingValue<Name extends SettingName> = z.output<(typeof VALUES)[Name]>;

/** One setting with its value. */
export type Setting<Name extends SettingName = SettingName> = {
  [N in Name]: { readonly name: N; readonly value: SettingValue<N> };
}[Name];

/** The custom resource's own properties; `ServiceToken` and `ServiceTimeout` are CloudFormation's. */
const properties = z.strictObject({
  ServiceToken: z.string(),
  ServiceTimeout: z.optional(z.string()),
  Setting: z.enum(Object.keys(VALUES) as [SettingName, ...SettingName[]]),
  Value: z.unknown(),
});

/** What was wrong with a value: field and rule, never the value itself. */
export interface Refused {
  readonly problems: readonly string[];
}

/** Reads the properties of a custom resource into a setting, or says why not. */
export function parseSetting(given: unknown): Setting | Refused {
  const outer = properties.safeParse(given);
  if (!outer.success) return refuse(outer.error, []);
  const name = outer.data.Setting;
  const inner = VALUES[name].safeParse(outer.data.Value);
  return inner.success ? ({ name, value: inner.data } as Setting) : refuse(inner.error, ['Value']);
}

/** Problems of a schema as text without values. */
export function refuse(error: z.core.$ZodError, prefix: readonly string[]): Refused {
  return { problems: error.issues.map((issue) => `${[...prefix, ...issue.path].join('.') || 'event'}: ${issue.message}`) };
}
