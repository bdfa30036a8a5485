/** Keeps AWS's SDK from printing on every run that next year's versions leave Node.js 20, which engines in package.json decides. */
export function silenceSdk(): void {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
}
