import { createHash } from 'node:crypto';
import { inTransaction, newId } from '@vitrine/database';
import { jwtVerify, SignJWT } from 'jose';
import { isProductId as isUuid } from '../catalog/product-cards.store.ts';
import { failure, success, type Outcome } from '../outcome.ts';
import type { ShopContext } from '../shop-context.ts';
import type { Account } from './accounts.store.ts';
import {
  deleteFamily,
  deleteFamilyOf,
  insertFamily,
  insertRefreshToken,
  selectFamilyAccount,
  selectSigningKey,
  useRefreshToken,
} from './api-tokens.store.ts';
import { hashToken, isTokenForm, newToken } from './secret-token.ts';
import { judgeCredentials, type CallOrigin, type SignInFailure } from './sign-in.ts';

/** What an API client gets: a short-lived token that speaks for the person, and one that gets the next pair, once. */
export interface TokenPair {
  readonly accessToken: string;
  readonly accessExpiresSec: number;
  readonly refreshToken: string;
  readonly refreshExpiresAt: Date;
}

/** A refresh token that is unknown, over, or was used before: then its whole family has ended. */
export interface RefreshFailure {
  readonly code: 'accounts.token_invalid';
}

const accessLifeSec = 15 * 60;
const refreshLifeMs = 30 * 24 * 3_600_000;
const issuer = 'vitrine';
const keys = new WeakMap<object, Promise<Uint8Array>>();

/** The key: the setting's, or one that the database keeps. Read once for each handle. */
function signingKey(context: ShopContext, secret: string | undefined): Promise<Uint8Array> {
  if (secret !== undefined) return Promise.resolve(createHash('sha256').update(secret).digest());
  const kept = keys.get(context.db) ?? selectSigningKey(context);
  keys.set(context.db, kept);
  kept.catch(() => keys.delete(context.db));
  return kept;
}

/** Who an access token speaks for. Read anew each time, so that a changed role, a closed account or a sign-out counts at once. */
async function bearer(context: ShopContext, secret: string | undefined, token: string): Promise<Account | null> {
  try {
    const { payload } = await jwtVerify(token, await signingKey(context, secret), {
      algorithms: ['HS256'],
      issuer,
      typ: 'at+jwt',
      currentDate: context.clock.now(),
    });
    const { sid, sub } = payload;
    if (typeof sid !== 'string' || !isUuid(sid)) return null;
    const account = await selectFamilyAccount(context.db, sid);
    return account?.id === sub ? account : null;
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_J')) return null;
    throw error;
  }
}

/** Everything about tokens, over one key. */
export function bindApiTokens(context: ShopContext, secret: string | undefined) {
  const issue = async (account: Account, familyId: string, refreshToken: string): Promise<TokenPair> => {
    const now = context.clock.now();
    const at = Math.floor(now.getTime() / 1000);
    const accessToken = await new SignJWT({ sid: familyId, role: account.role })
      .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' })
      .setIssuer(issuer)
      .setSubject(account.id)
      .setIssuedAt(at)
      .setExpirationTime(at + accessLifeSec)
      .sign(await signingKey(context, secret));
    const refreshExpiresAt = new Date(now.getTime() + refreshLifeMs);
    return { accessToken, accessExpiresSec: accessLifeSec, refreshToken, refreshExpiresAt };
  };
  const tokenRow = (refreshToken: string, familyId: string) => {
    const createdAt = context.clock.now();
    const expiresAt = new Date(createdAt.getTime() + refreshLifeMs);
    return { tokenHash: hashToken(refreshToken), familyId, createdAt, expiresAt };
  };

  return {
    /** Password against the first pair. */
    async issueTokens(
      given: { email: string; password: string },
      origin: CallOrigin,
    ): Promise<Outcome<TokenPair, SignInFailure>> {
      const judged = await judgeCredentials(context, given, origin);
      if (!judged.ok) return judged;
      const [familyId, refreshToken] = [newId(context.clock), newToken()];
      await inTransaction(context.db, async (trx) => {
        await insertFamily(trx, { id: familyId, accountId: judged.value.id, createdAt: context.clock.now() });
        await insertRefreshToken(trx, tokenRow(refreshToken, familyId));
      });
      return success(await issue(judged.value, familyId, refreshToken));
    },

    /** A refresh token against the next pair. One that comes again was copied by somebody: everybody who holds one of its family is out. */
    async refreshTokens(token: string): Promise<Outcome<TokenPair, RefreshFailure>> {
      if (!isTokenForm(token)) return failure({ code: 'accounts.token_invalid' });
      const refreshToken = newToken();
      const used = await inTransaction(context.db, async (trx) => {
        const found = await useRefreshToken(trx, hashToken(token), context.clock.now());
        if (found === null) return null;
        if (!found.first || found.expired || found.account === null) {
          await deleteFamily(trx, found.familyId);
          return null;
        }
        await insertRefreshToken(trx, tokenRow(refreshToken, found.familyId));
        return { account: found.account, familyId: found.familyId };
      });
      return used === null
        ? failure({ code: 'accounts.token_invalid' })
        : success(await issue(used.account, used.familyId, refreshToken));
    },

    /** Ends the sign-in a refresh token belongs to; its access tokens end with it. Unknown ones are no failure. */
    async revokeTokens(token: string): Promise<void> {
      if (isTokenForm(token)) await deleteFamilyOf(context, hashToken(token));
    },

    bearer: (token: string) => bearer(context, secret, token),
  };
}
