import { addAddress } from './add-address/handler.ts';
import { addWish } from './add-wish/handler.ts';
import { changeAccount } from './change-account/handler.ts';
import { changeAddress } from './change-address/handler.ts';
import { changeMe } from './change-me/handler.ts';
import { changePassword } from './change-password/handler.ts';
import { confirmEmail } from './confirm-email/handler.ts';
import { createAccount } from './create-account/handler.ts';
import { deleteAccount } from './delete-account/handler.ts';
import { endSession } from './end-session/handler.ts';
import { exportMe } from './export-me/handler.ts';
import { getAccount } from './get-account/handler.ts';
import { getMe } from './get-me/handler.ts';
import { issueTokens } from './issue-tokens/handler.ts';
import { listAccounts } from './list-accounts/handler.ts';
import { listAddresses } from './list-addresses/handler.ts';
import { listSessions } from './list-sessions/handler.ts';
import { listWishes } from './list-wishes/handler.ts';
import { refreshTokens } from './refresh-tokens/handler.ts';
import { registerAccount } from './register-account/handler.ts';
import { removeAddress } from './remove-address/handler.ts';
import { removeWish } from './remove-wish/handler.ts';
import { requestEmailChange } from './request-email-change/handler.ts';
import { requestPasswordReset } from './request-password-reset/handler.ts';
import { resetPassword } from './reset-password/handler.ts';
import { revokeTokens } from './revoke-tokens/handler.ts';

/** Operations of accounts: signing in, what is one's own, and what staff look after. */
export const accountOperations = [
  registerAccount,
  issueTokens,
  refreshTokens,
  revokeTokens,
  requestPasswordReset,
  resetPassword,
  confirmEmail,
  changePassword,
  requestEmailChange,
  listSessions,
  endSession,
  exportMe,
  getMe,
  changeMe,
  listAddresses,
  addAddress,
  changeAddress,
  removeAddress,
  listWishes,
  addWish,
  removeWish,
  listAccounts,
  createAccount,
  getAccount,
  changeAccount,
  deleteAccount,
];
