const anId = '018f0000-0000-7000-8000-000000000001';
const email = 'ada@example.org';
const password = 'kettle on the hob';
const address = {
  recipient: 'Ada Lovelace',
  line1: 'Lime Street 1',
  line2: null,
  postal_code: '10115',
  city: 'Berlin',
  region: null,
  country: 'DE',
  is_default: true,
};

/** Calls of the operations of accounts that succeed, or fail clearly for who is nobody. */
export const accountExamples = {
  registerAccount: { body: { email, password, first_name: 'Ada', last_name: null } },
  issueTokens: { body: { email, password } },
  refreshTokens: { body: { refresh_token: 'x'.repeat(43) } },
  revokeTokens: { body: { refresh_token: 'x'.repeat(43) } },
  requestPasswordReset: { body: { email } },
  resetPassword: { body: { token: 'x'.repeat(43), password } },
  confirmEmail: { body: { token: 'x'.repeat(43) } },
  changePassword: { body: { current_password: 'not the one', password } },
  requestEmailChange: { body: { current_password: 'not the one', email } },
  listSessions: {},
  endSession: { params: { id: '0'.repeat(32) } },
  exportMe: {},
  getMe: {},
  changeMe: {
    body: {
      first_name: 'Ada',
      last_name: null,
      birth_year: 1990,
      gender: 'other',
      locale: 'de',
      country: 'DE',
      preferred_categories: ['kitchen'],
      consents: { newsletter: true },
    },
  },
  listAddresses: {},
  addAddress: { body: address },
  changeAddress: { params: { id: anId }, body: address },
  removeAddress: { params: { id: anId } },
  listWishes: {},
  addWish: { params: { product_id: anId } },
  removeWish: { params: { product_id: anId } },
  listAccounts: { query: { q: 'ada', role: 'customer', page: 1, per_page: 10 } },
  createAccount: { body: { email: 'help@example.org', password, role: 'support' } },
  getAccount: { params: { id: anId } },
  changeAccount: { params: { id: anId }, body: { role: 'support', disabled: false } },
  deleteAccount: { params: { id: anId } },
} as const;
