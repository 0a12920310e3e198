/** Written in by the build: `{"commit", "time"}`, as a text. */
declare const __VITRINE_BUILD__: string | undefined;

/** Which commit this program was built from, and when; empty where it runs from its sources or was built outside of a clone. */
export function builtFrom(): { readonly gitCommit: string; readonly buildTime: string } {
  if (typeof __VITRINE_BUILD__ !== 'string') return { gitCommit: '', buildTime: '' };
  const { commit, time } = JSON.parse(__VITRINE_BUILD__) as { commit: string; time: string };
  return { gitCommit: commit, buildTime: time };
}
