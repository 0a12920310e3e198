export { type ScoreModel, scoreInProcess } from './choose-sources.ts';
export { createRecommend, type RecommendPorts } from './recommend.ts';
export {
  type BecauseText,
  type RecommendAnswer,
  type RecommendedItem,
  type RecommendTrace,
  untrainedVersion,
} from './recommend-answer.ts';
export { type RankingOverrides, type RecommendRequest } from './recommend-request.ts';
export { createSimilar } from './similar.ts';
