const browsers: readonly [RegExp, string][] = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bChrome\/|\bCriOS\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const systems: readonly [RegExp, string][] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'Mac'],
  [/\bCrOS\b/, 'Chromebook'],
  [/\bLinux\b/, 'Linux'],
];

function nameIn(names: readonly [RegExp, string][], agent: string): string | null {
  return names.find(([form]) => form.test(agent))?.[1] ?? null;
}

/** What a person calls the thing they sit at ("Firefox, Linux"), from what the browser says of itself; empty when it says nothing we know. */
export function deviceName(userAgent: string): string {
  const agent = userAgent.slice(0, 1_000);
  return [nameIn(browsers, agent), nameIn(systems, agent)].filter((name) => name !== null).join(', ');
}
