/** Low figures often mean that two files write their ids differently; empty when the training file knows all. */
export function unknownSentence({ users, items }: { readonly users: number; readonly items: number }): string {
  if (users === 0 && items === 0) return '';
  return `The training file does not know ${users} of the users and ${items} of the items to judge by: such users have no history, such items count as missed.`;
}
